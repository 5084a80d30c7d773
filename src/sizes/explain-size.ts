/** What the API says about sizes, and does not say, in words. */

import type { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Problem } from '../model/remote/remote.ts';
import type { Size } from '../model/remote/size.ts';
import { lookUp } from '../model/text/look-up.ts';
import { oneLine } from '../model/text/one-line.ts';

/** A reason is shown in a column. */
const longest = 200;

/** Why there is no head count: a code of the API or of our own, and words for people. */
export interface SizeReason {
  readonly code: string;
  readonly text: string;
}

/** What came of asking for one size. */
export interface Figure {
  /** People; null where there is a reason. */
  readonly size: number | null;
  /** The share of the retailer's people, from 0 to 1; null where the platform gives none. */
  readonly relativeSize: number | null;
  readonly reason: SizeReason | null;
}

export function withoutFigure(reason: SizeReason): Figure {
  return { size: null, relativeSize: null, reason };
}

/** The codes of the size endpoints (marketing-solutions segment page, validation errors). */
const knownCodes: Readonly<Record<string, string>> = {
  'segment-size-too-small': 'too few people for the API to show a size',
  'segment-size-not-available': 'the API has no size for it, or no size yet',
  'segment-size-not-supported': 'the API computes no size for this type',
  'segment-not-found': 'it no longer exists',
  'segment-has-not-been-found': 'it no longer exists',
  'audience-not-found': 'it no longer exists',
};

const permissionMissing: SizeReason = {
  code: 'api-forbidden',
  text: 'sizes need the permission "Audiences Manage"',
};

export const notAnswered: SizeReason = {
  code: 'size-not-answered',
  text: 'the API gave neither a size nor a reason',
};

export function explainProblem({ code, detail }: Problem): SizeReason {
  const text = lookUp(knownCodes, code);
  if (text !== undefined) return { code, text };
  return { code, text: detail === null ? code : `${code}: ${oneLine(detail, longest)}` };
}

/** A refusal of a whole request, reported for each entity that the request asked for. */
export function explainRefusal({ diagnostics }: DiagnosticError): SizeReason {
  const [first] = diagnostics;
  if (first === undefined) return notAnswered;
  return first.code === permissionMissing.code
    ? permissionMissing
    : { code: first.code, text: oneLine(first.message, longest) };
}

/** The count is left out for those who may not see it; the share may be there all the same. */
export function figureOf({ size, relativeSize }: Size): Figure {
  if (size !== null) return { size, relativeSize, reason: null };
  if (relativeSize === null) return { size, relativeSize, reason: notAnswered };
  const share = Number((relativeSize * 100).toPrecision(3));
  const text = `the API gives only a percentage: ${share} % of the retailer's people`;
  return { size, relativeSize, reason: { code: 'size-hidden', text } };
}

/**
 * Why those of the IDs that got no size have none. A problem names the ID in its text, or points at
 * its item by position; where it does neither, it is believed only if there is no other story.
 *
 * @param ids as asked for, in order.
 */
export function attributeProblems(
  ids: readonly string[],
  answered: ReadonlySet<string>,
  problems: readonly Problem[],
): (id: string) => SizeReason {
  const real = problems.filter(({ deprecation }) => !deprecation);
  const [first, ...rest] = real;
  const only = rest.every(({ code }) => code === first?.code) ? first : undefined;
  const named = new Map<string, Problem>();
  for (const problem of [...real].reverse()) {
    const id = ids[problem.index ?? -1];
    if (id !== undefined && !answered.has(id)) named.set(id, problem);
  }
  for (const problem of real) {
    for (const id of wordsOf(problem.detail)) named.set(id, problem);
  }
  return (id) => {
    const problem = named.get(id) ?? only;
    return problem ? explainProblem(problem) : notAnswered;
  };
}

function wordsOf(detail: string | null): readonly string[] {
  return detail === null ? [] : detail.split(/[^0-9A-Za-z]+/u);
}
