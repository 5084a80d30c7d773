import type { Snapshot } from '../../model/remote/snapshot.ts';
import { findEnded } from '../../reconciler/plan.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

/** On stderr, because a plan and its bytes do not depend on the date. */
export function warnOfEnded(
  { clock, notices, terminal }: Pick<CommandContext, 'clock' | 'notices' | 'terminal'>,
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
): void {
  const shown = findEnded(manifests, snapshot, clock.now());
  if (shown.length === 0) return;
  notices.add(shown);
  terminal.writeWarning(renderDiagnostics(shown, manifests.sources, { color: terminal.noteColor }));
}
