import { findEqualAudiences } from '../../algebra/logic/find-equal-audiences.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { findingAt } from '../finding-at.ts';
import type { KeyedAudience } from './keyed-audiences.ts';

/** `audiences-equal`: two audiences that logic proves to hold the same people; the later is marked. */
export function findEqualDeclarations(audiences: readonly KeyedAudience[]): readonly Diagnostic[] {
  const keyed = audiences.map(({ declaration, algebra }) => ({ key: declaration, algebra }));
  return findEqualAudiences(keyed).flatMap(([first, ...others]) =>
    others.flatMap((declaration): readonly Diagnostic[] => {
      if (!first) return [];
      return [
        findingAt(declaration, ['algebra'], {
          severity: 'warning',
          code: 'audiences-equal',
          message: `"${declaration.name}" contains the same people as "${first.name}"`,
          hint: `Keep only one of them, unless campaigns need both.`,
          related: [{ label: 'the same people', source: first.locate(['algebra'], 'value') }],
        }),
      ];
    }),
  );
}
