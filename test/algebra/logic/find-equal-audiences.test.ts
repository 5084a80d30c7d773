import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areEquivalent } from '../../../src/algebra/logic/are-equivalent.ts';
import { findEqualAudiences } from '../../../src/algebra/logic/find-equal-audiences.ts';
import type { Relate } from '../../../src/algebra/logic/list-facts.ts';
import { and, everyPerson, holds, not, or, s, trees } from '../brute-force.ts';
import { isSatisfiable, isTautology } from '../decided.ts';

test('groups what holds the same people', () => {
  const groups = findEqualAudiences([
    { key: 'first', algebra: and('A', not('B')) },
    { key: 'another', algebra: and('A', 'B') },
    { key: 'second', algebra: and(not('B'), 'A') },
    { key: 'third', algebra: and('A', not(and('A', 'B'))) },
    { key: 'A', algebra: s('A') },
    { key: 'A again', algebra: or('A', and('A', 'Z')) },
  ]);
  expect(groups).toEqual([
    ['first', 'second', 'third'],
    ['A', 'A again'],
  ]);
});

test('leaves out those that can hold nobody, and those too large to decide', () => {
  const large = { or: Array.from({ length: 21 }, (_, index) => s(`${index}`)) };
  const groups = findEqualAudiences([
    { key: 1, algebra: and('A', not('A')) },
    { key: 2, algebra: and('B', not('B')) },
    { key: 3, algebra: large },
    { key: 4, algebra: large },
  ]);
  expect(groups).toEqual([]);
});

test('agrees with comparing each with each', () => {
  fc.assert(
    fc.property(fc.array(trees('ABC'), { maxLength: 12 }), (algebras) => {
      const groups = findEqualAudiences(algebras.map((algebra, key) => ({ key, algebra })));
      const groupOf = (key: number) => groups.findIndex((group) => group.includes(key));
      algebras.forEach((a, i) => {
        algebras.slice(i + 1).forEach((b, offset) => {
          const j = i + 1 + offset;
          const expected = areEquivalent(a, b) && isSatisfiable(a) && !isTautology(a);
          expect(groupOf(i) !== -1 && groupOf(i) === groupOf(j)).toBe(expected);
        });
      });
    }),
  );
});

/** Segments of given people, which definitions prove all that is true of. */
function relateAll(peopleIn: (segment: string) => readonly number[]): Relate<string> {
  return (a, b) => {
    const [one, other] = [new Set(peopleIn(a)), new Set(peopleIn(b))];
    const isWithin = [...one].every((person) => other.has(person));
    const contains = [...other].every((person) => one.has(person));
    if (isWithin && contains) return { relation: 'equal', reason: '' };
    if (isWithin) return { relation: 'within', reason: '' };
    if (contains) return { relation: 'contains', reason: '' };
    const isApart = [...one].every((person) => !other.has(person));
    return isApart ? { relation: 'excludes', reason: '' } : null;
  };
}

describe('with facts between segments', () => {
  const chain = relateAll((segment) =>
    Array.from({ length: 'ABCDE'.indexOf(segment) + 1 }, (_, person) => person),
  );

  test.each([
    ['two', and('A', 'B'), s('A')],
    ['three', and('A', 'B', 'C'), s('A')],
    ['three, one of them of no use', or('B', and('A', 'C')), s('B')],
    [
      'three, of which the middle says nothing',
      and('C', not('A'), or('A', 'B')),
      and('B', not('A')),
    ],
    ['five', or('A', 'B', 'C', 'D', and('D', 'E')), s('D')],
    ['five, of which others are named', or('A', and('C', 'D', 'E')), or('C', 'B')],
    ['three beside one that is free', and('A', 'B', 'C', 'free'), and('A', 'free')],
  ])('a chain of %s', (_, one, other) => {
    const relate: Relate<string> = (a, b) => ([a, b].includes('free') ? null : chain(a, b));
    const audiences = [one, other].map((algebra, key) => ({ key, algebra }));
    expect(findEqualAudiences(audiences, relate)).toEqual([[0, 1]]);
  });

  test('all of them together may use more segments than are decided at once', () => {
    const relate: Relate<string> = (a, b) =>
      a === 'A' || b === 'A' ? { relation: a === 'A' ? 'within' : 'contains', reason: '' } : null;
    const wider = (key: number) =>
      and('A', or(...Array.from({ length: 15 }, (_, n) => `${key} ${n}`)));
    const audiences = [0, 1, 2].map((key) => ({ key, algebra: wider(key) }));
    expect(findEqualAudiences(audiences, relate)).toEqual([[0, 1, 2]]);
  });

  test('the groups are the audiences that hold the same of all people that there can be', () => {
    const keys = [...'ABCDE'];
    const people = fc.uniqueArray(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), {
      minLength: 5,
      maxLength: 5,
      selector: String,
    });
    fc.assert(
      fc.property(people, fc.array(trees('ABCDE'), { maxLength: 12 }), (sets, algebras) => {
        const relate = relateAll((segment) => sets[keys.indexOf(segment)] ?? []);
        const possible = everyPerson(keys).filter((person) => isPossible(person, keys, relate));
        const held = algebras.map((algebra) =>
          possible.map((person) => Number(holds(algebra, person))).join(''),
        );
        const classes = [...new Set(held)]
          .filter((each) => each.includes('0') && each.includes('1'))
          .map((each) => held.flatMap((other, key) => (other === each ? [key] : [])))
          .filter(({ length }) => length > 1);
        const found = findEqualAudiences(
          algebras.map((algebra, key) => ({ key, algebra })),
          relate,
        );
        expect(found.toSorted(([a = 0], [b = 0]) => a - b)).toEqual(classes);
      }),
      { numRuns: 500 },
    );
  });
});

/** Whether someone can be in exactly these segments. */
function isPossible(
  person: ReadonlySet<string>,
  keys: readonly string[],
  relate: Relate<string>,
): boolean {
  return keys.every((a) =>
    keys.every((b) => {
      const relation = a === b ? undefined : relate(a, b)?.relation;
      if (relation === 'within') return !person.has(a) || person.has(b);
      return relation !== 'excludes' || !(person.has(a) && person.has(b));
    }),
  );
}
