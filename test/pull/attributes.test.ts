/** Every attribute of every type of segment, edited in the UI, comes to the manifest in its place. */
import { expect, test } from '@jest/globals';
import type { PlatformName } from '../../src/model/entity.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { openAccount, projectFor } from './account.ts';
import { pulled, textAfter } from './ui.ts';

type Row = readonly [
  what: string,
  /** The lines of the segment, and the rows of the UI. */
  block: string,
  edits: JsonObject,
  /** What the block becomes. */
  after: string,
];

const check = async (platform: PlatformName, head: string, [, block, edits, after]: Row) => {
  const text = (lines: string) =>
    `${head}segments:\n  - name: Other\n    contactList: ${platform === 'retail-media' ? '{ identifierType: Email }' : '{}'}\n  # the one\n  - name: One\n${lines}\n`;
  const account = await openAccount(platform, text(block));
  account.edit('segment', 'One', edits);
  const result = pulled(text(block), await account.snapshot(), {}, projectFor(platform));
  expect(textAfter(result)).toBe(text(after));
  expect(result.left).toEqual([]);
  expect(pulled(text(after), await account.snapshot(), {}, projectFor(platform))).toMatchObject({
    takings: [],
    left: [],
    files: [],
  });
};

const viewed = (rest: string) =>
  `    events:\n      shopperActivity: View\n      lookbackDays: Last30Days\n${rest}`;

test.each<Row>([
  [
    'description',
    '    description: old # why\n    events: { shopperActivity: View, lookbackDays: Last30Days }',
    { description: 'new' },
    '    description: new # why\n    events: { shopperActivity: View, lookbackDays: Last30Days }',
  ],
  [
    'activity',
    viewed('      brandIds: [1]'),
    { events: { shopperActivity: 'Buy' } },
    viewed('      brandIds: [1]').replace('View', 'Buy'),
  ],
  [
    'look-back',
    viewed('      brandIds: [1]'),
    { events: { lookbackDays: 'Last90Days' } },
    viewed('      brandIds: [1]').replace('Last30Days', 'Last90Days'),
  ],
  [
    'a set',
    viewed('      brandIds: ["7", "5"]'),
    { events: { brandIds: ['5', '9', '7'] } },
    viewed('      brandIds: ["7", "5", "9"]'),
  ],
  [
    'a set with comments',
    viewed('      categoryIds:\n        - 7 # seven\n        - 5 # five\n        - "6"'),
    { events: { categoryIds: ['5', '6'] } },
    viewed('      categoryIds:\n        - 5 # five\n        - "6"'),
  ],
  [
    'a set that was not there',
    viewed('      brandIds: [1]'),
    { events: { categoryIds: ['4'] } },
    viewed('      brandIds: [1]\n      categoryIds: ["4"]'),
  ],
  [
    'a set that is empty',
    viewed('      brandIds: [1]\n      categoryIds: [2]'),
    { events: { categoryIds: [] } },
    viewed('      brandIds: [1]'),
  ],
  [
    'a price',
    viewed('      minPrice: 10\n      maxPrice: 20.50'),
    { events: { minPrice: 12.5 } },
    viewed('      minPrice: 12.5\n      maxPrice: 20.50'),
  ],
  [
    'a price that is gone',
    viewed('      minPrice: 10\n      maxPrice: 20.50'),
    { events: { minPrice: null } },
    viewed('      maxPrice: 20.50'),
  ],
  [
    'identifiers',
    '    contactList: { identifierType: Email }',
    { contactList: { identifierType: 'CustomerId' } },
    '    contactList: { identifierType: CustomerId }',
  ],
])('retail media: %s', (...row) =>
  check('retail-media', 'defaults: { retailerId: "1234" }\n', row),
);

const places = (rest: string) =>
  `    location:\n      radiusInKm: 10\n      pointsOfInterest:\n${rest}`;
const paris = '        - { name: Paris, latitude: 48.8566000, longitude: 2.3522 } # home';
const lyon = '        - { name: Lyon, latitude: 45.764, longitude: 4.8357 }';
const point = (name: string, latitude: number, longitude: number) => ({
  name,
  latitude,
  longitude,
});

