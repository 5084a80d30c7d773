import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { HouseRules } from '../../model/house-rule.ts';
import { createSuggester } from '../../model/name.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';

/** `reference-not-declared`: names in rules and people that only the remote side can explain. */
export function findUndeclaredNames(
  { rules, people }: HouseRules,
  declarations: readonly Declaration[],
): readonly Diagnostic[] {
  const named = declarations.filter(({ name }) => name !== '');
  const known = new Set(named.flatMap(({ name, address }) => [name, address]));
  const near = createSuggester(() => new Set(named.map(({ name }) => name)));
  return [...rules, ...people].flatMap((rule) =>
    namesInRule(rule)
      .filter(({ name }) => !known.has(name))
      .map(({ name, path }): Diagnostic => {
        const [best] = near(name);
        return {
          severity: 'warning',
          code: 'reference-not-declared',
          message: `no segment or audience with the name "${name}" is declared in this project`,
          source: rule.locate(path),
          hint:
            best === undefined
              ? 'Correct the name, unless the segment exists remotely. plan checks this.'
              : `Did you mean "${best}"?`,
          rule: rule.name,
        };
      }),
  );
}

/** What rules and people name: deleting it would leave them without a meaning. */
export function namesInRules({ rules, people }: HouseRules): ReadonlySet<string> {
  return new Set([...rules, ...people].flatMap(namesInRule).map(({ name }) => name));
}
