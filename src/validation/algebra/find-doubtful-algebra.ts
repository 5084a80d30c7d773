/** Algebra that logic proves its author can hardly have meant, with a tree that may have been meant. */
import { canonicalText } from '../../algebra/logic/canonical-text.ts';
import {
  type AlgebraProblem,
  findAlgebraProblems,
} from '../../algebra/logic/find-algebra-problems.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import { type AlgebraPath, type PlacedNode, placeNodes } from '../../algebra/logic/placed-node.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Algebra } from '../../model/algebra.ts';
import { writeFlow } from '../../rules/write-flow.ts';
import { findingAt } from '../finding-at.ts';
import { becauseOf } from './because-of.ts';
import type { KeyedAudience, KeyedAudiences } from './keyed-audiences.ts';

/**
 * Warns of audiences that are always empty and of operands that change nothing, for any people in the
 * segments that their definitions allow. The API takes such trees.
 */
export function findDoubtfulAlgebra(keyed: KeyedAudiences): readonly Diagnostic[] {
  const { relate, nameOf } = keyed;
  return keyed.audiences.flatMap((audience) => {
    const problems = findAlgebraProblems(audience.algebra, relate);
    if (problems.length === 0) return [];
    const root = placeNodes(audience.algebra);
    return problems.flatMap((problem) => {
      if (problem.kind === 'tautology') return [];
      const words =
        problem.kind === 'contradiction' ? holdsNobody : describeOperand(problem, root, relate);
      return [warn(audience, problem, words, nameOf)];
    });
  });
}

interface Words {
  readonly code: string;
  readonly message: string;
  /** What the other places have to do with it. */
  readonly label: string;
}

const holdsNobody: Words = {
  code: 'audience-holds-nobody',
  message: 'this audience is always empty',
  label: 'excluded here',
};

function warn(
  audience: KeyedAudience,
  problem: AlgebraProblem,
  words: Words,
  nameOf: (key: string) => string,
): Diagnostic {
  const { declaration } = audience;
  const { code, label } = words;
  const message = `${words.message}${becauseOf(problem.facts, nameOf)}`;
  // Of parts that contradict each other the later is marked, as with twins.
  const parts = problem.parts.toReversed();
  const others = [...parts.slice(1), ...(problem.because ? [problem.because] : [])];
  const place = (path: AlgebraPath) => ['algebra', ...path];
  const related = others.map((path) => ({
    label,
    source: declaration.locate(place(path), 'value'),
  }));
  const rewrite = problem.rewrite && `algebra: ${writeFlow(audience.write(problem.rewrite))}`;
  const when =
    problem.kind === 'contradiction' ? 'if you meant this' : 'instead, which gives the same people';
  return findingAt(declaration, place(parts[0] ?? []), {
    severity: 'warning',
    code,
    message,
    hint:
      rewrite === null
        ? 'Change or remove the parts that exclude each other.'
        : `Write ${rewrite} ${when}.`,
    ...(related.length === 0 ? {} : { related }),
  });
}

function describeOperand(problem: AlgebraProblem, root: PlacedNode, relate: Relate<string>): Words {
  const label = 'because of this';
  const operand = nodeAt(root, problem.parts[0] ?? []);
  const because = problem.because && nodeAt(root, problem.because);
  const [inner] = operand ? findAlgebraProblems(operand, relate) : [];
  if (inner?.kind === 'contradiction') {
    const message = 'this operand is always empty, so it changes nothing';
    return { code: 'operand-holds-nobody', message, label };
  }
  if (inner?.kind === 'tautology') {
    const message = 'this operand contains all people, so it changes nothing';
    return { code: 'operand-holds-everyone', message, label };
  }
  if (operand && because && canonicalText(operand) === canonicalText(because)) {
    const message = 'this operand repeats another one';
    return { code: 'duplicate-operand', message, label: 'first given here' };
  }
  const message = 'the audience contains the same people without this operand';
  return { code: 'operand-without-effect', message, label };
}

function nodeAt(node: PlacedNode, path: AlgebraPath): Algebra<string> | null {
  if (path.length === node.path.length) return node.algebra;
  const next = node.operands.find((operand) =>
    operand.path.every((step, index) => step === path[index]),
  );
  return next ? nodeAt(next, path) : null;
}
