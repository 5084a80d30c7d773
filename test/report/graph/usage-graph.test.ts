import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import { kinds } from '../../../src/model/entity.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import { decodeRow } from '../../../src/platforms/decode-row.ts';
import { retailMedia } from '../../../src/platforms/retail-media/retail-media.ts';
import { focusGraph } from '../../../src/report/graph/focus-graph.ts';
import { renderMermaid } from '../../../src/report/graph/render-mermaid.ts';
import { usageGraph } from '../../../src/report/graph/usage-graph.ts';
import {
  absent,
  accountId,
  aDeclaration,
  anAudience,
  anAudienceRow,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { hostileNames } from '../hostile-names.ts';

const decode = (snapshot: Snapshot) =>
  kinds.flatMap((kind) =>
    snapshot[`${kind}s`].map((row) => decodeRow(retailMedia, kind, accountId, row)),
  );

/** Nodes as `name (note)`, edges as `from use to`. */
function draw(declarations: readonly Declaration[], snapshot: Snapshot | null = null) {
  const { nodes, edges } = usageGraph(declarations, snapshot && decode(snapshot), retailMedia);
  const labels = new Map(nodes.map(({ key, label }) => [key, label]));
  return {
    nodes: nodes.map(({ label, note }) => (note === '' ? label : `${label} (${note})`)),
    edges: edges.map(({ from, to, use }) => `${labels.get(from)} ${use} ${labels.get(to)}`),
  };
}

const lookalike = (name: string, seed: object) =>
  aDeclaration('segment', name, { lookalike: { ...seed } });

describe('the graph of the manifests alone', () => {
  test('has uses, exclusions, seeds, and what is unused or not declared', () => {
    expect(
      draw([
        anAudience('Prospects', { and: ['Alike', { not: { or: ['CRM', 'Behavior'] } }] }),
        aSegment('CRM'),
        aSegment('Forgotten'),
        lookalike('Alike', { seedSegment: 'CRM' }),
      ]),
    ).toEqual({
      nodes: ['Alike', 'Behavior (not declared)', 'CRM', 'Forgotten (unused)', 'Prospects'],
      edges: [
        'Alike include Prospects',
        'Behavior exclude Prospects',
        'CRM seed Alike',
        'CRM exclude Prospects',
      ],
    });
  });

  test('does not depend on the order of the manifests', () => {
    const world = [aSegment('B'), anAudience('X', { or: ['B', 'A'] }), aSegment('A')];
    fc.assert(
      fc.property(fc.shuffledSubarray(world, { minLength: 3 }), (shuffled) => {
        expect(renderMermaid(usageGraph(shuffled, null, retailMedia))).toBe(
          renderMermaid(usageGraph(world, null, retailMedia)),
        );
      }),
    );
  });

  test('an ID leads to the segment that is declared with it', () => {
    const world = [
      aDeclaration('segment', 'CRM', { contactList: {} }, { id: '5' }),
      anAudience('X', { or: [{ segmentId: '5' }, 'CRM', { segmentId: '7' }] }),
    ];
    expect(draw(world)).toEqual({
      nodes: ['CRM', 'segment 7 (not declared)', 'X'],
      edges: ['CRM include X', 'segment 7 include X'],
    });
  });

  test('leaves out what is declared absent', () => {
    expect(draw([absent('segment', 'Gone'), aSegment('CRM')]).nodes).toEqual(['CRM (unused)']);
  });

  test('a segment named in two ways has an edge for each, and one for many mentions', () => {
    const tree = { or: ['A', { and: ['A', 'B'] }, { and: ['B', { not: 'A' }] }] };
    expect(draw([aSegment('A'), aSegment('B'), anAudience('X', tree)]).edges).toEqual([
      'A include X',
      'A exclude X',
      'B include X',
    ]);
  });
});

describe('with a snapshot', () => {
  const readOnly = { contactList: { identifierType: 'Email', isReadOnly: true } };

  test('it also has what is not in git, and knows the declared ones by ID and by older names', () => {
    const snapshot = aSnapshot(
      [
        aSegmentRow('1', 'CRM 2024'),
        aSegmentRow('2', 'Handmade'),
        aSegmentRow('3', 'UI list', readOnly),
        aSegmentRow('4', 'Unused UI list', readOnly),
        aSegmentRow('5', 'Gone'),
        aSegmentRow('6', 'Let go'),
      ],
      [
        anAudienceRow('9', 'Made in the UI', {
          and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '3' } }],
        }),
      ],
    );
    const declarations = [
      aDeclaration('segment', 'CRM', { contactList: {} }, { renamedFrom: ['CRM 2024'] }),
      aDeclaration('segment', 'By hand', { contactList: {} }, { id: '2' }),
      absent('segment', 'Gone'),
      { ...absent('segment', 'Let go'), state: 'released' } as const,
      anAudience('X', { or: ['CRM', { segmentId: '2' }] }),
    ];
    expect(draw(declarations, snapshot)).toEqual({
      nodes: [
        'By hand',
        'CRM',
        'Gone (to be deleted, unused)',
        'Let go (released, unused)',
        'UI list (not in git)',
        'Made in the UI (not in git)',
        'X',
      ],
      edges: [
        'By hand include X',
        'CRM include Made in the UI',
        'CRM include X',
        'UI list exclude Made in the UI',
      ],
    });
  });

  test.each(['1234', '99'])('a name means the segment of the own retailer, %s', (retailerId) => {
    const snapshot = aSnapshot([
      aSegmentRow('1', 'CRM', { retailerId: '1234' }),
      aSegmentRow('2', 'CRM', { retailerId: '99' }),
    ]);
    const own = anAudience('X', 'CRM', { retailerId });
    const used = retailerId === '99' ? '2' : '1';
    const graph = (...declared: Declaration[]) =>
      usageGraph([...declared, own], decode(snapshot), retailMedia);
    expect(graph().edges.map(({ from }) => from)).toEqual([`remote segment ${used}`]);
    // A declared one is meant first.
    const { nodes, edges } = graph(aSegment('CRM', { retailerId: '99' }));
    expect(nodes.map(({ key, note }) => [key.split(' ', 3).join(' '), note])).toEqual([
      ['declared segment segments.yaml', ''],
      ['remote segment 1', 'not in git, unused'],
      ['declared audience audiences.yaml', ''],
    ]);
    expect(edges.map(({ from }) => from)).toEqual([nodes[0]?.key]);
  });

  test('a name that is neither declared nor remote is unknown', () => {
    expect(draw([anAudience('X', 'Typo')], aSnapshot()).nodes).toEqual(['Typo (unknown)', 'X']);
  });
});

