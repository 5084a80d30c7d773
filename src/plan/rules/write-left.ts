import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { quote } from '../../model/text/quote.ts';
import { chooseWitness } from '../../rules/choose-witness.ts';
import { describeWitness, listEntities, sayBroken } from '../../rules/words.ts';
import { type Advising, adviseOnBroken } from './advise-on-claims.ts';
import type { JudgedHouseRule, PlannedSegments } from './judge-house-rules.ts';

/** One warning for all that a plan does not change, and one for what it mends in part, also of audiences that no manifest declares. */
export function writeLeft(
  of: JudgedHouseRule,
  words: Advising & Pick<PlannedSegments, 'nameOf'>,
): readonly Diagnostic[] {
  const { rule, left, moved } = of;
  const isRule = 'demand' in rule;
  const { what, by } = sayBroken(rule);
  return [...groupBy(left, ({ audience: { key } }) => moved.has(key))].flatMap(
    ([isMoved, claims]): readonly Diagnostic[] => {
      const audiences = [...new Set(claims.map(({ audience }) => audience))];
      const first = chooseWitness(claims);
      if (first === undefined) return [];
      const isOne = audiences.length === 1;
      const names = listEntities(audiences.map(({ name }) => quote(name)));
      const rest = isMoved ? 'still is after this plan' : 'this plan does not change that';
      const witness = describeWitness(first, words.nameOf);
      return [
        {
          severity: 'warning',
          code: isRule ? 'rule-broken' : 'people-not-as-expected',
          message: `${what} today ${by} ${names}, and ${rest}`,
          example: isOne ? witness : `${witness}, of ${quote(first.audience.name)}`,
          source: rule.source,
          hint: isOne ? adviseOnBroken(of, first, claims, words) : adviseOnMany(of),
        },
      ];
    },
  );
}

function adviseOnMany({ rule }: JudgedHouseRule): string {
  return 'demand' in rule
    ? 'Change the audiences, or add their names to except of the rule.'
    : 'Change the audiences, or correct reachedBy and notReachedBy of the person.';
}
