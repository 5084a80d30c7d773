/** Where the entry of something new goes: beside its siblings, else where an export would put it. */
import type { ManifestItem } from '../../export/describe-item.ts';
import { placeEntities } from '../../export/write/place-entities.ts';
import type { Declaration } from '../../model/declaration.ts';
import { isManifestPath } from '../../model/files/is-manifest-path.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import { comparePlaces } from '../../validation/compare-places.ts';
import { findLock } from '../locks/find-lock.ts';
import { readElsewhere } from '../locks/other-project.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { PlacedDefaults } from './placed-defaults.ts';

export type NewPlace =
  | { readonly is: 'after'; readonly sibling: Declaration; readonly value: JsonObject }
  | { readonly is: 'appended'; readonly file: string; readonly value: JsonObject }
  | { readonly is: 'new-file'; readonly file: string };

/** @param going entries that are taken out by the same pull. */
export function createPlacing(
  { comparison, declarations: before, manifests, readerOfNew, ...rest }: PullContext,
  defaults: PlacedDefaults,
  going: ReadonlySet<Declaration>,
): (item: ManifestItem) => NewPlace | Obstacle {
  const { index, declarations, project } = comparison;
  const { ownerAttribute } = index.platform;
  const isOpen = (file: string) =>
    manifests.has(file) && findLock({ file, line: 1, column: 1 }, rest) === null;
  const isHere = ({ source }: Declaration) => isOpen(source.file);
  const entries = declarations.filter(isHere).toSorted(comparePlaces);
  const homes = before.filter(isHere).toSorted(comparePlaces);
  const siblings = entries.filter((each) => each.state === 'present' && !going.has(each));
  const placeOf = placeEntities(index.entities, 'retailer', index.platform);
  return (item) => {
    const { remote } = item;
    const ofKind = siblings.filter(({ kind }) => kind === remote.kind);
    const own = ofKind.filter(
      ({ attributes }) => (attributes[ownerAttribute] ?? null) === remote.ownerId,
    );
    const sibling = findSibling(own, remote);
    if (sibling) {
      const given = (key: string) => defaults.at(sibling.source, key)?.value ?? null;
      return { is: 'after', sibling, value: besideDefaults(item.value, given, ownerAttribute) };
    }
    const usual = placeOf(remote);
    const known = homes.findLast(({ kind }) => kind === remote.kind)?.source.file;
    const file = known ?? (isOpen(usual) ? usual : null);
    if (file !== null) {
      const given = (key: string) => defaults.atEnd(file, key)?.value ?? null;
      return { is: 'appended', file, value: besideDefaults(item.value, given, ownerAttribute) };
    }
    const isRead = isManifestPath(usual, project) && !manifests.has(usual);
    if (!isRead) return unread(usual, remote);
    const other = readerOfNew(usual);
    if (other === null) return { is: 'new-file', file: usual };
    const reader = { ...other, project: rest.words.file(other.project) };
    const fix = 'Declare it by hand, in a file that no other project reads.';
    const sure = { verb: 'would read', fix, source: null };
    return readElsewhere(reader, `the new file ${rest.words.file(usual)}`, sure);
  };
}

/** The last of those whose names begin most like the new one, of its type where there is one. */
function findSibling(
  own: readonly Declaration[],
  { name, type }: RemoteEntity,
): Declaration | undefined {
  const lengths = new Map(own.map((each) => [each, sharedStart(each.name, name)]));
  const longest = Math.max(0, ...lengths.values());
  const nearest = own.filter((each) => lengths.get(each) === longest);
  return (
    nearest.findLast(({ attributes }) => (segmentTypeIn(attributes)?.name ?? null) === type) ??
    nearest.at(-1)
  );
}

/** How many letters two names have in common at their start, up to the end of a word. */
function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return a.slice(0, at).search(/[\p{L}\p{N}]*$/u);
}

/** The entry without what its place gives it anyway, and with what takes a wrong default away. */
function besideDefaults(
  { description = null, ...value }: JsonObject,
  given: (key: string) => unknown,
  ownerAttribute: string,
): JsonObject {
  const entries = Object.entries({ ...value, description });
  const order = ['name', 'id', 'lifecycle', 'description'];
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(
    entries
      .filter(([key, own]) => {
        if (key === ownerAttribute) return given(key) !== own;
        return key !== 'description' || own !== null || given(key) !== null;
      })
      .toSorted(([a], [b]) => rank(a) - rank(b)),
  );
}

function unread(file: string, { kind }: RemoteEntity): Obstacle {
  return {
    code: 'pull-elsewhere',
    text: `No manifest holds ${kind}s, and the project would not read a new file ${file}.`,
    fix: `Declare a first ${kind} by hand, or let manifests in the project file name ${file}.`,
    source: null,
  };
}
