import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Project } from '../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { planChecksum } from '../../src/plan/document/plan-checksum.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { isPlan } from '../../src/schema/generated/is-plan.js';
import { sizePlan } from '../../src/sizes/size-plan.ts';
import {
  absent,
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { type Answer, aProblem, aRefusal, aSizeReader } from './a-size-reader.ts';

async function sizesOf(
  world: {
    readonly declared: readonly Declaration[];
    readonly remote?: Snapshot;
    readonly project?: Partial<Project>;
  },
  answerTo: (asked: string | JsonObject) => Answer | null,
) {
  const snapshot = world.remote ?? aSnapshot();
  const { value: plan, diagnostics } = planChanges({
    project: aProject(world.project),
    declarations: world.declared,
    snapshot,
    version: '0.0.0',
    options: { allowReplace: true },
  });
  if (plan === null) throw new Error(JSON.stringify(diagnostics));
  const reader = aSizeReader(answerTo);
  const sized = await sizePlan(plan, snapshot, reader);
  expect(isPlan(sized)).toBe(true);
  expect(planChecksum(sized)).toBe(plan.checksum);
  const { size: _, ...first } = sized.changes[0] ?? {};
  expect(first).toEqual(plan.changes[0] ?? {});
  const sizes = Object.fromEntries(sized.changes.map(({ address, size }) => [address, size]));
  return { sizes, asked: reader.asked };
}

const events = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
const viewers = (differs: JsonObject = {}) =>
  aSegment('Viewers', { events: { ...events, ...differs } });
const remoteViewers = aSegmentRow('1', 'Viewers', { events, channels: ['Onsite', 'Offsite'] });
const remoteList = aSegmentRow('2', 'CRM', { channels: ['Offsite'] });

describe('in retail media', () => {
  test('what is changed is computed before and estimated after, in one channel', async () => {
    const { sizes, asked } = await sizesOf(
      { declared: [viewers({ lookbackDays: 'Last60Days' })], remote: aSnapshot([remoteViewers]) },
      (question) => (typeof question === 'string' ? 100 : 180),
    );
    expect(sizes).toEqual({ 'segment/Viewers': { before: 100, after: 180, channel: 'Onsite' } });
    expect(asked).toEqual([
      { kind: 'segment', ids: ['1'], channel: 'Onsite' },
      {
        kind: 'segment',
        attributes: {
          channel: 'Onsite',
          retailerId: '1234',
          events: { shopperActivity: 'View', lookbackDays: 'Last60Days' },
        },
      },
    ]);
  });

  test('a new name or description moves nobody, so there is nothing to estimate', async () => {
    const { sizes, asked } = await sizesOf(
      {
        declared: [aSegment('CRM', { description: 'Customers' })],
        remote: aSnapshot([remoteList]),
      },
      () => 100,
    );
    expect(sizes).toEqual({ 'segment/CRM': { before: 100, after: 100, channel: 'Offsite' } });
    expect(asked).toHaveLength(1);
  });

  test('an audience of segments that exist is estimated where all of them are reached', async () => {
    const { sizes, asked } = await sizesOf(
      {
        declared: [
          viewers(),
          aSegment('CRM'),
          anAudience('New', { and: ['Viewers', { not: 'CRM' }] }),
        ],
        remote: aSnapshot([remoteViewers, remoteList]),
      },
      () => 40,
    );
    expect(sizes).toEqual({ 'audience/New': { before: null, after: 40, channel: 'Offsite' } });
    expect(asked).toEqual([
      {
        kind: 'audience',
        attributes: {
          channel: 'Offsite',
          retailerId: '1234',
          algebra: {
            and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }],
          },
        },
      },
    ]);
  });

  test.each([
    [
      'a list',
      [aSegment('List')],
      { 'segment/List': 'the size of a contact list depends on what is uploaded to it' },
    ],
    [
      'an audience of a segment that is new',
      [viewers(), anAudience('New', 'Viewers')],
      { 'audience/New': 'depends on "Viewers", which does not exist yet' },
    ],
  ])('%s cannot be estimated', async (_, declared, reasons) => {
    const { sizes } = await sizesOf({ declared }, () => 7);
    for (const [address, reason] of Object.entries(reasons)) {
      expect(sizes[address]).toEqual({ before: null, after: null, reason });
    }
  });

  test('nor an audience of a segment that changes in the same plan', async () => {
    const algebra = { audienceSegmentId: '1' };
    const { sizes } = await sizesOf(
      {
        declared: [
          viewers({ lookbackDays: 'Last60Days' }),
          aSegment('CRM'),
          anAudience('Seen', { and: ['Viewers', { not: 'CRM' }] }),
        ],
        remote: aSnapshot([remoteViewers, remoteList], [anAudienceRow('9', 'Seen', algebra)]),
      },
      () => 50,
    );
    expect(sizes['audience/Seen']).toEqual({
      before: 50,
      after: null,
      channel: 'Onsite',
      reason: 'depends on "Viewers", which is about to change',
    });
  });

  test.each([
    ['told by its segments', '1234', '1234', undefined],
    ['told by nobody', null, undefined, 'the API does not return its owner'],
  ])('an owner that a row leaves out is %s', async (_, retailerId, sent, reason) => {
    const row = anAudienceRow('9', 'Seen', { audienceSegmentId: '2' }, { retailerId: null });
    const segments = [remoteViewers, remoteList].map((segment) => ({
      ...segment,
      attributes: { ...segment.attributes, retailerId },
    }));
    const algebra = { and: [{ segmentId: '1' }, { not: { segmentId: '2' } }] };
    const { sizes, asked } = await sizesOf(
      { declared: [anAudience('Seen', algebra)], remote: aSnapshot(segments, [row]) },
      () => 50,
    );
    expect(asked.at(-1)?.attributes?.['retailerId']).toBe(sent);
    expect(sizes['audience/Seen']?.reason).toBe(reason);
  });

  test('what is deleted has a size before, what is replaced has both', async () => {
    const { sizes } = await sizesOf(
      {
        declared: [
          absent('segment', 'CRM'),
          { ...viewers(), attributes: { retailerId: '4567', events } },
        ],
        remote: aSnapshot([remoteViewers, remoteList]),
      },
      (asked) => (typeof asked === 'string' ? 10 : 20),
    );
    expect(sizes).toEqual({
      'segment/CRM': { before: 10, after: null, channel: 'Offsite' },
      'segment/Viewers': { before: 10, after: 20, channel: 'Onsite' },
    });
  });

  test('two holes of different kinds both say why', async () => {
    const { sizes } = await sizesOf(
      { declared: [viewers({ minPrice: 5 })], remote: aSnapshot([remoteViewers]) },
      (asked) => (typeof asked === 'string' ? aProblem('segment-size-too-small') : null),
    );
    expect(sizes['segment/Viewers']?.reason).toBe(
      'before: too few people for the API to show a size; after: the API gave neither a size nor a reason',
    );
  });

  test('without the permission the plan is the same, with one reason everywhere', async () => {
    const { sizes } = await sizesOf(
      { declared: [viewers({ minPrice: 5 })], remote: aSnapshot([remoteViewers]) },
      () => aRefusal('api-forbidden'),
    );
    expect(sizes['segment/Viewers']).toEqual({
      before: null,
      after: null,
      channel: 'Onsite',
      reason: 'sizes need the permission "Audiences Manage"',
    });
  });
});

