/** One bulk answer, item by item. What came of each is done, failed, or for reading to find out. */
import { type Kind, kinds } from '../model/entity.ts';
import { judgingStatuses } from '../model/remote/judging-statuses.ts';
import type { Problem, WriteAnswer } from '../model/remote/remote.ts';
import type { RemoteRow } from '../model/remote/snapshot.ts';
import type { Operation } from '../plan/order/operation.ts';
import { matchRows } from './match-rows.ts';

export type ItemAnswer =
  /** The problems are what the API says about it besides, and those `ofRequest` about one of all the items. */
  | {
      readonly state: 'done';
      readonly id: string | null;
      readonly problems: readonly Problem[];
      readonly ofRequest?: readonly Problem[];
    }
  /** `of` tells whether the API judged this very item, or the request. There is a problem at least. */
  | {
      readonly state: 'failed';
      readonly problems: readonly Problem[];
      readonly of: 'item' | 'request';
      /** There are several, and which of them is this item's, the answer does not say. */
      readonly isShared?: true;
    }
  /**
   * The answer does not say: only reading can. The problems explain it if nothing is found; it is doubtful
   * where this very sending may have been carried out.
   */
  | {
      readonly state: 'unsettled';
      readonly problems: readonly Problem[];
      /**
       * They may be those of other items. `one-each`: each item without a word has one of them, so that none of
       * these was carried out.
       */
      readonly shared?: 'one-each' | 'some';
      readonly isDoubtful: boolean;
      /** The answer holds a new entity that may be this very item: it is never sent again. */
      readonly isMade: boolean;
      /** The problems are most likely its own: where one look does not show that it was carried out, it failed. */
      readonly isLikelyFailed?: true;
    }
  /** The run was interrupted before this was sent. */
  | { readonly state: 'not-begun' }
  /** Refused for the sake of another item of the request: not carried out, and free to be sent again. */
  | { readonly state: 'resend' };

export function readAnswer(
  answer: WriteAnswer,
  operations: readonly Operation[],
): readonly ItemAnswer[] {
  const problems = answer.problems
    .filter(({ deprecation }) => !deprecation)
    .map((problem) => withPosition(problem, operations));
  if (answer.outcome === 'unknown')
    return operations.map(() => ({
      state: 'unsettled',
      problems: [],
      isDoubtful: true,
      isMade: false,
    }));
  if (answer.outcome === 'refused') return readRefusal(problems, operations, answer.status);
  return readRows(answer, problems, operations);
}

/** A problem that names an entity is that of the item that changes or deletes it. */
function withPosition(problem: Problem, operations: readonly Operation[]): Problem {
  const { entityId = null, index } = problem;
  if (index !== null || entityId === null) return problem;
  const position = operations.findIndex(({ id, verb }) => verb !== 'create' && id === entityId);
  return position < 0 ? problem : { ...problem, index: position };
}

type Answered = Extract<WriteAnswer, { readonly outcome: 'answered' }>;

function readRows(
  { rows, isRefusal }: Pick<Answered, 'rows' | 'isRefusal'>,
  problems: readonly Problem[],
  operations: readonly Operation[],
): readonly ItemAnswer[] {
  const { ownOf, loose } = shareOut(problems, operations);
  const { rowOf, isAmbiguous } = matchRows(
    rows,
    operations,
    (operation) => ownOf(operation).length > 0,
  );
  const missing = operations.filter((operation) => !rowOf.has(operation));
  const unexplained = missing.filter((operation) => ownOf(operation).length === 0).length;
  // What was refused, and is there whole, may be no more than the request.
  const isEcho = isRefusal && missing.length === 0;
  // Where each item that is missing has a problem of its own, what names none is told beside the rest.
  const isOfRequest = unexplained === 0 && missing.length !== 1 && rowOf.size > 0;
  const further = unexplained === 0 && !isOfRequest ? loose : [];
  const state = { isAmbiguous, unexplained, missing: missing.length, isAlone: rowOf.size === 0 };
  return operations.map((operation) => {
    const row = rowOf.get(operation);
    const own = ownOf(operation);
    if (row && isEcho && operation.verb !== 'create') {
      return readEcho(own.length > 0 ? own : problems);
    }
    if (row) return readDone(row, own, isOfRequest ? loose : [], operations);
    if (own.length > 0) return withFurther(readProblems(own, operation), further);
    return readLoose(loose, operation, state);
  });
}

