/**
 * Random accounts of which git, an earlier commit and the remote say different things, with wishes
 * that leave some of it alone. Segments are told apart by their numbers, whatever they are called.
 */
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Project } from '../../../src/model/project.ts';
import { defaultLimits } from '../../../src/model/project.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';
import type { PlanOptions } from '../../../src/plan/plan-changes.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

/** A tree over the numbers of segments. */
export type Tree =
  | number
  | { readonly and: readonly Tree[] }
  | { readonly or: readonly Tree[] }
  | { readonly not: Tree };

/** What git says, what it said at the base, and what is remote. */
export interface Sides<Value> {
  readonly git: Value;
  readonly base: Value;
  readonly remote: Value;
}

interface WorldSegment {
  /** Its remote ID; null for one that is new in git. */
  readonly id: string | null;
  readonly fate: 'kept' | 'replaced' | 'absent' | 'undeclared' | 'new';
  /** What it will be called. */
  readonly name: string;
  readonly description: Sides<string>;
  readonly ignored: readonly string[];
}

export interface WorldAudience {
  readonly id: string;
  readonly fate: 'kept' | 'renamed' | 'absent' | 'undeclared';
  readonly name: string;
  readonly description: Sides<string>;
  readonly algebra: Sides<Tree>;
  readonly ignored: readonly string[];
}

export interface LeftWorld {
  readonly segments: readonly WorldSegment[];
  readonly audiences: readonly WorldAudience[];
  readonly snapshot: Snapshot;
  readonly declarations: readonly Declaration[];
  readonly options: PlanOptions;
  readonly project: Partial<Project>;
}

const modes = ['same', 'drift', 'declared', 'conflict'] as const;
type Mode = (typeof modes)[number];

/** @param values for each mode the one of git comes first. */
function sidesOf<Value>(
  mode: Mode,
  [git, other, third]: readonly [Value, Value, Value],
): Sides<Value> {
  switch (mode) {
    case 'same':
      return { git, base: git, remote: git };
    case 'drift':
      return { git, base: git, remote: other };
    case 'declared':
      return { git, base: other, remote: other };
    case 'conflict':
      return { git, base: other, remote: third };
  }
}

const choices = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 });

const segmentRecipe = fc.record({
  fate: fc.constantFrom('kept', 'kept', 'replaced', 'absent', 'undeclared'),
  isRenamed: fc.boolean(),
  description: fc.constantFrom(...modes),
  ignored: fc.subarray(['description']),
});

const audienceRecipe = fc.record({
  fate: fc.constantFrom('kept', 'kept', 'kept', 'renamed', 'absent', 'undeclared'),
  description: fc.constantFrom(...modes),
  algebra: fc.constantFrom(...modes, 'absorbed'),
  trees: fc.tuple(choices, choices, choices),
  ignored: fc.subarray(['algebra', 'description']),
});

const recipe = fc.record({
  segments: fc.array(segmentRecipe, { minLength: 2, maxLength: 5 }),
  audiences: fc.array(audienceRecipe, { minLength: 1, maxLength: 4 }),
  created: fc.nat(1),
  rotates: fc.boolean(),
  takesOver: fc.boolean(),
  drift: fc.constantFrom<'revert' | 'leave'>('revert', 'leave', 'leave'),
  prunes: fc.boolean(),
});
type Recipe = typeof recipe extends fc.Arbitrary<infer Value> ? Value : never;

/** Such as `every` with some bounding of what is left out, over any segments. */
function treeOf(choices: readonly number[], among: readonly number[]): Tree {
  const leaves = choices.map((choice) => among[choice % among.length] ?? 0);
  const [first = 0, second, ...rest] = [...new Set(leaves)];
  if (second === undefined) return first;
  const inner: Tree = (choices[0] ?? 0) % 2 === 0 ? { not: second } : { or: [first, second] };
  return { and: [first, inner, ...rest] };
}

/** The same people, with another segment named for nothing. */
function absorb(tree: Tree, segment = 0): Tree {
  return { or: [tree, { and: [segment, tree] }] };
}

export const leftWorlds: fc.Arbitrary<LeftWorld> = recipe.map(buildWorld);

