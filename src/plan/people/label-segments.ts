/**
 * What sentences call a segment. A name that changes hands, or that two segments have at once, is
 * given with its ID: it would say nothing, or the opposite of what is meant.
 */
import { groupPairs } from '../../model/group-by.ts';
import { valueAt } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import { type References, targetKey } from '../match/resolve-references.ts';

interface Bearer {
  readonly key: string;
  /** Null for Criteo's own, which every entity may refer to. */
  readonly ownerId: string | null;
}

/** What a segment's key is called, its name in quotes unless it is to be written otherwise. */
export type SegmentLabel = (key: string, write?: (name: string) => string) => string;

/** @returns the label of a segment's key. */
export function labelSegments(
  matches: readonly Match[],
  index: RemoteIndex,
  references: References,
): SegmentLabel {
  let bearers: ReadonlyMap<string, readonly Bearer[]> | null = null;
  const planned = new Map<string, Bearer>();
  return (key, write = quote) => {
    const remote = key.startsWith('#') ? index.byId('segment', key.slice(1)) : undefined;
    const name = nameOf(key, references) ?? remote?.name ?? key.slice(key.indexOf('/') + 1);
    bearers ??= findBearers(matches, index, references, planned);
    const all = bearers.get(name) ?? [];
    const own = planned.get(key)?.ownerId ?? remote?.ownerId ?? null;
    const isShared = all.some(
      (each) => each.key !== key && (each.ownerId === own || each.ownerId === null || own === null),
    );
    if (!isShared) return write(name);
    return `${write(name)} (${remote ? `ID ${remote.id}` : 'new'})`;
  };
}

function nameOf(key: string, references: References): string | undefined {
  return references.segmentOf(key.slice(1))?.name;
}

/** Every name that a segment has now, or will have. */
function findBearers(
  matches: readonly Match[],
  index: RemoteIndex,
  references: References,
  planned: Map<string, Bearer>,
): ReadonlyMap<string, readonly Bearer[]> {
  const now = index.entities.flatMap(({ kind, id, name, ownerId }) =>
    kind === 'segment' ? [[name, { key: references.keyOf(id), ownerId }] as const] : [],
  );
  const declared = matches.flatMap((match) => {
    const { kind, state, name, attributes } = match.declaration;
    if (kind !== 'segment' || state !== 'present') return [];
    const owner = valueAt(attributes, index.platform.ownerAttribute);
    const ownerId = typeof owner === 'string' ? owner : null;
    return [[name, { key: targetKey(match), ownerId }] as const];
  });
  for (const [, bearer] of declared) planned.set(bearer.key, bearer);
  return groupPairs<string, Bearer>([...now, ...declared]);
}