/** The problems of each item, and those that name none. */
function shareOut(problems: readonly Problem[], operations: readonly Operation[]) {
  const owned = new Map<Operation, Problem[]>(operations.map((operation) => [operation, []]));
  const loose: Problem[] = [];
  for (const problem of problems) {
    const operation = operations[problem.index ?? -1];
    const list = operation && owned.get(operation);
    (list ?? loose).push(problem);
  }
  return { loose, ownOf: (operation: Operation) => owned.get(operation) ?? [] };
}

/** How many items have no row, and how many of these no problem of their own, either. */
interface Counted {
  readonly isAmbiguous: boolean;
  readonly missing: number;
  readonly unexplained: number;
  /** No item has a row. */
  readonly isAlone: boolean;
}

/** Of an item with neither a row nor a problem of its own. */
function readLoose(
  loose: readonly Problem[],
  operation: Operation,
  { isAmbiguous, missing, unexplained, isAlone }: Counted,
): ItemAnswer {
  // A problem that names no item can only be that of the one item that is missing.
  if (missing === 1 && !isAmbiguous && loose.length > 0) {
    const isRemark = !isAlone && loose.every(({ isWarning }) => isWarning);
    return isRemark ? readRemark(loose, operation) : readProblems(loose, operation);
  }
  return readUnexplained(loose, operation, {
    isOneEach: !isAmbiguous && loose.length > 0 && loose.length >= unexplained,
    isDoubtful: isAmbiguous || loose.length < missing,
    isMade: isAmbiguous,
  });
}

/** @param loose problems that no missing item explains. */
function readDone(
  { id }: RemoteRow,
  own: readonly Problem[],
  loose: readonly Problem[],
  operations: readonly Operation[],
): ItemAnswer {
  // What names no item can only be about the one that is there.
  if (operations.length === 1) return { state: 'done', id, problems: [...own, ...loose] };
  return { state: 'done', id, problems: own, ...(loose.length > 0 ? { ofRequest: loose } : {}) };
}

function readEcho(problems: readonly Problem[]): ItemAnswer {
  return { state: 'unsettled', problems, isDoubtful: true, isMade: true };
}

/** Problems that are told beside its own ones, and change nothing about them. */
function withFurther(item: ItemAnswer, further: readonly Problem[]): ItemAnswer {
  if (further.length === 0 || (item.state !== 'failed' && item.state !== 'unsettled')) return item;
  return { ...item, problems: [...item.problems, ...further.map(withDoubt)] };
}

/** "Not found" beside another reason: its ID was read a moment ago, and is not to be corrected. */
function withDoubt(problem: Problem): Problem {
  if (!kinds.some((kind) => isNotFound(problem, kind))) return problem;
  return { hint: 'Plan again, which shows what is still there.', ...problem };
}

/** A remark may as well be about one of the items that were done, while the row of this one was left out. */
function readRemark(problems: readonly Problem[], operation: Operation): ItemAnswer {
  const item = readProblems(problems, operation);
  if (item.state !== 'failed') return item;
  return { state: 'unsettled', problems, isDoubtful: false, isMade: true, isLikelyFailed: true };
}

interface Missing extends Pick<Unsettled, 'isDoubtful' | 'isMade'> {
  /** As many problems without an item as items without a word: each has one, whichever it is. */
  readonly isOneEach: boolean;
}

type Unsettled = Extract<ItemAnswer, { readonly state: 'unsettled' }>;

