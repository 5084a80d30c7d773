/**
 * Sentences about people, held against people: each is a history, a last visit or a place, and the
 * membership of a segment is worked out here from nothing but the API's description.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeSegmentChange } from '../../../src/algebra/segments/judge-segment-change.ts';
import { describeMovement } from '../../../src/platforms/segment-types/describe-movement.ts';
import { rulesOfType } from '../../../src/platforms/segment-types/segment-types.ts';

function say(type: string, before: object, after: object) {
  const side = (block: object) => ({ type, attributes: { [type]: { ...block } } });
  const change = { before: side(before), after: side(after) };
  const judged = judgeSegmentChange(change, rulesOfType(type));
  return { verdict: judged.verdict, ...describeMovement(change, judged) };
}

/**
 * @param isIn whether a person is in a segment
 * @param fits whether a description fits a person who is in this segment and not in the other
 */
function hold<Segment extends object, Person>(
  type: string,
  segments: fc.Arbitrary<Segment>,
  people: fc.Arbitrary<Person>,
  isIn: (person: Person, segment: Segment) => boolean,
  fits: (words: string, person: Person, segment: Segment) => boolean,
): void {
  const cases = fc.tuple(segments, segments, fc.array(people, { minLength: 1, maxLength: 12 }));
  fc.assert(
    fc.property(cases, ([before, after, everyone]) => {
      const { verdict, enter, leave } = say(type, before, after);
      if (verdict === 'unknown') {
        expect([enter, leave]).toEqual([null, null]);
        return;
      }
      for (const person of everyone) {
        const [was, is] = [isIn(person, before), isIn(person, after)];
        if (was === is) continue;
        const allowed = is ? ['wider', 'different'] : ['narrower', 'different'];
        if (!allowed.includes(verdict))
          throw new Error(`${verdict}, but one ${is ? 'enters' : 'leaves'}`);
        const [words, segment] = is ? [enter, after] : [leave, before];
        const alternatives = words?.split('; or ') ?? null;
        if (alternatives?.some((each) => fits(each, person, segment)) === false)
          throw new Error(`"${words}" is not true of ${JSON.stringify(person)}`);
      }
    }),
    { numRuns: 1000 },
  );
}

const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
const numbersIn = (words: string) => [...words.matchAll(/\d+(?:\.\d+)?/gu)].map(Number);

/** `3 to 5`, `3 days ago`, `between 3 and 5`, `3 or more`, `more than 3 and up to 5`, `less than 5`. */
function isInRange(value: number, words: string): boolean {
  const numbers = numbersIn(words);
  const [first = Number.NaN, second = first] = numbers;
  if (/^price less than/u.test(words)) return value < first;
  if (/^price up to/u.test(words)) return value <= first;
  if (/to less than/u.test(words)) return value >= first && value < second;
  if (/more than .* and up to/u.test(words)) return value > first && value <= second;
  if (/more than/u.test(words)) return value > first;
  if (/ up$| or more /u.test(words)) return value >= first;
  return value >= first && value <= second;
}

/** `categories 1, 2`, `categories not 1`, `categories none of 1, 2`. */
function isOneOf(value: string, words: string): boolean {
  const [, not, list = ''] = /^\D*?(not |none of )?((?:\w+, )*\w+)$/u.exec(words) ?? [];
  return list.split(', ').includes(value) === (not === undefined);
}

interface Events {
  readonly shopperActivity: string;
  readonly lookbackDays: string;
  readonly categoryIds: readonly string[];
  readonly brandIds: readonly string[];
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
}
const bound = fc.option(fc.integer({ min: 0, max: 9 }));
const anEvents: fc.Arbitrary<Events> = fc.record({
  shopperActivity: fc.constant('View'),
  lookbackDays: fc.constantFrom('Last7Days', 'Last14Days', 'Last30Days'),
  categoryIds: some('1', '2', '3'),
  brandIds: some('1', '2', '3'),
  minPrice: bound,
  maxPrice: bound,
});
const aView = fc.record({
  age: fc.integer({ min: 1, max: 32 }),
  category: fc.constantFrom('1', '2', '3'),
  brand: fc.constantFrom('1', '2', '3'),
  price: fc.integer({ min: 0, max: 10 }),
});
const aHistory = fc.array(aView, { minLength: 1, maxLength: 3 });
type View = typeof aView extends fc.Arbitrary<infer T> ? T : never;

