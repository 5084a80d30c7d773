import { combineVerdicts, type Verdict, verdictOf } from '../verdict.ts';

/** Judges what people must be in at least one of: a set that holds another one holds its people. */
export function judgeSets(before: ReadonlySet<string>, after: ReadonlySet<string>): Verdict {
  return verdictOf(hasOther(after, before), hasOther(before, after));
}

/** Whether a set has a member that another one has not. */
function hasOther(set: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const member of set) if (!other.has(member)) return true;
  return false;
}

/** As `judgeSets`, for a filter: an empty one lets everyone in. */
export function judgeFilter(before: ReadonlySet<string>, after: ReadonlySet<string>): Verdict {
  if (before.size === 0) return after.size === 0 ? 'same' : 'narrower';
  return after.size === 0 ? 'wider' : judgeSets(before, after);
}

/**
 * Two filters of which the API does not say whether people must pass both or either: a verdict
 * stands only where both readings agree on it.
 */
export function judgeFilterPair(before: FilterPair, after: FilterPair): Verdict {
  const both = combineVerdicts([
    judgeFilter(before.first, after.first),
    judgeFilter(before.second, after.second),
  ]);
  const either = judgeEither(before, after);
  return both === either ? both : 'unknown';
}

export interface FilterPair {
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
}

/** As `judgeFilter`, for one list that has the members of both. */
function judgeEither(before: FilterPair, after: FilterPair): Verdict {
  if (isEmpty(before)) return isEmpty(after) ? 'same' : 'narrower';
  if (isEmpty(after)) return 'wider';
  return verdictOf(
    hasOther(after.first, before.first) || hasOther(after.second, before.second),
    hasOther(before.first, after.first) || hasOther(before.second, after.second),
  );
}

function isEmpty({ first, second }: FilterPair): boolean {
  return first.size === 0 && second.size === 0;
}
