/** What goes because no manifest names it: inside ownership alone, and never what is in use or not ours to manage. */
import { createOwnership, createProtection } from '../../model/ownership.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity, Unmanageable } from '../../model/remote/snapshot.ts';
import type { LeftAlone } from '../../schema/generated/plan.ts';
import type { Base } from '../base/create-base.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { whyUnmanageable } from '../match/match-findings.ts';
import type { DesiredEntity } from './desired-entity.ts';
import { type FindUndeclarable, whyUndeclarable } from './why-undeclarable.ts';

export interface Prunes {
  readonly deletions: readonly RemoteEntity[];
  readonly leftAlone: readonly LeftAlone[];
  /** How many entities of each kind prune could touch: what the limits are a share of. */
  readonly touchable: Readonly<Record<RemoteEntity['kind'], number>>;
}

export interface PruneInput {
  readonly project: Project;
  readonly index: RemoteIndex;
  /** Entities that a declaration is about. */
  readonly matched: ReadonlySet<RemoteEntity>;
  /** Those of them that will be as `desired` says, and refer to nothing else. */
  readonly staying: ReadonlySet<RemoteEntity>;
  /** Entities that are deleted because a manifest says so. */
  readonly deleted: ReadonlySet<RemoteEntity>;
  readonly desired: readonly DesiredEntity[];
  readonly base: Base | null;
  readonly elsewhere: Elsewhere;
  /** Entities that cannot be declared although their names could be. */
  readonly undeclarable: FindUndeclarable;
}

export function selectPrunes(input: PruneInput): Prunes {
  const { project, index, matched, base } = input;
  const { prune } = project;
  if (prune === 'off' || (prune === 'removed' && base === null)) {
    return { deletions: [], leftAlone: [], touchable: { segment: 0, audience: 0 } };
  }
  const owns = createOwnership(project.owns);
  // Without `owns` a project owns what it declares, and what its base declared was its own.
  const wasDeclared = (entity: RemoteEntity) =>
    project.owns === null && base?.declared(entity) === true;
  const owned = index.entities.filter((entity) => owns(entity) || wasDeclared(entity));
  const isProtected = createProtection(project.protect);
  const wanted = owned.filter(
    (entity) => !matched.has(entity) && (prune === 'owned' || base?.removed(entity)),
  );
  const leftAlone: LeftAlone[] = [];
  const candidates = new Set<RemoteEntity>();
  for (const entity of wanted) {
    const why = entity.unmanageable ?? (isProtected(entity) ? 'protected' : null);
    const other = input.elsewhere.why(entity);
    if (why !== null) leftAlone.push(leave(entity, why, reasons[why]));
    else if (other !== null) leftAlone.push(leave(entity, 'declared-elsewhere', other.text));
    else candidates.add(entity);
  }
  for (const [entity, text] of findAllUndeclarable(candidates, input)) {
    candidates.delete(entity);
    leftAlone.push(leave(entity, 'undeclarable', text));
  }
  for (const { entity, text } of dropUsed(candidates, input)) {
    leftAlone.push(leave(entity, 'in-use', text));
  }
  const spared = new Set(wanted.filter((entity) => !candidates.has(entity)));
  const touchable = owned.filter((entity) => !spared.has(entity) && !isProtected(entity));
  const count = (kind: RemoteEntity['kind']) =>
    touchable.filter((entity) => entity.kind === kind && !entity.unmanageable).length;
  return {
    deletions: [...candidates],
    leftAlone,
    touchable: { segment: count('segment'), audience: count('audience') },
  };
}

/** An entity that cannot be declared was not forgotten in the manifests. */
function findAllUndeclarable(
  candidates: ReadonlySet<RemoteEntity>,
  { index, undeclarable }: PruneInput,
): ReadonlyMap<RemoteEntity, string> {
  const named = new Map(
    [...candidates].flatMap((entity) => {
      const why = whyUndeclarable(entity, index) ?? whyConfusable(entity, index);
      return why === null ? [] : [[entity, why]];
    }),
  );
  const others = [...candidates].filter((entity) => !named.has(entity));
  return others.length === 0 ? named : new Map([...named, ...undeclarable(others, index)]);
}

/** Prune does not choose between two entities that only their IDs distinguish. */
function whyConfusable({ kind, id, name, ownerId }: RemoteEntity, index: RemoteIndex) {
  const twin = index
    .alike(kind, name)
    .find((each) => each.id !== id && each.unmanageable === null && each.ownerId === ownerId);
  return twin
    ? `${kind} ${twin.id} has the same name, or one that differs only in case, blanks or Unicode form`
    : null;
}

/** Takes out of the candidates what something that stays still uses, until nothing more is found. */
function dropUsed(
  candidates: Set<RemoteEntity>,
  { index, deleted, staying, desired }: PruneInput,
): readonly { readonly entity: RemoteEntity; readonly text: string }[] {
  // What a manifest names is needed, also where it is not what is sent for now.
  const referred = new Set(
    desired.flatMap(({ references, declared }) =>
      [...references, ...declared].map(({ target }) => target.remote),
    ),
  );
  const dropped: { entity: RemoteEntity; text: string }[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const entity of [...candidates]) {
      const user = index
        .usersOf(entity.kind === 'segment' ? entity.id : '')
        .find((each) => !candidates.has(each) && !deleted.has(each) && !staying.has(each));
      const adSets = entity.adSetIds ?? [];
      if (!user && adSets.length === 0 && !referred.has(entity)) continue;
      candidates.delete(entity);
      changed = true;
      dropped.push({ entity, text: whyUsed(user, adSets) });
    }
  }
  return dropped;
}

function whyUsed(user: RemoteEntity | undefined, adSets: readonly string[]): string {
  if (adSets.length > 0) return `live in ad sets ${adSets.join(', ')}`;
  return user
    ? `used by ${user.kind} "${user.name}", which no manifest declares`
    : 'a declared entity refers to it';
}

const reasons: Readonly<Record<Unmanageable | 'protected', string>> = {
  ...whyUnmanageable,
  protected: 'protected by the project file',
};

function leave(
  { kind, name, id }: RemoteEntity,
  reason: LeftAlone['reason'],
  text: string,
): LeftAlone {
  return { address: `${kind}/${name}`, id, reason, text };
}
