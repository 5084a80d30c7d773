/** What a plan touches, as a graph: segments lead to the audiences and lookalikes that use them. */
import { groupPairs } from '../../model/group-by.ts';
import { referencesIn } from '../../model/references.ts';
import { countOf } from '../../model/text/count-of.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { afterOf, beforeOf, readAddress } from '../change/change-attributes.ts';
import { adSetsOf } from '../change/describe-live-use.ts';
import { type Side, segmentsOfChange } from '../change/tree/segments-of-change.ts';
import type { Graph, GraphEdge, GraphNode } from './render-mermaid.ts';

const stateWords: Readonly<Record<GraphNode['state'], string>> = {
  create: 'new',
  update: '',
  replace: 'replaced',
  delete: 'deleted',
  affected: '',
  unused: '',
  undeclared: '',
  unchanged: '',
};

interface Drawn {
  readonly key: string;
  readonly change: PlannedChange;
}

/**
 * Untouched segments say nothing about a change, so they are shown only where it takes them out of an entity, or
 * puts them in.
 *
 * @param isWhole whether untouched segments of new and deleted entities are shown, too.
 */
export function touchedGraph(plan: PlanDocument, isWhole = true): Graph {
  const nodes = new Map<string, GraphNode>();
  const add = (node: Omit<GraphNode, 'key'>, id: string | null) => {
    // Namesakes of two owners share an address.
    const key = nodes.has(node.address) ? `${node.address} ${id ?? nodes.size}` : node.address;
    nodes.set(key, { ...node, key });
    return key;
  };
  const draw = (change: PlannedChange, state: GraphNode['state']): Drawn => {
    return { change, key: add(nodeOf(change, state), change.id) };
  };
  const drawn = [
    ...plan.changes.map((change) => draw(change, change.action)),
    ...plan.moves.map((move) => draw(move, 'affected')),
  ];
  for (const { address, adSetIds = [] } of plan.affected) {
    if (nodes.has(address)) continue;
    const { name, kind } = readAddress(address);
    const note = noteFor(adSetIds.length, 'affected');
    add({ address, label: name, note, state: 'affected', kind }, null);
  }
  const find = createFinder(drawn);
  const untouched = new Map<string, string>();
  const addUntouched = ({ key, id, name, note }: Use) => {
    const label = name ?? `segment ${id}`;
    const address = `segment/${label}`;
    const node = { address, label, note, state: 'unchanged', kind: 'segment' } as const;
    const from = untouched.get(key) ?? add(node, id);
    untouched.set(key, from);
    // Where one change names it, its name is enough for all.
    if (note === '') nodes.set(from, { ...node, key: from });
    return from;
  };
  const edges = drawn.flatMap(({ change, key: to }) => {
    const isBoth = change.before !== null && change.after !== null;
    return usesIn(change).flatMap((use): readonly GraphEdge[] => {
      const isShown = use.differs && (isBoth || isWhole);
      const from = find(change, use) ?? (isShown ? addUntouched(use) : null);
      if (from === null) return [];
      return [{ from, to, use: use.use, ...(use.isRemoved ? { isRemoved: true } : {}) }];
    });
  });
  const reached = new Set(edges.map(({ to }) => to));
  const through = plan.affected
    .filter(({ address }) => !reached.has(address))
    .flatMap(({ address, via, excludes = [] }) =>
      via.map((from): GraphEdge => {
        const use = excludes.includes(from) ? 'exclude' : 'include';
        return { from, to: address, use };
      }),
    );
  return {
    nodes: [...nodes.values()],
    edges: [...edges, ...through.filter(({ from, to }) => nodes.has(from) && nodes.has(to))],
  };
}

function nodeOf(change: PlannedChange, state: GraphNode['state']): Omit<GraphNode, 'key'> {
  const { kind, name } = readAddress(change.address);
  const adSets = kind === 'audience' ? adSetsOf(change).length : 0;
  const note = noteFor(adSets, stateWords[state]);
  return { address: change.address, label: name, note, state, kind };
}

/** Where it is live, else what becomes of it. */
function noteFor(adSets: number, word: string): string {
  return adSets > 0 ? countOf(adSets, 'ad set') : word;
}

/** One use of a segment by an entity that changes. */
interface Use extends Pick<GraphEdge, 'use'> {
  /** Of the segment, among those of the change. */
  readonly key: string;
  /** Null for one that the plan creates. */
  readonly id: string | null;
  readonly name: string | null;
  readonly note: string;
  /** Whether only one side of the change has it. */
  readonly differs: boolean;
  readonly isRemoved: boolean;
}

/** Of the entity as it will be, then those that it no longer has; each once. */
function usesIn(change: PlannedChange): readonly Use[] {
  const { keyOf, nameOf, noteOf } = segmentsOfChange(change);
  const usesOf = (side: Side) => {
    const attributes = side === 'before' ? beforeOf(change) : afterOf(change);
    const uses = referencesIn(attributes ?? {}).map(({ reference, use }) => {
      const key = keyOf(side, reference);
      const id = key.startsWith('#') ? key.slice(1) : null;
      return { use, key, id, name: nameOf(key), note: noteOf(key) ?? '' };
    });
    return new Map(uses.map((use) => [`${use.use} ${use.key}`, use]));
  };
  const [were, are] = [usesOf('before'), usesOf('after')];
  const gone = [...were].filter(([key]) => !are.has(key));
  return [
    ...[...are].map(([key, use]) => ({ ...use, differs: !were.has(key), isRemoved: false })),
    ...gone.map(([, use]) => ({ ...use, differs: true, isRemoved: true })),
  ];
}

/** The node of a segment that the plan touches; null for others. */
function createFinder(
  drawn: readonly Drawn[],
): (change: PlannedChange, segment: Pick<Use, 'id' | 'name'>) => string | null {
  const segments = drawn.filter(({ change }) => readAddress(change.address).kind === 'segment');
  const byId = new Map<string | null, string>(
    segments.flatMap(({ change: { id }, key }) => (id === null ? [] : [[id, key]])),
  );
  const made = groupPairs(
    segments
      .filter(({ change: { action } }) => action === 'create' || action === 'replace')
      .map((each) => [each.change.address, each] as const),
  );
  return (change, { id, name }) => {
    const found = byId.get(id);
    if (found !== undefined) return found;
    const candidates = made.get(`segment/${name}`) ?? [];
    const owner = ownerOf(change);
    const own = candidates.find((each) => ownerOf(each.change) === owner);
    if (id === null) return (own ?? candidates[0])?.key ?? null;
    // A successor that is there already has an ID that no change has.
    return own?.change.action === 'replace' ? own.key : null;
  };
}

function ownerOf(change: PlannedChange): string | null {
  return ownerIn(afterOf(change) ?? beforeOf(change) ?? {});
}