test.each([
  ['both lists must match', true],
  ['one list must match', false],
])('events, where %s', (_, isBoth) => {
  const counts = (view: View, { categoryIds, brandIds, minPrice, maxPrice }: Events) => {
    const filters = [
      [categoryIds, view.category],
      [brandIds, view.brand],
    ] as const;
    const used = filters.filter(([ids]) => ids.length > 0);
    const matches = used.map(([ids, id]) => ids.includes(id));
    const isProduct = isBoth ? matches.every(Boolean) : used.length === 0 || matches.some(Boolean);
    return isProduct && view.price >= (minPrice ?? 0) && view.price <= (maxPrice ?? 99);
  };
  const isRecent = (view: View, { lookbackDays }: Events) =>
    view.age <= Number(/\d+/u.exec(lookbackDays)?.[0]);
  hold(
    'events',
    anEvents,
    aHistory,
    (history, segment) => history.some((view) => isRecent(view, segment) && counts(view, segment)),
    (words, history, segment) => {
      if (words.startsWith('categories')) return history.some((v) => isOneOf(v.category, words));
      if (words.startsWith('brands')) return history.some((v) => isOneOf(v.brand, words));
      if (words.startsWith('price')) return history.some((v) => isInRange(v.price, words));
      expect(words).toMatch(/^last viewed (one of its products )?\d+ to \d+ days ago$/u);
      const counted = words.includes('one of its products')
        ? history.filter((view) => counts(view, segment))
        : history;
      return isInRange(Math.min(...counted.map(({ age }) => age)), words);
    },
  );
});

const aVisitor = fc.record({
  isBuyer: fc.boolean(),
  lastVisit: fc.option(fc.integer({ min: 0, max: 10 })),
});
type Visitor = typeof aVisitor extends fc.Arbitrary<infer T> ? T : never;

function fitsVisitor(words: string, { isBuyer, lastVisit }: Visitor): boolean {
  return words.split(', ').every((part) => {
    if (part === 'visitors who bought') return isBuyer && lastVisit !== null;
    if (part === 'visitors who did not buy') return !isBuyer && lastVisit !== null;
    expect(part).toMatch(/^last visited /u);
    return lastVisit !== null && isInRange(lastVisit, part);
  });
}

test('retargeting and prospecting', () => {
  interface Window {
    readonly daysSinceLastVisitMin: number | null;
    readonly daysSinceLastVisitMax: number | null;
  }
  const holds = (window: Window, lastVisit: number) =>
    lastVisit >= (window.daysSinceLastVisitMin ?? 0) &&
    lastVisit <= (window.daysSinceLastVisitMax ?? 99);
  const days = fc.integer({ min: 0, max: 9 });
  hold(
    'retargeting',
    fc.record({
      visitorsType: fc.constantFrom('All', 'Buyers', 'NonBuyers'),
      daysSinceLastVisitMin: days,
      daysSinceLastVisitMax: days,
    }),
    aVisitor,
    ({ isBuyer, lastVisit }, segment) =>
      lastVisit !== null &&
      holds(segment, lastVisit) &&
      (segment.visitorsType === 'All' || (segment.visitorsType === 'Buyers') === isBuyer),
    fitsVisitor,
  );
  hold(
    'prospecting',
    fc.record({
      usersType: fc.constantFrom('Prospects', 'ProspectsOrNonBuyers'),
      daysSinceLastVisitMin: bound,
      daysSinceLastVisitMax: bound,
    }),
    aVisitor,
    ({ isBuyer, lastVisit }, segment) =>
      lastVisit === null ||
      (segment.usersType === 'ProspectsOrNonBuyers' && !isBuyer && holds(segment, lastVisit)),
    fitsVisitor,
  );
});

