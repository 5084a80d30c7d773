import type { SourceFile } from '../../model/source-file.ts';
import { findVersionWarnings, type VersionsInUse } from '../../platforms/find-version-warnings.ts';
import { shownIn } from '../../reconciler/shown-in.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import { annotate } from '../output/annotate.ts';
import type { CommandContext } from '../process/command-context.ts';

/** Warns on stderr of the versions that end: today's date is no part of any result. */
export function warnOfVersions(
  { clock, environment, notices, terminal }: CommandContext,
  inUse: VersionsInUse,
  { sources, folder }: { readonly sources: readonly SourceFile[]; readonly folder: string },
): void {
  const ignore = inUse.ignore ?? [];
  const found = shownIn({ ignore }, findVersionWarnings(inUse, clock.now()));
  if (found.length === 0) return;
  notices.add(found);
  terminal.writeWarning(renderDiagnostics(found, sources, { color: terminal.noteColor }));
  annotate(found, folder, environment, terminal.writeAnnotations);
}