describe('in marketing solutions', () => {
  const platform = 'marketing-solutions' as const;
  const declare = (name: string, attributes: JsonObject) =>
    aDeclaration('segment', name, { advertiserId, ...attributes });
  const point = { name: 'shop', latitude: 48.856_614_1, longitude: 2.35 };
  const inMarket = { country: 'FR', interestIds: ['988', '928'], gender: 'Male' };

  test.each([
    ['inMarket', inMarket, { ...inMarket, interestIds: ['928', '988'] }],
    [
      'location',
      { pointsOfInterest: [point], radiusInKm: 5 },
      { pointsOfInterest: [{ ...point, latitude: 48.85661 }], radiusInKm: 5 },
    ],
  ])('%s is estimated as it would be sent, without a channel', async (block, declared, sent) => {
    const { sizes, asked } = await sizesOf(
      {
        declared: [declare('New', { description: 'Words', [block]: declared })],
        project: { platform },
      },
      () => 3000,
    );
    expect(sizes).toEqual({ 'segment/New': { before: null, after: 3000 } });
    expect(asked).toEqual([{ kind: 'segment', attributes: { advertiserId, [block]: sent } }]);
  });

  test.each([
    ['prospecting', { usersType: 'Prospects' }],
    ['lookalike', { seedSegmentId: '2' }],
    ['retargeting', { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 9 }],
  ])('%s cannot be estimated', async (block, declared) => {
    const seed: RemoteRow = {
      id: '2',
      attributes: { name: 'CRM', type: 'ContactList', advertiserId, contactList: {} },
    };
    const { sizes, asked } = await sizesOf(
      {
        declared: [declare('New', { [block]: declared })],
        remote: aSnapshot([seed], [], platform),
        project: { platform },
      },
      () => 1,
    );
    expect(sizes).toEqual({
      'segment/New': {
        before: null,
        after: null,
        reason: 'the API estimates only inMarket and location segments',
      },
    });
    expect(asked).toEqual([]);
  });
});