test.each([
  ['retargeting', 'daysSinceLastVisit', { visitorsType: 'All' }],
  ['prospecting', 'daysSinceLastVisit', { usersType: 'ProspectsOrNonBuyers' }],
  ['events', 'Price', { shopperActivity: 'View', lookbackDays: 'Last7Days' }],
] as const)(
  '%s: words of a window are true of no others than those who move',
  (type, noun, rest) => {
    const [min, max] = noun === 'Price' ? ['minPrice', 'maxPrice'] : [`${noun}Min`, `${noun}Max`];
    const aWindow = fc
      .uniqueArray(fc.nat({ max: 12 }), { minLength: 2, maxLength: 2 })
      .map((ends) => [Math.min(...ends), Math.max(...ends)] as const);
    fc.assert(
      fc.property(aWindow, aWindow, (old, fresh) => {
        const side = ([from, to]: readonly [number, number]) => ({
          ...rest,
          [min]: from,
          [max]: to,
        });
        const { enter, leave } = say(type, side(old), side(fresh));
        // Days are whole, and prices are not.
        const values = Array.from({ length: 28 }, (_, step) =>
          noun === 'Price' ? step / 2 : step,
        );
        const isIn = (value: number, [from, to]: readonly [number, number]) =>
          value >= from && value <= to;
        const fits = (value: number, words: string | null) =>
          words?.split('; or ').some((each) => isInRange(value, each)) ?? false;
        for (const value of values) {
          const [was, is] = [isIn(value, old), isIn(value, fresh)];
          expect({ value, enters: fits(value, enter), leaves: fits(value, leave) }).toEqual({
            ...{ value, enters: is && !was, leaves: was && !is },
          });
        }
      }),
      { numRuns: 500 },
    );
  },
);

test('location', () => {
  interface Place {
    readonly latitude: number;
    readonly longitude: number;
  }
  const degree = fc.constantFrom(0, 0.1, 0.2, 0.3);
  const aPlace: fc.Arbitrary<Place> = fc.record({ latitude: degree, longitude: degree });
  // Near the equator a degree is about 111 km both ways.
  const km = (a: Place, b: Place) =>
    111.2 * Math.hypot(a.latitude - b.latitude, a.longitude - b.longitude);
  const nearest = (points: readonly Place[], person: Place) =>
    Math.min(...points.map((point) => km(point, person)));
  hold(
    'location',
    fc.record({
      pointsOfInterest: fc.uniqueArray(aPlace, {
        minLength: 1,
        maxLength: 3,
        selector: ({ latitude, longitude }) => `${latitude} ${longitude}`,
      }),
      radiusInKm: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      latitude: fc.double({ min: -0.1, max: 0.4, noNaN: true }),
      longitude: fc.double({ min: -0.1, max: 0.4, noNaN: true }),
    }),
    (person, { pointsOfInterest, radiusInKm }) => nearest(pointsOfInterest, person) <= radiusInKm,
    (words, person, { pointsOfInterest }) => {
      const [, radius, places = ''] = /^within (\d+) km of (.*)$/u.exec(words) ?? [];
      if (radius === undefined) return isInRange(nearest(pointsOfInterest, person), words);
      const named = places.split(', ').map((place) => place.split(' ').map(Number));
      return named.some(
        ([latitude = 0, longitude = 0]) => km({ latitude, longitude }, person) <= Number(radius),
      );
    },
  );
});

test('in-market', () => {
  const aShopper = fc.record({
    country: fc.constantFrom('FR', 'DE'),
    interests: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
    buyingPower: fc.constantFrom('Low', 'Medium', 'High', 'none'),
  });
  hold(
    'inMarket',
    fc.record({
      country: fc.constantFrom('FR', 'DE'),
      interestIds: some('1', '2', '3'),
      buyingPower: some('Low', 'Medium', 'High'),
    }),
    aShopper,
    ({ country, interests, buyingPower }, segment) =>
      country === segment.country &&
      (segment.interestIds.length === 0 ||
        interests.some((each) => segment.interestIds.includes(each))) &&
      (segment.buyingPower.length === 0 || segment.buyingPower.includes(buyingPower)),
    (words, { country, interests, buyingPower }) => {
      if (words.startsWith('country')) return isOneOf(country, words);
      if (words.startsWith('buying power')) return isOneOf(buyingPower, words);
      return /not|none/u.test(words)
        ? interests.every((each) => isOneOf(each, words))
        : interests.some((each) => isOneOf(each, words));
    },
  );
});
