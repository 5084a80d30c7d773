import { describe, expect, test } from '@jest/globals';
import type { Kind, PlatformName } from '../../src/model/entity.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { encodeCreate, encodeDelete, encodeUpdate } from '../../src/platforms/encode-item.ts';
import { attributeRules, platformNamed } from '../../src/platforms/platform-named.ts';

const resolveId = (reference: { readonly name: string } | { readonly id: string }) =>
  'id' in reference ? reference.id : `id of ${reference.name}`;

function update(
  platform: PlatformName,
  kind: Kind,
  block: string | null,
  attributes: JsonObject,
  paths: readonly string[],
) {
  return encodeUpdate(
    platformNamed(platform),
    kind,
    { id: '7', name: null, attributes, paths },
    attributeRules(platformNamed(platform), kind, block),
    resolveId,
  )['attributes'];
}

describe('an update wraps', () => {
  test.each([
    ['marketing-solutions', 'inMarket', 'gender', 'Male', { value: 'Male' }],
    ['marketing-solutions', 'inMarket', 'gender', undefined, { value: null }],
    ['marketing-solutions', 'inMarket', 'priceRange', ['High'], ['High']],
    ['marketing-solutions', 'inMarket', 'priceRange', undefined, []],
    ['marketing-solutions', 'inMarket', 'country', 'DE', 'DE'],
    ['marketing-solutions', 'prospecting', 'daysSinceLastVisitMin', 0, { value: 0 }],
    ['marketing-solutions', 'prospecting', 'daysSinceLastVisitMax', undefined, { value: null }],
    ['marketing-solutions', 'retargeting', 'daysSinceLastVisitMin', 0, 0],
    ['marketing-solutions', 'retargeting', 'daysSinceLastVisitMax', 60, 60],
    ['marketing-solutions', 'location', 'radiusInKm', 25, 25],
    ['retail-media', 'events', 'minPrice', 5, { value: 5 }],
    ['retail-media', 'events', 'maxPrice', undefined, { value: null }],
    ['retail-media', 'events', 'brandIds', undefined, []],
    ['retail-media', 'events', 'lookbackDays', 'Last7Days', 'Last7Days'],
  ] as const)('in %s %s.%s: %j as %j', (platform, block, key, value, sent) => {
    const attributes = { [block]: value === undefined ? {} : { [key]: value } };
    const path = `${block}.${key}`;
    expect(update(platform, 'segment', block, attributes, [path])).toEqual({
      [block]: { [key]: sent },
    });
  });

  test.each([
    ['segment', 'contactList'],
    ['audience', null],
  ] as const)('the description of a %s, and not its name', (kind, block) => {
    for (const platform of ['retail-media', 'marketing-solutions'] as const) {
      const attributes = { description: 'Words' };
      expect(update(platform, kind, block, attributes, ['description'])).toEqual({
        description: { value: 'Words' },
      });
      expect(update(platform, kind, block, {}, ['description'])).toEqual({
        description: { value: null },
      });
    }
  });

  test('nothing that a requirement forbids to clear', () => {
    expect(() =>
      update('marketing-solutions', 'segment', 'inMarket', { inMarket: {} }, ['inMarket.country']),
    ).toThrow('inMarket.country cannot be cleared');
  });
});

describe('references', () => {
  const platform = platformNamed('marketing-solutions');

  test.each([
    ['by name', { seedSegment: 'CRM' }, 'id of CRM'],
    ['by ID', { seedSegmentId: '335274' }, '335274'],
  ])('a seed %s', (_, lookalike, seedSegmentId) => {
    const attributes = { advertiserId: '1', lookalike };
    const item = encodeCreate(
      platform,
      'segment',
      { name: 'Alike', attributes, type: 'lookalike' },
      attributeRules(platform, 'segment', 'lookalike'),
      resolveId,
    );
    expect(item).toEqual({
      type: 'AudienceSegment',
      attributes: { name: 'Alike', advertiserId: '1', lookalike: { seedSegmentId } },
    });
  });

  test('a tree keeps its order and its shape', () => {
    const algebra = { and: ['B', { or: ['A', { segmentId: '9' }] }, { not: { segment: 'C' } }] };
    expect(update('retail-media', 'audience', null, { algebra }, ['algebra'])).toEqual({
      algebra: {
        and: [
          { audienceSegmentId: 'id of B' },
          { or: [{ audienceSegmentId: 'id of A' }, { audienceSegmentId: '9' }] },
          { not: { audienceSegmentId: 'id of C' } },
        ],
      },
    });
  });
});

test.each([
  ['retail-media', 'segment', { id: '7' }],
  ['retail-media', 'audience', { id: '7', type: 'RetailMediaAudience', attributes: {} }],
  ['marketing-solutions', 'segment', { id: '7', type: 'AudienceSegment' }],
  ['marketing-solutions', 'audience', { id: '7', type: 'Audience' }],
  ['commerce-grid', 'segment', { id: '7', type: 'CommerceGridAudienceSegment', attributes: {} }],
] as const)('a delete of a %s %s', (platform, kind, item) => {
  expect(encodeDelete(platformNamed(platform), kind, '7')).toEqual(item);
});
