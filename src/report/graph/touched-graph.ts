/** What a plan touches, as a graph: segments lead to the audiences and lookalikes that use them. */
import { referencesIn } from '../../model/references.ts';
import { countOf } from '../../model/text/count-of.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { afterOf, beforeOf, readAddress } from '../change/change-attributes.ts';
import { adSetsOf } from '../change/describe-live-use.ts';
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

/** Untouched segments are left out: they say nothing about the change. Those that a change takes out of an audience, or puts in, are shown. */
export function touchedGraph(plan: PlanDocument): Graph {
  const nodes = new Map<string, GraphNode>();
  for (const change of plan.changes) nodes.set(change.address, nodeOf(change, change.action));
  for (const move of plan.moves) nodes.set(move.address, nodeOf(move, 'affected'));
  for (const { address, adSetIds = [] } of plan.affected) {
    if (nodes.has(address)) continue;
    const { name, kind } = readAddress(address);
    nodes.set(address, {
      key: address,
      address,
      label: name,
      note: noteFor(adSetIds.length, 'affected'),
      state: 'affected',
      kind,
    });
  }
  const edges = [...plan.changes, ...plan.moves].flatMap(edgesInto);
  // A segment that is used anew, or no longer, is drawn, even if nothing else becomes of it.
  for (const { from, isNew, isRemoved } of edges) {
    if (!(isNew || isRemoved) || nodes.has(from)) continue;
    const { name, kind } = readAddress(from);
    nodes.set(from, { key: from, address: from, label: name, note: '', state: 'unchanged', kind });
  }
  const drawn = new Set(edges.map(({ to }) => to));
  const through = plan.affected
    .filter(({ address }) => !drawn.has(address))
    .flatMap(({ address, via, excludes = [] }) =>
      via.map((from): GraphEdge => {
        const use = excludes.includes(from) ? 'exclude' : 'include';
        return { from, to: address, use };
      }),
    );
  return {
    nodes: [...nodes.values()],
    edges: [...edges, ...through].filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
  };
}

function nodeOf(change: PlannedChange, state: GraphNode['state']): GraphNode {
  const { kind, name } = readAddress(change.address);
  const adSets = kind === 'audience' ? adSetsOf(change).length : 0;
  const note = noteFor(adSets, stateWords[state]);
  const { address } = change;
  return { key: address, address, label: name, note, state, kind };
}

/** Where it is live, else what becomes of it. */
function noteFor(adSets: number, word: string): string {
  return adSets > 0 ? countOf(adSets, 'ad set') : word;
}

/** References of the entity as it will be, and those that it no longer has; as it was, when it goes. */
function edgesInto(change: PlannedChange): readonly GraphEdge[] {
  const [before, after] = [beforeOf(change), afterOf(change)];
  const were = edgesOf(before ?? {}, change.address);
  if (after === null) return [...were.values()];
  const all = edgesOf(after, change.address);
  const isUpdate = before !== null && change.action === 'update';
  const are = new Map<string, GraphEdge>(
    [...all].map(([key, edge]) => [
      key,
      isUpdate && !were.has(key) ? { ...edge, isNew: true } : edge,
    ]),
  );
  const removed = [...were].flatMap(([key, edge]) =>
    are.has(key) ? [] : [{ ...edge, isRemoved: true }],
  );
  return [...are.values(), ...removed];
}

/** By use and segment, each once. */
function edgesOf(attributes: JsonObject, to: string): ReadonlyMap<string, GraphEdge> {
  const edges = referencesIn(attributes).flatMap(({ reference, use }): readonly GraphEdge[] =>
    'name' in reference ? [{ from: `segment/${reference.name}`, to, use }] : [],
  );
  return new Map(edges.map((edge) => [`${edge.use} ${edge.from}`, edge]));
}
