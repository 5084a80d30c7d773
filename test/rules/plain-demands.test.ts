/** What is called plain, against looking at everyone there can be. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areApartByFacts, arePlainlyApart, plainDemands } from '../../src/rules/plain-demands.ts';
import { everyPerson, holds, trees } from '../algebra/brute-force.ts';
import { everyPossiblePerson, meaningsOf, relateBy } from './a-rule-world.ts';

const keys = 'abcdef';

test('what is plainly apart has no people in common, with facts or without', () => {
  const found = { plainly: 0, byFacts: 0 };
  fc.assert(
    fc.property(trees(keys), trees(keys), meaningsOf(keys), (one, other, meanings) => {
      const [a, b] = [plainDemands(one), plainDemands(other)];
      const isShared = (person: ReadonlySet<string>) => holds(one, person) && holds(other, person);
      if (arePlainlyApart(a, b)) {
        found.plainly += 1;
        expect(everyPerson(keys).filter(isShared)).toEqual([]);
      } else if (areApartByFacts(a, b, relateBy(meanings))) {
        found.byFacts += 1;
        expect(everyPossiblePerson(keys, meanings).filter(isShared)).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(found.plainly, found.byFacts)).toBeGreaterThan(20);
});
