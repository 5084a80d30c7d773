/** Carries out one bulk request, and finds out what became of each of its items. */
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Patience, Problem, RemoteWriter, WriteAnswer } from '../model/remote/remote.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { Operation } from '../plan/order/operation.ts';
import type { Platform } from '../platforms/platform.ts';
import {
  type ChangeError,
  type ChangeWarning,
  joinWarnings,
  type MembersSent,
} from './apply-report.ts';
import { encodeOperation, type IdOfSegment } from './encode-operation.ts';
import { distinctProblems, type ItemAnswer, isSeenByReading, readAnswer } from './read-answer.ts';
import { type Settled, settleByReading, settleOnce } from './settle-by-reading.ts';

interface Sending {
  /** Of the filling of a list. */
  readonly members?: MembersSent;
}

export type OperationOutcome =
  | (Sending & {
      readonly outcome: 'done';
      readonly id: string | null;
      /** Found out by reading: somebody else may have done it. */
      readonly isRead?: true;
      readonly warning?: ChangeWarning;
    })
  | (Sending & {
      readonly outcome: 'failed';
      readonly error: ChangeError;
      /** The API judged this very item by a rule, and would judge it so again: no fault that passes. */
      readonly isForGood?: true;
    })
  | (Sending & { readonly outcome: 'unknown'; readonly error: ChangeError })
  | (Sending & { readonly outcome: 'skipped'; readonly because: string });

export interface BatchContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly remote: RemoteWriter;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
  readonly idOf: IdOfSegment;
  readonly isAsPlanned: (operation: Operation, entity: RemoteEntity) => boolean;
  /** Why nothing more is sent; null where nothing is against it. */
  readonly findStop: () => string | null;
  /** Told of each request whether it was a fault: no answer that says anything, or not sent. */
  readonly onWritten: (isFault: boolean, answer: WriteAnswer) => void;
}

/** What only a last look can tell: it may have been carried out, or its name is taken by what nobody sees. */
export interface OpenItem {
  readonly operation: Operation;
  /** Why it is not done, as far as anybody knows. */
  readonly error: ChangeError;
  /** A sending of it had an outcome that is not known: it can't be called failed any more. */
  readonly isDoubtful: boolean;
  /** What there is to say about it where it turns out to be done. */
  readonly warning?: ChangeWarning;
}

export interface BatchResult {
  /** By the keys of the operations; all but those that are open. */
  readonly outcomes: ReadonlyMap<string, OperationOutcome>;
  readonly open: readonly OpenItem[];
}

interface Attempt {
  readonly operations: readonly Operation[];
  readonly isAgain: boolean;
}

/** What is known so far; filled in as answers come. */
interface Run {
  readonly context: BatchContext;
  readonly outcomes: Map<string, OperationOutcome>;
  readonly open: OpenItem[];
  /** Why the outcome of an earlier sending is not known, by the key of its operation. */
  readonly doubts: Map<string, ChangeError>;
}

type Unsettled = Extract<ItemAnswer, { readonly state: 'unsettled' }>;

/** @param operations at most ten of one verb and one kind. */
export async function runBatch(
  operations: readonly Operation[],
  context: BatchContext,
): Promise<BatchResult> {
  const run: Run = { context, outcomes: new Map(), open: [], doubts: new Map() };
  const attempts: Attempt[] = [{ operations, isAgain: false }];
  for (let attempt = attempts.shift(); attempt; attempt = attempts.shift()) {
    const because = context.findStop();
    if (because === null) attempts.push(...(await send(attempt, run)));
    else for (const operation of attempt.operations) leaveOut(operation, because, run);
  }
  const { outcomes, open } = run;
  return { outcomes, open };
}

/** What is not sent, or not sent again. */
function leaveOut(operation: Operation, because: string, { outcomes, open, doubts }: Run): void {
  const doubt = doubts.get(operation.key);
  if (doubt) open.push({ operation, error: doubt, isDoubtful: true });
  else outcomes.set(operation.key, { outcome: 'skipped', because });
}

