import { groupPairs } from '../../model/group-by.ts';
import type { Graph, GraphEdge } from './render-mermaid.ts';

/** What one entity is made of, and all that depends on it, however indirectly. */
export function focusGraph({ nodes, edges }: Graph, address: string): Graph {
  const start = nodes.filter((node) => node.address === address).map(({ key }) => key);
  const kept = new Set([
    ...reach(start, edges, ({ from, to }) => [to, from]),
    ...reach(start, edges, ({ from, to }) => [from, to]),
  ]);
  return {
    nodes: nodes.filter(({ key }) => kept.has(key)),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

function reach(
  start: readonly string[],
  edges: readonly GraphEdge[],
  stepOf: (edge: GraphEdge) => readonly [string, string],
): ReadonlySet<string> {
  const next = groupPairs(edges.map(stepOf));
  const seen = new Set(start);
  // A set hands out what is added while it is walked through.
  for (const key of seen) for (const to of next.get(key) ?? []) seen.add(to);
  return seen;
}
