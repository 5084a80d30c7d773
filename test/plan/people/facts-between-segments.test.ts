import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const view = (days: number, more: JsonObject = {}): JsonObject => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, ...more },
});
const leaf = (audienceSegmentId: string) => ({ audienceSegmentId });

const segments = [
  aSegmentRow('1', 'View 7d', view(7)),
  aSegmentRow('2', 'View 30d', view(30)),
  aSegmentRow('3', 'View 30d too', view(30)),
];

function planOf(declarations: readonly Declaration[], tree: JsonObject, rows = segments) {
  return planChanges({
    project: aProject({ platform: 'retail-media' }),
    declarations,
    snapshot: aSnapshot(rows, [anAudienceRow('9', 'A', tree)], 'retail-media'),
    version: '0',
  }).value;
}

const reachOf = (...given: Parameters<typeof planOf>) =>
  planOf(...given)?.changes.find(({ address }) => address === 'audience/A')?.reach;

describe('segments that are not declared', () => {
  test('one look-back for a longer one', () => {
    expect(reachOf([anAudience('A', 'View 30d')], leaf('1'))).toEqual({
      verdict: 'wider',
      enter: 'in "View 30d", not in "View 7d"',
      leave: null,
      because: [
        {
          segment: 'View 7d',
          relation: 'within',
          of: 'View 30d',
          text: 'everyone in "View 7d" is in "View 30d": the longer of two periods up to today includes the shorter one',
        },
      ],
    });
  });

  test('one that is defined alike: the tree is sent, and the people are the same', () => {
    expect(reachOf([anAudience('A', 'View 30d too')], leaf('2'))).toMatchObject({
      verdict: 'same',
      enter: null,
      leave: null,
      because: [{ relation: 'equal' }],
    });
  });

  test('what there can be no person in', () => {
    const algebra = { and: ['View 7d', { not: 'View 30d' }] };
    expect(reachOf([anAudience('A', algebra)], leaf('1'))).toMatchObject({
      verdict: 'empty',
      leave: 'in "View 7d"',
    });
  });

  test('a fact that changes nothing is not given', () => {
    const rows = [
      ...segments,
      aSegmentRow('4', 'Buy', { events: { shopperActivity: 'Buy', lookbackDays: 'Last7Days' } }),
    ];
    const algebra = { and: ['View 30d', 'Buy'] };
    expect(reachOf([anAudience('A', algebra)], leaf('2'), rows)).toEqual({
      verdict: 'narrower',
      enter: null,
      leave: 'in "View 30d", not in "Buy"',
    });
  });
});

describe('segments that change', () => {
  test('as they were before, and as they will be after', () => {
    // View 30d shrinks to 7 days, so what was wider is now the same.
    const declarations = [aSegment('View 30d', view(7)), anAudience('A', 'View 30d')];
    expect(reachOf(declarations, leaf('1'))).toMatchObject({ verdict: 'same' });
    const grown = [aSegment('View 7d', view(60)), anAudience('A', 'View 7d')];
    expect(reachOf(grown, leaf('2'))).toMatchObject({
      verdict: 'wider',
      enter: 'in "View 7d" as changed, not in "View 30d"',
      because: [
        {
          segment: 'View 30d',
          of: 'View 7d',
          ofAt: 'after',
          text: expect.stringContaining('"View 7d" as changed'),
        },
      ],
    });
    // A segment that stays has no moment, nor has the fact's other side.
    const [fact] = reachOf(grown, leaf('2'))?.because ?? [];
    expect(fact).not.toHaveProperty('segmentAt');
  });

  test('an audience that changes without being edited says what its sentences rest on', () => {
    const tree = { or: [leaf('1'), leaf('2')] };
    expect(planOf([aSegment('View 7d', view(60))], tree)?.affected).toMatchObject([
      {
        because: [{ segment: 'View 7d', segmentAt: 'before', of: 'View 30d', relation: 'within' }],
      },
    ]);
  });

  test('one that is created', () => {
    const declarations = [aSegment('View 90d', view(90)), anAudience('A', 'View 90d')];
    expect(reachOf(declarations, leaf('2'))).toMatchObject({ verdict: 'wider', leave: null });
  });

  test('an audience whose other segments hold all that enters is not affected', () => {
    const declarations = [aSegment('View 7d', view(14))];
    expect(planOf(declarations, { or: [leaf('1'), leaf('2')] })?.affected).toEqual([]);
    expect(planOf(declarations, { or: [leaf('1'), leaf('1')] })?.affected).toHaveLength(1);
  });
});

