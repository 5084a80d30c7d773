import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { compileGlob } from '../../model/name.ts';
import { suggestAddresses } from '../../model/suggest-addresses.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Selection } from '../match/selection.ts';

/** `target-unmatched`: what matches nothing is probably a typo. */
export function findUnmatchedTargets(
  selection: Selection | undefined,
  declarations: readonly Declaration[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  if (!selection) return [];
  const addresses = [
    ...declarations.map(({ address }) => String(address)),
    ...index.entities.map(({ kind, name }) => `${kind}/${name}`),
  ];
  return (['target', 'exclude'] as const).flatMap((option) =>
    selection[option]
      .filter((glob) => !addresses.some(compileGlob(glob)))
      .map((glob) => ({
        severity: 'error' as const,
        code: 'target-unmatched',
        message: `--${option} "${glob}" matches no declared or remote entity`,
        hint: suggestAddresses(glob, addresses),
      })),
  );
}
