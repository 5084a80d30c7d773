/** Changes that failed for the same reason, so that the reason is shown once. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ChangeError } from '../../model/outcome.ts';
import { readAddress } from '../change/change-attributes.ts';
import { entryOfError } from '../findings/entry-of-error.ts';
import { withoutPathIds } from '../findings/without-ids.ts';
import { stateOf } from './step-of.ts';

/** A change that failed, or of which it is unknown whether it did. */
export type FailedChange = Extract<ChangeResult, { readonly error: ChangeError }>;

/** Failures of one outcome that have one reason. */
export interface AlikeFailures {
  readonly first: FailedChange;
  readonly all: readonly FailedChange[];
}

/** In the order in which the first of each stands. */
export function groupAlike(
  results: readonly ChangeResult[],
  outcome: FailedChange['outcome'],
): readonly AlikeFailures[] {
  const failures = results.flatMap((result) =>
    result.outcome === outcome && result.error ? [result] : [],
  );
  return [...groupBy(failures, keyOf).values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ first, all }] : [];
  });
}

/** The words of the API may name the entity; a fault of the request is worded for each of them. */
function keyOf(failure: FailedChange): string {
  const { address, error } = failure;
  const { name } = readAddress(address);
  const words = [error, ...(error.also ?? [])].map(({ code, detail, hint = '' }) => [
    code,
    isRequestFault(error) ? [hint, requestIn(detail)] : (detail ?? '').replaceAll(name, ''),
  ]);
  return JSON.stringify([words, stateOf(failure)]);
}

/** `POST /2026-07/audience-segments/create`, where a detail begins so; the entity it is about is left out. */
export function requestIn(detail: string | null): string {
  return withoutPathIds(/^[A-Z]+ \/\S*/u.exec(detail ?? '')?.[0] ?? '');
}

/** A reason that is only about the connection and the application. */
const requestGroups: ReadonlySet<string> = new Set([
  ...['Talking to the API', 'API: access and requests'],
]);

/** A reason that is about the request and not about its items, so no manifest can fix it. */
export function isRequestFault(error: ChangeError): boolean {
  if (error.hint !== undefined || error.code.startsWith('account-')) return true;
  return requestGroups.has(entryOfError(error)?.group ?? '');
}
