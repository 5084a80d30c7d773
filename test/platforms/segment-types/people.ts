/**
 * People and segments the slow way: a person is what they did and where they were, and a segment asks
 * each person. Where Criteo does not say how it reads an attribute, there is a reading for each way.
 */
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/text/json.ts';

export interface Kind<Segment extends JsonObject, Person> {
  readonly type: string;
  readonly segment: fc.Arbitrary<Segment>;
  /** A person for whom these segments may make a difference. */
  readonly person: (segments: readonly Segment[]) => fc.Arbitrary<Person>;
  readonly readings: readonly ((segment: Segment, person: Person) => boolean)[];
}

const someOf = <Value>(...values: readonly Value[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

/** A filter that is empty lets everyone pass. */
const passes = (filter: readonly string[], value: readonly string[] | string) =>
  filter.length === 0 || filter.some((each) => value.includes(each));

interface Deed {
  readonly activity: string;
  readonly daysAgo: number;
  readonly category: string;
  readonly brand: string;
  readonly price: number;
}
type Events = {
  readonly shopperActivity: string;
  readonly lookbackDays: string;
  readonly categoryIds: readonly string[];
  readonly brandIds: readonly string[];
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
};

/** Whether the lists of a pair must both match, or one of those that are set. */
const pairs = (
  both: boolean,
  [first, second]: readonly [boolean, boolean],
  isSet: readonly [boolean, boolean],
) => {
  if (both || !isSet[0] || !isSet[1]) return (first || !isSet[0]) && (second || !isSet[1]);
  return first || second;
};

const eventsReading =
  (both: boolean, oneDeed: boolean) =>
  (segment: Events, deeds: readonly Deed[]): boolean => {
    const { shopperActivity, lookbackDays, categoryIds, brandIds, minPrice, maxPrice } = segment;
    const days = Number(lookbackDays.slice(4, -4));
    const isPair = (deed: Deed) =>
      pairs(
        both,
        [categoryIds.includes(deed.category), brandIds.includes(deed.brand)],
        [categoryIds.length > 0, brandIds.length > 0],
      );
    const tests: readonly ((deed: Deed) => boolean)[] = [
      ({ activity, daysAgo }) => activity === shopperActivity && daysAgo <= days,
      isPair,
      ({ price }) => price >= (minPrice ?? 0) && price <= (maxPrice ?? Number.POSITIVE_INFINITY),
    ];
    return oneDeed
      ? deeds.some((deed) => tests.every((passes) => passes(deed)))
      : tests.every((passes) => deeds.some(passes));
  };

export const events: Kind<Events, readonly Deed[]> = {
  type: 'events',
  segment: fc.record({
    shopperActivity: fc.constantFrom('View', 'View', 'Buy'),
    lookbackDays: fc.constantFrom('Last7Days', 'Last30Days', 'Last90Days'),
    categoryIds: someOf('1', '2', '3'),
    brandIds: someOf('8', '9'),
    minPrice: maybe(fc.constantFrom(0, 10, 20)),
    maxPrice: maybe(fc.constantFrom(5, 15, 30)),
  }),
  person: () =>
    fc.array(
      fc.record({
        activity: fc.constantFrom('View', 'Buy'),
        daysAgo: fc.constantFrom(1, 7, 8, 30, 31, 90, 91),
        category: fc.constantFrom('1', '2', '3', '4'),
        brand: fc.constantFrom('7', '8', '9'),
        price: fc.constantFrom(0, 5, 7, 10, 15, 18, 20, 30, 40),
      }),
      { maxLength: 4 },
    ),
  readings: [
    eventsReading(true, true),
    eventsReading(true, false),
    eventsReading(false, true),
    eventsReading(false, false),
  ],
};

const levels = ['Low', 'Medium', 'High'] as const;
const genders = ['Male', 'Female'] as const;

interface Shopper {
  readonly countries: readonly string[];
  readonly interests: readonly string[];
  readonly brands: readonly string[];
  readonly power: readonly string[];
  readonly genders: readonly string[];
  readonly prices: readonly string[];
}
type InMarket = {
  readonly country: string;
  readonly interestIds: readonly string[];
  readonly brandIds: readonly string[];
  readonly buyingPower: readonly string[];
  readonly gender: string | null;
  readonly priceRange: readonly string[];
};

const inMarketReading =
  (both: boolean) =>
  (segment: InMarket, shopper: Shopper): boolean => {
    const { country, interestIds, brandIds, buyingPower, gender, priceRange } = segment;
    return (
      shopper.countries.includes(country) &&
      pairs(
        both,
        [
          interestIds.some((each) => shopper.interests.includes(each)),
          brandIds.some((each) => shopper.brands.includes(each)),
        ],
        [interestIds.length > 0, brandIds.length > 0],
      ) &&
      passes(buyingPower, shopper.power) &&
      passes(gender === null ? [] : [gender], shopper.genders) &&
      passes(priceRange, shopper.prices)
    );
  };

export const inMarket: Kind<InMarket, Shopper> = {
  type: 'inMarket',
  segment: fc
    .record({
      country: fc.constantFrom('FR', 'FR', 'DE'),
      interestIds: someOf('1', '2'),
      brandIds: someOf('8', '9'),
      buyingPower: someOf(...levels),
      gender: maybe(fc.constantFrom(...genders)),
      priceRange: someOf(...levels),
    })
    // It is not documented who is in one that has neither.
    .filter(({ interestIds, brandIds }) => interestIds.length + brandIds.length > 0),
  person: () =>
    fc.record({
      countries: someOf('FR', 'DE'),
      interests: someOf('1', '2', '3'),
      brands: someOf('7', '8', '9'),
      power: someOf(...levels),
      genders: someOf(...genders),
      prices: someOf(...levels),
    }),
  readings: [inMarketReading(true), inMarketReading(false)],
};

type Place = {
  readonly latitude: number;
  readonly longitude: number;
};
type Circles = {
  readonly pointsOfInterest: readonly Place[];
  readonly radiusInKm: number;
};

/** Through the earth, and from that along its surface: by another way than the product. */
function kilometres(earthKm: number, a: Place, b: Place): number {
  const vector = ({ latitude, longitude }: Place) => {
    const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  };
  const [one, other] = [vector(a), vector(b)];
  const chord = Math.hypot(...one.map((each, axis) => each - (other[axis] ?? 0)));
  return 2 * earthKm * Math.asin(Math.min(1, chord / 2));
}

/** The earth as flat as it is at the equator, round as on average, or as curved as at the poles. */
const isNear =
  (earthKm: number) =>
  ({ pointsOfInterest, radiusInKm }: Circles, places: readonly Place[]): boolean => {
    return places.some((place) =>
      pointsOfInterest.some((point) => kilometres(earthKm, place, point) <= radiusInKm),
    );
  };

const centre = fc.constantFrom(
  { latitude: 48.86061, longitude: 2.33764 },
  { latitude: 48.86, longitude: 2.32656 },
  { latitude: 48.88, longitude: 2.35 },
  { latitude: 0.01, longitude: 179.995 },
  { latitude: -0.01, longitude: -179.995 },
  { latitude: 89.99, longitude: 10 },
  { latitude: 89.99, longitude: -170 },
);

export const location: Kind<Circles, readonly Place[]> = {
  type: 'location',
  segment: fc.record({
    pointsOfInterest: fc.uniqueArray(centre, { minLength: 1, maxLength: 3 }),
    radiusInKm: fc.constantFrom(1, 2, 3, 5, 8),
  }),
  // Mostly around the edges of the circles.
  person: (segments) => {
    const edges = segments.flatMap(({ pointsOfInterest, radiusInKm }) =>
      pointsOfInterest.map((point) => ({ point, radiusInKm })),
    );
    const place = fc
      .record({
        edge: fc.constantFrom(...edges),
        share: fc.constantFrom(0.2, 0.9, 0.99, 0.999, 1, 1.001, 1.01),
        turn: fc.double({ min: 0, max: 6.3, noNaN: true }),
      })
      .map(({ edge: { point, radiusInKm }, share, turn }) => {
        const degrees = (radiusInKm * share) / 111.195;
        const latitude = point.latitude + degrees * Math.cos(turn);
        const east = (degrees * Math.sin(turn)) / Math.cos((point.latitude * Math.PI) / 180);
        return { latitude: Math.min(90, latitude), longitude: point.longitude + east };
      });
    return fc.array(place, { minLength: 1, maxLength: 2 });
  },
  readings: [isNear(6371.0088), isNear(6356.75), isNear(6378.14)],
};

interface Visitor {
  /** Null for a person who never visited. */
  readonly lastVisit: number | null;
  readonly isBuyer: boolean;
}
type Window = {
  readonly daysSinceLastVisitMin: number | null;
  readonly daysSinceLastVisitMax: number | null;
};

/** Half a day more or less is in no window that does not hold both of its days. */
const visitor = fc.record({
  lastVisit: maybe(fc.integer({ min: 0, max: 24 }).map((half) => half / 2)),
  isBuyer: fc.boolean(),
});
const day = fc.integer({ min: 0, max: 12 });

function isInWindow({ daysSinceLastVisitMin, daysSinceLastVisitMax }: Window, day: number) {
  return (
    day >= (daysSinceLastVisitMin ?? 0) &&
    day <= (daysSinceLastVisitMax ?? Number.POSITIVE_INFINITY)
  );
}

export const retargeting: Kind<Window & { readonly visitorsType: string }, Visitor> = {
  type: 'retargeting',
  segment: fc
    .record({
      visitorsType: fc.constantFrom('All', 'Buyers', 'NonBuyers'),
      days: fc.tuple(day, day),
    })
    .map(({ visitorsType, days }) => ({
      visitorsType,
      daysSinceLastVisitMin: Math.min(...days),
      daysSinceLastVisitMax: Math.max(...days),
    })),
  person: () => visitor,
  // It is not documented whether non-buyers never bought, or only not in the window: here, half a day before.
  readings: [
    (segment, { lastVisit, isBuyer }) => isVisitorOf(segment, lastVisit, isBuyer),
    (segment, { lastVisit, isBuyer }) =>
      isVisitorOf(segment, lastVisit, isBuyer && isInWindow(segment, (lastVisit ?? 0) + 0.5)),
  ],
};

function isVisitorOf(
  segment: Window & { readonly visitorsType: string },
  lastVisit: number | null,
  isBuyer: boolean,
): boolean {
  if (lastVisit === null || !isInWindow(segment, lastVisit)) return false;
  return segment.visitorsType === 'All' || (segment.visitorsType === 'Buyers') === isBuyer;
}
