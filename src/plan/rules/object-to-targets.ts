import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import type { Platform } from '../../platforms/platform.ts';
import { typeIn } from '../../platforms/platform-named.ts';
import { describeObjection } from '../../rules/words.ts';
import { sharedChannels } from '../check/check-against-remote.ts';
import type { SegmentTarget } from '../match/resolve-references.ts';

/** A segment that an audience is to have in its algebra. */
interface WantedSegment {
  readonly target: SegmentTarget;
  /** Whether the audience can refer to it by its name. */
  readonly hasName: boolean;
  readonly isOfOther: boolean;
}

/** Why an audience cannot have segments side by side, in words; null where nothing is known against it. */
export function objectToTargets(
  wanted: readonly WantedSegment[],
  platform: Platform,
): string | null {
  for (const each of wanted) {
    const objection = objectTo(each, platform);
    if (objection !== null) return describeObjection(objection, each.target.name);
  }
  const { known, common } = sharedChannels(wanted.map(({ target }) => target));
  if (known.length === 0 || common.length > 0) return null;
  return `${listOf(known.map(({ name }) => quote(name)))} have no channel in common`;
}

function objectTo({ target, hasName, isOfOther }: WantedSegment, platform: Platform) {
  const { declaration, remote } = target;
  if (declaration?.state === 'absent') return 'absent';
  const type = declaration ? typeIn(platform, declaration.attributes) : remote?.type;
  // `audience-with-retargeting-segment-must-be-correctly-specified`
  if (type === 'retargeting' || remote?.type === 'retargeting') return 'alone';
  if (isOfOther) return 'of-other';
  return hasName ? null : 'unclear';
}
