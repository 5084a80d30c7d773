import { describe, expect, test } from '@jest/globals';
import type { Kind, PlatformName } from '../../src/model/entity.ts';
import { decodeRow } from '../../src/platforms/decode-row.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { advertiserId, aProject } from '../support/a-world.ts';

function decode(
  platform: PlatformName,
  kind: Kind,
  attributes: Readonly<Record<string, unknown>>,
  type = 'AudienceSegment',
) {
  const { scopeId } = aProject({ platform });
  return decodeRow(platformNamed(platform), kind, scopeId, { id: '7', type, attributes });
}

const decodeSegment = (attributes: Readonly<Record<string, unknown>>) =>
  decode('marketing-solutions', 'segment', { name: 'One', advertiserId, ...attributes });

const decodeList = (attributes: Readonly<Record<string, unknown>>) =>
  decode('retail-media', 'segment', { name: 'One', retailerId: '1234', ...attributes });

describe('every documented spelling of', () => {
  test.each([
    ['plain', 'Words', 'Words'],
    ['wrapped', { value: 'Words' }, 'Words'],
    ['null', null, undefined],
    ['wrapped null', { value: null }, undefined],
    ['an empty wrapper', {}, undefined],
    ['empty', '', undefined],
    ['absent', undefined, undefined],
  ])('a description: %s', (_, description, expected) => {
    const { attributes, incomparable } = decodeSegment({ contactList: {}, description });
    expect(attributes['description']).toBe(expected);
    expect(incomparable).toEqual([]);
  });

  test.each([
    ['in any order', ['988', '928'], ['928', '988']],
    ['as numbers', [988, 928], ['928', '988']],
    ['with twins', ['928', '928'], ['928']],
    ['empty', [], undefined],
    ['null', null, undefined],
    ['absent', undefined, undefined],
  ])('a set: %s', (_, interestIds, expected) => {
    const { attributes } = decodeSegment({ inMarket: { country: 'FR', interestIds } });
    expect(attributes['inMarket']).toEqual({
      country: 'FR',
      ...(expected ? { interestIds: expected } : {}),
    });
  });

  test.each([
    ['plain', 'Male'],
    ['wrapped', { value: 'Male' }],
  ])('a gender: %s', (_, gender) => {
    const { attributes } = decodeSegment({ inMarket: { country: 'FR', gender } });
    expect(attributes['inMarket']).toEqual({ country: 'FR', gender: 'Male' });
  });

  test.each([
    ['true', true, 'read-only'],
    ['"true"', 'true', 'read-only'],
    ['false', false, null],
    ['"false"', 'false', null],
    ['null', null, null],
    ['absent', undefined, null],
  ])('isReadOnly: %s', (_, isReadOnly, expected) => {
    expect(decodeSegment({ contactList: { isReadOnly } }).unmanageable).toBe(expected);
    const list = { identifierType: 'Email', isReadOnly };
    expect(decodeList({ contactList: list }).unmanageable).toBe(expected);
  });

  test.each([
    ['text', '1234'],
    ['a number', 1234],
  ])('an ID: %s', (_, retailerId) => {
    const { ownerId, attributes } = decodeList({ retailerId, contactList: {} });
    expect(ownerId).toBe('1234');
    expect(attributes['retailerId']).toBe('1234');
  });

  test.each([
    ['text', '335274'],
    ['a number', 335274],
  ])('a seed: %s', (_, seedSegmentId) => {
    const { attributes } = decodeSegment({ lookalike: { seedSegmentId } });
    expect(attributes['lookalike']).toEqual({ seedSegmentId: '335274' });
  });

  test.each([
    ['bare', { and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: 2 } }] }],
    [
      'with every operator spelled out',
      {
        audienceSegmentId: null,
        or: null,
        not: null,
        and: [
          { audienceSegmentId: '1', and: null, or: null, not: null },
          {
            audienceSegmentId: null,
            and: null,
            or: null,
            not: { audienceSegmentId: '2', and: null, or: null, not: null },
          },
        ],
      },
    ],
  ])('an algebra: %s', (_, algebra) => {
    const { attributes } = decode('marketing-solutions', 'audience', {
      name: 'One',
      advertiserId,
      algebra,
    });
    expect(attributes['algebra']).toEqual({
      and: [{ segmentId: '1' }, { not: { segmentId: '2' } }],
    });
  });

  test.each([
    ['as listed', ['2', '1'], ['1', '2']],
    ['as numbers', [2, 1], ['1', '2']],
    ['null', null, []],
    ['absent', undefined, []],
  ])('ad sets: %s', (_, adSetIds, expected) => {
    const attributes = { name: 'One', algebra: { audienceSegmentId: '1' }, adSetIds };
    expect(decode('marketing-solutions', 'audience', attributes).adSetIds).toEqual(expected);
    expect(decode('retail-media', 'audience', attributes).adSetIds).toBeNull();
  });

  test('channels', () => {
    const { channels } = decodeList({ contactList: {}, channels: ['Offsite', 'Unknown'] });
    expect(channels).toEqual(['Offsite']);
    expect(decodeList({ contactList: {} }).channels).toEqual([]);
  });
});

