/** Audiences that change only through a segment, those of which the same is to say together. */
import { groupBy } from '../../../model/group-by.ts';
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { AffectedAudience } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { describeAffected, describeVerdict } from '../../change/describe-people.ts';
import { fewestAlike } from '../groups/group-changes.ts';
import { smallPlan } from '../groups/small-plan.ts';

export const affectedTitle = 'Affected without being edited';

/** One audience, or at least three of which the same is to say. */
export type AffectedGroup = readonly [AffectedAudience, ...AffectedAudience[]];

/**
 * Live audiences first; each group stands where the first of its audiences stood. Many audiences of which each says
 * something of its own are told by their verdicts: those through the same segments, and then all that are left.
 */
export function groupAffected(affected: readonly AffectedAudience[]): readonly AffectedGroup[] {
  const ranked = [...affected].sort((a, b) => Number(isLive(b)) - Number(isLive(a)));
  const keys: readonly ((audience: AffectedAudience) => unknown)[] = [
    (each) => [each.via, describeAffected(each)],
    ({ via, verdict }) => [via, verdict],
    ({ verdict }) => verdict,
  ];
  let groups: readonly AffectedGroup[] = ranked.map((each) => [each]);
  for (const keyOf of keys) {
    if (groups.length > (keyOf === keys[0] ? 0 : smallPlan)) groups = groupSingles(groups, keyOf);
  }
  return groups;
}

/** Those that are alone yet, where at least so many have the same key. */
function groupSingles(
  groups: readonly AffectedGroup[],
  keyOf: (audience: AffectedAudience) => unknown,
): readonly AffectedGroup[] {
  const merged = groupBy(groups, (group) =>
    group.length === 1 ? JSON.stringify(keyOf(group[0])) : group,
  );
  return [...merged.values()].flatMap((same) => {
    const [first, ...others] = same.flat();
    if (first === undefined || same.length < fewestAlike) return same;
    return [[first, ...others] as const];
  });
}

function isLive({ adSetIds = [] }: AffectedAudience): boolean {
  return adSetIds.length > 0;
}

/** What stands for the names of segments where each audience changes through another one. */
export const ownSegments = 'segments of their own';

export interface AffectedWords {
  /** The names of the segments through which the people change; null where each has its own. */
  readonly through: readonly string[] | null;
  /** `some enter`. */
  readonly summary: string;
  /** Who enters and who leaves: a sentence each, without a full stop. */
  readonly people: readonly string[];
  /** `2 ad sets`, of a group `2 ad sets, in 1 of the 40 audiences`; null where none is known. */
  readonly live: string | null;
}

export function describeAffectedGroup(group: AffectedGroup): AffectedWords {
  const [first] = group;
  const summary = describeVerdict(first.verdict);
  const people = describeAffected(first);
  const isAlike = group.every((each) => describeAffected(each).join('\n') === people.join('\n'));
  return {
    through: group.every(({ via }) => via.join('\n') === first.via.join('\n'))
      ? first.via.map((address) => readAddress(address).name)
      : null,
    summary,
    people: isAlike ? people : [`${summary}; different people in each`],
    live: describeUse(group),
  };
}

function describeUse(group: AffectedGroup): string | null {
  const live = group.filter(isLive);
  if (live.length === 0) return null;
  const adSets = new Set(live.flatMap(({ adSetIds = [] }) => adSetIds));
  const among =
    group.length === 1
      ? ''
      : `, in ${formatCount(live.length)} of the ${countOf(group.length, 'audience')}`;
  return countOf(adSets.size, 'ad set') + among;
}
