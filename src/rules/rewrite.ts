import { findAlgebraProblems } from '../algebra/logic/find-algebra-problems.ts';
import { findPerson } from '../algebra/logic/find-person.ts';
import { isAcceptable } from '../algebra/logic/is-acceptable.ts';
import type { Relate } from '../algebra/logic/list-facts.ts';
import { withoutSegments } from '../algebra/logic/without-segments.ts';
import {
  type Algebra,
  algebraDepth,
  algebraLeaves,
  maxAlgebraDepth,
  maxAlgebraSegments,
} from '../model/algebra.ts';
import type { RuleDemand } from '../model/house-rule.ts';
import type { Claim } from './claim.ts';

/** A tree of which a claim holds; or why none is suggested, in words, where there is more to say. */
export type Rewrite =
  | { readonly tree: Algebra<string> }
  | { readonly tree: null; readonly why: string | null };

/** What speaks against segments side by side in the algebra of one audience, in words; null where nothing does. */
export type FindObjection = (segments: readonly string[]) => string | null;

/** What would mend an audience, with as many of its people as a rule leaves. */
export function rewriteFor(
  { audience, other, named }: Claim,
  { kind }: Pick<RuleDemand, 'kind'>,
  relate: Relate<string>,
  findObjection: FindObjection,
): Rewrite {
  const none = (why: string | null) => ({ tree: null, why });
  if (kind === 'schema' || audience === other) return none(null);
  const whole =
    kind === 'within' ? joinAll([audience.algebra, ...named]) : keepOut(audience.algebra, named);
  if (whole === null) return none(nothingLeft);
  const tree = simplify(whole, relate);
  const leaves = algebraLeaves(tree);
  const objection = findObjection([...new Set(leaves)]);
  if (objection !== null) return none(objection);
  if (leaves.length > maxAlgebraSegments || algebraDepth(tree) > maxAlgebraDepth) {
    return none(tooLarge);
  }
  if (!isAcceptable(tree)) return none(null);
  const someone = findPerson(tree, relate);
  if (someone === 'undecided') return none(null);
  return someone === null ? none(nothingLeft) : { tree };
}

const nothingLeft = 'the audience would be empty';
const tooLarge = `it would have more than ${maxAlgebraSegments} segments or ${maxAlgebraDepth} levels`;

/** The same people, without what has no effect. */
function simplify(tree: Algebra<string>, relate: Relate<string>): Algebra<string> {
  const [problem] = findAlgebraProblems(tree, relate);
  if (problem?.kind !== 'operand-without-effect' || problem.rewrite === null) return tree;
  return isAcceptable(problem.rewrite) ? problem.rewrite : tree;
}

/** The whole audience without some people, who need no mention inside it any more. */
function keepOut(
  algebra: Algebra<string>,
  named: readonly Algebra<string>[],
): Algebra<string> | null {
  const segments = new Set(named.flatMap((tree) => ('segment' in tree ? [tree.segment] : [])));
  const rest = withoutSegments(algebra, segments);
  return typeof rest === 'boolean' ? null : joinAll([rest, ...named.map((not) => ({ not }))]);
}

function joinAll(trees: readonly Algebra<string>[]): Algebra<string> {
  return { and: trees.flatMap((tree) => ('and' in tree ? tree.and : [tree])) };
}
