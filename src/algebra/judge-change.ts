import type { Algebra } from '../model/algebra.ts';
import { judgeAudience, type Reach } from './judge-audience.ts';

/** Judges a change of an audience's algebra alone, its segments being what they were. */
export function judgeChange(
  before: Algebra<string>,
  after: Algebra<string>,
  nameOf: (key: string) => string,
): Reach {
  return judgeAudience({ before, after }, nameOf);
}
