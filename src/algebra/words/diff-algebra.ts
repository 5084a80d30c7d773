import type { Algebra } from '../../model/algebra.ts';
import { canonicalText } from '../logic/canonical-text.ts';
import { type AlgebraLine, describeAlgebra, readGroup } from './describe-algebra.ts';
import { pairOperands } from './pair-operands.ts';

type Node = Algebra<string>;
type Lines = readonly AlgebraLine[];

/** After so many pairs of nodes only the first way is tried, so that deep trees take no long time. */
const mostPairs = 100;

/**
 * Two trees as one reading with the operands that changed marked. Operands in another order, twins
 * and other differences of form alone are no change; unchanged parts read as they do after it.
 * A sign on a title is of that line alone: what it stands above was there without it, or stays.
 */
export function diffAlgebra(before: Node, after: Node, nameOf: (key: string) => string): Lines {
  // Two nodes may meet on several ways.
  const known = new Map<Node, Map<Node, Lines>>();
  let pairs = 0;

  function diff(old: Node, fresh: Node): Lines {
    const ofOld = known.get(old) ?? new Map<Node, Lines>();
    known.set(old, ofOld);
    const lines = ofOld.get(fresh) ?? shortest(old, fresh);
    ofOld.set(fresh, lines);
    return lines;
  }

  function shortest(old: Node, fresh: Node): Lines {
    if (canonicalText(old) === canonicalText(fresh)) return describeAlgebra(fresh, nameOf);
    pairs += 1;
    const replaced: Lines = [
      ...describeAlgebra(old, nameOf, '-'),
      ...describeAlgebra(fresh, nameOf, '+'),
    ];
    let best = replaced;
    for (const [index, { titles, from, to }] of listWays(old, fresh).entries()) {
      if (index > 0 && pairs > mostPairs) break;
      const lines = [...titles, ...diffOperands(from, to)];
      if (countSigned(lines) < countSigned(best)) best = lines;
    }
    return best;
  }

  function diffOperands(from: readonly Node[], to: readonly Node[]): Lines {
    const lines = pairOperands(from, to).flatMap((pair) => {
      if (pair.after === null) return describeAlgebra(pair.before, nameOf, '-');
      if (pair.before === null) return describeAlgebra(pair.after, nameOf, '+');
      return diff(pair.before, pair.after);
    });
    return lines.map((line) => ({ ...line, depth: line.depth + 1 }));
  }

  return diff(before, after);
}

interface Way {
  readonly titles: Lines;
  /** The operands below the titles, before and after. */
  readonly from: readonly Node[];
  readonly to: readonly Node[];
}

/** What may stay of two trees: the operands of both, or one tree as an operand of the other. */
function listWays(before: Node, after: Node): readonly Way[] {
  const [old, fresh] = [readGroup(before), readGroup(after)];
  const titled = (sign: AlgebraLine['sign'], text: string) => ({ sign, depth: 0, text });
  const ways: Way[] = [];
  if (old && fresh) {
    const titles =
      old.title === fresh.title
        ? [titled(' ', fresh.title)]
        : [titled('-', old.title), titled('+', fresh.title)];
    ways.push({ titles, from: old.operands, to: fresh.operands });
  }
  if (fresh) ways.push({ titles: [titled('+', fresh.title)], from: [before], to: fresh.operands });
  if (old) ways.push({ titles: [titled('-', old.title)], from: old.operands, to: [after] });
  return ways;
}

function countSigned(lines: Lines): number {
  return lines.filter(({ sign }) => sign !== ' ').length;
}
