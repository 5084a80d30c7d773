import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commonSegmentRules } from '../../../src/algebra/segments/common-segment-rules.ts';
import {
  judgeSegmentChange as judgeByRules,
  type SegmentChange,
} from '../../../src/algebra/segments/judge-segment-change.ts';
import type { Verdict } from '../../../src/algebra/verdict.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { marketingSolutions } from '../../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { retailMedia } from '../../../src/platforms/retail-media/retail-media.ts';
import { rulesOfType, segmentTypes } from '../../../src/platforms/segment-types/segment-types.ts';

const judgeSegmentChange = (change: SegmentChange) =>
  judgeByRules(change, rulesOfType(change.after.type));

/** The verdict on a change of one type block, other attributes being equal. */
function judgeBlock(type: string, before: JsonObject, after: JsonObject): Verdict {
  return judgeSegmentChange({
    before: { type, attributes: { description: 'd', [type]: before } },
    after: { type, attributes: { description: 'd', [type]: after } },
  }).verdict;
}

const opposites: Readonly<Record<Verdict, Verdict>> = {
  same: 'same',
  wider: 'narrower',
  narrower: 'wider',
  different: 'different',
  empty: 'empty',
  unknown: 'unknown',
};

const view = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
const france = { country: 'FR' };
const louvre = { name: 'Louvre', latitude: 48.86061, longitude: 2.33764 };
const orsay = { name: 'Orsay', latitude: 48.86, longitude: 2.32656 };
const versailles = { name: 'Versailles', latitude: 48.80487, longitude: 2.12036 };
const around = (
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  degrees: number,
): readonly JsonObject[] => [
  { latitude: latitude + degrees, longitude },
  { latitude: latitude - degrees, longitude: longitude + degrees },
  { latitude: latitude - degrees, longitude: longitude - degrees },
];
const here = (radiusInKm: number, ...pointsOfInterest: JsonObject[]) => ({
  pointsOfInterest,
  radiusInKm,
});
const days = (min: number | null, max: number | null) => ({
  ...(min === null ? {} : { daysSinceLastVisitMin: min }),
  ...(max === null ? {} : { daysSinceLastVisitMax: max }),
});
const prospects = (usersType: string, min: number | null = null, max: number | null = null) => ({
  usersType,
  ...days(min, max),
});
const visitors = (visitorsType: string, min = 0, max = 30) => ({ visitorsType, ...days(min, max) });

type Row = readonly [type: string, before: JsonObject, after: JsonObject, verdict: Verdict];

