/** What audiences of both platforms have in common beside their algebra. */

import type { JsonObject } from '../../json.ts';
import { problem } from '../../protocol/problem.ts';
import type { Rule } from '../family.ts';
import { readAlgebra, writeAlgebra } from './algebra.ts';

export const audiencesMustNotBeTooMany: Rule = ({ call, before, after }) => {
  const limit = call.settings.audienceLimit;
  if (before !== null || limit === null) return [];
  const count = call.store
    .rows(after.platform, 'audience')
    .filter(({ scope }) => scope === after.scope).length;
  return count < limit
    ? []
    : [problem('audiences-limit-reached', `There may be ${limit} audiences at most.`)];
};

/** The tree as it was sent, without the operators that a node leaves null. */
export function normaliseAlgebra(taken: JsonObject): JsonObject {
  const algebra = readAlgebra(taken['algebra']);
  return { algebra: typeof algebra === 'string' ? taken['algebra'] : writeAlgebra(algebra) };
}
