/** The entities of the vendor's guides, put in as they are printed there and read back. */
import { describe, expect, test } from '@jest/globals';
import {
  accountId,
  bulk,
  codesOf,
  connect,
  created,
  everything,
  marketingSolutions,
  retailMedia,
  retailMediaPreview,
} from './client.ts';

const rmSegments = `${retailMedia}/audience-segments`;
const msSegments = `${marketingSolutions}/audience-segments`;
const advertiserId = '4949';

describe('marketing-solutions segments', () => {
  test.each<[string, object, object]>([
    [
      'inMarket',
      {
        country: 'FR',
        gender: 'Male',
        interestIds: ['928'],
        brandIds: ['289'],
        priceRange: ['High'],
      },
      { buyingPower: [] },
    ],
    ['contactList', {}, { isReadOnly: false }],
    [
      'location',
      {
        registryType: 'PointsOfInterest',
        pointsOfInterest: [
          { name: 'main store', latitude: 56.6, longitude: 40.2 },
          { name: 'second store', latitude: 30.6, longitude: 20.4 },
        ],
        radiusInKm: 10,
      },
      { registryType: 'PointOfInterest' },
    ],
    [
      'prospecting',
      {},
      { usersType: 'Prospects', daysSinceLastVisitMin: null, daysSinceLastVisitMax: null },
    ],
    [
      'retargeting',
      { visitorsType: 'Buyers', daysSinceLastVisitMin: 10, daysSinceLastVisitMax: 60 },
      {},
    ],
  ])('%s', async (block, sent, added) => {
    const client = await connect();
    const description = block === 'retargeting' ? { value: 'A segment with buyers' } : 'As printed';
    const item = {
      type: 'AudienceSegment',
      attributes: { name: 'Sample', description, advertiserId, [block]: sent },
    };
    const { json } = await client.send('POST', `${msSegments}/create`, bulk(item));
    expect(json.errors).toEqual([]);
    expect(json.data[0].attributes[block]).toEqual({ ...sent, ...added });
    expect(typeof json.data[0].attributes.description).toBe('string');
  });

  test('partial updates change what they name', async () => {
    const client = await connect();
    const inMarket = { country: 'FR', interestIds: ['928'], brandIds: ['289'] };
    const made = await client.send(
      'POST',
      `${msSegments}/create`,
      bulk(created({ name: 'My In-market segment', advertiserId, inMarket })),
    );
    const item = {
      id: made.json.data[0].id,
      type: 'AudienceSegment',
      attributes: {
        name: 'My In-market segment (v2)',
        description: { value: 'A segment which targets men' },
        inMarket: { gender: 'Male', priceRange: ['High'] },
      },
    };
    const { json } = await client.send('PATCH', msSegments, bulk(item));
    expect(json.data[0].attributes).toMatchObject({
      name: 'My In-market segment (v2)',
      description: 'A segment which targets men',
      inMarket: { ...inMarket, gender: 'Male', priceRange: ['High'] },
    });
  });
});

test('retail-media segments and audiences', async () => {
  const client = await connect();
  const segment = {
    type: 'AudienceSegment',
    attributes: {
      name: 'CRM Users 2025',
      description: 'Segment made of CRM user emails',
      retailerId: '1234',
      contactList: { identifierType: 'Email' },
    },
  };
  const made = await client.send('POST', `${rmSegments}/create`, bulk(segment));
  const { id, type, attributes } = made.json.data[0];
  expect(type).toBe('RetailMediaAudienceSegment');
  expect(attributes).toMatchObject({
    ...segment.attributes,
    accountId,
    type: 'ContactList',
    contactList: { isReadOnly: false, identifierType: 'Email', sharingStatus: 'NotShared' },
    channels: ['Offsite'],
  });
  const sample = {
    attributes: {
      name: 'Audience made of CRM users list',
      description: 'Simple audience made of a single segment of CRM list',
      retailerId: '1234',
      algebra: { audienceSegmentId: id },
    },
  };
  const audience = await client.send(
    'POST',
    `${retailMediaPreview}/audiences/create`,
    bulk(sample),
  );
  expect(audience.json.data[0].attributes).toMatchObject(sample.attributes);
  const removed = await client.send('POST', `${rmSegments}/delete`, bulk({ id }));
  expect(codesOf(removed)).toEqual(['segment-must-not-be-used-in-audience']);
});

test('rows of the guides can be started from', async () => {
  const rows = [
    {
      id: '203134567785554216',
      type: 'AudienceSegment',
      attributes: {
        name: 'Segment Name',
        type: 'Events',
        accountId,
        retailerId: '12',
        events: {
          shopperActivity: 'View',
          lookbackDays: 'Last90Days',
          categoryIds: ['3590922'],
          brandIds: [],
        },
      },
    },
    {
      id: '225702933721171456',
      type: 'AudienceSegment',
      attributes: {
        name: 'Segment Name 2',
        type: 'ContactList',
        accountId,
        retailerId: '12',
        contactList: { isReadOnly: 'true', identifierType: 'Email' },
      },
    },
  ];
  const document = {
    formatVersion: 1,
    platform: 'retail-media',
    accountId,
    segments: rows,
    audiences: [],
  };
  const client = await connect({ document });
  const { json } = await client.send('POST', `${rmSegments}/search`, everything);
  expect(json.data.map((row: { attributes: object }) => row.attributes)).toEqual(
    rows.map(({ attributes }) => attributes),
  );
  const renamed = await client.send(
    'PATCH',
    rmSegments,
    bulk(
      { id: rows[0]?.id, attributes: { name: 'Renamed' } },
      { id: rows[1]?.id, attributes: { name: 'No' } },
    ),
  );
  expect([renamed.json.data.length, ...codesOf(renamed)]).toEqual([
    1,
    'sandbox-segment-is-read-only',
  ]);
});
