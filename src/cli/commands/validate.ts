import { hasErrors, type Severity, sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { countOf } from '../../model/text/count-of.ts';
import { countKinds, platformNamed } from '../../platforms/platform-named.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import { warnOfVersions } from '../connection/warn-of-versions.ts';
import { annotate } from '../output/annotate.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { findAllDeclarations } from '../project/find-all-declarations.ts';
import type { FoundDeclarations } from '../project/load-declarations.ts';

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

function summarize({ declarations, project, findings: diagnostics }: FoundDeclarations): string {
  const ofKind = (kind: Kind) => declarations.filter((each) => each.kind === kind).length;
  const counts = { segment: ofKind('segment'), audience: ofKind('audience') };
  const kinds = project === null ? [] : countKinds(platformNamed(project.platform), counts);
  const ofSeverity = (severity: Severity) =>
    countOf(diagnostics.filter((each) => each.severity === severity).length, severity);
  return hasErrors(diagnostics)
    ? `Not valid: ${ofSeverity('error')}, ${ofSeverity('warning')}.`
    : `Valid: ${kinds.join(', ')}; ${ofSeverity('warning')}.`;
}
