import type { Snapshot } from '../../model/remote/snapshot.ts';
import { findEndedSegments } from '../../plan/check/find-ended-segments.ts';
import { shownIn } from '../../reconciler.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

/** On stderr, since a plan and its bytes know no time. */
export function warnOfEnded(
  { clock, notices, terminal }: Pick<CommandContext, 'clock' | 'notices' | 'terminal'>,
  { project, declarations, sources }: LoadedDeclarations,
  snapshot: Snapshot,
): void {
  const ended = findEndedSegments(declarations, snapshot, clock.now());
  const shown = shownIn(project, ended);
  if (shown.length === 0) return;
  notices.add(shown);
  terminal.writeWarning(renderDiagnostics(shown, sources, { color: terminal.noteColor }));
}
