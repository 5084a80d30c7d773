/** What the API says about sizes, and does not say, in words. */

import type { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Problem } from '../model/remote/remote.ts';
import { lookUp } from '../model/text/look-up.ts';
import { oneLine } from '../model/text/one-line.ts';
import type { Figure, SizeReason } from './figure.ts';
import type { Size } from './size-reader.ts';

/** A reason stands in a column. */
const longest = 200;

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

/** A refusal of a whole request, told for each of what it asked for. */
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
