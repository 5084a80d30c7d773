/** A graph as a Mermaid flowchart, from segments on the left to audiences on the right. */

import type { Kind } from '../../model/entity.ts';
import type { PlacedReference } from '../../model/references.ts';
import { printable } from '../text/printable.ts';

export interface GraphNode {
  /** What edges name it by. */
  readonly key: string;
  readonly address: string;
  readonly kind: Kind;
  /** The name as it is; the picture makes it harmless. */
  readonly label: string;
  /** A few words of ours beside the name; may be empty. */
  readonly note: string;
  readonly state:
    | 'create'
    | 'update'
    | 'replace'
    | 'delete'
    | 'affected'
    | 'unused'
    | 'undeclared'
    | 'unchanged';
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly use: PlacedReference['use'];
  /** Whether a change takes it away. */
  readonly isRemoved?: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const colors: Readonly<Record<GraphNode['state'], string | null>> = {
  create: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  update: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
  replace: 'fill:#fbefff,stroke:#8250df,color:#1f2328',
  delete: 'fill:#ffebe9,stroke:#cf222e,color:#1f2328',
  affected: 'fill:#ddf4ff,stroke:#0969da,color:#1f2328',
  unused: 'fill:#fff1e5,stroke:#bc4c00,color:#1f2328',
  undeclared: 'fill:#f6f8fa,stroke:#6e7781,color:#1f2328,stroke-dasharray:4 3',
  unchanged: null,
};

const arrows: Readonly<Record<GraphEdge['use'], string>> = {
  include: '-->',
  exclude: '-. not .->',
  seed: '-- seed -->',
};

const removedArrows: Readonly<Record<GraphEdge['use'], string>> = {
  include: '-. removed .->',
  exclude: '-. not, removed .->',
  seed: '-. seed, removed .->',
};

const maxLabel = 60;

/** @returns lines without a last newline */
export function renderMermaid({ nodes, edges }: Graph): string {
  const ids = new Map<string, string>();
  const count = { segment: 0, audience: 0 };
  for (const { key, kind } of nodes) {
    count[kind] += 1;
    ids.set(key, `${kind.charAt(0)}${count[kind]}`);
  }
  const states = [...new Set(nodes.map(({ state }) => state))].sort();
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${nodeText(node, ids.get(node.key) ?? '')}`),
    ...edges.map(({ from, to, use, isRemoved = false }) => {
      const arrow = (isRemoved ? removedArrows : arrows)[use];
      return `  ${ids.get(from) ?? ''} ${arrow} ${ids.get(to) ?? ''}`;
    }),
    ...removedStyle(edges),
    ...states.flatMap((state) => {
      const color = colors[state];
      return color === null ? [] : [`  classDef ${state} ${color}`];
    }),
  ].join('\n');
}

function removedStyle(edges: readonly GraphEdge[]): readonly string[] {
  const removed = edges.flatMap(({ isRemoved = false }, index) => (isRemoved ? [index] : []));
  return removed.length === 0
    ? []
    : [`  linkStyle ${removed.join(',')} stroke:#cf222e,stroke-dasharray:6 4`];
}

function nodeText({ kind, label, note, state }: GraphNode, id: string): string {
  const text = `"${escapeLabel(label)}${note === '' ? '' : ` (${escapeLabel(note)})`}"`;
  const shape = kind === 'audience' ? `[${text}]` : `([${text}])`;
  return `${id}${shape}${colors[state] === null ? '' : `:::${state}`}`;
}

/** Letters, digits and blanks stay; all else is written as Mermaid's own entities. */
function escapeLabel(text: string): string {
  const characters = [...printable(text)];
  const cut =
    characters.length > maxLabel ? [...characters.slice(0, maxLabel - 1), '…'] : characters;
  return cut
    .map((character) =>
      /[\p{L}\p{M}\p{N} …]/u.test(character) ? character : `#${character.codePointAt(0)};`,
    )
    .join('');
}