const rows: readonly Row[] = [
  // Contact lists
  ['contactList', { identifierType: 'Email' }, { identifierType: 'Email' }, 'same'],
  ['contactList', { identifierType: 'Email' }, { identifierType: 'CustomerId' }, 'unknown'],
  // What shoppers did
  ['events', view, { ...view, lookbackDays: 'Last90Days' }, 'wider'],
  ['events', view, { ...view, lookbackDays: 'Last120Days' }, 'wider'],
  ['events', view, { ...view, lookbackDays: 'Last7Days' }, 'narrower'],
  ['events', view, { ...view, lookbackDays: 'AllTime' }, 'unknown'],
  ['events', view, { ...view, shopperActivity: 'Buy' }, 'unknown'],
  ['events', view, { ...view, categoryIds: ['1'] }, 'narrower'],
  ['events', { ...view, categoryIds: ['1'] }, { ...view, categoryIds: ['1', '2'] }, 'wider'],
  ['events', { ...view, categoryIds: ['2', '1'] }, { ...view, categoryIds: ['1', '2'] }, 'same'],
  ['events', { ...view, categoryIds: ['1'] }, { ...view, categoryIds: ['2'] }, 'different'],
  ['events', { ...view, categoryIds: ['1'] }, { ...view, categoryIds: [] }, 'wider'],
  ['events', { ...view, categoryIds: [] }, view, 'same'],
  ['events', { ...view, categoryIds: null }, view, 'same'],
  [
    'events',
    { ...view, categoryIds: ['1'] },
    { ...view, categoryIds: ['1'], brandIds: ['9'] },
    'unknown',
  ],
  [
    'events',
    { ...view, categoryIds: ['1'], brandIds: ['9'] },
    { ...view, categoryIds: ['1'], brandIds: ['8', '9'] },
    'wider',
  ],
  [
    'events',
    { ...view, categoryIds: ['1'], brandIds: ['9'] },
    { ...view, categoryIds: ['1', '2'] },
    'unknown',
  ],
  ['events', { ...view, categoryIds: ['1'] }, { ...view, brandIds: ['1'] }, 'different'],
  ['events', view, { ...view, minPrice: 10 }, 'narrower'],
  ['events', view, { ...view, minPrice: 0 }, 'same'],
  ['events', { ...view, minPrice: 10 }, { ...view, minPrice: 10.5 }, 'narrower'],
  ['events', { ...view, maxPrice: 10 }, { ...view, maxPrice: 20 }, 'wider'],
  ['events', { ...view, maxPrice: 10 }, view, 'wider'],
  [
    'events',
    { ...view, minPrice: 10, maxPrice: 20 },
    { ...view, minPrice: 15, maxPrice: 25 },
    'different',
  ],
  [
    'events',
    { ...view, minPrice: 10, maxPrice: 20 },
    { ...view, minPrice: 30, maxPrice: 25 },
    'unknown',
  ],
  ['events', view, { ...view, lookbackDays: 'Last90Days', minPrice: 10 }, 'different'],
  ['events', view, { ...view, lookbackDays: 'Last7Days', minPrice: 10 }, 'narrower'],
  ['events', view, { ...view, lookbackDays: 'Last7Days', shopperActivity: 'Buy' }, 'unknown'],
  // Interests
  ['inMarket', france, { country: 'DE' }, 'different'],
  [
    'inMarket',
    { ...france, interestIds: ['928'] },
    { ...france, interestIds: ['928', '5'] },
    'wider',
  ],
  [
    'inMarket',
    { ...france, interestIds: ['928', '5'] },
    { ...france, interestIds: ['5'] },
    'narrower',
  ],
  [
    'inMarket',
    { ...france, interestIds: ['928'] },
    { ...france, interestIds: ['928'], brandIds: ['289'] },
    'unknown',
  ],
  ['inMarket', { ...france, brandIds: ['289'] }, { ...france, brandIds: ['289', '3'] }, 'wider'],
  ['inMarket', france, { ...france, buyingPower: ['High'] }, 'narrower'],
  [
    'inMarket',
    { ...france, buyingPower: ['High'] },
    { ...france, buyingPower: ['VeryHigh', 'High'] },
    'wider',
  ],
  [
    'inMarket',
    { ...france, buyingPower: ['High'] },
    { ...france, buyingPower: ['Low'] },
    'different',
  ],
  ['inMarket', { ...france, priceRange: ['High'] }, france, 'wider'],
  [
    'inMarket',
    { ...france, priceRange: ['High', 'Low'] },
    { ...france, priceRange: ['Low'] },
    'narrower',
  ],
  ['inMarket', france, { ...france, gender: 'Female' }, 'narrower'],
  ['inMarket', { ...france, gender: 'Female' }, france, 'wider'],
  ['inMarket', { ...france, gender: 'Female' }, { ...france, gender: 'Male' }, 'different'],
  ['inMarket', { ...france, gender: 'Female' }, { ...france, priceRange: ['Low'] }, 'different'],
  // Places
  ['location', here(5, louvre), here(10, louvre), 'wider'],
  ['location', here(5, louvre), here(5, louvre, orsay), 'wider'],
  ['location', here(5, louvre), here(10, louvre, orsay), 'wider'],
  ['location', here(5, louvre, orsay), here(5, orsay, louvre), 'same'],
  ['location', here(5, louvre), here(5, { ...louvre, name: 'Museum' }), 'same'],
  ['location', here(5, louvre), here(5, { ...louvre, latitude: 48.860612 }), 'same'],
  ['location', here(5, louvre), here(5, { ...louvre, latitude: 48.86062 }), 'different'],
  ['location', here(5, louvre), here(5, orsay), 'different'],
  // The two are 0.81 km apart.
  ['location', here(5, louvre, orsay), here(10, orsay), 'wider'],
  ['location', here(5, louvre), here(3, louvre, orsay), 'narrower'],
  ['location', here(5, louvre), here(6, orsay), 'wider'],
  ['location', here(1, louvre), here(1, louvre, orsay), 'wider'],
  ['location', here(1, louvre), here(2, versailles), 'different'],
  ['location', here(5, louvre), { radiusInKm: 5 }, 'unknown'],
  // Whether some circles of the same size cover another one together is not worked out.
  ['location', here(5, louvre), here(5, ...around(louvre, 0.001)), 'unknown'],
  // People who never visited, or who visited and did not buy
  ['prospecting', prospects('Prospects'), prospects('ProspectsOrNonBuyers'), 'wider'],
  ['prospecting', prospects('Prospects'), prospects('ProspectsOrNonBuyers', 5, 30), 'wider'],
  ['prospecting', prospects('Prospects', 5, 30), prospects('Prospects', 10, 20), 'same'],
  [
    'prospecting',
    prospects('ProspectsOrNonBuyers', 5, 30),
    prospects('ProspectsOrNonBuyers', 10, 20),
    'narrower',
  ],
  [
    'prospecting',
    prospects('ProspectsOrNonBuyers', 5, 30),
    prospects('ProspectsOrNonBuyers', 5),
    'wider',
  ],
  [
    'prospecting',
    prospects('ProspectsOrNonBuyers', 5, 30),
    prospects('ProspectsOrNonBuyers', 10, 40),
    'different',
  ],
  ['prospecting', prospects('ProspectsOrNonBuyers', 0), prospects('ProspectsOrNonBuyers'), 'same'],
  ['prospecting', prospects('Everyone'), prospects('Prospects'), 'unknown'],
  // People who are like others
  ['lookalike', { seedSegmentId: '1' }, { seedSegmentId: '2' }, 'unknown'],
  ['lookalike', { seedSegment: 'CRM' }, { seedSegment: 'CRM 2026' }, 'unknown'],
  [
    'lookalike',
    { seedSegmentId: '1', targetSize: 1000 },
    { seedSegmentId: '1', targetSize: 2000 },
    'unknown',
  ],
  ['lookalike', { seedSegmentId: '1', targetSize: 1000 }, { seedSegmentId: '1' }, 'same'],
  // Visitors
  ['retargeting', visitors('Buyers'), visitors('All'), 'wider'],
  ['retargeting', visitors('NonBuyers'), visitors('All'), 'wider'],
  ['retargeting', visitors('Buyers'), visitors('NonBuyers'), 'different'],
  ['retargeting', visitors('All', 0, 30), visitors('All', 0, 60), 'wider'],
  ['retargeting', visitors('All', 0, 30), visitors('All', 5, 20), 'narrower'],
  ['retargeting', visitors('All', 0, 30), visitors('All', 10, 60), 'different'],
  ['retargeting', visitors('All', 0, 30), visitors('All', 31, 60), 'different'],
  ['retargeting', visitors('All', 0, 30), visitors('All', 30, 0), 'unknown'],
  ['retargeting', visitors('Buyers', 0, 30), visitors('All', 0, 20), 'different'],
  ['retargeting', visitors('NonBuyers', 0, 30), visitors('NonBuyers', 0, 60), 'unknown'],
  ['retargeting', visitors('NonBuyers', 0, 30), visitors('All', 0, 60), 'wider'],
  ['retargeting', visitors('Someone'), visitors('All'), 'unknown'],
];

