import type { PlannedChange } from '../../schema/generated/plan.ts';
import { quoteName } from '../text/printable.ts';
import { quoteArgument } from '../text/quote-argument.ts';
import { readAddress, reasonPaths } from './change-attributes.ts';

interface UndoWords {
  readonly sentence: string;
  readonly short: string;
}

/**
 * How far a change can be undone, in a sentence and in a table cell.
 * @param membersTarget see ChangeTextOptions.
 */
export function describeUndo(change: PlannedChange, membersTarget = ''): UndoWords {
  if (change.undoBecause === 'list-lost')
    return {
      sentence: 'no: it uses a list whose members are lost, and would come back with an empty list',
      short: 'no: a list is lost',
    };
  if (change.undo === 'irreversible')
    return change.undoBecause === 'not-in-git' ? describeOverwritten(change) : describeLost(change);
  return change.undo === 'new-id'
    ? describeNewId(change)
    : describeReversible(change, membersTarget);
}

/** Whether a change loses who is on a list. Plans of older versions give no reason. */
export function losesMembers({ undo, undoBecause = 'members-lost' }: PlannedChange): boolean {
  return undo === 'irreversible' && undoBecause === 'members-lost';
}

function describeLost({ action }: PlannedChange): UndoWords {
  return {
    sentence:
      action === 'update'
        ? 'no: the current members of the list are lost'
        : 'no: its members are lost; it can come back empty, under a new ID',
    short: 'no: members are lost',
  };
}

function describeNewId({ action, undoBecause }: PlannedChange): UndoWords {
  const isInGit = undoBecause !== 'not-in-git';
  const what =
    action === 'replace' ? 'the old definition can come back' : 'it can be created again';
  return {
    sentence: `partly: ${what}, under a new ID${isInGit ? '' : '; its definition is not in git, so copy it from this plan'}`,
    short: `partly: new ID${isInGit ? '' : ', not in git'}`,
  };
}

const origins: ReadonlySet<string | undefined> = new Set(['drift', 'conflict', 'adopted']);

/** No revert restores what was only written in the UI. */
function describeOverwritten({ reasons }: PlannedChange): UndoWords {
  const sent = reasons.filter(({ origin }) => origin !== undefined);
  const lost = sent.filter(({ origin }) => origins.has(origin));
  if (lost.length === sent.length)
    return {
      sentence: 'only by hand: the old value is not in git, so copy it from this plan',
      short: 'by hand: not in git',
    };
  return {
    sentence: `partly: the old ${reasonPaths(lost)} is not in git, so copy it from this plan`,
    short: 'partly: not all in git',
  };
}

/** Members come from a source outside git, which no revert brings back. */
function describeReversible(change: PlannedChange, membersTarget: string): UndoWords {
  const { reasons, undoBecause, address } = change;
  const others = reasons.filter(({ code }) => code !== 'members-changed');
  const isSourceNeeded = others.length < reasons.length;
  const steps = [
    ...(others.length > 0 ? ['reverting the commit'] : []),
    ...(undoBecause === 'renamed'
      ? [`adding renamedFrom: ${quoteName(readAddress(address).name)}`]
      : []),
    ...(isSourceNeeded ? [undoOfMembers(change, membersTarget)] : []),
  ];
  if (undoBecause === 'base-unknown')
    return {
      sentence: `only if git has the old values, by ${steps.join(' and ')} (to check, plan with --base)`,
      short: 'if git has the old values',
    };
  return {
    sentence: `yes, by ${steps.join(' and ')}`,
    short: !isSourceNeeded
      ? 'yes'
      : isFirstUpload(change)
        ? 'yes: clear the list'
        : 'yes: with the old source',
  };
}

function undoOfMembers(change: PlannedChange, membersTarget: string): string {
  return isFirstUpload(change)
    ? `"audiencectl members clear ${quoteArgument(readAddress(change.address).name)}${membersTarget}"`
    : 'syncing the source as it was';
}

/** If the list was never filled, the old source does not restore it. */
function isFirstUpload({ members }: PlannedChange): boolean {
  return members?.state === 'first-upload';
}
