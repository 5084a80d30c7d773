import { describe, expect, test } from '@jest/globals';
import { judgeSegmentChange } from '../../../src/algebra/segments/judge-segment-change.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { platforms } from '../../../src/platforms/platform-named.ts';
import { describeMovement } from '../../../src/platforms/segment-types/describe-movement.ts';
import { rulesOfType } from '../../../src/platforms/segment-types/segment-types.ts';

/** The verdict of a change of one segment, who enters and who leaves. */
function say(type: string, before: JsonObject, after: JsonObject) {
  const change = {
    before: { type, attributes: { [type]: before } },
    after: { type, attributes: { [type]: after } },
  };
  const judged = judgeSegmentChange(change, rulesOfType(type));
  const { enter, leave } = describeMovement(change, judged);
  return [judged.verdict, enter, leave];
}

type Row = readonly [
  type: string,
  attribute: string,
  before: JsonObject,
  after: JsonObject,
  verdict: string,
  enter: string | null,
  leave: string | null,
];

const views = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
const market = { country: 'FR', interestIds: ['1'] };
const lyon = { name: 'Lyon', latitude: 45.76, longitude: 4.84 };
const paris = { name: 'Paris "Nord"', latitude: 48.88, longitude: 2.36 };
const nameless = { latitude: 43.3, longitude: -5.37 };
const near = { pointsOfInterest: [lyon], radiusInKm: 10 };
const visitors = {
  visitorsType: 'All',
  daysSinceLastVisitMin: 10,
  daysSinceLastVisitMax: 30,
};
const lapsed = { ...visitors, visitorsType: undefined, usersType: 'ProspectsOrNonBuyers' };

