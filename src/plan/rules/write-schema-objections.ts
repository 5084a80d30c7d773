import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { quote } from '../../model/text/quote.ts';
import type { SchemaObjection } from '../../rules/schema/find-schema-objections.ts';
import { describeSchemaObjection, listEntities } from '../../rules/words.ts';
import type { Change } from '../change/change.ts';
import type { WrittenHouseRules } from './write-house-rules.ts';

/**
 * Schemas are of what is declared: they stand against what a plan makes or changes. What it leaves alone is
 * a warning, one for each rule.
 */
export function writeSchemaObjections(
  objections: readonly SchemaObjection[],
  changes: readonly Change[],
): WrittenHouseRules {
  const touched = new Set(
    changes.flatMap(({ action, match }) => (action === 'delete' ? [] : (match?.declaration ?? []))),
  );
  const whole = objections
    .filter(({ declaration }) => declaration === null)
    .map(({ code, fact, source, hint, rule }): Diagnostic => {
      const severity = code === 'rule-undecided' ? rule.level : 'error';
      return { severity, code, message: fact, source, hint };
    });
  const [stands, left] = [true, false].map((isTouched) =>
    objections.filter(
      ({ declaration }) => declaration !== null && touched.has(declaration) === isTouched,
    ),
  );
  const refused = (stands ?? []).filter(({ rule }) => rule.level === 'error');
  const warned = (stands ?? []).filter(({ rule }) => rule.level === 'warning');
  return {
    errors: whole.filter(({ severity }) => severity === 'error'),
    refusals: refused.map(({ code, declaration, fact, hint, rule }) => {
      const { file, line, column } = rule.source;
      return {
        code,
        ...(declaration ? { address: declaration.address } : {}),
        text: `${describeSchemaObjection('it', { code, fact })} (rule ${quote(rule.name)}, ${file}:${line}:${column})`,
        fix: hint,
      };
    }),
    changed: refused.flatMap(({ code, declaration, rule }) => {
      if (code !== 'rule-broken' || declaration === null) return [];
      const by = `the rule ${quote(rule.name)} is broken by ${quote(declaration.name)}`;
      return [
        {
          ...{ name: rule.name, becomes: 'broken', addresses: [declaration.address] },
          text: `${by}: this plan is refused`,
        },
      ];
    }),
    warnings: [
      ...whole.filter(({ severity }) => severity === 'warning'),
      ...warned.map(writeWarning),
      ...writeLeft(left ?? []),
    ],
  };
}

function writeWarning({
  code,
  declaration,
  fact,
  source,
  hint,
  rule,
}: SchemaObjection): Diagnostic {
  const name = quote(declaration?.name ?? '');
  return {
    ...{ severity: 'warning', code, source, hint },
    message: `${describeSchemaObjection(name, { code, fact })} (rule ${quote(rule.name)})`,
    ...(declaration ? { address: declaration.address } : {}),
  };
}

function writeLeft(left: readonly SchemaObjection[]): readonly Diagnostic[] {
  const byRule = [...groupBy(left, ({ rule }) => rule).values()];
  const groups = byRule.flatMap((all) => [...groupBy(all, ({ code }) => code)]);
  return groups.flatMap(([code, all]): readonly Diagnostic[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { rule } = first;
    const names = [...new Set(all.map(({ declaration }) => quote(declaration?.name ?? '')))];
    const what = code === 'rule-undecided' ? 'is not decided for' : 'is broken by';
    const finding: Diagnostic = {
      ...{ severity: 'warning', code },
      message: `the rule ${quote(rule.name)} ${what} ${listEntities(names)}, and this plan does not change that`,
      example: `${quote(first.declaration?.name ?? '')}: ${first.fact}`,
      source: rule.source,
      hint: 'Run audiencectl validate to see what is wrong with each.',
    };
    return [finding];
  });
}
