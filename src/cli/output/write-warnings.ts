import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import type { CommandContext } from '../process/command-context.ts';
import { annotate } from './annotate.ts';

/** Findings that stand beside a result: on stderr, and in GitHub Actions as annotations, too. */
export function writeWarnings(
  { environment, terminal }: Pick<CommandContext, 'environment' | 'terminal'>,
  findings: readonly Diagnostic[],
  { sources = [], folder }: { readonly sources?: readonly SourceFile[]; readonly folder: string },
): void {
  if (findings.length === 0) return;
  terminal.writeWarning(renderDiagnostics(findings, sources, { color: terminal.noteColor }));
  annotate(findings, folder, environment, terminal.writeAnnotations);
}
