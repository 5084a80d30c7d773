/** What the project at an earlier commit shows: what left git and stays, and a base that shows nothing. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Base } from '../base/create-base.ts';
import type { Prunes } from '../change/select-prunes.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';

/** `removed-but-live`: forgotten rather than deleted, most likely. */
export function findRemovedButLive(
  base: Base,
  prunes: Prunes,
  matched: ReadonlySet<RemoteEntity>,
  index: RemoteIndex,
  elsewhere: Elsewhere,
): readonly Diagnostic[] {
  const pruned = new Set(prunes.deletions);
  return index.entities
    .filter((entity) => entity.unmanageable === null && !matched.has(entity) && !pruned.has(entity))
    .filter((entity) => base.removed(entity) && !elsewhere.declares(entity))
    .map(({ kind, name, id }) => ({
      severity: 'warning',
      code: 'removed-but-live',
      message: `the ${kind} "${name}" (ID ${id}) is no longer declared, but stays as it is`,
      hint: 'Delete it with state: absent or prune: removed, or stop managing it with state: released.',
      address: `${kind}/${name}`,
    }));
}

/** `base-without-project`: a base without the project makes everything new, and leaves nothing alone. */
export function findBaseMissing(
  base:
    | { readonly missing?: string; readonly suggestion?: string; readonly isOfMany?: boolean }
    | undefined,
  drift: 'revert' | 'leave',
): readonly Diagnostic[] {
  if (base?.missing === undefined) return [];
  const { missing, suggestion, isOfMany = false } = base;
  const isLeaving = drift === 'leave';
  return [
    {
      severity: isLeaving ? 'error' : 'warning',
      code: 'base-without-project',
      message: `the base has no ${missing}: everything counts as new${isLeaving ? ', so --drift leave would leave nothing' : ''}`,
      hint: hintOnBase({ suggestion, isOfMany, isLeaving }),
    },
  ];
}

interface BaseHint {
  readonly suggestion: string | undefined;
  readonly isOfMany: boolean;
  readonly isLeaving: boolean;
}

function hintOnBase({ suggestion, isOfMany, isLeaving }: BaseHint): string {
  if (isOfMany)
    return isLeaving
      ? 'Plan this project without --drift leave.'
      : 'Ignore this warning if the project is new. If it was moved or renamed, check each change in the plan.';
  return suggestion === undefined
    ? 'Give the folder of this project at an earlier commit, such as --base ../main/PROJECT.'
    : `Did you mean --base ${suggestion}?`;
}
