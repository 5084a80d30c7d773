import { describe, expect, test } from '@jest/globals';
import {
  type Graph,
  type GraphNode,
  renderMermaid,
} from '../../../src/report/graph/render-mermaid.ts';
import { touchedGraph } from '../../../src/report/graph/touched-graph.ts';
import { hostileNames } from '../hostile-names.ts';
import { mixedPlan } from '../sample-plans.ts';

function aNode(name: string, differs: Partial<GraphNode> = {}): GraphNode {
  const address = `segment/${name}`;
  return {
    key: address,
    address,
    kind: 'segment',
    label: name,
    note: '',
    state: 'unchanged',
    ...differs,
  };
}

test('segments lead to audiences, an exclusion by a dotted line', () => {
  const graph: Graph = {
    nodes: [
      aNode('CRM', { state: 'create', note: 'new' }),
      aNode('A', { key: 'audience/A', kind: 'audience' }),
    ],
    edges: [{ from: 'segment/CRM', to: 'audience/A', use: 'exclude' }],
  };
  expect(renderMermaid(graph).split('\n')).toEqual([
    'flowchart LR',
    '  s1(["CRM (new)"]):::create',
    '  a1["A"]',
    '  s1 -. not .-> a1',
    '  classDef create fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  ]);
});

test('what a change takes away is dashed and red, and says so', () => {
  const nodes = [aNode('A'), aNode('B'), aNode('C', { key: 'audience/C', kind: 'audience' })];
  const to = 'audience/C';
  const edges = [
    { from: 'segment/A', to, use: 'include' },
    { from: 'segment/A', to, use: 'exclude', isRemoved: true },
    { from: 'segment/B', to, use: 'include', isRemoved: true },
  ] as const;
  expect(renderMermaid({ nodes, edges }).split('\n').slice(4)).toEqual([
    '  s1 --> a1',
    '  s1 -. not, removed .-> a1',
    '  s2 -. removed .-> a1',
    '  linkStyle 1,2 stroke:#cf222e,stroke-dasharray:6 4',
  ]);
});

describe('a name cannot leave its label', () => {
  test.each(hostileNames.map((name) => [JSON.stringify(name), name]))('%s', (_, name) => {
    const lines = renderMermaid({ nodes: [aNode(name)], edges: [] }).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^ {2}s1\(\["(?:[\p{L}\p{M}\p{N} …]|#\d+;)*"\]\)$/u);
  });
});

test('the picture of a plan holds what it touches, and how', () => {
  const { nodes, edges } = touchedGraph(mixedPlan);
  expect(nodes.map(({ label, state }) => `${label}: ${state}`)).toEqual([
    'Recent viewers not in CRM: update',
    'Win-back spring: create',
    'Black Friday 2025: delete',
    'CRM 2026: create',
    'Lookalike of CRM: replace',
    'Prospects like our customers: affected',
    'CRM 2025: unchanged',
    'Buyers 90 days: unchanged',
    'Recent viewers: unchanged',
  ]);
  expect(edges).toEqual([
    {
      from: 'segment/CRM 2026',
      to: 'audience/Recent viewers not in CRM',
      use: 'exclude',
    },
    {
      from: 'segment/CRM 2025',
      to: 'audience/Recent viewers not in CRM',
      use: 'exclude',
      isRemoved: true,
    },
    { from: 'segment/CRM 2026', to: 'audience/Win-back spring', use: 'include' },
    { from: 'segment/Buyers 90 days', to: 'audience/Win-back spring', use: 'exclude' },
    {
      from: 'segment/Buyers 90 days',
      to: 'audience/Black Friday 2025',
      use: 'include',
      isRemoved: true,
    },
    {
      from: 'segment/Recent viewers',
      to: 'audience/Black Friday 2025',
      use: 'include',
      isRemoved: true,
    },
    { from: 'segment/CRM 2026', to: 'segment/Lookalike of CRM', use: 'seed' },
    {
      from: 'segment/CRM 2025',
      to: 'segment/Lookalike of CRM',
      use: 'seed',
      isRemoved: true,
    },
    {
      from: 'segment/Lookalike of CRM',
      to: 'audience/Prospects like our customers',
      use: 'include',
    },
  ]);
});
