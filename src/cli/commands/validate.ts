import { hasErrors, type Severity } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { countOf } from '../../report/count-of.ts';
import { renderDiagnostics } from '../../report/render-diagnostics.ts';
import { annotate } from '../annotate.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { findAllDeclarations } from '../find-all-declarations.ts';
import type { FoundDeclarations } from '../load-declarations.ts';
import { renderJson } from '../render-json.ts';

/** `validate`: every finding about the manifests, as the result. */
export const runValidate: RunCommand = async (context) => {
  const { options, environment, terminal } = context;
  const found = await findAllDeclarations(context);
  const { findings: diagnostics, sources, folder } = found;
  if (options.text('format') === 'json') {
    terminal.writeResult(renderJson({ formatVersion: 1, diagnostics }));
  } else if (diagnostics.length > 0) {
    terminal.writeResult(renderDiagnostics(diagnostics, sources, { color: terminal.resultColor }));
  }
  annotate(diagnostics, folder, environment, terminal.writeAnnotations);
  terminal.writeNote(summarize(found));
  return hasErrors(diagnostics) ? exitCodes.error : exitCodes.done;
};

function summarize({ declarations, findings: diagnostics }: FoundDeclarations): string {
  const ofKind = (kind: Kind) =>
    countOf(declarations.filter((each) => each.kind === kind).length, kind);
  const ofSeverity = (severity: Severity) =>
    countOf(diagnostics.filter((each) => each.severity === severity).length, severity);
  return hasErrors(diagnostics)
    ? `Not valid: ${ofSeverity('error')}, ${ofSeverity('warning')}.`
    : `Valid: ${ofKind('segment')}, ${ofKind('audience')}; ${ofSeverity('warning')}.`;
}
