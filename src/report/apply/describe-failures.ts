/** What failed and why, and what to do about it: said once of all changes that failed for the same reason. */
import type { ChangeError, ChangeResult } from '../../apply/apply-report.ts';
import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import { readAddress } from '../change/change-attributes.ts';
import { entryOfError } from '../findings/entry-of-error.ts';
import { asSentence, withCapital } from '../text/as-sentence.ts';
import { formatCount, listOf } from '../text/count-of.ts';
import { listNames, type Phrase } from '../text/phrase.ts';
import { saysAllOf } from '../text/says-all-of.ts';
import { stateOf, stepOf } from './step-of.ts';

/** Changes of one outcome that ended for one reason. */
export interface AlikeChanges {
  readonly first: ChangeResult;
  readonly all: readonly ChangeResult[];
}

/** More names or places than this are counted. */
const maxNames = 5;

/** What is said of nothing else than the connection, and of who asks: no manifest can mend it. */
const doorGroups: ReadonlySet<string> = new Set(['Talking to the API', 'API: access and requests']);

/** In the order in which the first of each stands. */
export function groupAlike(results: readonly ChangeResult[]): readonly AlikeChanges[] {
  const groups = new Map<string, ChangeResult[]>();
  for (const result of results) {
    const key = keyOf(result);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ first, all }] : [];
  });
}

/** The words of the API may name the entity; a fault of the door is worded for each request. */
function keyOf(result: ChangeResult): string {
  const { address, error } = result;
  if (!error) return '';
  const { name } = readAddress(address);
  const words = [error, ...(error.also ?? [])].map(({ code, detail, hint = '' }) => [
    code,
    isDoorFault(error) ? [hint, requestIn(detail)] : (detail ?? '').replaceAll(name, ''),
  ]);
  return JSON.stringify([words, stateOf(result)]);
}

/** `POST /2026-07/audience-segments/create`, where a detail begins so; the entity it is about is left out. */
function requestIn(detail: string | null): string {
  const request = /^[A-Z]+ \/\S*/u.exec(detail ?? '')?.[0] ?? '';
  return request.replaceAll(anId, '/{id}');
}

const anId = /\/\d+(?=\/|$)/gu;

function isDoorFault(error: ChangeError): boolean {
  if (error.hint !== undefined || error.code.startsWith('account-')) return true;
  return doorGroups.has(entryOfError(error)?.group ?? '');
}

/** Who it is about, and why: what the code means, what the API says, and what to ask Criteo with. */
export function describeAlike({ first, all }: AlikeChanges): Phrase {
  const { kind, name } = readAddress(first.address);
  const why = describeReason(first, all);
  const state = stateOf(first);
  if (all.length > 1) {
    const verb = first.outcome === 'failed' ? 'failed' : 'are unknown';
    const how = state === null ? '' : ` (${state})`;
    const names = all.map(({ address }) => readAddress(address).name);
    const lead = `${formatCount(all.length)} changes ${verb} for the same reason${how}: `;
    return [lead, ...listNames(names, maxNames), `. ${why}`];
  }
  const place = first.source ? ` (${first.source.file}:${first.source.line})` : '';
  const how = state === null ? '' : ` ${asSentence(withCapital(state))}`;
  return [`${kind} `, { name }, `${place}:${how} ${why}`];
}

function describeReason(first: ChangeResult, all: readonly ChangeResult[]): string {
  const { error, outcome } = first;
  const untold = outcome === 'unknown' ? describeDoubt(first, all) : 'The API gave no reason.';
  if (!error) return untold;
  const { code } = error;
  const detail = sharedDetail(error, all);
  const entry = entryOfError(error);
  const isTaken = isTakenUnseen(error, outcome);
  const meaning = isTaken
    ? describeTaken(error)
    : entry && !isSaid(entry, error)
      ? firstSentence(entry.meaning)
      : null;
  return [
    ...(outcome === 'unknown' && code !== 'interrupted' ? [untold] : []),
    ...(error.unattributed ? [describeUnattributed(error)] : []),
    ...describeStatus(error),
    // That is what `untold` says.
    ...(code === 'not-seen' ? [] : wordsOf(meaning, detail, isOurs(entry))),
    `Code ${code}${describeTraces(all)}.`,
    ...(error.also ?? []).map((each) => describeFurther(each, error)),
  ].join(' ');
}

function describeDoubt(first: ChangeResult, all: readonly ChangeResult[]): string {
  if (isUnknownFill(first))
    return 'The API did not say whether the last members that were sent were taken, and who is on a list cannot be read.';
  const what = all.length > 1 ? 'they were' : 'it was';
  return `The API did not say whether ${what} done, and reading did not show it.`;
}

