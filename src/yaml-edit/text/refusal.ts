/** Why an edit is not made. */
import type { TextRange } from '../../yaml-source/line-positions.ts';
import type { EditObstacle } from '../text-edit.ts';
import type { Written } from './written.ts';

/** Why an edit is not made, and where the reader has to look. Caught where edits are put together. */
export class EditRefusal extends Error {
  readonly obstacle: EditObstacle;
  readonly range: TextRange;
  /** The name of the anchor or the variable. */
  readonly what: string | null;

  constructor(obstacle: EditObstacle, range: TextRange, what: string | null = null) {
    super(obstacle);
    this.obstacle = obstacle;
    this.range = range;
    this.what = what;
  }
}

export function rangeOf({ start, end }: Pick<Written, 'start' | 'end'>): TextRange {
  return { start, end };
}
