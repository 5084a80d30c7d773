/** Pairs each declaration of today with what an earlier commit declared of the same entity. */
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import { valueAt } from '../../model/text/json.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import { isOnWayTo, readTemporaryName, temporaryTarget } from '../match/temporary-name.ts';
import { pairBound } from './pair-bound.ts';

/**
 * By its ID, by a rename that is newer than the base, by the name that the remote entity still has,
 * else by the same name; what is bound by an ID that the base does not know also by what is left over.
 */
export function pairWithBase(
  base: readonly Declaration[],
  matches: readonly Match[],
  index: RemoteIndex,
): ReadonlyMap<Declaration, Match> {
  const byId = new Map(
    base.flatMap((each) =>
      each.id === undefined ? [] : [[`${each.kind}/${each.id}`, each] as const],
    ),
  );
  const byAddress = groupBy(base, ({ address }) => address);
  let targets: ReadonlyMap<string, readonly Declaration[]> | null = null;
  const byTarget = () => {
    targets ??= groupBy(base, ({ address }) => temporaryTarget(address));
    return targets;
  };
  const heirs = new Map<Declaration, Match>();
  const find = ({ declaration }: Match, name: string): Declaration | undefined => {
    const owner = ownerOf(declaration, index);
    const twins = (byAddress.get(`${declaration.kind}/${name}`) ?? []).filter(
      (each) => !heirs.has(each) && each.id === undefined,
    );
    return twins.find((each) => ownerOf(each, index) === owner) ?? twins[0];
  };
  const unpaired: Match[] = [];
  for (const match of matches) {
    const { declaration, remote } = match;
    const id = declaration.id ?? remote?.id;
    const bound = id === undefined ? undefined : byId.get(`${declaration.kind}/${id}`);
    const known = byAddress.get(declaration.address) ?? [];
    const names = [...newRenames(declaration, known), ...nameBefore(match, byTarget)];
    const found = bound ?? names.flatMap((name) => find(match, name) ?? [])[0];
    if (found && !heirs.has(found)) heirs.set(found, match);
    else unpaired.push(match);
  }
  const bound = unpaired.filter(
    ({ declaration, remote }) => remote && declaration.id !== undefined,
  );
  const undecided = new Set(bound.map(({ remote }) => remote));
  // A temporary name proves that it is being renamed, so that it goes first.
  const renaming = bound.filter(({ remote }) => remote && readTemporaryName(remote.name) !== null);
  pairBound(renaming, base, heirs, index, undecided);
  for (const match of unpaired.filter(
    ({ remote, declaration }) => !(remote && declaration.id !== undefined),
  )) {
    const found = find(match, match.declaration.name);
    if (found) heirs.set(found, match);
  }
  const paired = new Set(heirs.values());
  const rest = bound.filter((match) => !paired.has(match));
  pairBound(rest, base, heirs, index, undecided);
  return heirs;
}

/** A line that the base has already is about an older rename. */
function newRenames(
  { renamedFrom = [] }: Declaration,
  known: readonly Declaration[],
): readonly string[] {
  return renamedFrom.filter((name) => !known.some((each) => each.renamedFrom?.includes(name)));
}

/** What an entity that is bound by its ID was called before the plan, which may have begun already. */
function nameBefore(
  { declaration, remote }: Match,
  byTarget: () => ReadonlyMap<string, readonly Declaration[]>,
): readonly string[] {
  if (!remote || declaration.id === undefined) return [];
  // It may have its new name already, or always have had it.
  if (declaration.state === 'present' && remote.name === declaration.name) return [];
  // To be deleted, it may have made way under the name that it had.
  const aside = declaration.state === 'absent' ? readTemporaryName(remote.name) : null;
  const was = aside
    ? byTarget()
        .get(aside.target)
        ?.find(({ address }) => isOnWayTo(address, remote))
    : undefined;
  return [was?.name ?? remote.name];
}

export function ownerOf(
  { attributes }: Declaration,
  { platform }: Pick<RemoteIndex, 'platform'>,
): string | null {
  const owner = valueAt(attributes, platform.ownerAttribute);
  return typeof owner === 'string' ? owner : null;
}

/** An unknown owner matches every owner. */
export function isOfOwner(
  declaration: Declaration,
  ownerId: string | null,
  index: Pick<RemoteIndex, 'platform'>,
): boolean {
  const own = ownerOf(declaration, index);
  return own === null || ownerId === null || own === ownerId;
}
