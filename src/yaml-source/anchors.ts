/**
 * Anchors and aliases of one document. An alias shares the value of its anchor, so it costs nothing
 * to read, but a walk through the value visits it once for every alias: that is what is limited.
 */
import type { Alias, Node } from 'yaml';
import type { JsonValue } from '../model/text/json.ts';
import { maxDepth } from './parse-documents.ts';

/** How much larger than the text itself its aliases may make the value. */
const maxExpansion = 10;
/** Documents of any size may expand to this many nodes. */
const freeExpansion = 10_000;

export interface Anchors {
  /** Counts a node that is written out. */
  count(depth: number): void;
  /** From here on aliases mean this node; until it is closed they would mean it inside itself. */
  open(node: Node, anchor: string, depth: number): void;
  close(node: Node, value: JsonValue): void;
  /** The node an alias stands for, or null when no anchor before it has that name. */
  resolve(alias: Alias): Node | null;
  isOpen(node: Node): boolean;
  /** Whether an alias was resolved to it. */
  isUsed(node: Node): boolean;
  /**
   * The value of an anchored node once more; null when that would make the document explode. Aliases of
   * aliases can also make it deeper than it is written.
   */
  reuse(node: Node, depth: number): { readonly value: JsonValue } | 'too-deep' | null;
  /** What an alias was resolved to while the document was read. */
  targetOf(alias: Alias): Node | null;
}

/** An anchored node whose end was not reached yet. */
interface OpenNode {
  readonly nodes: number;
  readonly depth: number;
  /** The deepest place before it. */
  readonly deepest: number;
}

interface FinishedNode {
  readonly value: JsonValue;
  readonly size: number;
  readonly height: number;
}

export function createAnchors(): Anchors {
  let written = 0;
  let expanded = 0;
  let deepest = 0;
  const byName = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const used = new Set<Node>();
  const before = new Map<Node, OpenNode>();
  const finished = new Map<Node, FinishedNode>();
  return {
    count: (depth) => {
      written += 1;
      deepest = Math.max(deepest, depth);
    },
    open: (node, anchor, depth) => {
      byName.set(anchor, node);
      before.set(node, { nodes: written + expanded, depth, deepest });
      deepest = depth;
    },
    close: (node, value) => {
      const opened = before.get(node);
      before.delete(node);
      const size = written + expanded - (opened?.nodes ?? 0);
      finished.set(node, { value, size, height: deepest - (opened?.depth ?? 0) });
      deepest = Math.max(deepest, opened?.deepest ?? 0);
    },
    resolve: (alias) => {
      const target = byName.get(alias.source);
      if (target !== undefined) {
        targets.set(alias, target);
        used.add(target);
      }
      return target ?? null;
    },
    isOpen: (node) => before.has(node),
    isUsed: (node) => used.has(node),
    reuse: (node, depth) => {
      const known = finished.get(node);
      if (known === undefined) return null;
      if (depth + known.height > maxDepth) return 'too-deep';
      deepest = Math.max(deepest, depth + known.height);
      expanded += known.size;
      return expanded > freeExpansion + maxExpansion * written ? null : { value: known.value };
    },
    targetOf: (alias) => targets.get(alias) ?? null,
  };
}
