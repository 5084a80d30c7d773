import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../../model/files/source-file.ts';

/** What a check found. All files are named from the root of the repository. */
export interface FindingsReport {
  readonly findings: readonly ReportedFinding[];
  /** The files that were read. */
  readonly sources: readonly SourceFile[];
  /** What must always hold: rules, and people with the audiences that reach them. */
  readonly rules: readonly ReportedRule[];
  /** Findings without a place are shown here, because the tools that read reports need a file. */
  readonly projectFile: string;
  /** Of audiencectl. */
  readonly version: string;
}

interface ReportedRule {
  readonly name: string;
  readonly file: string;
}

export interface ReportedFinding {
  readonly finding: Diagnostic;
  /** Whether it makes the check fail. */
  readonly fails: boolean;
}

/** The file in which a finding is shown. */
export function fileOf(
  { source }: Diagnostic,
  { projectFile }: Pick<FindingsReport, 'projectFile'>,
): string {
  return source?.file ?? projectFile;
}
