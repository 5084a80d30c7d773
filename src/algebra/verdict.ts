/**
 * What a change does to the people of an audience or a segment: nothing; some may enter and none
 * leave; some may leave and none enter; both; all leave; or it is unknown.
 */
export type Verdict = 'same' | 'wider' | 'narrower' | 'different' | 'empty' | 'unknown';

/** The verdict of what can be seen from whether anyone can enter, and whether anyone can leave. */
export function verdictOf(enter: boolean, leave: boolean): Verdict {
  if (enter) return leave ? 'different' : 'wider';
  return leave ? 'narrower' : 'same';
}

/** The verdict of a change to several conditions that people must meet all of, independent of each other. */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  const changes = new Set(verdicts.filter((verdict) => verdict !== 'same'));
  if (changes.has('unknown')) return 'unknown';
  if (changes.has('empty')) return 'empty';
  const [only = 'same'] = changes;
  return changes.size > 1 ? 'different' : only;
}
