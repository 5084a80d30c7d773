import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { relateDefinitions } from '../../../src/platforms/segment-types/segment-types.ts';
import { events, inMarket, type Kind, location, retargeting } from './people.ts';

const define = (type: string, attributes: JsonObject) => ({
  type,
  ownerId: '1',
  attributes: { [type]: attributes },
  incomparable: [],
});

/** What a person may not be, by each fact. */
const contradicts = {
  within: (inA: boolean, inB: boolean) => inA && !inB,
  contains: (inA: boolean, inB: boolean) => inB && !inA,
  equal: (inA: boolean, inB: boolean) => inA !== inB,
  excludes: (inA: boolean, inB: boolean) => inA && inB,
};

/** Two that have some attributes in common: few of those that have none are related. */
function twoOf<Segment extends JsonObject, Person>({ segment }: Kind<Segment, Person>) {
  return fc
    .tuple(segment, segment, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
    .map(([a, b, taken]): readonly [Segment, Segment] => [
      a,
      { ...b, ...Object.fromEntries(Object.entries(a).filter((_, index) => taken[index])) },
    ]);
}

/** Counts the facts, so that a test that finds none fails. */
function holdAgainstPeople<Segment extends JsonObject, Person>(kind: Kind<Segment, Person>) {
  let facts = 0;
  fc.assert(
    fc.property(
      twoOf(kind).chain(([a, b]) =>
        fc.record({
          a: fc.constant(a),
          b: fc.constant(b),
          people: fc.array(kind.person([a, b]), { minLength: 30, maxLength: 30 }),
        }),
      ),
      ({ a, b, people }) => {
        const fact = relateDefinitions(define(kind.type, a), define(kind.type, b));
        if (fact === null) return;
        facts += 1;
        for (const isIn of kind.readings) {
          const against = people.find((person) =>
            contradicts[fact.relation](isIn(a, person), isIn(b, person)),
          );
          expect({ fact, against }).toEqual({ fact, against: undefined });
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(facts).toBeGreaterThan(20);
}

describe('no person contradicts a fact', () => {
  test('events', () => holdAgainstPeople(events));
  test('in-market', () => holdAgainstPeople(inMarket));
  test('location', () => holdAgainstPeople(location));
  test('retargeting', () => holdAgainstPeople(retargeting));
});

/** Every kind of visitor that windows of up to twelve days can tell apart. */
const allVisitors = [null, ...Array.from({ length: 27 }, (_, half) => half / 2)].flatMap(
  (lastVisit) => [true, false].map((isBuyer) => ({ lastVisit, isBuyer })),
);

/** The relation by asking everyone there can be. */
function relationByAsking<Segment extends JsonObject>(
  readings: Kind<Segment, (typeof allVisitors)[number]>['readings'],
  a: Segment,
  b: Segment,
): keyof typeof contradicts | null {
  const holds = (relation: keyof typeof contradicts) =>
    readings.every(
      (isIn) =>
        !allVisitors.some((person) => contradicts[relation](isIn(a, person), isIn(b, person))),
    );
  const order = ['equal', 'within', 'contains', 'excludes'] as const;
  return order.find(holds) ?? null;
}

describe('every fact is found', () => {
  const findAll = <Segment extends Days>(kind: Kind<Segment, (typeof allVisitors)[number]>) => {
    fc.assert(
      fc.property(twoOf(kind), ([a, b]) => {
        // What a window that holds no day means is not known.
        fc.pre(isWindow(a) && isWindow(b));
        const fact = relateDefinitions(define(kind.type, a), define(kind.type, b));
        expect(fact?.relation ?? null).toBe(relationByAsking(kind.readings, a, b));
      }),
      { numRuns: 500 },
    );
  };
  test('retargeting', () => findAll(retargeting));
});

type Days = JsonObject & {
  readonly daysSinceLastVisitMin: number | null;
  readonly daysSinceLastVisitMax: number | null;
};

function isWindow({ daysSinceLastVisitMin: min, daysSinceLastVisitMax: max }: Days): boolean {
  return (min ?? 0) <= (max ?? Number.POSITIVE_INFINITY);
}

test('turned round, a fact says the same', () => {
  const turned = { within: 'contains', contains: 'within', equal: 'equal', excludes: 'excludes' };
  const check = <Segment extends JsonObject, Person>(kind: Kind<Segment, Person>) =>
    fc.assert(
      fc.property(twoOf(kind), ([a, b]) => {
        const [one, other] = [define(kind.type, a), define(kind.type, b)];
        const [there, back] = [relateDefinitions(one, other), relateDefinitions(other, one)];
        expect(back?.relation).toBe(there === null ? undefined : turned[there.relation]);
        expect(relateDefinitions(one, one)?.relation ?? 'invalid').toMatch(/^equal$/u);
      }),
    );
  check(events);
  check(inMarket);
  check(location);
  check(retargeting);
});
