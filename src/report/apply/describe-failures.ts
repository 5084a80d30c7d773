/** What failed, and why. */
import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import type { ChangeError } from '../../model/outcome.ts';
import { formatCount, listOf } from '../../model/text/count-of.ts';
import { readAddress } from '../change/change-attributes.ts';
import { entryOfError } from '../findings/entry-of-error.ts';
import { withoutPathIds } from '../findings/without-ids.ts';
import { asSentence, withCapital } from '../text/as-sentence.ts';
import { listNames, type Phrase } from '../text/phrase.ts';
import { saysAllOf } from '../text/says-all-of.ts';
import { type AlikeFailures, type FailedChange, requestIn } from './group-failures.ts';
import { stateOf, stepOf } from './step-of.ts';

/** More names than this are counted. */
const maxNames = 5;

/**
 * Who it is about, and why: what the code means, what the API says, and what to ask Criteo with.
 *
 * @param isOfMany see `ApplyOutcomeOptions`.
 */
export function describeAlike({ first, all }: AlikeFailures, isOfMany = false): Phrase {
  const { kind, name } = readAddress(first.address);
  const why = describeReason({ first, all }, isOfMany);
  const state = stateOf(first);
  if (all.length > 1) {
    const verb = first.outcome === 'failed' ? 'failed' : 'are unknown';
    const how = state === null ? '' : ` (${state})`;
    const names = all.map(({ address }) => readAddress(address).name);
    const lead = `${formatCount(all.length)} changes ${verb} for the same reason${how}: `;
    return [lead, ...listNames(names, maxNames), `. ${why}`];
  }
  const place = first.source && !isOfMany ? ` (${first.source.file}:${first.source.line})` : '';
  const how = state === null ? '' : ` ${asSentence(withCapital(state))}`;
  return [`${kind} `, { name }, `${place}:${how} ${why}`];
}

function describeReason({ first, all }: AlikeFailures, isOfMany: boolean): string {
  const { error, outcome } = first;
  const { code } = error;
  const detail = isOfMany ? withoutIds(sharedDetail(error, all), all) : sharedDetail(error, all);
  const entry = entryOfError(error);
  const meaning = isTakenUnseen(first)
    ? describeTaken(error)
    : entry && !isSaid(entry, error)
      ? firstSentence(entry.meaning)
      : null;
  return [
    ...(outcome === 'unknown' && code !== 'interrupted' ? [describeDoubt(first, all)] : []),
    ...(error.unattributed ? [describeUnattributed(error)] : []),
    ...describeStatus(error),
    // That is what the first sentence says.
    ...(code === 'not-seen' ? [] : wordsOf(meaning, detail, isOurs(entry))),
    `Code ${code}${isOfMany ? '' : describeTraces(all)}.`,
    ...(error.also ?? []).map((each) => {
      const told = isOfMany ? { ...each, detail: withoutIds(each.detail, all) } : each;
      return describeFurther(told, error);
    }),
  ].join(' ');
}

function describeDoubt(first: FailedChange, all: readonly FailedChange[]): string {
  if (first.members?.cleared === null)
    return 'The API did not confirm that the list was cleared, and the members of a list cannot be read.';
  if (isUnknownFill(first))
    return 'The API did not confirm the last members that were sent, and the members of a list cannot be read.';
  const what = all.length > 1 ? 'they were' : 'it was';
  return `The API did not confirm that ${what} done, and a search did not show it.`;
}

/** No reading can settle members; they are sent again instead. */
export function isUnknownFill(result: FailedChange): boolean {
  return result.outcome === 'unknown' && stepOf(result, 'fill') === 'unknown';
}

/** What the code means and what is said of this very case; once, where both say the same. */
function wordsOf(meaning: string | null, detail: string | null, isOwn: boolean): readonly string[] {
  const said = detail === null ? null : asSentence(`${isOwn ? '' : 'The API says: '}${detail}`);
  if (meaning === null || detail === null) return [meaning, said].filter((each) => each !== null);
  const told = said ?? meaning;
  if (saysAllOf(detail, meaning)) return [told];
  return saysAllOf(meaning, detail) ? [meaning] : [meaning, told];
}

