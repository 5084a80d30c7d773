import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compileGlob } from '../../model/name.ts';
import { suggestAddresses } from '../../model/suggest-addresses.ts';
import type { Selection } from '../match/selection.ts';

/** `target-unmatched`: what matches nothing is probably a typo. */
export function findUnmatchedTargets(
  selection: Selection | undefined,
  known: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (!selection) return [];
  const addresses = [...known];
  return (['target', 'exclude'] as const).flatMap((option) =>
    selection[option]
      .filter((glob) => !addresses.some(compileGlob(glob, known)))
      .map((glob) => ({
        severity: 'error' as const,
        code: 'target-unmatched',
        message: `--${option} "${glob}" matches no declared or remote entity`,
        hint: suggestAddresses(glob, addresses),
      })),
  );
}
