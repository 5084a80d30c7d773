import type { Candidate } from '../entities/family.ts';
import { segmentBlock } from '../entities/resource.ts';
import { isObject, textOf } from '../json.ts';
import { type Problem, problem } from '../protocol/problem.ts';

export function findLookalikeProblems(candidate: Candidate): readonly Problem[] {
  const own = candidate.after.attributes['lookalike'];
  if (!isObject(own) || !isObject(candidate.sent['lookalike'])) return [];
  const { min, max } = candidate.call.settings.lookalikeTargetSizes;
  const size = own['targetSize'];
  const isOutside = typeof size === 'number' && (size < min || size > max);
  return [
    ...(candidate.before === null
      ? findSeedProblems(candidate, textOf(own['seedSegmentId']) ?? '')
      : []),
    ...(isOutside
      ? [problem('sandbox-target-size-must-be-in-range', `From ${min} to ${max}.`)]
      : []),
  ];
}

/** Seeds are contact lists, or event segments that the public schema does not know, of the same advertiser. */
function findSeedProblems({ call, after }: Candidate, seedId: string): readonly Problem[] {
  const seed = call.store.find(after.platform, 'segment', seedId);
  if (seed === undefined) return [problem('segment-not-found', `There is no segment ${seedId}.`)];
  if (seed.scope !== after.scope) {
    return [
      problem('sandbox-seed-must-belong-to-advertiser', 'The seed belongs to another advertiser.'),
    ];
  }
  const block = segmentBlock(seed.attributes);
  return block === null || block === 'contactList'
    ? []
    : [problem('sandbox-seed-must-be-a-contact-list', 'The seed is no contact list.')];
}
