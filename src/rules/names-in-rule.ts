import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';

interface PlacedName {
  readonly name: string;
  /** Where the rule or the person has it. */
  readonly path: readonly (string | number)[];
}

/** The segments and audiences that a rule or a person names; globs are no names. */
export function namesInRule(rule: HouseRule | ExpectedPerson): readonly PlacedName[] {
  const at = (key: string, names: readonly string[]): readonly PlacedName[] =>
    names.map((name, index) => ({ name, path: [key, index] }));
  if (!('demand' in rule)) return [...at('in', rule.in), ...at('notIn', rule.notIn)];
  const { demand } = rule;
  if (demand.kind === 'excludes') return at('excludes', demand.names);
  return demand.kind === 'within' ? [{ name: demand.name, path: ['within'] }] : [];
}
