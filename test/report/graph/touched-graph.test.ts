/** What the picture of a plan shows. */
import { describe, expect, test } from '@jest/globals';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { touchedGraph } from '../../../src/report/graph/touched-graph.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { aChange, aPlan } from '../a-plan.ts';

/** Nodes as `name (note)`, edges as `from use to`, with what becomes of them. */
function draw(...[plan, isWhole]: Parameters<typeof touchedGraph>) {
  const { nodes, edges } = touchedGraph(plan, isWhole);
  const labels = new Map(nodes.map(({ key, label }) => [key, label]));
  return {
    nodes: nodes.map(({ label, note }) => (note === '' ? label : `${label} (${note})`)),
    edges: edges.map(
      ({ from, to, use, isRemoved }) =>
        `${labels.get(from)} ${use} ${labels.get(to)}${isRemoved ? ', removed' : ''}`,
    ),
  };
}

const events = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days` },
});
const world = aSnapshot(
  [
    aSegmentRow('1', 'Boots', events(30)),
    aSegmentRow('2', 'Shirts', events(30)),
    aSegmentRow('4', 'Twin', events(30)),
    aSegmentRow('5', 'Twin', events(7)),
  ],
  [
    anAudienceRow('9', 'Out', {
      and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }],
    }),
  ],
);

function planned(...declarations: Parameters<typeof planChanges>[0]['declarations']): PlanDocument {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: world,
    version: '0',
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

describe('references by ID', () => {
  test('are no difference to the same segment by its name', () => {
    const out = anAudience('Out', { and: [{ segmentId: '1' }, { not: { segmentId: '4' } }] });
    expect(draw(planned(out))).toEqual({
      nodes: ['Out', 'Twin (ID 4)', 'Shirts'],
      edges: ['Twin exclude Out', 'Shirts exclude Out, removed'],
    });
  });

  test('lead from what the plan changes, and namesakes are two', () => {
    const boots = aSegment('Boots', events(60));
    const twins = { or: [{ segmentId: '1' }, { segmentId: '4' }, { segmentId: '5' }] };
    expect(draw(planned(boots, anAudience('New', twins)))).toEqual({
      nodes: ['New (new)', 'Boots', 'Out (affected)', 'Twin (ID 4)', 'Twin (ID 5)'],
      edges: ['Boots include New', 'Twin include New', 'Twin include New', 'Boots include Out'],
    });
  });

  test('are drawn by the ID where no name is known', () => {
    const change = aChange('audience/x', 'create', { after: { algebra: { segmentId: '7' } } });
    expect(draw(aPlan({ changes: [change] }))).toEqual({
      nodes: ['x (new)', 'segment 7'],
      edges: ['segment 7 include x'],
    });
  });
});

test('a segment that one change names and another has by its ID needs no ID', () => {
  const byId = anAudience('A', { segmentId: '1' });
  const named = anAudience('B', 'Boots');
  expect(draw(planned(byId, named)).nodes).toEqual(['A (new)', 'B (new)', 'Boots']);
});

describe('audiences that are new or deleted', () => {
  const plan = planned(
    absent('audience', 'Out'),
    anAudience('New', { or: ['Boots', { segmentId: '5' }] }),
  );

  test('have their segments, and what goes is removed', () => {
    expect(draw(plan)).toEqual({
      nodes: ['New (new)', 'Out (deleted)', 'Boots', 'Twin (ID 5)', 'Shirts'],
      edges: [
        'Boots include New',
        'Twin include New',
        'Boots include Out, removed',
        'Shirts exclude Out, removed',
      ],
    });
  });

  test('have them in a comment, a deleted one by dashed lines', () => {
    const text = renderPlan(plan, { format: 'markdown' });
    expect(text).toMatch('-. not, removed .->');
    expect(text).toMatch('linkStyle 2,3 ');
  });

  test('stand without segments that stay as they are where there is no room for those', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      aChange(`audience/${index}`, 'create', {
        after: { algebra: { and: [`only ${index}`, 'List'] } },
        segmentIds: { before: {}, after: { [`only ${index}`]: `${index + 1}`, List: null } },
      }),
    );
    const list = aChange('segment/List', 'create', { after: { name: 'List', contactList: {} } });
    const large = aPlan({ changes: [...many, list] });
    expect(draw(large).nodes).toHaveLength(61);
    expect(draw(large, false).nodes).toHaveLength(31);
    expect(renderPlan(large, { format: 'markdown' })).toMatch(
      /```mermaid\n(?:.*\n)*? {2}s1 --> a30\n/u,
    );
    expect(renderPlan(large, { format: 'markdown' })).not.toMatch(/\["only|\(\["only/u);
  });
});

test('namesakes of two retailers are two, each with its own audiences', () => {
  const segment = (retailerId: string, id: string) =>
    aChange('segment/List', 'update', {
      id,
      before: { name: 'List', retailerId, description: 'a' },
      after: { name: 'List', retailerId, description: 'b' },
    });
  const audience = (retailerId: string, id: string) =>
    aChange(`audience/of ${retailerId}`, 'create', {
      after: { name: `of ${retailerId}`, retailerId, algebra: 'List' },
      segmentIds: { before: {}, after: { List: id } },
    });
  const { nodes, edges } = touchedGraph(
    aPlan({
      changes: [audience('1', '11'), audience('2', '22'), segment('1', '11'), segment('2', '22')],
    }),
  );
  expect(nodes.map(({ label }) => label)).toEqual(['of 1', 'of 2', 'List', 'List']);
  expect(
    edges.map(({ from, to }) =>
      [from, to].map((key) => nodes.findIndex((each) => each.key === key)),
    ),
  ).toEqual([
    [2, 0],
    [3, 1],
  ]);
});

test('what will use a replaced segment leads from it, whether its successor exists or not', () => {
  const replaced = aChange('segment/List', 'replace', { id: '1' });
  const uses = (name: string, was: string | null, will: string | null) =>
    aChange(`audience/${name}`, was === null ? 'create' : 'update', {
      before: was === null ? null : { name, algebra: 'List' },
      after: { name, algebra: 'List' },
      segmentIds: { before: was === null ? {} : { List: was }, after: { List: will } },
    });
  const changes = [uses('a', null, null), uses('b', null, '7'), replaced];
  const moves = [uses('c', '1', null), uses('d', '1', '7')];
  expect(draw({ ...aPlan({ changes }), moves })).toEqual({
    nodes: ['a (new)', 'b (new)', 'List (replaced)', 'c', 'd'],
    edges: ['a', 'b', 'c', 'd'].map((name) => `List include ${name}`),
  });
});
