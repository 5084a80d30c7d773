import { type Diagnostic, type Severity, sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { countOf } from '../../model/text/count-of.ts';
import { countKinds, platformNamed } from '../../platforms/platform-named.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import { findingsFormats } from '../../report/report-format.ts';
import { warnOfVersions } from '../connection/warn-of-versions.ts';
import { annotate } from '../output/annotate.ts';
import { writeReports } from '../output/reports/write-reports.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { findAllDeclarations } from '../project/find-all-declarations.ts';
import type { FoundDeclarations } from '../project/load-declarations.ts';

/** `validate`: every finding about the manifests, as the result. */
export const runValidate: RunCommand = async (context) => {
  const { options, environment, terminal, notices } = context;
  const fails = await readFails(context);
  const found = await findAllDeclarations(context);
  const { findings, houseRules, sources, folder, project } = found;
  if (project !== null) warnOfVersions(context, project, found);
  const diagnostics = sortDiagnostics([...findings, ...notices.list()]);
  if (options.text('format') === 'json') {
    terminal.writeResult(renderJson({ formatVersion: 1, diagnostics }));
  } else if (findings.length > 0) {
    terminal.writeResult(renderDiagnostics(findings, sources, { color: terminal.resultColor }));
  }
  annotate(findings, folder, environment, terminal.writeAnnotations);
  context.among?.onFindings(findings, { ...found, fails });
  const failing = diagnostics.filter(fails);
  terminal.writeNote(summarize({ ...found, findings: diagnostics }, failing));
  // The result comes first: a report file that can't be written must not hide it.
  await writeFindings({ project, houseRules, sources, folder, diagnostics, fails }, context);
  return failing.length > 0 ? exitCodes.error : exitCodes.done;
};

type Fails = (finding: Diagnostic) => boolean;

/** Whether a finding makes the run fail: errors do, and what `--fail-on` names. */
async function readFails(context: CommandContext): Promise<Fails> {
  const isError: Fails = ({ severity }) => severity === 'error';
  if (context.options.list('fail-on').length === 0) return isError;
  const { readFailOn } = await import('../planning/hold-fail-on.ts');
  const words = await readFailOn(context);
  return (finding) =>
    isError(finding) || words.includes(finding.code) || words.includes(finding.severity);
}

interface Reported
  extends Pick<FoundDeclarations, 'project' | 'houseRules' | 'sources' | 'folder'> {
  readonly diagnostics: readonly Diagnostic[];
  readonly fails: Fails;
}

/** `--report`. */
async function writeFindings(
  { project, ...found }: Reported,
  context: CommandContext,
): Promise<void> {
  if (context.options.list('report').length === 0) return;
  const { createFindingsRenderer } = await import('../output/create-findings-renderer.ts');
  const file = project === null ? {} : { projectFile: project.file };
  const render = await createFindingsRenderer({ ...found, ...file }, context.environment);
  await writeReports(context, findingsFormats, render);
}

function summarize(
  { declarations, project, findings: diagnostics }: FoundDeclarations,
  failing: readonly Diagnostic[],
): string {
  const ofKind = (kind: Kind) => declarations.filter((each) => each.kind === kind).length;
  const counts = { segment: ofKind('segment'), audience: ofKind('audience') };
  const kinds = project === null ? [] : countKinds(platformNamed(project.platform), counts);
  const ofSeverity = (severity: Severity) =>
    countOf(diagnostics.filter((each) => each.severity === severity).length, severity);
  const warnings = failing.filter(({ severity }) => severity === 'warning').length;
  const because =
    warnings === 0
      ? ''
      : ` --fail-on counts ${countOf(warnings, 'warning')} as ${warnings === 1 ? 'an error' : 'errors'}.`;
  return failing.length > 0
    ? `Not valid: ${ofSeverity('error')}, ${ofSeverity('warning')}.${because}`
    : `Valid: ${kinds.join(', ')}; ${ofSeverity('warning')}.`;
}