/** @returns what is to be sent again. */
async function send({ operations, isAgain }: Attempt, run: Run): Promise<readonly Attempt[]> {
  const [first] = operations;
  if (!first) return [];
  const { context } = run;
  const { kind, verb } = first;
  invariant(verb !== 'fill', 'a list is filled, not written');
  const items = operations.map((operation) =>
    encodeOperation(operation, context.platform, context.idOf),
  );
  const answer = await context.remote.write({ kind, verb, items, afterFault: isAgain });
  context.onWritten(isFault(answer), answer);
  const answers = readAnswer(answer, operations);
  const refused: Operation[] = [];
  const unsettled = new Map<Operation, Unsettled>();
  operations.forEach((operation, position) => {
    const item = answers[position];
    invariant(item !== undefined, 'an operation without an answer');
    if (item.state === 'resend') refused.push(operation);
    else if (item.state === 'unsettled') {
      unsettled.set(operation, item);
      if (item.isDoubtful) run.doubts.set(operation.key, reasonOf(item, answer));
    } else note(operation, item, operations.length, run);
  });
  const missing = await settle(unsettled, answer, operations.length, run);
  return [
    ...(missing.length > 0 ? [{ operations: missing, isAgain: true }] : []),
    // Alone, a refused item shows whether it was to blame.
    ...refused.map((operation) => ({ operations: [operation], isAgain })),
  ];
}

function isFault(answer: WriteAnswer): boolean {
  if (answer.outcome === 'unknown') return !answer.afterSleep;
  if (answer.outcome !== 'refused') return false;
  return answer.status === null || answer.status === 429;
}

/** Writes down what an answer says of an item, unless an earlier sending of it leaves a doubt. */
function note(
  operation: Operation,
  item: Exclude<ItemAnswer, { readonly state: 'unsettled' | 'resend' }>,
  batchSize: number,
  { outcomes, open, doubts }: Run,
): void {
  const { key } = operation;
  const doubt = doubts.get(key);
  if (item.state === 'done') {
    const warning = joinWarnings([
      warningOf(item.problems),
      warningOf(item.ofRequest ?? [], batchSize),
    ]);
    outcomes.set(key, { outcome: 'done', id: item.id, ...optional(warning) });
  } else if (doubt) {
    const error = item.state === 'failed' ? errorOfItem(item) : doubt;
    open.push({ operation, error, isDoubtful: true });
  } else if (item.state === 'not-begun') {
    outcomes.set(key, { outcome: 'skipped', because: 'interrupted' });
  } else {
    const error = errorOfItem(item);
    // Where all of them are rules, so is this one's, whichever it is.
    outcomes.set(
      key,
      item.of === 'item' ? failedBy(item.problems, error) : { outcome: 'failed', error },
    );
  }
}

/** Of what the API has judged. Where all of several problems are rules, so is this one's, whichever it is. */
function failedBy(problems: readonly Problem[], error: ChangeError): OperationOutcome {
  return { outcome: 'failed', error, ...(problems.every(isRule) ? { isForGood: true } : {}) };
}

function errorOfItem({
  problems,
  isShared,
}: Extract<ItemAnswer, { readonly state: 'failed' }>): ChangeError {
  return isShared ? sharedErrorOf(problems) : errorOf(problems);
}

/** The API's own sort of a problem; rules are `validation`, or nothing (bulk page, error types). */
function isRule({ type }: Problem): boolean {
  // Words of our own, in place of an answer that says nothing, have no type at all.
  return type === null || type === 'validation';
}

