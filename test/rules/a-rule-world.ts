/** Worlds of audiences and rules at random, and what is true of them by looking at every person. */
import fc from 'fast-check';
import type { Relate } from '../../src/algebra/logic/list-facts.ts';
import { type Algebra, algebraLeaves } from '../../src/model/algebra.ts';
import type { RuledAudience, RuleWorld } from '../../src/rules/rule-world.ts';
import { everyPerson, holds, trees } from '../algebra/brute-force.ts';

export type Someone = ReadonlySet<string>;

/** Segments by what they hold of five sorts of people, a bit each; nothing is known of the others. */
export type Meanings = ReadonlyMap<string, number>;

export interface TestWorld extends RuleWorld {
  readonly meanings: Meanings;
  /** Everyone whom the facts leave possible, by the segments they are in. */
  readonly people: () => readonly Someone[];
}

export function meaningsOf(keys: string): fc.Arbitrary<Meanings> {
  return fc
    .array(fc.option(fc.integer({ min: 1, max: 31 })), {
      minLength: keys.length,
      maxLength: keys.length,
    })
    .map((masks) => new Map([...keys].flatMap((key, at) => withMask(key, masks[at] ?? null))));
}

function withMask(key: string, mask: number | null): readonly (readonly [string, number])[] {
  return mask === null ? [] : [[key, mask]];
}

export function relateBy(meanings: Meanings): Relate<string> {
  return (a, b) => {
    const [one, other] = [meanings.get(a), meanings.get(b)];
    if (one === undefined || other === undefined) return null;
    const reason = 'as the test has it';
    if (one === other) return { relation: 'equal', reason };
    const both = one & other;
    if (both === 0) return { relation: 'excludes', reason };
    if (both === one) return { relation: 'within', reason };
    return both === other ? { relation: 'contains', reason } : null;
  };
}

/** Whether no fact of two segments is against someone. */
export function isPossible(person: Someone, keys: Iterable<string>, meanings: Meanings): boolean {
  const known = [...keys].flatMap((key) => {
    const mask = meanings.get(key);
    return mask === undefined ? [] : [{ mask, isIn: person.has(key) }];
  });
  return known.every(
    (a) =>
      !a.isIn ||
      known.every((b) => (b.isIn ? (a.mask & b.mask) !== 0 : (a.mask & b.mask) !== a.mask)),
  );
}

export function everyPossiblePerson(
  keys: Iterable<string>,
  meanings: Meanings,
): readonly Someone[] {
  const all = [...new Set(keys)];
  return everyPerson(all).filter((person) => isPossible(person, all, meanings));
}

/** One is the name of a segment and of audiences, one that of what has no people, one that of nothing. */
export const namesInRules: string[] = [
  'a',
  'b',
  'c',
  'd',
  'New | 1',
  'New | 2',
  'Loyal | 1',
  'gone',
  'nowhere',
];
const audienceNames = ['New | 1', 'New | 2', 'Loyal | 1', 'Loyal | 2', 'a', 'New or Loyal'];

/**
 * Up to six audiences over segments with one letter each, which is their name, too. To every second audience, as if it
 * had another owner, "a" and "b" are the names of one another.
 */
export function worlds(keys: string): fc.Arbitrary<TestWorld> {
  return fc
    .record({
      trees: fc.array(trees(keys), { minLength: 1, maxLength: 6 }),
      names: fc.shuffledSubarray(audienceNames, { minLength: 6, maxLength: 6 }),
      meanings: meaningsOf(keys),
    })
    .map(({ trees: algebras, names, meanings }) => {
      const audiences = algebras.map(
        (algebra, at): RuledAudience => ({ name: names[at] ?? '', key: `audience ${at}`, algebra }),
      );
      const everyone = everyPossiblePerson(keys, meanings);
      return {
        audiences,
        meanings,
        find: (name, { key }) => {
          const swapped = /[13579]$/u.test(key) ? { a: 'b', b: 'a' }[name] : undefined;
          if (keys.includes(name)) return { segment: swapped ?? name };
          if (name === 'gone') return { or: [] };
          return audiences.find((each) => each.name === name && each.key !== key)?.algebra ?? null;
        },
        relate: relateBy(meanings),
        people: () => everyone,
      };
    });
}

/** What rules and people have in the place of a list of globs. */
export const globLists: fc.Arbitrary<string[]> = fc.subarray(
  ['*', 'New | *', 'Loyal*', '* | ?', 'a', 'Old | *'],
  {
    minLength: 1,
    maxLength: 3,
  },
);

const meant: Readonly<Record<string, (name: string) => boolean>> = {
  '*': () => true,
  'New | *': (name) => name.startsWith('New | '),
  'Loyal*': (name) => name.startsWith('Loyal'),
  '* | ?': (name) => /^.* \| .$/u.test(name),
  a: (name) => name === 'a',
  'Old | *': (name) => name.startsWith('Old | '),
};

export function isMeant(globs: readonly string[], { name }: Pick<RuledAudience, 'name'>): boolean {
  return globs.some((glob) => meant[glob]?.(name));
}

/** The size of the smallest witness, of those in no other segments than the trees have. */
export function fewestSegments(algebra: Algebra<string>, meanings: Meanings): number {
  const people = everyPossiblePerson(algebraLeaves(algebra), meanings);
  return Math.min(
    ...people.filter((person) => holds(algebra, person)).map((person) => person.size),
  );
}
