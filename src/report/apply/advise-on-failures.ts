/** What to do about what failed. */

import type { ChangeError } from '../../model/outcome.ts';
import { countOf, listOf } from '../../model/text/count-of.ts';
import { entryOfError } from '../findings/entry-of-error.ts';
import { withCapital } from '../text/as-sentence.ts';
import { isTakenUnseen } from './describe-failures.ts';
import { type AlikeFailures, isRequestFault } from './group-failures.ts';

/** More places than this are counted. */
const maxPlaces = 5;

/**
 * What to do about it, as a sentence; null where nothing is known but to run the command again.
 *
 * @param isOfMany see `ApplyOutcomeOptions`.
 */
export function adviseOn({ first, all }: AlikeFailures, isOfMany = false): string | null {
  const { error, outcome, members } = first;
  if (isTakenUnseen(first)) {
    // For every unknown outcome, the sentence below says to wait and run again.
    const own =
      error.hint === undefined
        ? [
            'If the name is still taken after the next run, refer to the entity by name without declaring it, or choose another name.',
          ]
        : [];
    return joinAdvice([...own, ...(error.also ?? []).flatMap((each) => adviceIn(each) ?? [])]);
  }
  const known = adviceOnAll(error);
  // The sentence below says it once for all of them.
  const fix = known?.startsWith('Run the same command again') ? null : known;
  if (isRequestFault(error) || outcome === 'unknown') return fix;
  const places = [
    ...new Set(all.flatMap(({ source }) => (source ? [`${source.file}:${source.line}`] : []))),
  ];
  // If a list could not be synced, its manifest is seldom the reason.
  if (members || places.length === 0) return fix;
  if (isOfMany) return known === null ? 'Correct the manifests as the API says.' : fix;
  const hidden = places.length - maxPlaces;
  const listed = listOf([
    ...places.slice(0, maxPlaces),
    ...(hidden > 0 ? [countOf(hidden, 'more place')] : []),
  ]);
  if (known === null) return `Correct ${listed} as the API says.`;
  return fix === null ? null : [listed, fix].join(': ');
}

/** Each problem may have advice of its own, whether it is shared or one of several. */
function adviceOnAll(error: ChangeError): string | null {
  const all = [error, ...(error.also ?? [])].flatMap((each) => adviceIn(each) ?? []);
  return joinAdvice(all, error.unattributed ? ' Or: ' : ' Besides: ');
}

function joinAdvice(all: readonly string[], by = ' Besides: '): string | null {
  return all.length === 0 ? null : [...new Set(all)].join(by);
}

/** The failure itself says what the code means. */
function adviceIn(error: Omit<ChangeError, 'also'>): string | null {
  const { hint } = error;
  const entry = entryOfError(error);
  const lead = entry ? `${entry.meaning.replace(/\.$/u, '')}: ` : null;
  if (hint === undefined || lead === null || !hint.startsWith(lead))
    return hint ?? entry?.fix ?? null;
  return withCapital(hint.slice(lead.length));
}