/** @returns those that were not carried out, and are worth sending again. */
async function settle(
  unsettled: ReadonlyMap<Operation, Unsettled>,
  answer: WriteAnswer,
  batchSize: number,
  run: Run,
): Promise<readonly Operation[]> {
  if (unsettled.size === 0) return [];
  const { context, outcomes, doubts, open } = run;
  const shares = findShares(unsettled);
  const likely = [...unsettled.values()].filter(({ isLikelyFailed }) => isLikelyFailed);
  const { settled, end } = await settleByReading({
    ...context,
    operations: [...unsettled.keys()],
    isEnough: (found) =>
      found.size > 0 &&
      shares.length + likely.length === unsettled.size &&
      (shares.length === 0 || areTold(shares, found)),
  });
  const isRead = end === 'read-enough';
  const areSharesTold = isRead && areTold(shares, settled);
  const missing: Operation[] = [];
  for (const [operation, each] of unsettled) {
    const found = settled.get(operation.key);
    const remark = each.isLikelyFailed ? warningOf(each.problems, batchSize) : undefined;
    const item: OpenItem = {
      ...{ operation, error: reasonOf(each, answer) },
      ...{ isDoubtful: doubts.has(operation.key), ...optional(remark) },
    };
    const share = areSharesTold ? shares.find((one) => one.operation === operation) : undefined;
    const known = failureOf(item, each, share, found, isRead) ?? seenOf(item, found, isRead);
    if (known) outcomes.set(operation.key, known);
    else if (isRead && found?.state === 'not-done' && each.problems.length === 0 && !each.isMade)
      missing.push(operation);
    else open.push(item);
  }
  return missing;
}

/** What reading shows: it was carried out, or something else is in its place. */
function seenOf(
  item: OpenItem,
  found: Settled | undefined,
  isRead: boolean,
): OperationOutcome | null {
  const isKnown = found?.state === 'as-planned' || (isRead && isOthers(item, found));
  return isKnown ? conclude(item, found) : null;
}

/** What reading leaves no doubt about: it was not carried out, and why. */
function failureOf(
  { isDoubtful, error }: OpenItem,
  { problems, isLikelyFailed }: Unsettled,
  share: Share | undefined,
  found: Settled | undefined,
  isRead: boolean,
): OperationOutcome | null {
  if (isDoubtful || found?.state === 'as-planned') return null;
  if (share) return { outcome: 'failed', error: errorOfShare(share, found) };
  return isLikelyFailed && isRead ? failedBy(problems, error) : null;
}

/** An item that was refused by one of several problems. */
interface Share {
  readonly operation: Operation;
  readonly problems: readonly Problem[];
}

function findShares(unsettled: ReadonlyMap<Operation, Unsettled>): readonly Share[] {
  return [...unsettled].flatMap(([operation, { shared, problems }]) =>
    shared === 'one-each' ? [{ operation, problems }] : [],
  );
}

/** Whether searches show which of them the problems are about that searches can show. */
function areTold(shares: readonly Share[], found: ReadonlyMap<string, Settled>): boolean {
  const [first] = shares;
  if (!first) return false;
  const seen = shares.filter(({ operation }) => isSeen(operation, found.get(operation.key)));
  // Of those that searches can't show there is one at least, and so is an item that has it.
  const told = first.problems.filter((problem) => isSeenByReading(problem, first.operation));
  return seen.length >= told.length && seen.length < shares.length;
}

function isSeen({ verb }: Operation, found: Settled | undefined): boolean {
  return found?.state === 'as-planned' || (verb === 'create' && found?.state === 'different');
}

function errorOfShare({ operation, problems }: Share, found: Settled | undefined): ChangeError {
  const seen = isSeen(operation, found);
  return sharedErrorOf(problems.filter((problem) => isSeenByReading(problem, operation) === seen));
}

/** What became of items that are open at the end of a step: each collection is read once for all of them. */
export async function settleOpen(
  open: readonly OpenItem[],
  context: BatchContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const operations = open.map(({ operation }) => operation);
  const settled = await settleOnce({ ...context, operations });
  return new Map(
    open.map((item) => [item.operation.key, conclude(item, settled.get(item.operation.key))]),
  );
}

