/** Which house rules, and which expectations of people, a plan makes false or true, or leaves broken. */

import { groupBy } from '../../../model/group-by.ts';
import { countOf } from '../../../model/text/count-of.ts';
import type { PlanDocument, PlannedRule } from '../../../schema/generated/plan.ts';
import { asSentence } from '../../text/as-sentence.ts';
import type { Highlight } from './arrange-harms.ts';

/** More rules than this are counted. */
const maxLines = 5;

export function findRuleChanges(plan: PlanDocument): readonly Highlight[] {
  return [...findMade(plan), ...tellLeft(plan)];
}

function findMade({ rules = [] }: PlanDocument): readonly Highlight[] {
  return [...groupBy(rules, ({ becomes }) => becomes)].flatMap(([becomes, all]) => {
    const byRule = [...groupBy(all, ({ name }) => name).values()];
    const lines = byRule.slice(0, maxLines).map((each) => tell(becomes, each));
    const hidden = byRule.slice(maxLines);
    const [first] = hidden;
    if (first === undefined) return lines;
    const told = hidden.length === 1 ? tell(becomes, first) : count(becomes, hidden);
    return [...lines, told];
  });
}

const sortOf = { broken: 'rule-broken', kept: 'rule-kept' } as const;

/** The first of its audiences, and how many more there are. */
function tell(becomes: PlannedRule['becomes'], changes: readonly PlannedRule[]): Highlight {
  const [first, ...more] = changes.map(({ text }) => text);
  const rest =
    more.length === 0 ? '' : ` The same is true of ${countOf(more.length, 'other audience')}.`;
  return {
    sorts: [sortOf[becomes]],
    phrase: [`${asSentence(first ?? '')}${rest}`],
    addresses: changes.flatMap(({ addresses }) => addresses),
  };
}

function count(
  becomes: PlannedRule['becomes'],
  hidden: readonly (readonly PlannedRule[])[],
): Highlight {
  const what = becomes === 'broken' ? 'are broken, too' : 'hold again, too';
  return {
    sorts: [sortOf[becomes]],
    phrase: [`${hidden.length} more rules ${what}.`],
    addresses: hidden.flat().flatMap(({ addresses }) => addresses),
  };
}

const leftCodes: ReadonlySet<string> = new Set(['rule-broken', 'people-not-as-expected']);

/** The findings about rules that were broken before the plan, each about all of its audiences. */
function findLeft({ diagnostics }: PlanDocument): PlanDocument['diagnostics'] {
  return diagnostics.filter(({ code, address }) => leftCodes.has(code) && address === undefined);
}

/** Those of them that are told one by one. */
export function listToldRules(plan: PlanDocument): PlanDocument['diagnostics'] {
  const left = findLeft(plan);
  return left.length === maxLines + 1 ? left : left.slice(0, maxLines);
}

function tellLeft(plan: PlanDocument): readonly Highlight[] {
  const told = listToldRules(plan);
  const hidden = findLeft(plan).length - told.length;
  const of = { sorts: ['rule-left'], addresses: [] } as const;
  return [
    ...told.map(({ message, hint }): Highlight => {
      const advice = hint === undefined ? '' : ` ${asSentence(hint)}`;
      return { ...of, phrase: [`${asSentence(message)}${advice}`] };
    }),
    ...(hidden === 0
      ? []
      : [{ ...of, phrase: [`${hidden} more rules are broken today, and after this plan, too.`] }]),
  ];
}
