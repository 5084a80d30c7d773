/** Rules about the algebra of audiences. */

import type { JsonObject } from '../../json.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import type { Candidate, Rule } from '../family.ts';
import type { Resource } from '../resource.ts';
import {
  type Algebra,
  hasShortBranch,
  limitsPopulation,
  readAlgebra,
  segmentIdsOf,
} from './algebra.ts';

const details: Readonly<Record<string, string>> = {
  'multiple-algebra-operators': 'A node of the algebra has more than one operator.',
  'audience-algebra-cannot-be-null-or-empty': 'The algebra, or a node of it, says nothing.',
  'audience-algebra-too-deep': 'The algebra has more than 10 levels.',
  'audience-algebra-has-too-many-segments': 'The algebra names more than 10 segments.',
  'non-parsable-id': 'A segment ID in the algebra is not a number.',
  invalid: 'The algebra has a value of the wrong type.',
};

/** What refuses the whole request: an algebra that cannot even be read. */
export function findAlgebraFault(sent: JsonObject, isCreate: boolean): Problem | null {
  if (!isCreate && (sent['algebra'] ?? null) === null) return null;
  const algebra = readAlgebra(sent['algebra']);
  return typeof algebra === 'string' ? problem(algebra, details[algebra] ?? algebra) : null;
}

/** The tree of a candidate, when this request sets it. */
function sentAlgebra({ sent }: Candidate): Algebra | null {
  const algebra = readAlgebra(sent['algebra']);
  return typeof algebra === 'string' ? null : algebra;
}

/** The segments that the tree names and the store has. */
export function segmentsOf(candidate: Candidate, algebra: Algebra): readonly Resource[] {
  return segmentIdsOf(algebra)
    .map((id) => candidate.call.store.find(candidate.after.platform, 'segment', id))
    .filter((segment) => segment !== undefined);
}

/** A rule that looks at the tree only when the request carries one. */
export function algebraRule(
  find: (algebra: Algebra, candidate: Candidate) => Problem | null,
): Rule {
  return (candidate) => {
    const algebra = sentAlgebra(candidate);
    const found = algebra === null ? null : find(algebra, candidate);
    return found === null ? [] : [found];
  };
}

export const branchesMustHaveTwoNodes: Rule = algebraRule((algebra) =>
  hasShortBranch(algebra)
    ? problem(
        'audience-algebra-and-or-nodes-must-include-more-than-one-node',
        'An "and" or "or" has fewer than two nodes.',
      )
    : null,
);

export const algebraMustBeLimited: Rule = algebraRule((algebra) =>
  limitsPopulation(algebra)
    ? null
    : problem('audience-algebra-must-be-limited', 'The algebra reaches an unbounded population.'),
);

/** @param isVisible whether the audience may use a segment that exists. */
export function segmentsMustExist(
  isVisible: (segment: Resource, audience: Resource) => boolean,
): Rule {
  return algebraRule((algebra, { call, after }) => {
    const missing = segmentIdsOf(algebra).filter((id) => {
      const segment = call.store.find(after.platform, 'segment', id);
      return segment === undefined || !isVisible(segment, after);
    });
    return missing.length === 0
      ? null
      : problem(
          'audience-must-contain-only-existing-segments',
          `No such segments: ${[...new Set(missing)].join(', ')}.`,
        );
  });
}
