/** The segments that Criteo's API guide prints, as it prints them, against the example's manifests. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/model/text/json.ts';
import type { Loaded } from '../../src/reconciler/load.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import { type Account, withAccount } from './an-account.ts';
import { loadExample } from './load-example.ts';

const advertiserId = '4949';

/**
 * The guide's samples belong to several advertisers, or name none; those that name another one are
 * moved to the first one's. All else is as printed, its wrappers, spellings and gaps included.
 */
const printed: Readonly<Record<string, JsonObject>> = {
  '335274': {
    name: 'My contact list segment',
    description: "An audience segment which targets my customer's database",
    advertiserId,
    contactList: {},
  },
  '1001': {
    name: 'My In-market segment',
    description: 'An audience segment which targets people interested in Adidas shoes',
    advertiserId,
    inMarket: { country: 'FR', interestIds: ['928'], brandIds: ['289'] },
  },
  '1003': {
    name: 'My In-market  segment',
    description: 'This is a segment for men in France who look for high priced products',
    inMarket: {
      country: 'FR',
      gender: 'Male',
      interestIds: ['928'],
      brandIds: ['289'],
      priceRange: ['High'],
    },
  },
  '1004': {
    name: 'My Location Segment',
    description: 'Customers close to our main store',
    advertiserId,
    location: {
      registryType: 'PointsOfInterest',
      pointsOfInterest: [
        { name: 'main store', latitude: 56.6, longitude: 40.2 },
        { name: 'second store', latitude: 30.6, longitude: 20.4 },
      ],
      radiusInKm: 10,
    },
  },
  '1005': {
    name: 'My Prospecting segment',
    description: 'An audience segment which targets people similar to my website visitors',
    advertiserId,
    prospecting: {},
  },
  '1002': {
    name: 'My retargeting segment',
    description: { value: 'A segment including buyers' },
    retargeting: { visitorsType: 'Buyers', daysSinceLastVisitMin: 10, daysSinceLastVisitMax: 60 },
  },
  '335275': {
    name: 'Lookalike segment',
    description: 'Lookalike description',
    advertiserId,
    lookalike: { seedSegmentId: '335274', targetSize: 5_000_000 },
  },
  '367783': {
    name: 'Sample lookalike',
    description: 'Sample lookalike segment',
    type: 'Lookalike',
    createdAt: '2023-01-26T19:21:30.76',
    updatedAt: '2023-01-26T19:21:30.76',
    advertiserId,
    lookalike: { seedSegmentId: '324415', targetSize: 5_000_000 },
  },
};

/** The seed of the last one, which the guide knows by its ID alone. */
const seed = { '324415': { name: 'Newsletter readers', advertiserId, contactList: {} } };

const document = {
  formatVersion: 1,
  platform: 'marketing-solutions',
  advertiserId,
  segments: Object.entries({ ...printed, ...seed }).map(([id, attributes]) => ({
    id,
    type: 'AudienceSegment',
    attributes: { description: 'Opened a newsletter in the last six months', ...attributes },
  })),
  audiences: [],
};

let example: Loaded;
beforeAll(async () => {
  example = await loadExample();
});

function withSamples(
  variants: Partial<Variants>,
  use: (account: Account) => Promise<void>,
): Promise<void> {
  const options = { settings: { variants }, document };
  return withAccount('marketing-solutions', options, use, example.project);
}

const names = [...Object.values(printed), ...Object.values(seed)].map(({ name }) => name);

describe("the guide's own samples", () => {
  test('are all in the example', () => {
    const declared = new Set(example.declarations.map(({ name }) => name));
    for (const name of names) expect(declared).toContain(name);
  });

  const spellings: readonly Partial<Variants>[] = [
    {},
    { description: 'wrapped' },
    { nulls: 'omit', emptyArrays: 'omit', registryType: 'Unknown' },
    { setOrder: 'reversed', attributes: 'partial', isReadOnly: 'string' },
  ];
  test.each(spellings.map((variants) => [JSON.stringify(variants), variants] as const))(
    'plan empty where the remote answers %s',
    async (_, variants) => {
      await withSamples(variants, async ({ plan }) => {
        const samples = example.declarations.filter(({ name }) => names.includes(name));
        const { changes, summary } = await plan(samples);
        expect(changes).toEqual([]);
        expect(summary).toMatchObject({ unchanged: 9, unmanaged: 0 });
      });
    },
  );

  test('leave the rest of the example to create, and nothing to update', async () => {
    await withSamples({}, async ({ plan, configure, apply }) => {
      configure({ strict: true });
      // The account that holds the samples has none of Criteo's own segments.
      const own = example.declarations.filter(
        ({ attributes }) => !JSON.stringify(attributes).includes('Runners | FR'),
      );
      const { summary } = await apply(own);
      expect(summary).toMatchObject({ create: 9, update: 0, replace: 0, delete: 0, unchanged: 9 });
      expect((await plan(own)).changes).toEqual([]);
    });
  });
});