function conclude(
  { error, isDoubtful, warning }: OpenItem,
  found: Settled | undefined,
): OperationOutcome {
  if (found?.state === 'as-planned') {
    return { outcome: 'done', id: found.id, isRead: true, ...(warning ? { warning } : {}) };
  }
  // A name that is taken by what nobody sees may be held by what an earlier run has made.
  return isOthers({ isDoubtful }, found)
    ? { outcome: 'failed', error }
    : { outcome: 'unknown', error: unseen(isDoubtful ? withDoubt(error) : error, found) };
}

/** Nobody can say of what may be live that it was not carried out. */
function unseen(error: ChangeError, found: Settled | undefined): ChangeError {
  const known = error.code === notCarriedOut.code ? { ...error, ...notSeen } : error;
  return found?.state === 'unread' ? { ...known, hint: found.hint } : known;
}

/** What to do where the API may not show yet what this very run has done. */
export const waitForSearches =
  'Wait a minute, since searches lag, then run the same command again.';

/** Where our own first sending may hold a name, to declare another one would make twins. */
function withDoubt(error: ChangeError): ChangeError {
  if (error.code !== 'name-must-be-unique') return error;
  return { ...error, hint: waitForSearches };
}

/** Whether the name is seen to be held by something else, so that this was surely not carried out. */
function isOthers(
  { isDoubtful }: Pick<OpenItem, 'isDoubtful'>,
  found: Settled | undefined,
): boolean {
  return !isDoubtful && found?.state === 'different';
}

const notCarriedOut: Problem = {
  code: 'not-carried-out',
  detail: 'the API neither carried it out nor said why',
  traceId: null,
  index: null,
  deprecation: false,
};

const notSeen = {
  code: 'not-seen',
  detail: 'the API did not say what became of it, and reading does not show it (yet)',
};

function reasonOf(
  { problems: own, shared }: Pick<Unsettled, 'problems' | 'shared'>,
  { problems }: WriteAnswer,
): ChangeError {
  if (own.length > 0) return shared ? sharedErrorOf(own, shared) : errorOf(own);
  return errorOf([problems.find(({ deprecation }) => !deprecation) ?? notCarriedOut]);
}

/** Problems of which nobody knows whose they are; where each item has one and all are alike, it is this one's. */
function sharedErrorOf(
  problems: readonly Problem[],
  shared: 'one-each' | 'some' = 'one-each',
): ChangeError {
  const alike = distinctProblems(problems);
  const error = errorOf(alike);
  return alike.length < 2 && shared === 'one-each' ? error : { ...error, unattributed: true };
}

/** The first problem, and the others of the same item with it. */
function errorOf(problems: readonly Problem[]): ChangeError {
  const [first = notCarriedOut, ...rest] = withinReason(distinctProblems(problems));
  const plain = ({ code, detail, traceId, hint, status }: Problem) => ({
    ...{ code, detail, traceId },
    ...(status === undefined ? {} : { status }),
    ...(hint === undefined ? {} : { hint }),
  });
  return { ...plain(first), ...(rest.length > 0 ? { also: rest.map(plain) } : {}) };
}

/** More problems of one item than this are counted. */
const maxProblems = 20;

function withinReason(problems: readonly Problem[]): readonly Problem[] {
  const hidden = problems.length - maxProblems;
  if (hidden <= 0) return problems;
  const detail = `the API named ${hidden} more problems than are shown`;
  const rest = { ...notCarriedOut, code: 'further-problems', detail };
  return [...problems.slice(0, maxProblems), rest];
}

/** @param among what the API says of one of so many items, and not of which. */
function warningOf(problems: readonly Problem[], among?: number): ChangeWarning | undefined {
  return joinWarnings(
    withinReason(distinctProblems(problems)).map(({ code, detail }) => {
      const text = detail ?? 'the API says this of it';
      const lead = `the API says of one of the ${among} items of the request: `;
      return { code, text: among === undefined ? text : `${lead}${text}` };
    }),
  );
}

function optional(warning: ChangeWarning | undefined): { readonly warning?: ChangeWarning } {
  return warning ? { warning } : {};
}
