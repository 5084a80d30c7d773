/** What to do after a run that is not complete. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { sendsAgain } from '../members/render-members.ts';
import { withCapital } from '../text/as-sentence.ts';
import type { Phrase } from '../text/phrase.ts';
import { adviseOn } from './advise-on-failures.ts';
import { isUnknownFill } from './describe-failures.ts';
import type { AlikeFailures } from './group-failures.ts';

const sendsMembersAgain = 'Members that the API did not confirm are sent once more.';

const late =
  'Wait until the API works again, or give a higher --timeout. The API did not answer in time.';

/** What to do, the most urgent first: one sentence for each sort of failure, then the command again. */
export function describeNext(
  failed: readonly AlikeFailures[],
  unknown: readonly AlikeFailures[],
  skipped: readonly ChangeResult[],
  { isSaved, isOfMany }: { readonly isSaved: boolean; readonly isOfMany: boolean },
): readonly Phrase[] {
  const causes = [...failed, ...unknown].flatMap((group) => adviseOn(group, isOfMany) ?? []);
  const isLate = skipped.some(({ because }) => because === 'timeout');
  const advice = isLate ? [late, ...causes.filter((each) => !each.includes('--timeout'))] : causes;
  const isOld = isSaved && advice.some((each) => changesPlan.test(each));
  const again = isOld ? 'plan again, review that plan, and apply it' : 'run the same command again';
  const syncs = unknown.filter(({ first }) => isUnknownFill(first));
  const last =
    unknown.length > syncs.length
      ? `Wait a minute, because searches may lag behind writes. Then ${again}. The next run reads the outcome of the unknown changes and does what is missing. Nothing is done twice.`
      : syncs.length > 0 && !isOld
        ? sendsAgain
        : `${withCapital(again)}. Nothing is done twice.`;
  const alsoFills = syncs.length > 0 && last !== sendsAgain ? [sendsMembersAgain] : [];
  const isSaid = unknown.length === 0 && advice.some((each) => each.toLowerCase().includes(again));
  const steps = [...new Set(advice)];
  const more = [...(isSaid ? [] : [afterwards(steps, last)]), ...alsoFills].join(' ');
  // One thing to do is one step.
  const all = steps.length === 1 ? [[...steps, more].join(' ').trimEnd()] : [...steps, more];
  return all.filter((step) => step !== '').map((step) => [step]);
}

/** What comes last is no other way out. */
function afterwards(steps: readonly string[], last: string): string {
  if (steps.length === 0 || last.startsWith('Wait')) return last;
  return `Then ${last.slice(0, 1).toLowerCase()}${last.slice(1)}`;
}

/** Advice to change the project file or a manifest; a saved plan then no longer matches them. */
const changesPlan =
  /^Plan again\b|^Correct the manifests\b|\bproject\b|\.ya?ml:\d|ApiVersion\b|\bapiVersion\b/u;