function buildWorld(drawn: Recipe): LeftWorld {
  const segments = drawSegments(drawn);
  const among = (...fates: readonly WorldSegment['fate'][]) =>
    segments.flatMap(({ fate }, n) => (fates.includes(fate) ? [n] : []));
  const surviving = among('kept', 'replaced', 'undeclared');
  const existing = among('kept', 'replaced', 'undeclared', 'absent');
  const usable = among('kept', 'replaced', 'undeclared', 'new');
  const audiences = drawn.audiences.map(
    ({ fate, description, algebra: mode, trees, ignored }, n): WorldAudience => {
      const [git, other, third] = trees;
      // What was said before, or is remote already, names no segment that is new.
      const isOld = mode === 'same' || mode === 'drift' || mode === 'absorbed';
      const own = surviving.length === 0 ? existing : isOld ? surviving : usable;
      const tree = treeOf(git, own);
      return {
        id: String(100 + n),
        fate: fate !== 'undeclared' && surviving.length === 0 ? 'absent' : fate,
        name: fate === 'renamed' && surviving.length > 0 ? `Renamed A${n}` : `A${n}`,
        description: sidesOf(description, ['git', 'other', 'third']),
        algebra:
          mode === 'absorbed'
            ? sidesOf('drift', [
                tree,
                absorb(tree, existing[(other[0] ?? 0) % existing.length]),
                tree,
              ])
            : sidesOf(mode, [tree, treeOf(other, existing), treeOf(third, existing)]),
        ignored,
      };
    },
  );
  return writeWorld(segments, audiences, drawn);
}

function drawSegments({ segments, created, rotates, takesOver }: Recipe): readonly WorldSegment[] {
  const kept = segments.flatMap(({ fate, isRenamed }, n) =>
    fate === 'kept' && !isRenamed ? [n] : [],
  );
  const rotated = rotates && kept.length > 1 ? kept : [];
  const freed = segments.findIndex(({ fate }) => fate === 'absent');
  const existing = segments.map(({ fate, isRenamed, description, ignored }, n): WorldSegment => {
    const place = rotated.indexOf(n);
    const next = rotated[(place + 1) % rotated.length] ?? n;
    const isMoving = isRenamed && (fate === 'kept' || fate === 'replaced');
    const name = place >= 0 ? `S${next}` : isMoving ? `Renamed S${n}` : `S${n}`;
    return {
      ...{ id: String(n + 1), fate, name, ignored },
      description: sidesOf(description, ['git', 'other', 'third']),
    };
  });
  const fresh = Array.from({ length: created }, (_, n): WorldSegment => {
    const isHeir = takesOver && n === 0 && freed >= 0;
    const description = sidesOf('same', ['new', 'new', 'new']);
    const name = isHeir ? `S${freed}` : `New ${n}`;
    return { id: null, fate: 'new', name, description, ignored: [] };
  });
  return [...existing, ...fresh];
}

function writeWorld(
  segments: readonly WorldSegment[],
  audiences: readonly WorldAudience[],
  { drift, prunes }: Recipe,
): LeftWorld {
  const oldName = (n: number) => `S${n}`;
  const newName = (n: number) => segments[n]?.name ?? '';
  const byName = (nameOf: (n: number) => string) => (tree: Tree) =>
    toAlgebra(tree, (n) => ({ segment: nameOf(n) }));
  const gitTree = byName(newName);
  const baseTree = byName(oldName);

  const declarations = [
    ...segments.flatMap((segment, n) => declareSegment(segment, n)),
    ...audiences.flatMap(({ fate, name, description, algebra, ignored }, n): Declaration[] => {
      if (fate === 'undeclared') return [];
      if (fate === 'absent') return [absent('audience', name)];
      const words = { description: description.git };
      return [
        {
          ...anAudience(name, gitTree(algebra.git), words),
          ignoreChanges: ignored,
          ...(fate === 'renamed' ? { renamedFrom: [`A${n}`] } : {}),
        },
      ];
    }),
  ];
  const base = [
    ...segments.flatMap((segment, n) => {
      const { id, fate, description } = segment;
      if (id === null || fate === 'undeclared') return [];
      const was = aSegment(oldName(n), { description: description.base });
      // A swap that is done looks like names that were so ever since, unless the base has the IDs.
      return [isRotated(segment, n) ? { ...was, id } : was];
    }),
    ...audiences.flatMap(({ fate, description, algebra }, n) =>
      fate === 'undeclared'
        ? []
        : [anAudience(`A${n}`, baseTree(algebra.base), { description: description.base })],
    ),
  ];
  return {
    ...{ segments, audiences, declarations },
    snapshot: aSnapshot(
      segments.flatMap(({ id, description }, n) =>
        id === null ? [] : [aSegmentRow(id, oldName(n), { description: description.remote })],
      ),
      audiences.map(({ id, description, algebra }, n) =>
        anAudienceRow(
          id,
          `A${n}`,
          toAlgebra(algebra.remote, (each) => ({ audienceSegmentId: String(each + 1) })),
          { description: description.remote },
        ),
      ),
    ),
    options: { base: { declarations: base, label: 'base' }, drift },
    project: prunes
      ? {
          prune: 'owned',
          owns: { segments: { names: ['*'] } },
          limits: { ...defaultLimits, maxDeletes: 99, maxDeletePercent: 100 },
        }
      : {},
  };
}

