/**
 * The segments that an entity mentions: the leaves of an audience's algebra, the seed of a lookalike. In
 * come attributes in the manifest's words, of a manifest, a remote entity or a plan; out come references
 * with place and use. What they lead to is not known here.
 */
import type { SegmentReference } from './algebra.ts';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from './text/json.ts';

type Path = readonly (string | number)[];

export interface PlacedReference {
  readonly reference: SegmentReference;
  /** Included or excluded by an audience, or the seed of a lookalike. */
  readonly use: 'include' | 'exclude' | 'seed';
  /** From the entity down to the leaf or the seed: `['algebra', 'and', 0]`. */
  readonly path: Path;
  /** Down to the name or the ID, where a leaf is spelled out: `['algebra', 'and', 0, 'segmentId']`. */
  readonly textPath: Path;
}

/** In the order of the text, one for each occurrence; what is no algebra node is passed over. */
export function referencesIn(attributes: JsonObject): readonly PlacedReference[] {
  const seed = seedIn(attributes);
  const leaves = leavesOf(attributes['algebra'], ['algebra'], 'include');
  return seed ? [...leaves, seed] : leaves;
}

/** The seed of a lookalike, by name or by ID. */
export function seedIn(attributes: JsonObject): PlacedReference | null {
  const place = (reference: SegmentReference, key: string): PlacedReference => {
    const path = ['lookalike', key];
    return { reference, use: 'seed', path, textPath: path };
  };
  const name = valueAt(attributes, 'lookalike.seedSegment');
  if (typeof name === 'string') return place({ name }, 'seedSegment');
  const id = valueAt(attributes, 'lookalike.seedSegmentId');
  return typeof id === 'string' ? place({ id }, 'seedSegmentId') : null;
}

/** The segments that are mentioned by their IDs, each once: of a remote entity, all. */
export function segmentIdsIn(attributes: JsonObject): readonly string[] {
  const references = referencesIn(attributes).map(({ reference }) => reference);
  return [...new Set(references.flatMap((each) => ('id' in each ? [each.id] : [])))];
}

/** The segments that are mentioned by name, each once. */
export function segmentNamesIn(attributes: JsonObject): readonly string[] {
  const references = referencesIn(attributes).map(({ reference }) => reference);
  return [...new Set(references.flatMap((each) => ('name' in each ? [each.name] : [])))];
}

/** The seed of a remote lookalike. */
export function seedIdIn(attributes: JsonObject): string | null {
  const seed = seedIn(attributes);
  return seed && 'id' in seed.reference ? seed.reference.id : null;
}

function leavesOf(
  node: JsonValue | undefined,
  path: Path,
  use: 'include' | 'exclude',
): readonly PlacedReference[] {
  if (typeof node === 'string') {
    return [{ reference: { name: node }, use, path, textPath: path }];
  }
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]): readonly PlacedReference[] => {
    const textPath = [...path, key];
    if (key === 'segment' && typeof value === 'string') {
      return [{ reference: { name: value }, use, path, textPath }];
    }
    if (key === 'segmentId' && typeof value === 'string') {
      return [{ reference: { id: value }, use, path, textPath }];
    }
    if (key === 'not') return leavesOf(value, textPath, use === 'include' ? 'exclude' : 'include');
    if ((key !== 'and' && key !== 'or') || !Array.isArray(value)) return [];
    return value.flatMap((child, index) => leavesOf(child, [...textPath, index], use));
  });
}
