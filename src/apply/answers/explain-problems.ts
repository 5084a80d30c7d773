/** The problems of an item, as the error or the warning that is reported. */

import { type ChangeError, type ChangeWarning, joinWarnings } from '../../model/outcome.ts';
import type { Problem } from '../../model/remote/remote.ts';
import { countOf } from '../../model/text/count-of.ts';
import type { OperationOutcome } from '../operation-outcome.ts';

export const notCarriedOut: Problem = {
  code: 'not-carried-out',
  detail: 'the API did not carry it out and gave no reason',
  traceId: null,
  index: null,
  deprecation: false,
};

/** For an item that the API has judged. If all of several problems are rules, this item's problem is one, too. */
export function failedBy(
  problems: readonly Problem[],
  error: ChangeError = errorOf(problems),
): OperationOutcome {
  return { outcome: 'failed', error, ...(problems.every(isRule) ? { isForGood: true } : {}) };
}

/** The API's own sort of a problem; rules are `validation`, or nothing (bulk page, error types). */
function isRule({ type }: Problem): boolean {
  // Our own text for an empty answer has no type at all.
  return type === null || type === 'validation';
}

/** Problems that cannot be assigned to items; if each item has one and all are alike, this item has it, too. */
export function sharedErrorOf(
  problems: readonly Problem[],
  shared: 'one-each' | 'some' = 'one-each',
): ChangeError {
  const alike = distinctProblems(problems);
  const error = errorOf(alike);
  return alike.length < 2 && shared === 'one-each' ? error : { ...error, unattributed: true };
}

/** The first problem, and the others of the same item with it. */
export function errorOf(problems: readonly Problem[]): ChangeError {
  const [first = notCarriedOut, ...rest] = withinReason(distinctProblems(problems));
  const plain = ({ code, detail, traceId, hint, status }: Problem) => ({
    ...{ code, detail, traceId },
    ...(status === undefined ? {} : { status }),
    ...(hint === undefined ? {} : { hint }),
  });
  return { ...plain(first), ...(rest.length > 0 ? { also: rest.map(plain) } : {}) };
}

/** @param among what the API says of one of so many items, and not of which. */
export function warningOf(problems: readonly Problem[], among?: number): ChangeWarning | undefined {
  return joinWarnings(
    withinReason(distinctProblems(problems)).map(({ code, detail }) => {
      const text = detail ?? 'the API reports this';
      const lead = `the API reports for one of the ${among} items of the request: `;
      return { code, text: among === undefined ? text : `${lead}${text}` };
    }),
  );
}

/** The same words about two items are one problem; the trace is that of the request. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.detail]);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()];
}

/** More problems of one item than this are counted. */
const maxProblems = 20;

function withinReason(problems: readonly Problem[]): readonly Problem[] {
  const hidden = problems.length - maxProblems;
  if (hidden <= 0) return problems;
  const detail = `the API reported ${countOf(hidden, 'more problem')}`;
  const rest = { ...notCarriedOut, code: 'further-problems', detail };
  return [...problems.slice(0, maxProblems), rest];
}
