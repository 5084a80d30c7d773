/** Why apply would refuse a plan that is otherwise sound: what is asked and cannot be had. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupPairs } from '../../model/group-by.ts';
import { createProtection } from '../../model/ownership.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Refusal } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import type { DesiredEntity, FollowedReference } from '../change/desired-entity.ts';
import type { Prunes } from '../change/select-prunes.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';

export interface RefusalInput {
  readonly project: Project;
  readonly index: RemoteIndex;
  readonly changes: readonly Change[];
  readonly repoints: readonly Change[];
  readonly prunes: Prunes;
  readonly elsewhere: Elsewhere;
  /** Of these, the likely renames say what not to replace. */
  readonly findings: readonly Diagnostic[];
  /** What was allowed for this one run: `allow-replace`, and `max-deletes=N`. */
  readonly allowReplace: boolean;
  readonly maxDeletes: number | null;
}

export function findRefusals(input: RefusalInput): readonly Refusal[] {
  const isProtected = createProtection(input.project.protect);
  const altered = new Map(
    [...input.changes, ...input.repoints].flatMap((change) =>
      change.action === 'create' ? [] : [[entityKey(change.remote), change] as const],
    ),
  );
  const renamed = addressesLikelyRenamed(input.findings);
  const pinning = findPinning(input.changes);
  const each = input.changes.flatMap((change): readonly Refusal[] => {
    if (change.action !== 'delete' && change.action !== 'replace') return [];
    return [
      ...(isProtected(change.remote) ? [refuseProtected(change)] : []),
      ...refuseDeclaredElsewhere(change, input.elsewhere),
      ...refuseLive(change),
      ...(change.action === 'replace'
        ? [
            ...refuseUnallowed(change, input.allowReplace, renamed),
            ...refuseBound(change),
            ...refuseNameLeft(change),
          ]
        : []),
      ...refuseUsers(change, input.index, altered),
      ...refuseNewUsers(change, input.index, pinning),
    ];
  });
  return [...each, ...refuseLimits(input)];
}

type Going = Exclude<Change, { readonly action: 'create' }>;

function entityKey({ kind, id }: RemoteEntity): string {
  return `${kind}/${id}`;
}

function refuseProtected({ address, action }: Going): Refusal {
  return {
    code: 'protected',
    address,
    text: `the project file protects it, but it would be ${action === 'delete' ? 'deleted' : 'replaced'}`,
    fix: 'Remove it from protect in the project file, in a separate change.',
  };
}

/** Each of two plans may be right by itself, and the two together delete what both want to keep. */
function refuseDeclaredElsewhere(change: Going, elsewhere: Elsewhere): readonly Refusal[] {
  const { address, action, remote, match } = change;
  const why = elsewhere.why(remote, match?.declaration);
  if (why === null) return [];
  const isDelete = action === 'delete';
  const way = isDelete
    ? 'Write state: released here to stop managing it without deleting it.'
    : 'Declare it in one project only, and write state: released in the other project.';
  return [
    {
      code: 'declared-elsewhere',
      address,
      text: `${why.text}, and would be ${isDelete ? 'deleted' : 'replaced'}`,
      fix: why.isKnown ? way : 'Correct that file, or remove it from the repository.',
    },
  ];
}

function refuseLive({ address, action, remote }: Going): readonly Refusal[] {
  const adSets = remote.adSetIds ?? [];
  if (adSets.length === 0) return [];
  return [
    {
      code: 'audience-in-use',
      address,
      text: `would be ${action === 'delete' ? 'deleted' : 'replaced'} while it is live in ${adSets.length} ad ${adSets.length === 1 ? 'set' : 'sets'}: ${adSets.join(', ')}`,
      fix: 'Remove the audience from its ad sets first, or keep it.',
    },
  ];
}

/** Between the deletion of the old entity and the end of the run, no manifest would know its name. */
function refuseNameLeft(change: Going): readonly Refusal[] {
  if (change.action !== 'replace') return [];
  const { name, declaration } = change.desired;
  if (name === declaration.name) return [];
  return [
    {
      code: 'replace-blocked',
      address: change.address,
      text: `its name "${name}" is left alone, and an interrupted replacement would lose it`,
      fix: 'Declare it under that name, or remove name from ignoreChanges.',
    },
  ];
}

/** A replacement has a new ID, so that the line that binds the entity would be wrong from then on. */
function refuseBound(change: Going): readonly Refusal[] {
  const id = change.match?.declaration.id;
  if (id === undefined) return [];
  return [
    {
      code: 'replace-bound-by-id',
      address: change.address,
      text: `would be replaced under a new ID, but its manifest binds it to ID ${id}`,
      fix: 'Remove the id line first: the name identifies the entity, too.',
    },
  ];
}

function addressesLikelyRenamed(findings: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ code, address }) =>
      code === 'looks-like-rename' && address !== undefined ? [address] : [],
    ),
  );
}