test.each(rows)('%s %j -> %j', (type, before, after, verdict) => {
  expect(judgeBlock(type, before, after)).toBe(verdict);
});

// A size that is left to the server tells nothing about going back, so lookalikes are left out.
test.each(rows.filter(([type]) => type !== 'lookalike'))(
  'taken back: %s %j -> %j',
  (type, before, after, verdict) => {
    expect(judgeBlock(type, after, before)).toBe(opposites[verdict]);
  },
);

test('names and descriptions are nothing to the people', () => {
  const judgement = judgeSegmentChange({
    before: { type: 'events', attributes: { name: 'A', description: 'a', events: view } },
    after: { type: 'events', attributes: { name: 'B', events: view } },
  });
  expect(judgement.verdict).toBe('same');
  expect(judgement.reasons.map(({ paths }) => paths)).toEqual([['name'], ['description']]);
});

test('another type, another retailer and an attribute without a rule are unknown', () => {
  const events = { retailerId: '1', events: view };
  const verdictOf = (type: string, attributes: JsonObject) =>
    judgeSegmentChange({
      before: { type: 'events', attributes: events },
      after: { type, attributes },
    }).verdict;
  expect(verdictOf('contactList', { retailerId: '1', contactList: {} })).toBe('unknown');
  expect(verdictOf('events', { retailerId: '2', events: view })).toBe('unknown');
  expect(verdictOf('events', { retailerId: '1', events: { ...view, mood: 'good' } })).toBe(
    'unknown',
  );
});

