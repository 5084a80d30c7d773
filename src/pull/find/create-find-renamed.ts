import type { Declaration } from '../../model/declaration.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import { createFindSame } from '../../plan/check/create-find-same.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';

/** The remote IDs that users of a declared segment refer to, with how many do. */
export type Uses = ReadonlyMap<string, number>;

/**
 * What no manifest declares and has the very body of an entry that found nothing.
 *
 * @param isOpen whether a remote entity may be meant; what is not open once never is again.
 */
export function createFindRenamed(
  { changes, index, references, base }: Comparison,
  usesOf: (declaration: Declaration) => Uses,
  isOpen: (entity: RemoteEntity) => boolean,
): (match: Match, uses: Uses) => RemoteEntity | undefined {
  const wishes = new Map<Declaration, DesiredEntity>(
    changes.flatMap((change) =>
      change.action === 'create' ? [[change.desired.declaration, change.desired] as const] : [],
    ),
  );
  const positions = new Map(index.entities.map((entity, position) => [entity, position]));
  const mostUsed = (uses: Uses, isMeant: (entity: RemoteEntity) => boolean) =>
    findMostUsed(
      [...uses.keys()].flatMap((id) => index.byId('segment', id) ?? []).filter(isMeant),
      uses,
      positions,
    );
  // Its users are declared to use what has no ID yet, and use what has one.
  const idsOf = new Map<string, string>();
  for (const { declaration } of wishes.values()) {
    const entity = mostUsed(usesOf(declaration), isOpen);
    if (entity) idsOf.set(`#${entity.id}`, declaration.address);
  }
  const keyOf = (id: string) => {
    const key = references.keyOf(id);
    return idsOf.get(key) ?? key;
  };
  const open = index.entities.filter((entity) => isOpen(entity) && !base?.removed(entity));
  const findSame = createFindSame(open, {
    ...{ platform: index.platform, keyOf },
    hasSameSegments: false,
  });
  const openAmong = createOpenAmong(isOpen);
  return (match, uses) => {
    const desired = wishes.get(match.declaration);
    if (desired === undefined) return undefined;
    // What git made itself since the base was not renamed in the UI.
    if (base !== null && base.find(match, references) === null) return undefined;
    const among = openAmong(findSame(desired));
    return mostUsed(uses, among.has) ?? among.first();
  };
}

function findMostUsed(
  entities: readonly RemoteEntity[],
  uses: Uses,
  positions: ReadonlyMap<RemoteEntity, number>,
): RemoteEntity | undefined {
  const [first] = entities.toSorted(
    (a, b) =>
      (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) ||
      (positions.get(a) ?? 0) - (positions.get(b) ?? 0),
  );
  return first;
}

interface OpenAmong {
  readonly has: (entity: RemoteEntity) => boolean;
  /** The first that is open still, and that is not equal by chance. */
  readonly first: () => RemoteEntity | undefined;
}

/** Each list is gone through once, however often it is asked for. */
function createOpenAmong(
  isOpen: (entity: RemoteEntity) => boolean,
): (same: readonly RemoteEntity[]) => OpenAmong {
  const known = new Map<readonly RemoteEntity[], OpenAmong>();
  return (same) => {
    const found = known.get(same) ?? createOne(same);
    known.set(same, found);
    return found;
  };

  function createOne(same: readonly RemoteEntity[]): OpenAmong {
    const all = new Set(same);
    // Lists without a word about them are equal by chance.
    const telling = same.filter(
      ({ type, attributes }) => type !== 'contactList' || attributes['description'] !== undefined,
    );
    let next = 0;
    const first = (): RemoteEntity | undefined => {
      let entity = telling[next];
      while (entity !== undefined && !isOpen(entity)) {
        next += 1;
        entity = telling[next];
      }
      return entity;
    };
    return { has: (entity) => all.has(entity) && isOpen(entity), first };
  }
}
