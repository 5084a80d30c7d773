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
  // As most segments are.
  if (attributes['algebra'] === undefined && attributes['lookalike'] === undefined) return none;
  const known = found.get(attributes);
  if (known !== undefined) return known;
  const references: PlacedReference[] = [];
  collectLeaves(attributes['algebra'], ['algebra'], 'include', references);
  const seed = seedIn(attributes);
  if (seed) references.push(seed);
  found.set(attributes, references);
  return references;
}

const none: readonly PlacedReference[] = [];

/** A dozen checks ask for them, and attributes never change. */
const found = new WeakMap<JsonObject, readonly PlacedReference[]>();

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

function collectLeaves(
  node: JsonValue | undefined,
  path: Path,
  use: 'include' | 'exclude',
  into: PlacedReference[],
): void {
  if (typeof node === 'string') {
    into.push({ reference: { name: node }, use, path, textPath: path });
    return;
  }
  if (!isJsonObject(node)) return;
  for (const key of Object.keys(node)) collectBranch(key, node[key], { path, use, into });
}

function collectBranch(
  key: string,
  value: JsonValue | undefined,
  {
    path,
    use,
    into,
  }: {
    readonly path: Path;
    readonly use: 'include' | 'exclude';
    readonly into: PlacedReference[];
  },
): void {
  const textPath = [...path, key];
  if (key === 'segment' && typeof value === 'string') {
    into.push({ reference: { name: value }, use, path, textPath });
  } else if (key === 'segmentId' && typeof value === 'string') {
    into.push({ reference: { id: value }, use, path, textPath });
  } else if (key === 'not') {
    collectLeaves(value, textPath, use === 'include' ? 'exclude' : 'include', into);
  } else if ((key === 'and' || key === 'or') && Array.isArray(value)) {
    for (const [index, child] of value.entries()) {
      collectLeaves(child, [...textPath, index], use, into);
    }
  }
}
