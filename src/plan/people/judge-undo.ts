/**
 * How far each change of a plan can be undone. Git restores only what git had: neither an edit made only
 * in the UI, nor the members of a list.
 */
import type { PlannedChange } from '../../schema/generated/plan.ts';
import type { Origin } from '../base/judge-origin.ts';
import type { Change } from '../change/change.ts';

type Undo = Pick<PlannedChange, 'undo' | 'undoBecause'>;

/** Origins of attributes whose remote value is in no commit. */
const neverInGit: ReadonlySet<Origin | undefined> = new Set(['drift', 'conflict', 'adopted']);

/** Of a change by itself. */
export function judgeUndo(change: Change): Undo {
  // After a list is cleared, its former members are unknown.
  if (change.members?.state === 'rebuild-needed') return membersLost;
  if (change.action === 'create') return { undo: 'reversible' };
  if (change.action === 'update') return judgeUpdate(change);
  if (change.remote.type === 'contactList') return membersLost;
  const isInGit = !change.reasons.some(({ origin }) => neverInGit.has(origin));
  return isInGit ? { undo: 'new-id' } : { undo: 'new-id', undoBecause: 'not-in-git' };
}

const membersLost: Undo = { undo: 'irreversible', undoBecause: 'members-lost' };

function judgeUpdate({ reasons, desired }: Extract<Change, { desired: unknown }>): Undo {
  const sent = reasons.filter(({ path }) => path !== undefined);
  if (sent.some(({ origin }) => neverInGit.has(origin)))
    return { undo: 'irreversible', undoBecause: 'not-in-git' };
  const isUntold = sent.some(({ code, origin }) => overwriting.has(code) && origin === undefined);
  if (isUntold) return { undo: 'reversible', undoBecause: 'base-unknown' };
  // Without an ID, the old name alone would be a new entity.
  const isByName = desired.declaration.id === undefined;
  return isByName && reasons.some(({ code }) => code === 'renamed')
    ? { undo: 'reversible', undoBecause: 'renamed' }
    : { undo: 'reversible' };
}

/** Reasons that discard a value which a user chose; others finish or follow what a plan did. */
const overwriting: ReadonlySet<string> = new Set(['attribute-changed', 'attribute-cleared']);

/** What uses a list whose members the same plan loses would come back with an empty one. */
export function spreadLosses(changes: readonly PlannedChange[]): PlannedChange[] {
  const lost = new Set(
    changes.flatMap(({ action, id, undoBecause }) =>
      action !== 'update' && undoBecause === 'members-lost' && id !== null ? [id] : [],
    ),
  );
  if (lost.size === 0) return [...changes];
  // A lookalike that goes with its seed takes along who is alike.
  for (const { address, action, id, segmentIds } of changes) {
    const isGone = action === 'delete' || action === 'replace';
    if (isGone && id !== null && address.startsWith('segment/') && names(segmentIds.before, lost))
      lost.add(id);
  }
  return changes.map((change) =>
    change.undoBecause !== 'members-lost' && names(change.segmentIds.before, lost)
      ? { ...change, undo: 'irreversible', undoBecause: 'list-lost' }
      : change,
  );
}

function names(ids: Readonly<Record<string, string | null>>, lost: ReadonlySet<string>): boolean {
  return Object.values(ids).some((id) => id !== null && lost.has(id));
}