function readUnexplained(
  problems: readonly Problem[],
  operation: Operation,
  { isOneEach, ...rest }: Missing,
): ItemAnswer {
  if (isOneEach) return readShared(problems, operation);
  const shared = problems.length > 0 ? ({ shared: 'some' } as const) : {};
  return { state: 'unsettled', problems, ...shared, ...rest };
}

function readShared(problems: readonly Problem[], operation: Operation): ItemAnswer {
  const seen = problems.filter((problem) => isSeenByReading(problem, operation));
  const distinct = distinctProblems(problems);
  const isAlike = distinct.length < 2 || seen.length === problems.length;
  if (isAlike) return readProblems(distinct, operation);
  // What reading tells by itself matters: what is gone is done, and a taken name may be an earlier run's work.
  if (seen.length > 0) {
    return { state: 'unsettled', problems, shared: 'one-each', isDoubtful: false, isMade: false };
  }
  return { state: 'failed', problems, of: 'item', isShared: true };
}

/** Whether searches show which item a problem is about. */
export function isSeenByReading(problem: Problem, { verb, kind }: Operation): boolean {
  if (verb === 'delete') return isNotFound(problem, kind);
  return verb === 'create' && problem.code === taken;
}

const taken = 'name-must-be-unique';

/** The same words about two items are one problem; the trace is that of the request. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.detail]);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()];
}

function readProblems(problems: readonly Problem[], operation: Operation): ItemAnswer {
  const { verb, id, kind } = operation;
  // Beside a reason why it cannot be deleted, "not found" is most likely another one's.
  if (verb === 'delete' && problems.every((problem) => isNotFound(problem, kind))) {
    return { state: 'done', id, problems: [] };
  }
  const isSeen = (problem: Problem) => verb === 'create' && isSeenByReading(problem, operation);
  // The name may be held by what an earlier, lost answer created.
  const first = problems.find(isSeen);
  if (first) {
    const rest = problems.filter((problem) => problem !== first);
    return { state: 'unsettled', problems: [first, ...rest], isDoubtful: false, isMade: false };
  }
  const gone = problems.filter((problem) => verb === 'delete' && isNotFound(problem, kind));
  const others = problems.filter((problem) => !gone.includes(problem));
  return { state: 'failed', problems: [...others, ...gone.map(withDoubt)], of: 'item' };
}

/** The spellings of gone. Others end alike and are about the account or the path: nothing was deleted. */
export function isNotFound({ code }: Problem, kind: Kind): boolean {
  return code === `${kind}-not-found` || code === `${kind}-has-not-been-found`;
}

/** A refused request carried nothing out. Where it says which items are to blame, the others may go again. */
function readRefusal(
  problems: readonly Problem[],
  operations: readonly Operation[],
  status: number | null,
): readonly ItemAnswer[] {
  // Only what was not sent at all has no status.
  if (status === null && problems.some(({ code }) => code === 'interrupted')) {
    return operations.map(() => ({ state: 'not-begun' }));
  }
  // A position that no item has names none.
  const unnamed = problems.filter(({ index }) => index === null || operations[index] === undefined);
  const general = [unnamed, problems, [unexplained(status)]].find((each) => each.length > 0) ?? [];
  const isAboutItems = status === 400 && operations.length > 1;
  return operations.map((operation, position) => {
    const own = problems.filter(({ index }) => index === position);
    if (own.length === 0 && isAboutItems) return { state: 'resend' };
    const told = own.length > 0 ? own : general;
    const isItsOwn = own.length > 0 || operations.length === 1;
    // Given up before it was sent, or stopped at the door: nobody has looked at the items.
    const isGone = told.some((problem) => isNotFound(problem, operation.kind));
    const isJudged = status !== null && (judgingStatuses.has(status) || isGone);
    return isItsOwn && isJudged
      ? readProblems(told, operation)
      : { state: 'failed', problems: told, of: 'request' };
  });
}

function unexplained(status: number | null): Problem {
  return {
    code: 'api-refused',
    detail: `the API refused the request${status === null ? '' : ` with status ${status}`}`,
    traceId: null,
    index: null,
    deprecation: false,
  };
}