function declareSegment(segment: WorldSegment, n: number): readonly Declaration[] {
  const { id, fate, name, description, ignored } = segment;
  const words = { description: description.git };
  const binding = {
    ignoreChanges: ignored,
    ...(name.startsWith('Renamed') ? { renamedFrom: [`S${n}`] } : {}),
    ...(isRotated(segment, n) && id !== null ? { id } : {}),
  };
  switch (fate) {
    case 'undeclared':
      return [];
    case 'absent':
      // By its ID alone: its name may be another's by then.
      return [{ ...absent('segment', ''), id: id ?? '', address: `segment/#${id}` }];
    case 'new':
      return [aSegment(name, words)];
    case 'kept':
      return [{ ...aSegment(name, words), ...binding }];
    case 'replaced': {
      const other = { contactList: { identifierType: 'CustomerId' } };
      return [{ ...aSegment(name, { ...words, ...other }), ...binding, allowReplace: true }];
    }
  }
}

function isRotated({ name }: WorldSegment, n: number): boolean {
  return name !== `S${n}` && !name.startsWith('Renamed');
}

/** The tree with its leaves written in some way. */
function toAlgebra(tree: Tree, leaf: (n: number) => JsonObject): JsonObject {
  if (typeof tree === 'number') return leaf(tree);
  if ('not' in tree) return { not: toAlgebra(tree.not, leaf) };
  if ('and' in tree) return { and: tree.and.map((each) => toAlgebra(each, leaf)) };
  return { or: tree.or.map((each) => toAlgebra(each, leaf)) };
}

/** The same the other way; null for what is no tree over known segments. */
export function fromAlgebra(
  node: JsonValue | undefined,
  leaf: (node: JsonValue) => number | null,
): Tree | null {
  if (node === undefined) return null;
  const found = leaf(node);
  if (found !== null) return found;
  if (
    typeof node !== 'object' ||
    node === null ||
    !('not' in node || 'and' in node || 'or' in node)
  ) {
    return null;
  }
  if (node['not'] !== undefined) {
    const not = fromAlgebra(node['not'], leaf);
    return not === null ? null : { not };
  }
  const key = node['and'] === undefined ? 'or' : 'and';
  const operands = node[key];
  if (!Array.isArray(operands)) return null;
  const trees = operands.map((each) => fromAlgebra(each, leaf));
  if (trees.some((each) => each === null)) return null;
  const known = trees.filter((each) => each !== null);
  return key === 'and' ? { and: known } : { or: known };
}

/** Tries every kind of person: those in each choice of the segments. */
export function holdsSamePeople(a: Tree, b: Tree, count: number): boolean {
  for (let mask = 0; mask < 2 ** count; mask += 1) {
    if (isIn(a, mask) !== isIn(b, mask)) return false;
  }
  return true;
}

function isIn(tree: Tree, mask: number): boolean {
  if (typeof tree === 'number') return (mask & (1 << tree)) !== 0;
  if ('not' in tree) return !isIn(tree.not, mask);
  if ('and' in tree) return tree.and.every((each) => isIn(each, mask));
  return tree.or.some((each) => isIn(each, mask));
}
