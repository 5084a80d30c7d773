import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { foreignVariableIn, hintForForeignVariable } from '../../model/hints/foreign-variable.ts';
import { withoutOperator, yamlText } from '../../model/hints/hint-for-name.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { createSuggester } from '../../model/name.ts';
import { segmentNamesIn } from '../../model/references.ts';
import { quote } from '../../model/text/quote.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';

/** A name of a rule or a person that no declaration answers. */
export interface UndeclaredName extends Required<Pick<Diagnostic, 'code' | 'message' | 'hint'>> {
  readonly name: string;
  readonly path: readonly (string | number)[];
  /**
   * Why it can only be a mistake, or most likely is one: no verdict over it is worth saying.
   * `unknown`: it may well be remote.
   */
  readonly kind: 'absent' | 'mistaken' | 'unknown';
}

/**
 * Finds the names that lead nowhere, as far as declarations tell.
 * @param variables the names of those that the project has
 */
export function createNameCheck(
  declarations: readonly Declaration[],
  variables: readonly string[],
): (rule: HouseRule | ExpectedPerson) => readonly UndeclaredName[] {
  const all = declarations.filter(({ name }) => name !== '');
  const named = all.filter(({ state }) => state !== 'absent');
  const known = new Set(named.flatMap(({ name, address }) => [name, address]));
  const absent = new Map(
    all
      .filter(({ state }) => state === 'absent')
      .flatMap((each) => [each.name, each.address].map((name) => [name, each] as const)),
  );
  const inUse = new Set(declarations.flatMap(({ attributes }) => segmentNamesIn(attributes)));
  const near = createSuggester(() => new Set(named.map(({ name }) => name)));

  const explain = (name: string, key: string): Omit<UndeclaredName, 'name' | 'path'> => {
    const gone = absent.get(name);
    if (gone) {
      return {
        kind: 'absent',
        code: 'reference-unknown',
        message: `the ${gone.kind} ${quote(gone.name)} is declared absent`,
        hint: `Keep the ${gone.kind}, or remove its name here.`,
      };
    }
    const isInUse = inUse.has(name.replace(/^segment\//u, ''));
    const mistake = explainMistake(name, key, { known, near, variables });
    return {
      kind: mistake === null || isInUse ? 'unknown' : 'mistaken',
      code: 'reference-not-declared',
      message: `no segment or audience with the name "${name}" is declared in this project`,
      hint: mistake ?? 'Correct the name, unless the segment exists remotely. plan checks this.',
    };
  };
  return (rule) =>
    namesInRule(rule)
      .filter(({ name }) => !known.has(name))
      .map(({ name, path }) => ({ name, path, ...explain(name, String(path[0])) }));
}

interface Known {
  readonly known: ReadonlySet<string>;
  readonly near: (name: string) => readonly string[];
  readonly variables: readonly string[];
}

/** Null where the name may be a segment that exists remotely. */
function explainMistake(
  name: string,
  key: string,
  { known, near, variables }: Known,
): string | null {
  const foreign = foreignVariableIn(name, true);
  if (foreign) return hintForForeignVariable(foreign, variables);
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => known.has(part))) {
    return key === 'within'
      ? 'Give one name, and make a rule for each: within takes no list.'
      : `Write a list: [${parts.map((part) => yamlText(part)).join(', ')}].`;
  }
  const operand = withoutOperator(name);
  if (operand !== name && known.has(operand)) {
    return `Write only ${quote(operand)}. ${key} takes names, no operators.`;
  }
  // The kind is in all addresses, and makes short names look alike.
  const [, kind, bare = name] = /^(?:(segment|audience)s?\/)?(.+)$/su.exec(name) ?? [];
  const [best] = near(bare);
  if (best !== undefined) {
    const address = `${kind}/${best}`;
    const noGlobs = name.includes('*') ? ` ${key} takes names, no globs.` : '';
    return `Did you mean ${quote(known.has(address) ? address : best)}?${noGlobs}`;
  }
  return name.includes('*') ? `Write each name in full. ${key} takes names, no globs.` : null;
}

/** What rules and people name: deleting it would leave them without a meaning. */
export function namesInRules({ rules, people }: HouseRules): ReadonlySet<string> {
  return new Set([...rules, ...people].flatMap(namesInRule).map(({ name }) => name));
}