describe('attributes that cannot be read', () => {
  const judge = (before: JsonObject, after: JsonObject, incomparable: readonly string[]) =>
    judgeSegmentChange({
      before: { type: 'inMarket', attributes: { inMarket: before } },
      after: { type: 'inMarket', attributes: { inMarket: after } },
      incomparable,
    }).verdict;

  test('stay as they are', () => {
    expect(judge(france, { ...france, gender: 'Female' }, ['inMarket.gender'])).toBe('same');
  });

  test('leave what depends on them unknown', () => {
    const ids = { ...france, interestIds: ['1'] };
    expect(judge(france, ids, ['inMarket.brandIds'])).toBe('unknown');
    const more = { ...france, interestIds: ['1', '2'] };
    expect(judge(more, ids, ['inMarket.gender'])).toBe('narrower');
  });
});

describe('the rules', () => {
  const types = [...retailMedia.segmentTypes, ...marketingSolutions.segmentTypes].filter(
    ({ declarable }) => declarable,
  );

  test.each(types)('speak of every attribute of $name', ({ name, attributes }) => {
    const ruled = rulesOfType(name).flatMap(({ paths }) => paths);
    expect(ruled).toEqual(expect.arrayContaining(attributes.map(({ path }) => path)));
  });

  test('speak of every attribute that all segments have', () => {
    const ruled = commonSegmentRules.flatMap(({ paths }) => paths);
    const paths = [retailMedia, marketingSolutions].flatMap((platform) =>
      platform.attributes.segment.map(({ path }) => path),
    );
    expect(ruled).toEqual(expect.arrayContaining(paths));
  });

  test('give each verdict a reason that reads on from it', () => {
    for (const { reason } of [
      ...commonSegmentRules,
      ...Object.values(segmentTypes).flatMap(({ rules }) => rules),
    ]) {
      expect(reason).toMatch(/^(?:[a-z]|Criteo).*[^.]$/u);
    }
  });
});

test('a window with another one inside it holds its people', () => {
  const day = fc.nat({ max: 60 });
  fc.assert(
    fc.property(day, day, day, day, (a, b, c, d) => {
      fc.pre(a <= b && c <= d);
      const inWindow = (min: number, max: number) =>
        Array.from({ length: 61 }, (_, lastVisit) => min <= lastVisit && lastVisit <= max);
      const [was, is] = [inWindow(a, b), inWindow(c, d)];
      const enters = is.some((now, index) => now && !was[index]);
      const leaves = was.some((then, index) => then && !is[index]);
      const verdict = judgeBlock('retargeting', visitors('All', a, b), visitors('All', c, d));
      expect(verdict).toBe(
        enters ? (leaves ? 'different' : 'wider') : leaves ? 'narrower' : 'same',
      );
    }),
  );
});
