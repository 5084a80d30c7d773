import { judgeAudience } from '../../algebra/judge-audience.ts';
import { findEqualAudiences } from '../../algebra/logic/find-equal-audiences.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { mapAlgebra } from '../../model/algebra.ts';
import { listSome } from '../../model/text/list-some.ts';
import { findingAt } from '../finding-at.ts';
import { becauseOf } from './because-of.ts';
import type { KeyedAudience, KeyedAudiences } from './keyed-audiences.ts';

/** How many equal audiences a message names. */
const mostNames = 3;

/** `audiences-equal`: audiences that logic proves to hold the same people, one finding for all of them, at the second. */
export function findEqualDeclarations(all: KeyedAudiences): readonly Diagnostic[] {
  const { audiences, relate, alike } = all;
  const keyed = audiences.map((audience) => ({
    key: audience,
    algebra: mapAlgebra(audience.algebra, alike),
  }));
  return findEqualAudiences(keyed, relate).flatMap(([first, second, ...more]) => {
    if (!first || !second) return [];
    const others = [first, ...more];
    const names = listSome(
      others.map(({ declaration }) => `"${declaration.name}"`),
      mostNames,
    );
    // Of several, each pair may have reasons of its own.
    const reason = more.length > 0 ? '' : reasonOf(first, second, all);
    return [
      findingAt(second.declaration, ['algebra'], {
        severity: 'warning',
        code: 'audiences-equal',
        message: `"${second.declaration.name}" contains the same people as ${names}${reason}`,
        hint: `Keep only one of them, unless campaigns need ${more.length > 0 ? 'them' : 'both'}.`,
        related: others.map(({ declaration }) => ({
          label: 'the same people',
          source: declaration.locate(['algebra'], 'value'),
        })),
      }),
    ];
  });
}

/** The facts without which they are different functions. */
function reasonOf(
  before: KeyedAudience,
  after: KeyedAudience,
  { relate, nameOf }: KeyedAudiences,
): string {
  const { facts = [] } = judgeAudience(
    {
      ...{ before: before.algebra, after: after.algebra },
      relate: (a, b) => relate(a.key, b.key),
    },
    nameOf,
  );
  const keyed = facts.map((fact) => ({ ...fact, segment: fact.segment.key, of: fact.of.key }));
  return becauseOf(keyed, nameOf);
}
