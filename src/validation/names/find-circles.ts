/** A node that is being looked at, and how far its successors were followed. */
interface Visit {
  readonly node: string;
  readonly index: number;
  /** The earliest node that leads here and that can be reached from here. */
  earliest: number;
  readonly successors: Iterator<string>;
}

/**
 * Finds what leads back to itself in a graph, without calling itself: chains may be as long as there are
 * names (Tarjan, "Depth-first search and linear graph algorithms", 1972).
 *
 * @returns the nodes that lead to a node and back again, it included; null for one that does not lead back
 *   to itself. Nodes of one circle share one set.
 */
export function findCircles(
  nodes: readonly string[],
  successorsOf: (node: string) => readonly string[],
): (node: string) => ReadonlySet<string> | null {
  const indexes = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const circles = new Map<string, ReadonlySet<string>>();
  const visits: Visit[] = [];

  function enter(node: string): void {
    const index = indexes.size;
    indexes.set(node, index);
    open.push(node);
    isOpen.add(node);
    const successors = successorsOf(node)[Symbol.iterator]();
    visits.push({ node, index, earliest: index, successors });
  }

  function leave({ node, index, earliest }: Visit): void {
    const from = visits.at(-1);
    if (from) from.earliest = Math.min(from.earliest, earliest);
    if (earliest !== index) return;
    const members = open.splice(open.lastIndexOf(node));
    for (const member of members) isOpen.delete(member);
    const leadsBack = members.length > 1 || successorsOf(node).includes(node);
    if (!leadsBack) return;
    const circle = new Set(members);
    for (const member of members) circles.set(member, circle);
  }

  for (const node of nodes) {
    if (!indexes.has(node)) enter(node);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.successors.next();
      if (next.done) {
        visits.pop();
        leave(visit);
      } else if (!indexes.has(next.value)) {
        enter(next.value);
      } else if (isOpen.has(next.value)) {
        visit.earliest = Math.min(visit.earliest, indexes.get(next.value) ?? visit.earliest);
      }
    }
  }
  return (node) => circles.get(node) ?? null;
}
