/** What a list has that was cleared, or may have been, and not filled to the end, and what that does to audiences. */
import type { LeftMembers, MembersResult } from '../../members/members-result.ts';
import { nameOf } from '../../model/entity.ts';
import { formatCount } from '../../model/text/count-of.ts';
import { listSome } from '../../model/text/list-some.ts';
import { quoteName } from '../text/printable.ts';

/** More audiences than this are counted. */
const maxNamed = 5;

/** Lines that nothing else of the result may hide. */
export function describeLeft({ left, outcome, cleared }: MembersResult): readonly string[] {
  if (left === null) return [];
  if (cleared === null) {
    return [
      'It is not known whether the list was cleared. It may be empty now.',
      ...reachLines(left, outcome),
      'Run the same command again soon. It clears the list and fills it.',
    ];
  }
  return [
    describeHeld(left, outcome),
    ...reachLines(left, outcome),
    'Correct the cause, and run the same command again soon. It fills the list and does not clear it again.',
  ];
}

function describeHeld({ held, wanted }: LeftMembers, outcome: MembersResult['outcome']): string {
  const of = `${formatCount(held)} of ${formatCount(wanted)} members`;
  if (outcome === 'unknown') return `The list was cleared. ${of} are on it again, or more.`;
  return held === 0
    ? `The list was cleared and is empty now: ${of} are on it.`
    : `The list was cleared, and only ${of} are on it again.`;
}

function reachLines(
  { held, reach }: LeftMembers,
  outcome: MembersResult['outcome'],
): readonly string[] {
  const isEmpty = held === 0 && outcome !== 'unknown';
  const lines = effects.flatMap(([effect, empty, open]) => {
    const names = reach
      .filter((each) => each.effect === effect)
      .map(({ address }) => quoteName(nameOf(address)));
    return names.length === 0 ? [] : [`  ${isEmpty ? empty : open}: ${listSome(names, maxNamed)}.`];
  });
  return lines.length === 0 ? [] : ['Until it is filled, this concerns audiences:', ...lines];
}

/** What is said of a list without people, and of one that lacks most of them. */
const effects = [
  ['holds nobody', 'No people are in', 'Too few people may be in'],
  [
    'excludes nobody',
    'No people are excluded by the list from',
    'Too few people are excluded from',
  ],
  ['uses it', 'They use the list, too', 'They use the list, too'],
] as const;
