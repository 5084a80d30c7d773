import { findPerson } from '../algebra/logic/find-person.ts';
import { isAcceptable } from '../algebra/logic/is-acceptable.ts';
import type { Relate } from '../algebra/logic/list-facts.ts';
import { withoutSegments } from '../algebra/logic/without-segments.ts';
import type { Algebra } from '../model/algebra.ts';
import type { RuleDemand } from '../model/house-rule.ts';
import type { Claim } from './claim.ts';

/**
 * A tree of which a claim holds, with as many of the audience's people as that leaves.
 * @returns null where the API would not take it, or where no one would be left.
 */
export function rewriteFor(
  { audience, other, named }: Claim,
  { kind }: Pick<RuleDemand, 'kind'>,
  relate: Relate<string>,
): Algebra<string> | null {
  if (kind === 'schema' || audience === other) return null;
  const rewrite =
    kind === 'within' ? joinAll([audience.algebra, ...named]) : keepOut(audience.algebra, named);
  if (rewrite === null || !isAcceptable(rewrite)) return null;
  const someone = findPerson(rewrite, relate);
  return someone === null || someone === 'undecided' ? null : rewrite;
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
