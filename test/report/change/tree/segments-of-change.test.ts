/** A segment is one segment, whether a tree names it or has its ID. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planChanges } from '../../../../src/plan/plan-changes.ts';
import { describeParts } from '../../../../src/report/change/describe-parts.ts';
import { renderPlan } from '../../../../src/report/plan/render-plan.ts';
import type { PlanDocument, PlannedChange } from '../../../../src/schema/generated/plan.ts';
import {
  aDeclaration,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../../support/a-world.ts';
import { aChange, aPlan } from '../../a-plan.ts';

/** The lines about who is in the audience, the title first. */
function whoOf(change: PlannedChange): readonly string[] {
  return describeParts(change, {}).flatMap(({ label, title, lines }) =>
    label === 'who'
      ? [
          ...(title === '' ? [] : [title]),
          ...lines.map(({ sign, depth, text }) => `${sign}${'  '.repeat(depth)}${text}`),
        ]
      : [],
  );
}

const boots = { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } };
const world = aSnapshot(
  [
    aSegmentRow('1', 'Boots', boots),
    aSegmentRow('2', 'Buyers', { events: { shopperActivity: 'Buy', lookbackDays: 'Last30Days' } }),
    aSegmentRow('3', 'CRM'),
    aSegmentRow('4', 'Twin', boots),
    aSegmentRow('5', 'Twin', { events: { shopperActivity: 'View', lookbackDays: 'Last7Days' } }),
  ],
  [
    anAudienceRow('9', 'Out', {
      and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '3' } }],
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

function changeOf({ changes }: PlanDocument, address: string): PlannedChange {
  const change = changes.find((each) => each.address === address);
  if (change === undefined) throw new Error(`no change of ${address}`);
  return change;
}

describe('a segment that the tree before names, and the manifest has by its ID', () => {
  const plan = planned(
    aSegment('CRM'),
    anAudience('Out', { and: [{ segmentId: '1' }, { not: 'CRM' }, { not: 'Buyers' }] }),
  );

  test('stays', () => {
    expect(whoOf(changeOf(plan, 'audience/Out'))).toEqual([
      'all of',
      '   Boots',
      '   not CRM',
      '+  not Buyers',
    ]);
  });

  test.each(['text', 'markdown', 'html'] as const)('is not removed or added in %s', (format) => {
    const text = renderPlan(plan, { format });
    expect(text).toMatch('Boots');
    expect(text).not.toMatch(/[-+] +(?:Boots|segment 1)|(?:removed|added): <\/span><bdi>Boots/u);
  });
});

test('a segment that is mentioned by its ID alone has its remote name beside the ID', () => {
  const plan = planned(
    aSegment('CRM'),
    anAudience('Out', { and: ['Boots', { not: 'CRM' }, { not: { segmentId: '5' } }] }),
    anAudience('New', { or: [{ segmentId: '4' }, { segmentId: '5' }] }),
  );
  expect(whoOf(changeOf(plan, 'audience/Out')).at(-1)).toBe('+  not Twin (ID 5)');
  expect(whoOf(changeOf(plan, 'audience/New'))).toEqual([
    'any of',
    '+  Twin (ID 4)',
    '+  Twin (ID 5)',
  ]);
  expect(changeOf(plan, 'audience/New').segmentNames).toEqual({ 4: 'Twin', 5: 'Twin' });
  expect(renderPlan(plan, { format: 'text' })).toMatch('any of "Twin" (ID 4), "Twin" (ID 5)');
});

test('what was replaced stays under its name while something else changes', () => {
  const list = aSegment('CRM', { contactList: { identifierType: 'CustomerId' } });
  const plan = planned(
    { ...list, allowReplace: true },
    anAudience('Out', { and: ['Boots', { not: 'CRM' }, { not: 'Buyers' }] }),
  );
  expect(whoOf(changeOf(plan, 'audience/Out'))).toEqual([
    'all of',
    '   Boots',
    '   not CRM',
    '+  not Buyers',
  ]);
});

test('namesakes of two retailers are two segments', () => {
  const change = aChange('audience/x', 'replace', {
    before: { name: 'x', retailerId: '1', algebra: { and: ['Buyers', 'Boots'] } },
    after: { name: 'x', retailerId: '2', algebra: { and: ['Buyers', 'Boots'] } },
    segmentIds: { before: { Buyers: '1', Boots: '2' }, after: { Buyers: '3', Boots: null } },
  });
  expect(whoOf(change)).toEqual([
    'all of',
    '-  Buyers (ID 1)',
    '-  Boots (ID 2)',
    '+  Buyers (ID 3)',
    '+  Boots (new)',
  ]);
});

test('a segment that is named by two names reads as the manifest has it', () => {
  const change = aChange('audience/x', 'update', {
    before: { name: 'x', algebra: { and: ['In git', 'B'] } },
    after: { name: 'x', algebra: { and: ['As before', 'C'] } },
    segmentIds: { before: { 'In git': '1', B: '2' }, after: { 'As before': '1', C: '3' } },
  });
  expect(whoOf(change)).toEqual(['all of', '   As before', '-  B', '+  C']);
});

describe('the seed of a lookalike', () => {
  const seeded = (seed: object) =>
    aDeclaration('segment', 'Alike', { lookalike: { ...seed, targetSize: 100 } });
  const change = aChange('segment/Alike', 'replace', {
    reasons: [{ code: 'immutable-attribute-changed', text: 'lookalike.targetSize' }],
    before: { ...seeded({ seedSegment: 'CRM' }).attributes, name: 'Alike' },
    after: { ...seeded({ seedSegmentId: '3' }).attributes, name: 'Alike' },
    segmentIds: { before: { CRM: '3' }, after: {} },
  });

  test('stays where it is mentioned by its ID', () => {
    expect(describeParts(change, {})).toEqual([]);
  });

  test('is shown by its name where it changes', () => {
    const other = {
      ...change,
      reasons: [{ code: 'immutable-attribute-changed', text: 'lookalike.seedSegmentId' }],
      after: { name: 'Alike', lookalike: { seedSegmentId: '5', targetSize: 100 } },
      segmentNames: { 5: 'Complaints' },
    };
    expect(renderPlan(aPlan({ changes: [other] }), { format: 'text' })).toMatch(
      'the seed of a lookalike cannot be updated in place: CRM -> Complaints (ID 5)',
    );
  });
});

test('a tree that is the same but for names and IDs has no line that differs', () => {
  const names = ['A', 'B', 'C', 'D'];
  const ids = Object.fromEntries(names.map((name, index) => [name, String(index + 1)]));
  const byId = (name: string) => ({ segmentId: ids[name] ?? '' });
  const mentions = fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean(), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(mentions, fc.boolean(), (leaves, isAll) => {
      const tree = (side: 1 | 2) => ({
        [isAll ? 'and' : 'or']: leaves.map((leaf) => (leaf[side] ? leaf[0] : byId(leaf[0]))),
      });
      const idsOn = (side: 1 | 2) =>
        Object.fromEntries(
          leaves.flatMap((leaf) => (leaf[side] ? [[leaf[0], ids[leaf[0]] ?? null]] : [])),
        );
      const change = aChange('audience/x', 'update', {
        before: { name: 'x', algebra: tree(1) },
        after: { name: 'x', algebra: tree(2) },
        segmentIds: { before: idsOn(1), after: idsOn(2) },
      });
      expect(whoOf(change)).toEqual([]);
    }),
  );
});