describe('nothing is compared with', () => {
  test.each([
    ['an enum', { inMarket: { country: 'FR', gender: 'Unknown' } }, 'inMarket.gender'],
    [
      'a wrapped enum',
      { inMarket: { country: 'FR', gender: { value: 'Unknown' } } },
      'inMarket.gender',
    ],
    [
      'a set',
      { inMarket: { country: 'FR', buyingPower: ['High', 'Unknown'] } },
      'inMarket.buyingPower',
    ],
    [
      'a required enum',
      {
        retargeting: {
          visitorsType: 'Unknown',
          daysSinceLastVisitMin: 0,
          daysSinceLastVisitMax: 9,
        },
      },
      'retargeting.visitorsType',
    ],
  ])('%s that the API answers with Unknown', (_, attributes, path) => {
    expect(decodeSegment(attributes).incomparable).toEqual([path]);
  });

  test.each([
    ['a name', 'marketing-solutions', 'name'],
    ['a description', 'retail-media', 'description'],
    ['a wrapped description', 'commerce-grid', 'description'],
    ['a remote ID', 'commerce-grid', 'remoteId'],
  ] as const)('but with %s that reads Unknown', (title, platform, key) => {
    const value = title.startsWith('a wrapped') ? { value: 'Unknown' } : 'Unknown';
    const owner = platformNamed(platform).ownerAttribute;
    const list = { contactList: { identifierType: 'Email' }, [owner]: '7' };
    const decoded = decode(platform, 'segment', { name: 'One', ...list, [key]: value });
    expect(decoded.incomparable).toEqual([]);
    expect(JSON.stringify([decoded.name, decoded.attributes])).toContain('"Unknown"');
  });

  test.each([
    ['an owner', { advertiserId: undefined, contactList: {} }, 'advertiserId'],
    ['a country', { inMarket: { interestIds: ['928'] } }, 'inMarket.country'],
    ['a seed', { lookalike: { targetSize: 5 } }, 'lookalike.seedSegmentId'],
    ['an empty prospecting', { prospecting: {} }, 'prospecting.usersType'],
    ['a null prospecting', { type: 'Prospecting', prospecting: null }, 'prospecting.usersType'],
  ])('%s that is always set and left out of a row', (_, attributes, path) => {
    expect(decodeSegment(attributes).incomparable).toContain(path);
  });
});

describe('the type of a segment', () => {
  test.each([
    ['InMarket', {}, 'inMarket'],
    ['ContactList', { contactList: null }, 'contactList'],
    [undefined, { location: { radiusInKm: 1 } }, 'location'],
    ['Unknown', { retargeting: {} }, 'retargeting'],
    ['Unknown', {}, null],
    ['Omnichannel', {}, null],
  ])('%s with %j is %s', (type, blocks, expected) => {
    const segment = decodeSegment({ type, ...blocks });
    expect(segment.type).toBe(expected);
    expect(segment.unmanageable).toBe(expected === null ? 'unknown-type' : null);
  });

  test('Criteo owns behavioral segments, whoever the row names', () => {
    const behavioral = { country: 'FR', category: 'Lifestyles', startDate: null, endDate: null };
    for (const owner of [null, undefined, '1', advertiserId]) {
      const segment = decodeSegment({ type: 'Behavioral', behavioral, advertiserId: owner });
      expect(segment).toMatchObject({ type: 'behavioral', unmanageable: 'behavioral' });
    }
  });

  test.each([
    ['marketing-solutions', 'advertiserId', { contactList: {} }],
    ['retail-media', 'accountId', { contactList: { identifierType: 'Email' } }],
    ['commerce-grid', 'dataProviderId', { contactList: {} }],
  ] as const)('a row of another owner is foreign in %s', (platform, attribute, block) => {
    const own = aProject({ platform }).scopeId;
    const unmanageable = (owner: string | number | null) =>
      decode(platform, 'segment', { name: 'One', ...block, [attribute]: owner }).unmanageable;
    expect(unmanageable('999')).toBe('foreign');
    expect(unmanageable(own)).toBeNull();
    expect(unmanageable(null)).toBeNull();
  });
});

test('the remote ID of a list is read beside its block', () => {
  const row = { name: 'One', type: 'ContactList', dataProviderId: '7301', contactList: {} };
  const { attributes } = decode('commerce-grid', 'segment', { ...row, remoteId: 'ours' });
  expect(attributes).toEqual({ dataProviderId: '7301', contactList: { remoteId: 'ours' } });
});

test('what the server chose and computed stays out of what is compared', () => {
  const { attributes } = decodeSegment({
    type: 'Location',
    createdAt: '2023-01-26T19:21:30.76',
    updatedAt: '2023-01-26T19:21:30.7600000+00:00',
    location: {
      registryType: 'PointsOfInterest',
      pointsOfInterest: [{ name: null, latitude: 1.000005, longitude: -1.000005 }],
      radiusInKm: 10,
    },
  });
  expect(attributes).toEqual({
    advertiserId,
    location: { pointsOfInterest: [{ latitude: 1.00001, longitude: -1.00001 }], radiusInKm: 10 },
  });
});
