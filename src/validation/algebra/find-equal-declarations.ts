import { findEqualAudiences } from '../../algebra/logic/find-equal-audiences.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { listSome } from '../../model/text/list-some.ts';
import { findingAt } from '../finding-at.ts';
import type { KeyedAudience } from './keyed-audiences.ts';

/** How many equal audiences a message names. */
const mostNames = 3;

/** `audiences-equal`: audiences that logic proves to hold the same people, one finding for all of them, at the second. */
export function findEqualDeclarations(audiences: readonly KeyedAudience[]): readonly Diagnostic[] {
  const keyed = audiences.map(({ declaration, algebra }) => ({ key: declaration, algebra }));
  return findEqualAudiences(keyed).flatMap(([first, second, ...more]) => {
    if (!first || !second) return [];
    const others = [first, ...more];
    const names = listSome(
      others.map(({ name }) => `"${name}"`),
      mostNames,
    );
    return [
      findingAt(second, ['algebra'], {
        severity: 'warning',
        code: 'audiences-equal',
        message: `"${second.name}" contains the same people as ${names}`,
        hint: `Keep only one of them, unless campaigns need ${more.length > 0 ? 'them' : 'both'}.`,
        related: others.map((other) => ({
          label: 'the same people',
          source: other.locate(['algebra'], 'value'),
        })),
      }),
    ];
  });
}