/** The rest of `explain` is not about this case. */
function firstSentence(meaning: string): string {
  return /^.*?\.(?= \p{Lu})/u.exec(meaning)?.[0] ?? meaning;
}

/** Where several requests met the same fault, none of their entities stands for all. */
function sharedDetail({ detail }: ChangeError, all: readonly FailedChange[]): string | null {
  const isShared = all.every(({ error }) => error.detail === detail);
  const request = requestIn(detail);
  if (detail === null || isShared || request === '') return detail;
  return detail.replace(/^[A-Z]+ \/\S*/u, request);
}

/** The same in every account. */
function withoutIds(detail: string | null, all: readonly FailedChange[]): string | null {
  if (detail === null) return null;
  const ids = [...new Set(all.flatMap(({ id }) => id ?? []))];
  return ids.reduce((text, id) => text.replaceAll(id, '{id}'), withoutPathIds(detail));
}

/** `The API answered 403 (forbidden).`, unless our own words have the status. */
function describeStatus({ status, detail }: ChangeError): readonly string[] {
  if (status === undefined || detail?.includes(`answered ${status}`)) return [];
  const words = statusWords[status];
  return [`The API answered ${status}${words === undefined ? '' : ` (${words})`}.`];
}

const statusWords: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  410: 'gone',
  413: 'too large',
  429: 'too many requests',
  500: 'internal error',
  502: 'bad gateway',
  503: 'unavailable',
  504: 'gateway timeout',
};

/** An interrupted run and an empty answer describe themselves. A refusal is not a failure of the API. */
function isSaid({ code }: CodeEntry, { detail, status }: ChangeError): boolean {
  if (code === 'internal-error') return status !== undefined && status < 500;
  return (code === 'interrupted' || code === 'not-carried-out') && detail !== null;
}

/** More trace IDs do not help Criteo's support. */
const maxTraces = 3;

function describeTraces(all: readonly FailedChange[]): string {
  const traces = [...new Set(all.flatMap(({ error }) => error.traceId ?? []))];
  const [only] = traces;
  if (only === undefined) return '';
  if (traces.length === 1) return `, trace ID ${only}`;
  const hidden = traces.length - maxTraces;
  const more = hidden > 0 ? [`${formatCount(hidden)} more`] : [];
  return `, trace IDs ${listOf([...traces.slice(0, maxTraces), ...more])}`;
}

/** A name that is taken, while searches do not show by what: the entity itself may have it by now. */
export function isTakenUnseen({ error, outcome }: FailedChange): boolean {
  return outcome === 'unknown' && error.code === 'name-must-be-unique';
}

/** Where a request of this run was never answered, the error has a hint. */
function describeTaken({ hint }: ChangeError): string {
  return hint === undefined
    ? 'An entity that searches do not show has this name. An earlier run may have created it.'
    : 'The name is taken, probably by the first attempt of this run.';
}

/** Problems that may be those of other items. */
function describeUnattributed({ also = [] }: ChangeError): string {
  return also.length > 0
    ? 'The API reported these problems, but not which item has which.'
    : 'The API reported this problem, but not which item has it.';
}

/** A second problem of the same item. It may be the real cause, or belong to another item. */
function describeFurther(
  further: NonNullable<ChangeError['also']>[number],
  { unattributed }: ChangeError,
): string {
  const { code, detail } = further;
  const entry = entryOfError(further);
  const meaning = entry === undefined ? null : firstSentence(entry.meaning);
  const said = wordsOf(meaning, detail, false);
  return [unattributed ? 'Or:' : 'Also:', ...said, `Code ${code}.`].join(' ');
}

/** Our own codes have our own words, except the code that replaces a missing one. */
function isOurs(entry: CodeEntry | undefined): boolean {
  return entry?.origin === 'audiencectl' && entry.code !== 'unknown';
}