const rows: readonly Row[] = [
  ['events', 'shopperActivity', views, { ...views, shopperActivity: 'Buy' }, 'unknown', null, null],
  [
    ...(['events', 'lookbackDays', views, { ...views, lookbackDays: 'Last60Days' }] as const),
    ...(['wider', 'last viewed 31 to 60 days ago', null] as const),
  ],
  [
    ...(['events', 'lookbackDays', views, { ...views, lookbackDays: 'Last7Days' }] as const),
    ...(['narrower', null, 'last viewed 8 to 30 days ago'] as const),
  ],
  [
    ...(['events', 'lookbackDays'] as const),
    { shopperActivity: 'Buy', lookbackDays: 'Last7Days', categoryIds: ['5'] },
    { shopperActivity: 'Buy', lookbackDays: 'Last14Days', categoryIds: ['5'] },
    ...(['wider', 'last bought one of its products 8 to 14 days ago', null] as const),
  ],
  [
    ...(['events', 'lookbackDays'] as const),
    { shopperActivity: 'AddToCart', lookbackDays: 'Last7Days' },
    { shopperActivity: 'AddToCart', lookbackDays: 'Last14Days' },
    ...(['wider', 'last added to the cart 8 to 14 days ago', null] as const),
  ],
  ...(['categoryIds', 'brandIds'] as const).flatMap((key): Row[] => {
    const noun = key === 'categoryIds' ? 'categories' : 'brands';
    const other = key === 'categoryIds' ? 'brandIds' : 'categoryIds';
    const some = (...ids: string[]) => ({ ...views, [key]: ids });
    return [
      ['events', key, some('1'), some('1', '2', '3'), 'wider', `${noun} 2, 3`, null],
      ['events', key, some('1', '2'), some('1'), 'narrower', null, `${noun} 2`],
      ['events', key, some('1'), some('2'), 'different', `${noun} 2`, `${noun} 1`],
      ['events', key, some('1'), some(), 'wider', `${noun} not 1`, null],
      ['events', key, some(), some('1', '2'), 'narrower', null, `${noun} none of 1, 2`],
      [
        ...(['events', key, some('1'), some('1', '2', '3', '4', '5', '6', '7', '8')] as const),
        ...(['wider', `${noun} 2, 3, 4, 5, 6 and 2 more`, null] as const),
      ],
      // It is not documented whether both lists must match: a list that begins to filter is no filter of its own.
      [
        ...(['events', key] as const),
        { ...some('1'), [other]: ['8'] },
        { ...some('2'), [other]: [] },
        ...(['different', null, null] as const),
      ],
      [
        ...(['events', key] as const),
        { ...some('1'), [other]: ['8'] },
        { ...some('1', '2'), [other]: ['8'] },
        ...(['wider', `${noun} 2`, null] as const),
      ],
    ];
  }),
  ...(['minPrice', 'maxPrice'] as const).flatMap((key): Row[] => {
    const range = (minPrice: number | null, maxPrice: number | null) => ({
      ...views,
      minPrice,
      maxPrice,
    });
    return key === 'minPrice'
      ? [
          [
            'events',
            key,
            range(10, 50),
            range(5, 50),
            'wider',
            'price from 5 to less than 10',
            null,
          ],
          ['events', key, range(10, 50), range(null, 50), 'wider', 'price less than 10', null],
          [
            'events',
            key,
            range(10, 50),
            range(20, 50),
            'narrower',
            null,
            'price from 10 to less than 20',
          ],
          [
            'events',
            key,
            range(9.99, 50),
            range(5, 50),
            'wider',
            'price from 5 to less than 9.99',
            null,
          ],
          [
            ...(['events', key, range(10, 50), range(60, null)] as const),
            ...(['different', 'price from 60 up', 'price from 10 to 50'] as const),
          ],
          [
            ...(['events', key, range(10, 50), range(null, 5)] as const),
            ...(['different', 'price up to 5', 'price from 10 to 50'] as const),
          ],
          [
            ...(['events', key, range(10, 50), range(60, 90)] as const),
            ...(['different', 'price from 60 to 90', 'price from 10 to 50'] as const),
          ],
        ]
      : [
          [
            'events',
            key,
            range(10, 50),
            range(10, 90),
            'wider',
            'price more than 50 and up to 90',
            null,
          ],
          ['events', key, range(10, 50), range(10, null), 'wider', 'price more than 50', null],
          [
            'events',
            key,
            range(10, 50),
            range(10, 30),
            'narrower',
            null,
            'price more than 30 and up to 50',
          ],
        ];
  }),
  [
    ...(['inMarket', 'country', market, { ...market, country: 'DE' }] as const),
    ...(['different', 'country DE', 'country FR'] as const),
  ],
  ...(['interestIds', 'brandIds'] as const).flatMap((key): Row[] => {
    const noun = key === 'interestIds' ? 'interests' : 'brands';
    const some = (...ids: string[]) => ({ country: 'FR', [key]: ids });
    return [
      ['inMarket', key, some('1'), some('1', '2'), 'wider', `${noun} 2`, null],
      ['inMarket', key, some('1', '2'), some('1'), 'narrower', null, `${noun} 2`],
    ];
  }),
  ...(['buyingPower', 'priceRange'] as const).flatMap((key): Row[] => {
    const noun = key === 'buyingPower' ? 'buying power' : 'price range';
    const some = (...levels: string[]) => ({ ...market, [key]: levels });
    return [
      ['inMarket', key, some('High'), some('High', 'Low'), 'wider', `${noun} Low`, null],
      ['inMarket', key, some('High', 'Low'), some('High'), 'narrower', null, `${noun} Low`],
      ['inMarket', key, some('High'), some(), 'wider', `${noun} not High`, null],
    ];
  }),
  [
    ...(['inMarket', 'gender', { ...market, gender: 'Male' }, market] as const),
    ...(['wider', 'product gender not Male', null] as const),
  ],
  [
    ...(['inMarket', 'gender', market, { ...market, gender: 'Male' }] as const),
    ...(['narrower', null, 'product gender not Male'] as const),
  ],
  [
    ...(['inMarket', 'gender', { ...market, gender: 'Male' }] as const),
    { ...market, gender: 'Female' },
    ...(['different', 'product gender Female', 'product gender Male'] as const),
  ],
  [
    ...(['location', 'pointsOfInterest', near] as const),
    { ...near, pointsOfInterest: [lyon, paris] },
    ...(['wider', 'within 10 km of "Paris \\"Nord\\""', null] as const),
  ],
  [
    ...(['location', 'pointsOfInterest', { ...near, pointsOfInterest: [lyon, nameless] }] as const),
    near,
    ...(['narrower', null, 'within 10 km of 43.3 -5.37'] as const),
  ],
  [
    ...(['location', 'pointsOfInterest', near, { ...near, pointsOfInterest: [paris] }] as const),
    ...(['different', 'within 10 km of "Paris \\"Nord\\""', 'within 10 km of "Lyon"'] as const),
  ],
  [
    ...(['location', 'radiusInKm', near, { ...near, radiusInKm: 20 }] as const),
    ...(['wider', 'between 10 and 20 km away', null] as const),
  ],
  [
    ...(['location', 'radiusInKm', near, { ...near, radiusInKm: 5 }] as const),
    ...(['narrower', null, 'between 5 and 10 km away'] as const),
  ],
  [
    ...(['location', 'radiusInKm', near, { pointsOfInterest: [paris], radiusInKm: 20 }] as const),
    ...(['different', 'within 20 km of "Paris \\"Nord\\""', 'within 10 km of "Lyon"'] as const),
  ],
  [
    ...(['location', 'radiusInKm', near] as const),
    { pointsOfInterest: [lyon, paris], radiusInKm: 20 },
    'wider',
    'within 20 km of "Paris \\"Nord\\""; or between 10 and 20 km away',
    null,
  ],
  [
    ...(['retargeting', 'visitorsType', { ...visitors, visitorsType: 'Buyers' }] as const),
    visitors,
    ...(['wider', 'visitors who did not buy', null] as const),
  ],
  [
    ...(['retargeting', 'visitorsType', visitors] as const),
    { ...visitors, visitorsType: 'NonBuyers' },
    ...(['narrower', null, 'visitors who bought'] as const),
  ],
  [
    ...(['retargeting', 'visitorsType', { ...visitors, visitorsType: 'Buyers' }] as const),
    { ...visitors, visitorsType: 'NonBuyers' },
    ...(['different', 'visitors who did not buy', 'visitors who bought'] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMin', visitors] as const),
    { ...visitors, daysSinceLastVisitMin: 0 },
    ...(['wider', 'last visited 0 to 9 days ago', null] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMin', visitors] as const),
    { ...visitors, daysSinceLastVisitMin: 20 },
    ...(['narrower', null, 'last visited 10 to 19 days ago'] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMin', visitors] as const),
    { ...visitors, daysSinceLastVisitMin: 9 },
    ...(['wider', 'last visited 9 days ago', null] as const),
  ],
  [
    ...([
      'retargeting',
      'daysSinceLastVisitMin',
      { ...visitors, daysSinceLastVisitMin: 1 },
    ] as const),
    { ...visitors, daysSinceLastVisitMin: 2 },
    ...(['narrower', null, 'last visited 1 day ago'] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMin', visitors] as const),
    { ...visitors, daysSinceLastVisitMin: 40, daysSinceLastVisitMax: 50 },
    ...(['different', 'last visited 40 to 50 days ago', 'last visited 10 to 30 days ago'] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMax', visitors] as const),
    { ...visitors, daysSinceLastVisitMax: 60 },
    ...(['wider', 'last visited 31 to 60 days ago', null] as const),
  ],
  [
    ...(['retargeting', 'daysSinceLastVisitMax', visitors] as const),
    { ...visitors, daysSinceLastVisitMax: 20 },
    ...(['narrower', null, 'last visited 21 to 30 days ago'] as const),
  ],
  [
    ...(['prospecting', 'usersType', { usersType: 'Prospects' }, lapsed] as const),
    'wider',
    'visitors who did not buy, last visited 10 to 30 days ago',
    null,
  ],
  [
    ...(['prospecting', 'usersType', { usersType: 'ProspectsOrNonBuyers' }] as const),
    { usersType: 'Prospects' },
    ...(['narrower', null, 'visitors who did not buy'] as const),
  ],
  [
    ...(['prospecting', 'daysSinceLastVisitMin', lapsed] as const),
    { ...lapsed, daysSinceLastVisitMin: null },
    ...(['wider', 'visitors who did not buy, last visited 0 to 9 days ago', null] as const),
  ],
  [
    ...(['prospecting', 'daysSinceLastVisitMin', lapsed] as const),
    { ...lapsed, daysSinceLastVisitMin: 20 },
    'narrower',
    null,
    'visitors who did not buy, last visited 10 to 19 days ago',
  ],
  [
    ...(['prospecting', 'daysSinceLastVisitMax', lapsed] as const),
    { ...lapsed, daysSinceLastVisitMax: null },
    ...(['wider', 'visitors who did not buy, last visited 31 or more days ago', null] as const),
  ],
  [
    ...(['prospecting', 'daysSinceLastVisitMax', lapsed] as const),
    { ...lapsed, daysSinceLastVisitMax: 20 },
    'narrower',
    null,
    'visitors who did not buy, last visited 21 to 30 days ago',
  ],
  ['lookalike', 'targetSize', { targetSize: 1 }, { targetSize: 2 }, 'unknown', null, null],
  [
    'lookalike',
    'seedSegmentId',
    { seedSegmentId: '1' },
    { seedSegmentId: '2' },
    'unknown',
    null,
    null,
  ],
  [
    ...(['contactList', 'identifierType', { identifierType: 'Email' }] as const),
    { identifierType: 'CustomerId' },
    ...(['unknown', null, null] as const),
  ],
  ['contactList', 'remoteId', { remoteId: '1' }, { remoteId: '2' }, 'unknown', null, null],
];

test.each(rows)('%s %s: %j -> %j', (type, _, before, after, ...said) => {
  expect(say(type, before, after)).toEqual(said);
});

describe('the table', () => {
  const attributes = platforms.flatMap(({ segmentTypes }) =>
    segmentTypes.flatMap((type) => type.attributes.map(({ path }) => path)),
  );

  test('has each attribute of each type', () => {
    const told = new Set(rows.map(([type, attribute]) => `${type}.${attribute}`));
    expect([...new Set(attributes)].filter((path) => !told.has(path))).toEqual([]);
  });

  test('has words for each direction of each attribute that can be judged', () => {
    const judged = new Set(
      rows.flatMap(([type, attribute, , , verdict]) =>
        verdict === 'unknown' ? [] : [`${type}.${attribute}`],
      ),
    );
    for (const path of judged) {
      const all = rows.filter(([type, attribute]) => `${type}.${attribute}` === path);
      const said = (index: 5 | 6) => all.some((row) => row[index] !== null);
      expect([path, said(5), said(6)]).toEqual([path, true, true]);
    }
  });
});
