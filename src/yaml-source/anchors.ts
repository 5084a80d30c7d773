/**
 * Anchors and aliases of one document. An alias shares the value of its anchor, so it costs nothing
 * to read, but whoever walks the value walks it once for every alias: that is what is limited.
 */
import type { Alias, Node } from 'yaml';
import type { JsonValue } from '../model/json.ts';

/** How much larger than the text itself its aliases may make the value. */
const maxExpansion = 10;
/** Small documents may expand to this many nodes whatever their own size. */
const freeExpansion = 10_000;

export interface Anchors {
  /** Counts a node that is written out. */
  count(): void;
  /** From here on aliases mean this node; until it is closed they would mean it inside itself. */
  open(node: Node, anchor: string): void;
  close(node: Node, value: JsonValue): void;
  /** The node an alias stands for, or null when no anchor before it has that name. */
  resolve(alias: Alias): Node | null;
  isOpen(node: Node): boolean;
  /** The value of an anchored node once more; null when that would make the document explode. */
  reuse(node: Node): { readonly value: JsonValue } | null;
  /** What an alias was resolved to while the document was read. */
  targetOf(alias: Alias): Node | null;
}

export function createAnchors(): Anchors {
  let written = 0;
  let expanded = 0;
  const byName = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const before = new Map<Node, number>();
  const finished = new Map<Node, { readonly value: JsonValue; readonly size: number }>();
  return {
    count: () => {
      written += 1;
    },
    open: (node, anchor) => {
      byName.set(anchor, node);
      before.set(node, written + expanded);
    },
    close: (node, value) => {
      const size = written + expanded - (before.get(node) ?? 0);
      before.delete(node);
      finished.set(node, { value, size });
    },
    resolve: (alias) => {
      const target = byName.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
      return target ?? null;
    },
    isOpen: (node) => before.has(node),
    reuse: (node) => {
      const known = finished.get(node);
      if (known === undefined) return null;
      expanded += known.size;
      return expanded > freeExpansion + maxExpansion * written ? null : { value: known.value };
    },
    targetOf: (alias) => targets.get(alias) ?? null,
  };
}
