import { relative, resolve, sep } from 'node:path';
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { findRepository, isInside } from '../../files/find-repository.ts';
import { projectFileName } from '../../model/files/project-file-name.ts';
import { type HouseRules, noHouseRules } from '../../model/house-rule.ts';
import { renderFindingsReport } from '../../report/findings/reports/render-findings-report.ts';
import type { FindingsFormat } from '../../report/report-format.ts';
import { version } from '../../version.ts';
import type { Environment } from '../process/command-context.ts';
import { renderJson } from '../process/render-json.ts';
import type { Failure } from '../process/report-failure.ts';

interface Findings extends Failure {
  /** Relative to the folder; the usual name unless given. */
  readonly projectFile?: string;
  /** None unless given. */
  readonly houseRules?: HouseRules;
  /** Whether a finding makes the command fail; errors do unless given. */
  readonly fails?: (finding: Diagnostic) => boolean;
}

/** Findings in the formats of other tools, which name files from the root of the repository. */
export async function createFindingsRenderer(
  {
    diagnostics,
    sources,
    folder,
    projectFile = projectFileName,
    houseRules = noHouseRules,
    fails = isError,
  }: Findings,
  environment: Environment,
): Promise<(format: FindingsFormat) => string> {
  const root = await findRoot(folder, environment);
  const inRoot = (file: string) => relative(root, resolve(folder, file)).split(sep).join('/');
  const move = (source: Source): Source => ({ ...source, file: inRoot(source.file) });
  const findings = diagnostics.map((finding) => ({
    finding: {
      ...finding,
      ...(finding.source === undefined ? {} : { source: move(finding.source) }),
      related: (finding.related ?? []).map((each) => ({ ...each, source: move(each.source) })),
    },
    fails: fails(finding),
  }));
  const report = {
    findings,
    sources: sources.map(({ file, text }) => ({ file: inRoot(file), text })),
    rules: [...houseRules.rules, ...houseRules.people].map(({ name, source }) => ({
      name,
      file: inRoot(source.file),
    })),
    projectFile: inRoot(projectFile),
    version,
  };
  return (format) =>
    format === 'json'
      ? renderJson({ formatVersion: 1, diagnostics })
      : renderFindingsReport(report, format);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** Where there is no repository, such as in an export of one, pipelines name the folder of the checkout. */
async function findRoot(folder: string, environment: Environment): Promise<string> {
  const repository = await findRepository(folder);
  if (repository !== null) return repository;
  const checkouts = [environment['GITHUB_WORKSPACE'], environment['CI_PROJECT_DIR']];
  return checkouts.find((each) => each && isInside(each, folder)) ?? folder;
}
