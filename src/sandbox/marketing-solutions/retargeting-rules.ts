import type { Candidate } from '../entities/family.ts';
import { isObject } from '../json.ts';
import { type Problem, problem } from '../protocol/problem.ts';

const maxDays = 400;
const code = 'retargeting-segment-days-since-last-visit-are-not';

/** 0 ≤ min < max ≤ 400, by the marketing-solutions guide. */
export function findRetargetingProblems({ after, sent }: Candidate): readonly Problem[] {
  const own = after.attributes['retargeting'];
  if (!isObject(own) || !isObject(sent['retargeting'])) return [];
  const min = Number(own['daysSinceLastVisitMin']);
  const max = Number(own['daysSinceLastVisitMax']);
  if (min < 0 || max > maxDays) {
    return [problem(`${code}-in-acceptable-range`, `The days must be from 0 to ${maxDays}.`)];
  }
  return min < max
    ? []
    : [problem(`${code}-compatible`, 'The smaller number of days must be below the larger.')];
}
