/** Edge: reads ledger and source of a list, and says what would be sent. */
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { IdentifierRule } from '../identifiers/identifier-rule.ts';
import { sentFormOf } from '../identifiers/identifier-types.ts';
import { ledgerError } from '../ledger/ledger-error.ts';
import { type LedgerPlace, temporaryFile } from '../ledger/ledger-place.ts';
import { seeLedger } from '../ledger/overview/see-ledger.ts';
import type { LedgerFile } from '../ledger/read-ledger.ts';
import { countOtherTypes, otherTypesOnList, readListLedger } from '../ledger/read-list-ledger.ts';
import type { MembersPlan } from '../members-plan.ts';
import { ledgerPlace, type MembersContext, type MembersTask } from '../members-task.ts';
import { readMemberBatches } from '../source/read-member-batches.ts';
import type { SourceAccount } from '../source/source-account.ts';
import {
  createMemberStore,
  type MarkedMembers,
  type MemberStore,
  membersAtOnce,
  type SentSelections,
} from '../table/create-member-store.ts';
import type { MemberSelection } from '../table/create-member-table.ts';
import { type Basis, chooseBasis, isComparable } from './choose-basis.ts';
import { chooseRule, keepsLedger } from './choose-rule.ts';
import { goalOf } from './measure-change.ts';
import { summariseMembers } from './summarise-members.ts';

/** A plan, and what it takes to carry it out. */
export interface PreparedMembers {
  readonly plan: MembersPlan;
  readonly rule: IdentifierRule;
  readonly members: MarkedMembers;
  /** The ledger to go on with; null where there is none that fits. */
  readonly ledger: LedgerFile | null;
  readonly basis: Basis;
  /** Members to send; null where there are none. */
  readonly sending: SentSelections;
  /** How many the ledger is to hold once they are. */
  readonly goal: number;
  readonly limits: Pick<MembersTask['consents'], 'maxInvalidPercent' | 'calledInvalid'>;
}

/**
 * Gives `use` a plan and what it takes to carry it out, which is good until `use` ends.
 * @throws DiagnosticError where source or ledger cannot be read, or the task makes no sense.
 */
export async function withPreparedMembers<Result>(
  task: MembersTask,
  context: MembersContext,
  remote: MembersReader,
  use: (prepared: PreparedMembers) => Promise<Result>,
): Promise<Result> {
  const place = ledgerPlace(context, task.target, task.identifierType);
  const rule = await chooseRule(task, place, context);
  const stores: MemberStore[] = [];
  const openStore = (expected: number) => {
    const store = createStore(place, rule, context, expected);
    stores.push(store);
    return store;
  };
  try {
    return await use(await prepare(task, context, remote, { rule, place, openStore }));
  } finally {
    for (const store of stores) store.close();
  }
}

interface Preparing {
  readonly rule: IdentifierRule;
  readonly place: LedgerPlace;
  /** @param expected how many members there will be, as far as that is known. */
  readonly openStore: (expected: number) => MemberStore;
}

async function prepare(
  task: MembersTask,
  context: MembersContext,
  remote: MembersReader,
  { rule, place, openStore }: Preparing,
): Promise<PreparedMembers> {
  const now = context.clock.now();
  let known: MemberStore | null = null;
  const readKnown = () =>
    readListLedger(place, ({ header, commit }) => {
      if (!isComparable(header, task, rule)) return null;
      known = openStore(commit.written);
      return known.mark;
    });
  const found = keepsLedger(rule, context) ? await readKnown() : null;
  const others = found === null ? 0 : await countOtherTypes(place, now);
  const maxAgeMs = context.maxLedgerAgeMs ?? null;
  const chosen = await chooseBasis(task, rule, found, remote, { others, now, maxAgeMs });
  const { basis, ledger } = chosen;
  const otherTypes = basis === 'clear' ? await otherTypesOnList(place) : [];
  const store = (basis === 'ledger' ? known : null) ?? openStore(0);
  const reading = { source: task.source, rule, stdin: context.stdin, waiting: context };
  const read = await readMemberBatches(reading, (batch, of) => store.mark(batch, of));
  const isWhole = basis === 'ledger' && ledger?.header.coverage === 'whole';
  const sending = sendingOf(task, isWhole, basis);
  const members = await store.finish(sending);
  if (basis === 'ledger') checkHeld(place, ledger, members);
  const source: SourceAccount & { readonly duplicates: number } = {
    ...read,
    duplicates: members.duplicates,
  };
  const seen = found && seeLedger(found, now);
  const { count } = members;
  const turnedInto = findTurnedInto(task, rule);
  const header = found?.header ?? null;
  const plan = summariseMembers({
    ...{ task, chosen, otherTypes, seen, header, source, turnedInto, count, sending },
  });
  const goal = goalOf(task.mode, chosen, count, sending);
  return { plan, rule, members, ledger, basis, sending, goal, limits: task.consents };
}

function findTurnedInto(
  { identifierType, format, send }: MembersTask,
  { sentForm }: IdentifierRule,
): MembersPlan['turnedInto'] {
  return sentForm === sentFormOf(identifierType, format, send) ? null : sentForm;
}

function createStore(
  place: LedgerPlace,
  rule: IdentifierRule,
  context: MembersContext,
  expected: number,
): MemberStore {
  const most = context.membersAtOnce ?? membersAtOnce;
  const openTemporary = () => place.files.openTemporary(temporaryFile(place, 'parts'));
  return createMemberStore(rule.encoding, { expected, most, openTemporary });
}

/** The number of members that a ledger gives must be the number that was read from it. */
function checkHeld(place: LedgerPlace, ledger: LedgerFile | null, { count }: MarkedMembers): void {
  if (ledger?.commit.held !== count('held')) throw ledgerError(place, 'damaged');
}

function sendingOf(task: MembersTask, isWhole: boolean, basis: Basis): SentSelections {
  return { add: task.mode === 'remove' ? null : 'add', remove: removalOf(task, isWhole, basis) };
}

/** Where it is not known what the list holds, more are removed: that does no harm to those not on it. */
function removalOf(
  { mode, source }: MembersTask,
  isWhole: boolean,
  basis: Basis,
): MemberSelection | null {
  if (mode === 'append') {
    if (source.exclude === null) return null;
    return isWhole || basis === 'nothing' ? 'held excluded' : 'excluded';
  }
  if (mode === 'mirror') return 'remove';
  return isWhole ? 'intersection' : 'wanted';
}
