import type { Source } from '../diagnostics/diagnostic.ts';
import type { LeftDifference } from './pull-result.ts';

/** Why something is not taken, and what a person can do instead. */
export interface Obstacle extends Pick<LeftDifference, 'code' | 'text' | 'fix'> {
  /** Where to edit instead; null for the entry itself. */
  readonly source: Source | null;
}

export function isObstacle(value: object): value is Obstacle {
  return 'code' in value && 'fix' in value;
}

/** @param place words for where the value is written. */
export function comesFrom(path: string | null, place: string, source: Source): Obstacle {
  return elsewhere(`${path ?? 'The entry'} comes from ${place}.`, source);
}

export function elsewhere(text: string, source: Source): Obstacle {
  const fix = 'Edit it there, or give the entry a value of its own.';
  return { code: 'pull-elsewhere', text, fix, source };
}
