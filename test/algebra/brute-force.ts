/** Algebra the slow way: trees built at random, and decided by trying every kind of person. */
import fc from 'fast-check';
import { type Algebra, algebraLeaves, foldAlgebra } from '../../src/model/algebra.ts';

export function s(segment: string): Algebra<string> {
  return { segment };
}

export function and(...operands: readonly (Algebra<string> | string)[]): Algebra<string> {
  return { and: operands.map(node) };
}

export function or(...operands: readonly (Algebra<string> | string)[]): Algebra<string> {
  return { or: operands.map(node) };
}

export function not(operand: Algebra<string> | string): Algebra<string> {
  return { not: node(operand) };
}

function node(operand: Algebra<string> | string): Algebra<string> {
  return typeof operand === 'string' ? s(operand) : operand;
}

/** Trees of a few segments, so that they meet again and again. */
export function trees(keys = 'ABCDE'): fc.Arbitrary<Algebra<string>> {
  const { tree } = fc.letrec<{ tree: Algebra<string> }>((tie) => {
    const operands = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
    return {
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(...keys).map(s),
        operands.map((and) => ({ and })),
        operands.map((or) => ({ or })),
        tie('tree').map((not) => ({ not })),
      ),
    };
  });
  return tree;
}

/** Whether somebody who is in exactly these segments is in the audience. */
export function holds(algebra: Algebra<string>, segments: ReadonlySet<string>): boolean {
  return foldAlgebra<string, boolean>(algebra, {
    segment: (key) => segments.has(key),
    and: (operands) => operands.every(Boolean),
    or: (operands) => operands.some(Boolean),
    not: (operand) => !operand,
  });
}

/** Every combination of segments that somebody can be in. */
export function everyPerson(keys: Iterable<string>): readonly ReadonlySet<string>[] {
  return [...new Set(keys)].reduce<readonly ReadonlySet<string>[]>(
    (people, key) => people.flatMap((person) => [person, new Set([...person, key])]),
    [new Set()],
  );
}

/** As `everyPerson`, for the segments of these trees. */
export function everyPersonOf(
  ...algebras: readonly Algebra<string>[]
): readonly ReadonlySet<string>[] {
  return everyPerson(algebras.flatMap(algebraLeaves));
}
