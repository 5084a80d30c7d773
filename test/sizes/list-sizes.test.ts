import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderSizes } from '../../src/report/look-ups/render-sizes.ts';
import { listSizes, type SizeRow } from '../../src/sizes/list-sizes.ts';
import {
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { aProblem, aSizeReader } from './a-size-reader.ts';

function list(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  glob: string | null = null,
  reader = aSizeReader((asked) => (typeof asked === 'string' ? 1500 : 2000)),
) {
  const project = aProject({ platform: snapshot.platform });
  const { value: plan } = planChanges({ project, declarations, snapshot, version: '0.0.0' });
  if (plan === null) throw new Error('no plan');
  return listSizes(plan, snapshot, glob, reader);
}

const events = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
const world = aSnapshot(
  [
    aSegmentRow('1', 'Viewers', { events, channels: ['Offsite', 'Onsite'] }),
    aSegmentRow('2', 'CRM', { channels: ['Offsite'] }),
    aSegmentRow('3', 'Of another account', { accountId: '999', channels: ['Offsite'] }),
  ],
  [anAudienceRow('4', 'Seen', { audienceSegmentId: '1' }, { channels: ['Onsite'] })],
);
const declared = [
  aSegment('Viewers', { events: { ...events, lookbackDays: 'Last7Days' } }),
  anAudience('Seen', 'Viewers'),
  anAudience('Listed', 'CRM'),
];

describe('the sizes of a project', () => {
  test('are of all that exists, channel by channel, and of what is declared', async () => {
    const rows = await list(declared, world);
    expect(
      rows.map(({ address, basis, channel, size, id }) => [address, id, basis, channel, size]),
    ).toEqual([
      ['segment/CRM', '2', 'computed', 'Offsite', 1500],
      ['segment/Viewers', '1', 'computed', 'Onsite', 1500],
      ['segment/Viewers', '1', 'computed', 'Offsite', 1500],
      ['segment/Viewers', '1', 'estimated', 'Onsite', 2000],
      ['segment/Viewers', '1', 'estimated', 'Offsite', 2000],
      ['audience/Listed', null, 'estimated', 'Offsite', 2000],
      ['audience/Seen', '4', 'computed', 'Onsite', 1500],
    ]);
  });

  test('leave out what belongs to others, unless it is asked for by name', async () => {
    const behavioral = {
      id: '5',
      attributes: { name: 'Runners', type: 'Behavioral', behavioral: { country: 'FR' } },
    };
    const snapshot = aSnapshot([behavioral], [], 'marketing-solutions');
    const list1 = [aDeclaration('segment', 'List', { advertiserId, contactList: {} })];
    const addresses = async (glob: string | null) =>
      (await list(list1, snapshot, glob)).map(({ address }) => address);
    expect(await addresses(null)).toEqual(['segment/List']);
    expect(await addresses('segment/Run*')).toEqual(['segment/Runners']);
    expect(await addresses('audience/*')).toEqual([]);
  });

  test('tell a hole once, whatever the channels', async () => {
    const rows = await list([aSegment('New list')], aSnapshot());
    expect(rows).toEqual([
      {
        address: 'segment/New list',
        id: null,
        basis: 'estimated',
        channel: null,
        size: null,
        relativeSize: null,
        reason: {
          code: 'type-not-estimable',
          text: 'the size of a contact list depends on what is uploaded to it',
        },
      },
    ]);
  });
});

test('as text: figures, shares and reasons', async () => {
  const reader = aSizeReader((asked) => {
    if (typeof asked !== 'string') return 2000;
    return asked === '2'
      ? aProblem('segment-size-too-small')
      : { size: 1_234_567, relativeSize: 0.123_45 };
  });
  expect(renderSizes(await list(declared, world, null, reader)).split('\n')).toEqual([
    'Kind         Onsite    Offsite  Name',
    'segment                    n/a  "CRM"      n/a: too few people for the API to show a size',
    'segment   1,234,567  1,234,567  "Viewers"  12.3 % of the retailer\'s people; as declared, about 2,000 onsite and 2,000 offsite',
    'audience                 2,000  "Listed"   estimated, not remote yet',
    'audience  1,234,567             "Seen"     12.3 % of the retailer\'s people',
    '',
    '6 sizes, 1 not available.',
  ]);
  expect(renderSizes([])).toBe('There is nothing to show a size for.');
});

test('as text: a row for each entity, whatever the length of its name and the channels', () => {
  const row = { basis: 'computed', relativeSize: null, reason: null } as const;
  const long = 'FR | '.repeat(40);
  const rows: readonly SizeRow[] = [
    { ...row, address: `segment/${long}`, id: '1', channel: 'Onsite', size: 5, relativeSize: 0.5 },
    {
      ...row,
      address: `segment/${long}`,
      id: '1',
      channel: 'Offsite',
      size: 7,
      relativeSize: 0.25,
    },
    { ...row, address: 'segment/B', id: '2', channel: 'Onsite', size: 1000 },
    {
      ...{ ...row, address: 'segment/B', id: '2', channel: 'Offsite', size: null },
      reason: { code: 'x', text: 'too few' },
    },
    // Another segment of that name.
    { ...row, address: 'segment/B', id: '3', channel: 'Onsite', size: 2 },
  ];
  const share = "50 % of the retailer's people onsite; 25 % of the retailer's people offsite";
  expect(renderSizes(rows).split('\n')).toEqual([
    'Kind     Onsite  Offsite  Name',
    `segment       5        7  "${long}"  ${share}`,
    'segment   1,000      n/a  "B"   n/a offsite: too few',
    'segment       2           "B"',
    '',
    '4 sizes, 1 not available.',
  ]);
});