describe('in focus', () => {
  const graph = usageGraph(
    [
      aSegment('CRM'),
      aSegment('Other'),
      lookalike('Alike', { seedSegment: 'CRM' }),
      anAudience('Prospects', { and: ['Alike', 'Other'] }),
      anAudience('Customers', 'CRM'),
      anAudience('Apart', 'Other'),
    ],
    null,
    retailMedia,
  );

  test.each([
    ['segment/CRM', ['Alike', 'CRM', 'Customers', 'Prospects']],
    ['audience/Prospects', ['Alike', 'CRM', 'Other', 'Prospects']],
    ['segment/Alike', ['Alike', 'CRM', 'Prospects']],
    ['audience/Apart', ['Other', 'Apart']],
  ])('%s stands with what it is made of and what depends on it', (address, names) => {
    expect(focusGraph(graph, address).nodes.map(({ label }) => label)).toEqual(names);
  });
});

test.each(hostileNames.map((name) => [JSON.stringify(name), name]))(
  'the name %s stays inside its label',
  (_, name) => {
    const text = renderMermaid(
      usageGraph([aSegment(name), anAudience('X', name)], null, retailMedia),
    );
    expect(text.split('\n').slice(0, 4)).toEqual([
      'flowchart LR',
      expect.stringMatching(/^ {2}s1\(\["(?:[\p{L}\p{M}\p{N} …]|#\d+;)*"\]\)$/u),
      '  a1["X"]',
      '  s1 --> a1',
    ]);
  },
);