/** What no reading can settle: members are sent once more instead. */
export function isUnknownFill(result: ChangeResult): boolean {
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

/** What `explain` says besides is not about this very case. */
function firstSentence(meaning: string): string {
  return /^.*?\.(?= \p{Lu})/u.exec(meaning)?.[0] ?? meaning;
}

/** Where several requests met the same fault, none of their entities stands for all. */
function sharedDetail({ detail }: ChangeError, all: readonly ChangeResult[]): string | null {
  const isShared = all.every(({ error }) => error?.detail === detail);
  const request = requestIn(detail);
  if (detail === null || isShared || request === '') return detail;
  return detail.replace(/^[A-Z]+ \/\S*/u, request);
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

/** An interrupted run, and an answer without a word, say themselves how it was; and a refusal is no failure of the API, whatever its code. */
function isSaid({ code }: CodeEntry, { detail, status }: ChangeError): boolean {
  if (code === 'internal-error') return status !== undefined && status < 500;
  return (code === 'interrupted' || code === 'not-carried-out') && detail !== null;
}

/** More trace IDs than this help nobody at Criteo. */
const maxTraces = 3;

function describeTraces(all: readonly ChangeResult[]): string {
  const traces = [...new Set(all.flatMap(({ error }) => error?.traceId ?? []))];
  const [only] = traces;
  if (only === undefined) return '';
  if (traces.length === 1) return `, trace ID ${only}`;
  const hidden = traces.length - maxTraces;
  const more = hidden > 0 ? [`${formatCount(hidden)} more`] : [];
  return `, trace IDs ${listOf([...traces.slice(0, maxTraces), ...more])}`;
}

/** A name that is taken, while searches do not show by what: the entity itself may have it by now. */
function isTakenUnseen({ code }: ChangeError, outcome: ChangeResult['outcome']): boolean {
  return outcome === 'unknown' && code === 'name-must-be-unique';
}

/** Where a sending of this very run was never answered, the error comes with a hint. */
function describeTaken({ hint }: ChangeError): string {
  return hint === undefined
    ? 'The name is taken by something that searches do not show, perhaps by what an earlier run created.'
    : "The name is taken, probably by this run's own first try.";
}

/** Problems that may be those of other items. */
function describeUnattributed({ also = [] }: ChangeError): string {
  return also.length > 0
    ? 'The API named these problems, and not which item has which.'
    : 'The API named this problem, and not which item has it.';
}

/** A second problem of the same item, which may well be the one that matters, or a problem of another one. */
function describeFurther(
  further: NonNullable<ChangeError['also']>[number],
  { unattributed }: ChangeError,
): string {
  const { code, detail } = further;
  const entry = entryOfError(further);
  const meaning = entry === undefined ? null : firstSentence(entry.meaning);
  const said = wordsOf(meaning, detail, false);
  return [unattributed ? 'Or:' : 'Besides:', ...said, `Code ${code}.`].join(' ');
}

/** Our own codes come with our own words, but for the one that stands in for a code that is missing. */
function isOurs(entry: CodeEntry | undefined): boolean {
  return entry?.origin === 'audiencectl' && entry.code !== 'unknown';
}

/** What to do about it, as a sentence; null where nothing is known but to run the command again. */
export function adviseOn({ first, all }: AlikeChanges): string | null {
  const { error, outcome, members } = first;
  if (!error) return null;
  if (isTakenUnseen(error, outcome)) {
    // To wait and to run again is said of all that is unknown, below.
    const first =
      error.hint === undefined
        ? [
            'If the name is still taken after the next run, refer to what has it by name without declaring it, or declare another name.',
          ]
        : [];
    return joinAdvice([...first, ...(error.also ?? []).flatMap((each) => adviceIn(each) ?? [])]);
  }
  const known = adviceOnAll(error);
  // That is said of all of them, below.
  const fix = known?.startsWith('Run the same command again') ? null : known;
  if (isDoorFault(error) || outcome === 'unknown') return fix;
  const places = [
    ...new Set(all.flatMap(({ source }) => (source ? [`${source.file}:${source.line}`] : []))),
  ];
  // Where a list could not be filled, the manifest that declares it is seldom to blame.
  if (members || places.length === 0) return fix;
  const hidden = places.length - maxNames;
  const listed = listOf([
    ...places.slice(0, maxNames),
    ...(hidden > 0 ? [`${formatCount(hidden)} more places`] : []),
  ]);
  if (known === null) return `Correct ${listed} as the API says.`;
  return fix === null ? null : [listed, fix].join(': ');
}

/** Whichever it is, and of several that are its own, each problem has a cure of its own. */
function adviceOnAll(error: ChangeError): string | null {
  const all = [error, ...(error.also ?? [])].flatMap((each) => adviceIn(each) ?? []);
  return joinAdvice(all, error.unattributed ? ' Or: ' : ' Besides: ');
}

function joinAdvice(all: readonly string[], by = ' Besides: '): string | null {
  return all.length === 0 ? null : [...new Set(all)].join(by);
}

/** What the code means is said beside the failure, and not once more here. */
function adviceIn(error: Omit<ChangeError, 'also'>): string | null {
  const { hint } = error;
  const entry = entryOfError(error);
  const lead = entry ? `${entry.meaning.replace(/\.$/u, '')}: ` : null;
  if (hint === undefined || lead === null || !hint.startsWith(lead))
    return hint ?? entry?.fix ?? null;
  return withCapital(hint.slice(lead.length));
}
