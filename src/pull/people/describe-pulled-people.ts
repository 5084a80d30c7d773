/**
 * What taking the remote version means for people: from what git declared to what it declares now. What git
 * declared stands in for what is remote, so that the planner's own sentences say it.
 */
import { areEquivalent } from '../../algebra/logic/are-equivalent.ts';
import type { Algebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { type Address, addressOf, isAddress } from '../../model/entity.ts';
import { quote } from '../../model/text/quote.ts';
import type { Change } from '../../plan/change/change.ts';
import { compareEntities, remoteAlgebra } from '../../plan/change/compare-entities.ts';
import { readAllDesired } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { indexEntities, type RemoteIndex } from '../../plan/match/index-snapshot.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import { createReplacements } from '../../plan/match/replacements.ts';
import { createReferences, type References } from '../../plan/match/resolve-references.ts';
import { judgePeople } from '../../plan/people/judge-people.ts';
import type { PulledPeople } from '../pull-result.ts';
import { createGitWorld, entityKey } from './git-world.ts';

/** @param edited the addresses, as git has them now, of what was edited. */
export function describePulledPeople(
  before: Comparison,
  after: Comparison,
  edited: ReadonlySet<Address>,
): readonly PulledPeople[] {
  if (edited.size === 0) return [];
  const { platform, scopeId } = before.index;
  const { entities, entityOf } = createGitWorld(before);
  const index = indexEntities(platform, scopeId, entities);
  const matches = after.matches.map((match): Match => {
    const { declaration, remote: found } = match;
    // What gets its entry now was remote before.
    const added = found ? index.byId(found.kind, found.id) : undefined;
    const remote = entityOf.get(entityKey(match)) ?? added ?? null;
    return { declaration, remote, successor: null };
  });
  const references = createReferences(matches, index, createReplacements([]));
  const { desired } = readAllDesired(matches, index, references);
  const changes = [...desired].flatMap(([match, entity]): readonly Change[] => {
    const { remote, declaration } = match;
    if (remote === null) return [];
    const paths = compareEntities(platform, entity, remote, references.keyOf).map(
      ({ path }) => path,
    );
    const { address } = declaration;
    if (paths.length === 0 || !edited.has(address)) return [];
    const change = { address, match, desired: entity, remote, paths, reasons: [] };
    // A segment of another type is another segment. As one that has its people already, it is not empty.
    if (entity.type !== null && entity.type !== remote.type)
      return [{ ...change, action: 'replace', match: { ...match, successor: remote } }];
    return [{ ...change, action: 'update' }];
  });
  const people = judgePeople(changes, index, references, labels(references, index, matches));
  const addressNow = namesNow(matches);
  const direct = changes.flatMap((change): readonly PulledPeople[] => {
    const { reach } = people.reachOf(change);
    if (reach === undefined) return [];
    if (isEmptied(change, references)) {
      return [{ address: change.address, verdict: 'empty', enter: null, leave: null, via: [] }];
    }
    const { verdict, enter = null, leave = null } = reach;
    return [{ address: change.address, verdict, enter, leave, via: [] }];
  });
  const affected = people.affected.map(({ address, verdict, enter, leave, via }) => ({
    address: addressNow(address),
    ...{ verdict, enter: enter ?? null, leave: leave ?? null },
    via: via.flatMap((each) => (isAddress(each) ? [addressNow(each)] : [])),
  }));
  return [...direct, ...affected];
}

/** Whether its algebra contradicts itself from now on, whoever is in the segments. */
function isEmptied(change: Change, { keyOf }: References): boolean {
  if (change.action !== 'update') return false;
  const { desired, remote } = change;
  if (desired.algebra === null) return false;
  const before = remoteAlgebra(remote, keyOf);
  return holdsNobody(desired.algebra) && (before === null || !holdsNobody(before));
}

function holdsNobody(tree: Algebra<string>): boolean {
  return areEquivalent(tree, { and: [tree, { not: tree }] }) ?? false;
}

/** By name: an ID may be one that only this comparison has. The ID is added to what shares a name and has no entry. */
function labels({ segmentOf }: References, index: RemoteIndex, matches: readonly Match[]) {
  const declared = new Set(matches.map(({ remote }) => remote));
  return (key: string, write: (name: string) => string = quote): string => {
    const id = key.slice(1);
    const name = segmentOf(id)?.name ?? key;
    const twins = index.named('segment', name);
    const isOther = twins.length > 1 && twins.some((each) => each.id === id && !declared.has(each));
    return isOther ? `${write(name)} (ID ${id})` : write(name);
  };
}

/** Affected audiences carry the names that git had. */
function namesNow(matches: readonly Match[]): (address: string) => Address {
  const now = new Map(
    matches.flatMap(({ declaration, remote }): [string, Declaration][] =>
      remote ? [[addressOf(remote.kind, remote.name), declaration]] : [],
    ),
  );
  return (address) => {
    const found = now.get(address)?.address;
    return found ?? (isAddress(address) ? address : addressOf('audience', address));
  };
}
