import { hasErrors, type Severity, sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { countOf } from '../../report/count-of.ts';
import { renderDiagnostics } from '../../report/render-diagnostics.ts';
import { annotate } from '../annotate.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { findAllDeclarations } from '../find-all-declarations.ts';
import type { FoundDeclarations } from '../load-declarations.ts';
import { renderJson } from '../render-json.ts';
import { warnOfVersions } from '../warn-of-versions.ts';

/** `validate`: every finding about the manifests, as the result. */
export const runValidate: RunCommand = async (context) => {
  const { options, environment, terminal, notices } = context;
  const found = await findAllDeclarations(context);
  const { findings, sources, folder, project } = found;
  if (project !== null) warnOfVersions(context, project, found);
  const diagnostics = sortDiagnostics([...findings, ...notices.list()]);
  if (options.text('format') === 'json') {
    terminal.writeResult(renderJson({ formatVersion: 1, diagnostics }));
  } else if (findings.length > 0) {
    terminal.writeResult(renderDiagnostics(findings, sources, { color: terminal.resultColor }));
  }
  annotate(findings, folder, environment, terminal.writeAnnotations);
  terminal.writeNote(summarize({ ...found, findings: diagnostics }));
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
