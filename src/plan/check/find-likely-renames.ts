/**
 * Undeclared renames: a new entity with the very body of one that no manifest names any
 * more. Deleting the one and creating the other would lose its ID, its members and its live use.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { askForOldName } from '../../model/hints/ask-for-old-name.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Refusal } from '../../schema/generated/plan.ts';
import type { Base } from '../base/create-base.ts';
import { changeKey } from '../change/change-key.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Changes } from '../change/make-changes.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { isUndeclared } from '../match/is-undeclared.ts';
import { createFindSame } from './create-find-same.ts';

export interface LikelyRename {
  readonly refusal: Refusal;
  /** What would be created instead of the other, as `changeKey` has it. */
  readonly create: string;
  /** What the refusal keeps from being deleted. */
  readonly losing: RemoteEntity;
}

/** The first of each kind among the remote entities of one body. */
interface Twins {
  readonly prunedTwin: RemoteEntity | undefined;
  readonly deleted: RemoteEntity | undefined;
  readonly left: RemoteEntity | undefined;
  /** What the base did not know either: the same under a name that it got in the UI. */
  readonly renamed: RemoteEntity | undefined;
}

type Compared = Pick<Changes, 'changes' | 'references'> & {
  readonly matched: ReadonlySet<RemoteEntity>;
  readonly index: RemoteIndex;
  readonly base: Base | null;
  readonly elsewhere: Elsewhere;
};

/** @returns the refusals of what would be deleted, and what else is likely as findings. */
export function findLikelyRenames({
  changes,
  matched,
  index,
  references,
  base,
  elsewhere,
}: Compared): {
  readonly renames: readonly LikelyRename[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const creates = changes.filter((change) => change.action === 'create');
  const pruned = deletedFor('pruned', changes);
  const renames: LikelyRename[] = [];
  const diagnostics: Diagnostic[] = [];
  if (creates.length === 0) return { renames, diagnostics };
  const absent = deletedFor('state-absent', changes);
  const undeclared = index.entities.filter(
    (entity) => absent.has(entity) || isUndeclared(entity, { matched, elsewhere }),
  );
  const findSame = createFindSame(undeclared, {
    platform: index.platform,
    keyOf: references.keyOf,
    hasSameSegments: true,
  });
  const judged = new Map<readonly RemoteEntity[], Twins>();
  for (const create of creates) {
    const { desired, address } = create;
    const same = findSame(desired);
    const twins = judged.get(same) ?? {
      prunedTwin: same.find((entity) => pruned.has(entity)),
      deleted: same.find((entity) => absent.has(entity) && isTelling(entity, null)),
      left: same.find(
        (entity) => !pruned.has(entity) && !absent.has(entity) && isTelling(entity, base),
      ),
      renamed: same.find(
        (entity) => !absent.has(entity) && !base?.declared(entity) && isTelling(entity, null),
      ),
    };
    judged.set(same, twins);
    const { prunedTwin, deleted, left, renamed } = twins;
    if (prunedTwin) {
      const refusal = refuse(address, prunedTwin);
      renames.push({ refusal, create: changeKey(create), losing: prunedTwin });
      continue;
    }
    const isGone = create.reasons.some(({ code }) => code === 'gone');
    if (deleted) diagnostics.push(warnOfDeletion(desired, deleted));
    else if (left) diagnostics.push(warn(desired, left, base === null ? 'warning' : 'error'));
    else if (isGone && renamed) diagnostics.push(warn(desired, renamed, 'warning'));
  }
  return { renames, diagnostics };
}

function deletedFor(reason: string, changes: Changes['changes']): ReadonlySet<RemoteEntity> {
  return new Set(
    changes.flatMap((change) =>
      change.action === 'delete' && change.reasons.some(({ code }) => code === reason)
        ? [change.remote]
        : [],
    ),
  );
}

/** With a base, only what it declared; without one, only bodies that two entities hardly share by chance. */
function isTelling(entity: RemoteEntity, base: Base | null): boolean {
  return base === null ? hasTellingBody(entity) : base.removed(entity);
}

/** Whether two entities hardly share the body by chance. */
export function hasTellingBody({ type, attributes }: RemoteEntity): boolean {
  return type !== 'contactList' || attributes['description'] !== undefined;
}

function refuse(address: string, twin: RemoteEntity): Refusal {
  return {
    code: 'looks-like-rename',
    address,
    text: `looks like a rename of ${twin.kind} "${twin.name}" (ID ${twin.id}), which would be deleted`,
    fix: `Add the line renamedFrom: ${JSON.stringify(twin.name)} to keep its ID. To delete it and create the new one, declare the old ${twin.kind} with state: absent.`,
  };
}

function warn(
  { declaration }: DesiredEntity,
  twin: RemoteEntity,
  severity: Diagnostic['severity'],
): Diagnostic {
  return {
    severity,
    code: 'looks-like-rename',
    message: `looks like a rename of the remote ${twin.kind} "${twin.name}" (ID ${twin.id}), which no manifest names`,
    hint: `If it is the same ${twin.kind}, ${askForOldName(declaration, twin.name)}. If it is another one, leave it as it is: both will exist.`,
    source: declaration.locate(['name']),
    address: declaration.address,
  };
}

/** The old one is declared absent and the new one has its very body: nothing of it needs to be lost. */
function warnOfDeletion({ declaration }: DesiredEntity, twin: RemoteEntity): Diagnostic {
  return {
    severity: 'warning',
    code: 'looks-like-rename',
    message: `looks like a rename of ${twin.kind} "${twin.name}" (ID ${twin.id}), which this plan deletes`,
    hint: `If it is one, ${askForOldName(declaration, twin.name)} and remove the entry "${twin.name}" with state: absent, so that it keeps its ID. If it is not, change nothing: the old one is deleted and the new one created.`,
    source: declaration.locate(['name']),
    address: declaration.address,
  };
}
