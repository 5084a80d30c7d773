import { combineVerdicts, type Verdict, verdictOf } from '../verdict.ts';

/** Judges what people must be in at least one of: a set that holds another one holds its people. */
export function judgeSets(before: ReadonlySet<string>, after: ReadonlySet<string>): Verdict {
  const gains = [...after].some((member) => !before.has(member));
  const loses = [...before].some((member) => !after.has(member));
  return verdictOf(gains, loses);
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
  const either = judgeFilter(join(before), join(after));
  return both === either ? both : 'unknown';
}

export interface FilterPair {
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
}

function join({ first, second }: FilterPair): ReadonlySet<string> {
  return new Set([
    ...[...first].map((member) => `1 ${member}`),
    ...[...second].map((member) => `2 ${member}`),
  ]);
}