/** @param renamed what is declared and looks renamed: as a seed it would be there again once the rename is declared. */
function refuseUnallowed(
  change: Going,
  allowReplace: boolean,
  renamed: ReadonlySet<string>,
): readonly Refusal[] {
  if (allowReplace || change.match?.declaration.allowReplace) return [];
  const paths = change.reasons.flatMap(({ path, code }) =>
    code === 'immutable-attribute-changed' || code === 'seed-replaced' ? [path ?? ''] : [],
  );
  const seed = change.action === 'replace' ? change.desired.seedKey : null;
  const isSeedRenamed = seed !== null && renamed.has(seed);
  return [
    {
      code: 'replace-not-allowed',
      address: change.address,
      text: `${paths.join(', ')} cannot be updated in place, so the ${change.remote.kind} would be replaced under a new ID`,
      fix: isSeedRenamed
        ? 'Declare the rename of its seed first: with the ID of the seed kept, nothing is replaced.'
        : 'Restore the old value, or allow the replacement with lifecycle: { replace: allow } or --allow-replace.',
    },
  ];
}

/** A segment may only go when this plan deletes or repoints everything that refers to it. */
function refuseUsers(
  change: Going,
  index: RemoteIndex,
  altered: ReadonlyMap<string, Change>,
): readonly Refusal[] {
  if (change.remote.kind !== 'segment') return [];
  const users = index
    .usersOf(change.remote.id)
    .filter(
      (user) => !letsGo(altered.get(entityKey(user)), change.remote, change.action === 'replace'),
    );
  if (users.length === 0) return [];
  const names = users.map(({ kind, name, id }) => `${kind} "${name}" (ID ${id})`).join(', ');
  return [
    change.action === 'delete'
      ? {
          code: 'segment-must-not-be-used-in-audience',
          address: change.address,
          text: `still used by ${names}`,
          fix: 'First change or delete the entities that use it, or keep the segment.',
        }
      : {
          code: 'replace-blocked',
          address: change.address,
          text: `cannot be replaced while it is used by ${names}, each undeclared or referring to it by ID`,
          fix: 'Declare the entities that use it, and refer to it by name. Then they are changed to use the new one.',
        },
  ];
}

/** An entity that begins to refer to a segment by its ID keeps that reference, too, and is no user yet. */
function refuseNewUsers(
  change: Going,
  index: RemoteIndex,
  pinning: ReadonlyMap<RemoteEntity, readonly Change[]>,
): readonly Refusal[] {
  if (change.action !== 'replace' || change.remote.kind !== 'segment') return [];
  const users = new Set(index.usersOf(change.remote.id));
  const begin = (pinning.get(change.remote) ?? []).filter(
    (each) => each.action === 'create' || !users.has(each.remote),
  );
  if (begin.length === 0) return [];
  const names = begin.map(({ address }) => address).join(', ');
  return [
    {
      code: 'replace-blocked',
      address: change.address,
      text: `cannot be replaced while ${names} would refer to it by its ID ${change.remote.id}`,
      fix: 'Refer to it by name. Then the reference changes to the new one.',
    },
  ];
}

/** What will refer to a segment by an ID in a manifest, segment by segment. */
function findPinning(changes: readonly Change[]): ReadonlyMap<RemoteEntity, readonly Change[]> {
  return groupPairs(
    changes.flatMap((change) =>
      change.action === 'delete'
        ? []
        : [...pinnedBy(change.desired)].map((segment) => [segment, change] as const),
    ),
  );
}

/** An ID in a manifest stays, also in a tree that is left alone for now. */
function pinnedBy({ references, declared }: DesiredEntity): ReadonlySet<RemoteEntity> {
  return new Set(
    [...references, ...declared].flatMap(({ reference, target }) =>
      'id' in reference && target.remote ? [target.remote] : [],
    ),
  );
}

/** Whether a user no longer refers to a segment once its own change is done; an ID in a manifest stays. */
function letsGo(change: Change | undefined, segment: RemoteEntity, isReplaced: boolean): boolean {
  if (!change || change.action === 'create') return false;
  if (change.action === 'delete') return true;
  const { references } = change.desired;
  const isNamed = (each: FollowedReference) => each.target.remote === segment;
  // A successor takes the place of what is replaced; what is deleted has none.
  const isKept = pinnedBy(change.desired).has(segment) || (!isReplaced && references.some(isNamed));
  return !isKept && (change.action === 'replace' || change.paths.includes('algebra'));
}

/** Limits brake what prune deletes, kind by kind; what a manifest asks by name is not counted. */
function refuseLimits({ project, changes, prunes, maxDeletes }: RefusalInput): readonly Refusal[] {
  const { maxDeletes: limit, maxDeletePercent } = project.limits;
  return (['segment', 'audience'] as const).flatMap((kind) => {
    const count = changes.filter(
      ({ reasons, address }) =>
        reasons.some(({ code }) => code === 'pruned') && address.startsWith(`${kind}/`),
    ).length;
    const share = Math.max(1, Math.floor((maxDeletePercent * prunes.touchable[kind]) / 100));
    const allowed = maxDeletes ?? Math.min(limit, share);
    if (count <= allowed) return [];
    return [
      {
        code: 'delete-limit',
        text: `prune would delete ${count} of ${prunes.touchable[kind]} ${kind}${prunes.touchable[kind] === 1 ? '' : 's'}; at most ${allowed} may be deleted at once`,
        fix: `Check that no manifest is missing. Then raise limits in the project file, or allow this run with --max-deletes ${count}.`,
      },
    ];
  });
}
