import type { SegmentMoment } from '../../algebra/judge-audience.ts';
import { findPerson, type Person } from '../../algebra/logic/find-person.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Relationship } from '../../algebra/segments/relate-segments.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import { type Algebra, algebraLeaves, mapAlgebra } from '../../model/algebra.ts';

/** Someone who is in a tree after a plan, and not today. */
export interface Newcomer {
  /** Where they stand after the plan. */
  readonly person: Person;
  /** Where they stand otherwise today. */
  readonly today: Person;
}

interface MovedSegments {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly relate: Relate<SegmentMoment>;
}

const todayMark = 'today ';

/** @returns null where there is no such person, or where it cannot be decided. */
export function findNewcomer(
  before: Algebra<string>,
  after: Algebra<string>,
  { verdicts, relate }: MovedSegments,
): Newcomer | null {
  // A segment whose people change is two sets.
  const isMoved = (key: string) => (verdicts.get(key) ?? 'same') !== 'same';
  const today = mapAlgebra(before, (key) => (isMoved(key) ? `${todayMark}${key}` : key));
  const found = findPerson({ and: [after, { not: today }] }, relateMarked(verdicts, relate));
  if (found === null || found === 'undecided') return null;
  const isToday = (key: string) => key.startsWith(todayMark);
  const bare = (key: string) => key.slice(todayMark.length);
  const place = { in: new Set(found.in), notIn: new Set(found.notIn) };
  const leaves = new Set(algebraLeaves(after));
  return {
    person: {
      in: found.in.filter((key) => !isToday(key)),
      notIn: found.notIn.filter((key) => leaves.has(key)),
    },
    today: {
      in: found.in.flatMap((key) => (isToday(key) && !place.in.has(bare(key)) ? [bare(key)] : [])),
      notIn: found.notIn.flatMap((key) =>
        isToday(key) && place.in.has(bare(key)) ? [bare(key)] : [],
      ),
    },
  };
}

/** What is certain of two segments, one of which may be as it is today. */
function relateMarked(
  verdicts: MovedSegments['verdicts'],
  relate: MovedSegments['relate'],
): Relate<string> {
  const read = (marked: string) => {
    const isToday = marked.startsWith(todayMark);
    const key = isToday ? marked.slice(todayMark.length) : marked;
    const isMoved = (verdicts.get(key) ?? 'same') !== 'same';
    return { key, moment: isToday ? 'before' : isMoved ? 'after' : 'both' } as const;
  };
  return (a, b) => {
    const [one, other] = [read(a), read(b)];
    if (one.key !== other.key) return relate(one, other);
    // Of one segment at two moments, its own verdict says most.
    const isWithin = verdicts.get(one.key) === (one.moment === 'before' ? 'wider' : 'narrower');
    const contains = verdicts.get(one.key) === (one.moment === 'before' ? 'narrower' : 'wider');
    const relation: Relationship['relation'] | null = isWithin
      ? 'within'
      : contains
        ? 'contains'
        : null;
    return relation && { relation, reason: '' };
  };
}
