import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

function plan(declarations: readonly Declaration[], snapshot: Snapshot) {
  return planChanges({ project: aProject(), declarations, snapshot, version: '0.0.0' });
}

function planned(declarations: readonly Declaration[], snapshot: Snapshot) {
  const { value, diagnostics } = plan(declarations, snapshot);
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const crm = aSegmentRow('1', 'CRM');
const viewers = aSegmentRow('2', 'Viewers', {
  events: {
    shopperActivity: 'View',
    lookbackDays: 'Last30Days',
    categoryIds: ['9', '5'],
    brandIds: null,
  },
});
const viewersDeclared = aSegment('Viewers', {
  events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: ['5', '9'] },
});
const notCrm = anAudienceRow('3', 'Not CRM', {
  and: [{ not: { audienceSegmentId: '1' } }, { audienceSegmentId: '2' }],
});

describe('planning', () => {
  test('nothing differs by spelling alone: set order, null for empty, order of algebra', () => {
    const { summary, changes } = planned(
      [
        aSegment('CRM'),
        viewersDeclared,
        anAudience('Not CRM', { and: ['Viewers', { not: 'CRM' }] }),
      ],
      aSnapshot([crm, viewers], [notCrm]),
    );
    expect(changes).toEqual([]);
    expect(summary).toMatchObject({ unchanged: 3, unmanaged: 0 });
  });

  test('25 new segments and 2 new audiences take four requests of at most ten items', () => {
    const segments = Array.from({ length: 25 }, (_, n) => aSegment(`Segment ${n}`));
    const audiences = [
      anAudience('A', 'Segment 3'),
      anAudience('B', { or: ['Segment 0', 'Segment 24'] }),
    ];
    const { requests } = planned([...audiences, ...segments], aSnapshot());
    expect(
      requests.map(({ step, kind, verb, addresses }) => [step, kind, verb, addresses.length]),
    ).toEqual([
      [1, 'segment', 'create', 10],
      [1, 'segment', 'create', 10],
      [1, 'segment', 'create', 5],
      [2, 'audience', 'create', 2],
    ]);
  });

  test('an update sends what changed, with before and after in the words of the manifest', () => {
    const { changes } = planned(
      [
        aSegment('CRM'),
        viewersDeclared,
        anAudience('Not CRM', 'Viewers', { description: 'All viewers' }),
      ],
      aSnapshot([crm, viewers], [notCrm]),
    );
    expect(changes).toMatchObject([
      {
        address: 'audience/Not CRM',
        action: 'update',
        id: '3',
        paths: ['description', 'algebra'],
        before: { name: 'Not CRM', algebra: { and: [{ not: 'CRM' }, 'Viewers'] } },
        after: { name: 'Not CRM', description: 'All viewers', algebra: 'Viewers' },
        reach: { verdict: 'wider', enter: 'in "Viewers" and "CRM"', leave: null },
      },
    ]);
  });

  test('a removed optional attribute is cleared, and the plan says so', () => {
    const { changes } = planned(
      [aSegment('CRM')],
      aSnapshot([aSegmentRow('1', 'CRM', { description: 'Old words' })]),
    );
    expect(changes).toMatchObject([
      {
        reasons: [{ code: 'attribute-cleared', text: 'description' }],
        patch: [{ op: 'remove', path: '/description' }],
      },
    ]);
  });

  test('a segment is deleted after the audience that used it was changed or deleted', () => {
    const { requests, refusals, changes } = planned(
      [absent('segment', 'CRM'), anAudience('Not CRM', 'Viewers'), absent('audience', 'Old')],
      aSnapshot([crm, viewers], [notCrm, anAudienceRow('4', 'Old', { audienceSegmentId: '1' })]),
    );
    expect(refusals).toEqual([]);
    expect(requests.map(({ kind, verb, step }) => [kind, verb, step])).toEqual([
      ['audience', 'update', 1],
      ['audience', 'delete', 1],
      ['segment', 'delete', 2],
    ]);
    expect(changes.find(({ address }) => address === 'segment/CRM')).toMatchObject({
      undo: 'irreversible',
      dependsOn: ['audience/Not CRM', 'audience/Old'],
    });
  });

  test('an equal tree is sent anew when it names a segment that goes', () => {
    const { changes } = planned(
      [absent('segment', 'CRM'), anAudience('A', 'Viewers')],
      aSnapshot(
        [crm, viewers],
        [
          anAudienceRow('3', 'A', {
            or: [
              { audienceSegmentId: '2' },
              { and: [{ audienceSegmentId: '1' }, { audienceSegmentId: '2' }] },
            ],
          }),
        ],
      ),
    );
    expect(changes[0]).toMatchObject({
      address: 'audience/A',
      reasons: [{ code: 'reference-freed' }],
      reach: { verdict: 'same' },
    });
  });

  test('a segment that an undeclared audience uses is not deleted: the plan is refused and shown', () => {
    const { refusals, summary } = planned(
      [absent('segment', 'CRM')],
      aSnapshot([crm, viewers], [notCrm]),
    );
    expect(summary.delete).toBe(1);
    expect(refusals).toMatchObject([
      { code: 'segment-must-not-be-used-in-audience', address: 'segment/CRM' },
    ]);
  });

  test.each([
    ['an unknown reference', [anAudience('A', 'Viewrs')], 'reference-unknown'],
    [
      'an unknown segment ID',
      [anAudience('A', { segmentId: '99' })],
      'audience-must-contain-only-existing-segments',
    ],
    [
      'a segment of another retailer',
      [anAudience('A', 'Viewers', { retailerId: '9' })],
      'audience-retailer-must-match-segment-retailers',
    ],
    ['a name that differs in case alone', [aSegment('crm')], 'remote-name-differs'],
  ])('%s is an error', (_, declarations, code) => {
    const { value, diagnostics } = plan(declarations, aSnapshot([crm, viewers], [notCrm]));
    expect(value).toBeNull();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  test('remote twins are an error only where their name is needed', () => {
    const twins = aSnapshot([crm, aSegmentRow('7', 'CRM', { retailerId: '9' }), viewers]);
    expect(plan([viewersDeclared], twins).diagnostics).toEqual([]);
    expect(plan([aSegment('CRM')], twins).diagnostics).toMatchObject([
      { code: 'remote-name-ambiguous' },
    ]);
    // The audience’s own retailer decides which of them a reference means.
    expect(planned([anAudience('A', 'CRM')], twins).changes[0]?.segmentIds.after).toEqual({
      CRM: '1',
    });
  });

  test('a read-only list is referred to, never matched', () => {
    const list = aSegmentRow('8', 'UI list', {
      contactList: { identifierType: 'Email', isReadOnly: 'true' },
    });
    expect(plan([aSegment('UI list')], aSnapshot([list])).diagnostics).toMatchObject([
      { code: 'name-must-be-unique' },
    ]);
    expect(planned([anAudience('A', 'UI list')], aSnapshot([list])).summary.create).toBe(1);
  });

  test('the order of declarations and rows never matters', () => {
    const declarations = [
      aSegment('New'),
      viewersDeclared,
      anAudience('Not CRM', { or: ['New', 'Viewers'] }),
    ];
    const forwards = planned(declarations, aSnapshot([crm, viewers], [notCrm]));
    const backwards = planned([...declarations].reverse(), aSnapshot([viewers, crm], [notCrm]));
    expect(JSON.stringify(backwards)).toBe(JSON.stringify(forwards));
  });
});
