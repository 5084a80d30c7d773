import type { Algebra } from '../../model/algebra.ts';
import { canonicalText } from '../logic/canonical-text.ts';
import {
  type AlgebraGroup,
  type AlgebraLine,
  describeAlgebra,
  readGroup,
} from './describe-algebra.ts';
import { pairOperands } from './pair-operands.ts';

type NameOf = (key: string) => string;

/**
 * Two trees as one reading with the operands that changed marked. Operands in another order, twins
 * and other differences of form alone are no change; unchanged parts read as they do after it.
 */
export function diffAlgebra(
  before: Algebra<string>,
  after: Algebra<string>,
  nameOf: NameOf,
): readonly AlgebraLine[] {
  return diffNodes(before, after, nameOf, 0);
}

function diffNodes(
  before: Algebra<string>,
  after: Algebra<string>,
  nameOf: NameOf,
  depth: number,
): readonly AlgebraLine[] {
  if (canonicalText(before) === canonicalText(after)) {
    return describeAlgebra(after, nameOf, ' ', depth);
  }
  const [old, fresh] = [readGroup(before), readGroup(after)];
  const titles = diffTitles({ node: before, group: old }, { node: after, group: fresh }, depth);
  if (titles === null) {
    return [
      ...describeAlgebra(before, nameOf, '-', depth),
      ...describeAlgebra(after, nameOf, '+', depth),
    ];
  }
  const operands = diffOperands(
    old?.operands ?? [before],
    fresh?.operands ?? [after],
    nameOf,
    depth + 1,
  );
  return [...titles, ...operands];
}

interface Side {
  readonly node: Algebra<string>;
  readonly group: AlgebraGroup | null;
}

/** The line or lines above common operands; null when there is nothing in common to show. */
function diffTitles(old: Side, fresh: Side, depth: number): readonly AlgebraLine[] | null {
  if (old.group !== null && old.group.title === fresh.group?.title) {
    return [{ sign: ' ', depth, text: old.group.title }];
  }
  const operands = new Set((old.group?.operands ?? [old.node]).map(canonicalText));
  const isShared = (fresh.group?.operands ?? [fresh.node]).some((operand) =>
    operands.has(canonicalText(operand)),
  );
  if (!isShared) return null;
  return [
    ...(old.group ? [{ sign: '-' as const, depth, text: old.group.title }] : []),
    ...(fresh.group ? [{ sign: '+' as const, depth, text: fresh.group.title }] : []),
  ];
}

function diffOperands(
  before: readonly Algebra<string>[],
  after: readonly Algebra<string>[],
  nameOf: NameOf,
  depth: number,
): readonly AlgebraLine[] {
  return pairOperands(before, after).flatMap((pair) => {
    if (pair.after === null) return describeAlgebra(pair.before, nameOf, '-', depth);
    if (pair.before === null) return describeAlgebra(pair.after, nameOf, '+', depth);
    return diffNodes(pair.before, pair.after, nameOf, depth);
  });
}