test('what holds nobody before a list is filled', () => {
  const list = { or: ['CRM', { and: ['View 7d', { not: 'View 30d' }] }] };
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations: [aSegment('CRM'), anAudience('A', list)],
    snapshot: aSnapshot(segments),
    version: '0',
  });
  expect(value?.changes.find(({ address }) => address === 'audience/A')?.emptyLists).toEqual({
    ...{ lists: ['CRM'], excludesNobody: [], holdsNobody: true },
  });
  expect(diagnostics.filter(({ code }) => code === 'new-list-empty')).toMatchObject([
    { message: '"A" holds nobody before the first upload of "CRM"' },
  ]);
});

describe('marketing solutions', () => {
  const near = (radiusInKm: number) => ({
    type: 'Location',
    location: {
      registryType: 'PointOfInterest',
      pointsOfInterest: [{ name: 'Louvre', latitude: 48.86061, longitude: 2.33764 }],
      radiusInKm,
    },
  });
  const visited = (daysSinceLastVisitMin: number, daysSinceLastVisitMax: number) => ({
    type: 'Retargeting',
    retargeting: { visitorsType: 'All', daysSinceLastVisitMin, daysSinceLastVisitMax },
  });
  const row = (id: string, name: string, attributes: JsonObject) => ({
    id,
    attributes: { advertiserId, name, ...attributes },
  });
  const reachBetween = (one: JsonObject, other: JsonObject) =>
    planChanges({
      project: aProject({ platform: 'marketing-solutions' }),
      declarations: [aDeclaration('audience', 'A', { advertiserId, algebra: 'Other' })],
      snapshot: aSnapshot(
        [row('1', 'One', one), row('2', 'Other', other)],
        [row('9', 'A', { algebra: leaf('1') })],
        'marketing-solutions',
      ),
      version: '0',
    }).value?.changes[0]?.reach;

  test('a radius for a smaller one', () => {
    expect(reachBetween(near(10), near(5))).toMatchObject({
      verdict: 'narrower',
      leave: 'in "One", not in "Other"',
      because: [{ segment: 'Other', relation: 'within', of: 'One' }],
    });
  });

  test('a window of days for one that it does not meet', () => {
    expect(reachBetween(visited(0, 30), visited(31, 60))).toMatchObject({
      verdict: 'different',
      enter: 'in "Other"',
      leave: 'in "One"',
      because: [{ segment: 'Other', relation: 'excludes', of: 'One' }],
    });
  });

  test('a registry of other places', () => {
    const { location } = near(10);
    const other = { type: 'Location', location: { ...location, registryType: 'Unknown' } };
    expect(reachBetween(near(5), other)?.verdict).toBe('different');
  });
});

describe('no fact', () => {
  const reachBetween = (one: RemoteRow, other: RemoteRow) =>
    reachOf([anAudience('A', 'Other')], leaf('1'), [one, other]);
  const one = aSegmentRow('1', 'One', view(7));

  test.each<readonly [string, RemoteRow]>([
    [
      'of an attribute that is not known here',
      aSegmentRow('2', 'Other', view(30, { mood: 'good' })),
    ],
    [
      'of a look-back without a name',
      aSegmentRow('2', 'Other', { events: { shopperActivity: 'View', lookbackDays: 'Unknown' } }),
    ],
    [
      'of another activity',
      aSegmentRow('2', 'Other', { events: { shopperActivity: 'Buy', lookbackDays: 'Last30Days' } }),
    ],
    [
      'of an owner that is not given',
      { id: '2', attributes: { name: 'Other', type: 'Events', ...view(30) } },
    ],
  ])('%s', (_, other) => {
    expect(reachBetween(one, other)?.verdict).toBe('different');
    expect(reachBetween(one, other)).not.toHaveProperty('because');
  });

  test('between contact lists of one definition', () => {
    const lists = [aSegmentRow('1', 'One'), aSegmentRow('2', 'Other')] as const;
    expect(reachBetween(...lists)?.verdict).toBe('different');
  });
});
