/** The changes of a comparison with what becomes of the members of contact lists, which is a change by itself. */
import type { Change } from '../change/change.ts';
import { type Changes, compareChanges } from '../change/make-changes.ts';
import type { Comparison } from '../compare-with-remote.ts';
import type { Match } from '../match/match-declarations.ts';
import { takesSource } from './find-contact-lists.ts';
import { changesMembers, type PlannedSyncs } from './planned-sync.ts';

/** @param syncs what becomes of the members; undefined without `--members`. */
export function addMembers(
  { changes, unchanged, matches, desired }: Comparison,
  syncs: PlannedSyncs | undefined,
): Pick<Changes, 'changes' | 'unchanged'> {
  if (syncs === undefined) return { changes, unchanged };
  const changeOf = new Map(changes.map((change) => [change.match, change]));
  const entityOf = new Map(desired.map((entity) => [entity.declaration, entity]));
  const changeMembers = (match: Match): readonly Change[] => {
    const { declaration, remote } = match;
    const entity = entityOf.get(declaration);
    if (!remote || !entity) return [];
    const nothing = { action: 'update', match, remote, paths: [], reasons: [] } as const;
    const change = withMembers(
      { ...nothing, address: declaration.address, desired: entity },
      syncs,
    );
    return change.reasons.length > 0 ? [change] : [];
  };
  const declared = matches.flatMap((match) => {
    const change = changeOf.get(match);
    return change ? [withMembers(change, syncs)] : changeMembers(match);
  });
  const changed = new Set(declared.map(({ match }) => match));
  return {
    changes: [...declared, ...changes.filter(({ match }) => match === null)].sort(compareChanges),
    // If a list's source or ledger is elsewhere, it is unknown whether the list is as declared.
    unchanged: unchanged.filter(
      (match) =>
        !changed.has(match) && syncs.get(match.declaration)?.members.state !== 'unknown-here',
    ),
  };
}

function withMembers(change: Change, syncs: PlannedSyncs): Change {
  if (change.action === 'delete' || !takesSource(change.desired)) return change;
  const members = syncs.get(change.desired.declaration)?.members;
  if (members === undefined) return change;
  const isReason = change.action === 'update' && changesMembers(members);
  const reason = { code: 'members-changed', text: 'the list differs from its source' };
  return { ...change, members, reasons: isReason ? [...change.reasons, reason] : change.reasons };
}