test.each<Row>([
  [
    'description',
    '    inMarket: { country: FR, interestIds: [1] }',
    { description: 'new' },
    '    description: new\n    inMarket: { country: FR, interestIds: [1] }',
  ],
  [
    'country',
    '    inMarket: { country: FR, interestIds: [1] }',
    { inMarket: { country: 'DE' } },
    '    inMarket: { country: DE, interestIds: [1] }',
  ],
  [
    'interests',
    '    inMarket: { country: FR, interestIds: [2, 1] }',
    { inMarket: { interestIds: ['1', '2', '3'] } },
    '    inMarket: { country: FR, interestIds: [2, 1, 3] }',
  ],
  [
    'buying power',
    '    inMarket: { country: FR, interestIds: [1], buyingPower: [High, Low] }',
    { inMarket: { buyingPower: ['Low', 'VeryHigh'] } },
    '    inMarket: { country: FR, interestIds: [1], buyingPower: [Low, VeryHigh] }',
  ],
  [
    'gender',
    '    inMarket: { country: FR, interestIds: [1], gender: Male }',
    { inMarket: { gender: null } },
    '    inMarket: { country: FR, interestIds: [1] }',
  ],
  ['radius', places(paris), { location: { radiusInKm: 15 } }, places(paris).replace('10', '15')],
  [
    'a point more',
    places(paris),
    {
      location: {
        pointsOfInterest: [point('Paris', 48.8566, 2.3522), point('Lyon', 45.764, 4.8357)],
      },
    },
    places(`${paris}\n${lyon}`),
  ],
  [
    'a point less',
    places(`${lyon}\n${paris}`),
    { location: { pointsOfInterest: [point('Paris', 48.8566, 2.3522)] } },
    places(paris),
  ],
  [
    'points for others',
    places(`        # the capital\n${paris}\n${lyon}`),
    { location: { pointsOfInterest: [point('X', 1, 2)] } },
    places('        - { name: X, latitude: 1, longitude: 2 }'),
  ],
  [
    'a point for another',
    places(`        # the capital\n${paris}\n${lyon}`),
    {
      location: {
        pointsOfInterest: [point('Lyon', 45.764, 4.8357), point('Nice', 43.7, 7.25)],
      },
    },
    places(`        - { name: Nice, latitude: 43.7, longitude: 7.25 }\n${lyon}`),
  ],
  [
    'a point renamed',
    places(`${paris}\n${lyon}`),
    {
      location: {
        pointsOfInterest: [point('Paname', 48.8566, 2.3522), point('Lyon', 45.764, 4.8357)],
      },
    },
    places(`${paris}\n${lyon}`).replace('Paris', 'Paname'),
  ],
  [
    'users',
    '    prospecting: { usersType: Prospects }',
    { prospecting: { usersType: 'ProspectsOrNonBuyers' } },
    '    prospecting: { usersType: ProspectsOrNonBuyers }',
  ],
  [
    'visits',
    '    retargeting: { visitorsType: All, daysSinceLastVisitMin: 1, daysSinceLastVisitMax: 30 }',
    { retargeting: { daysSinceLastVisitMax: 60 } },
    '    retargeting: { visitorsType: All, daysSinceLastVisitMin: 1, daysSinceLastVisitMax: 60 }',
  ],
  [
    'target size',
    '    lookalike: { seedSegment: Other, targetSize: 100000 }',
    { lookalike: { targetSize: 200000 } },
    '    lookalike: { seedSegment: Other, targetSize: 200000 }',
  ],
])('marketing solutions: %s', (...row) => check('marketing-solutions', '', row));

test('a size that the server chose is not taken', async () => {
  const text =
    'segments:\n  - name: Other\n    contactList: {}\n  - name: One\n    lookalike: { seedSegment: Other }\n';
  const account = await openAccount('marketing-solutions', text);
  account.edit('segment', 'One', { lookalike: { targetSize: 4711 } });
  const result = pulled(text, await account.snapshot(), {}, projectFor('marketing-solutions'));
  expect(result).toMatchObject({ takings: [], left: [], files: [] });
});

test('another type of segment under the same name', async () => {
  const text = (block: string) =>
    `segments:\n  - name: Seed\n    contactList: {}\n  - name: One\n    description: same\n${block}\n`;
  const account = await openAccount(
    'marketing-solutions',
    text('    inMarket: { country: FR, interestIds: [1] }'),
  );
  account.edit('segment', 'One', {
    description: 'other',
    type: 'Prospecting',
    inMarket: null,
    prospecting: { usersType: 'Prospects' },
  });
  const result = pulled(
    text('    inMarket: { country: FR, interestIds: [1] }'),
    await account.snapshot(),
    {},
    projectFor('marketing-solutions'),
  );
  expect(result.takings).toMatchObject([
    {
      attributes: [
        {
          path: 'inMarket',
          from: { inMarket: { country: 'FR', interestIds: ['1'] } },
          to: { prospecting: { usersType: 'Prospects' } },
        },
        { path: 'description', from: 'same', to: 'other' },
      ],
    },
  ]);
  expect(textAfter(result)).toMatch(/description: other\n {4}prospecting:/u);
  expect(result.people).toMatchObject([
    { address: 'segment/One', verdict: 'unknown', enter: null, leave: null },
  ]);
});
