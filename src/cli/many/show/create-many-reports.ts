/** The files of `--report` of a run over many projects. */
import { type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { ManyTextOptions } from '../../../report/many/many-options.ts';
import type { ProjectResult } from '../../../report/many/project-result.ts';
import { renderMany } from '../../../report/many/render-many.ts';
import type { ManyCommand } from '../../../report/many/words/many-words.ts';
import {
  type FindingsFormat,
  findingsFormats,
  type ReportFormat,
} from '../../../report/report-format.ts';
import { readReports, reportFormatsOf, reportValues } from '../../output/reports/read-reports.ts';
import { ReportsNotWritten } from '../../output/reports/write-reports.ts';
import { type FileInParts, openInParts, writeOutput } from '../../output/write-file.ts';
import type { CommandContext } from '../../process/command-context.ts';
import type { ProjectRun } from '../project/run-project.ts';
import { createJsonDocument, type JsonDocument } from './create-json-document.ts';
import { gatherFindings } from './gather-findings.ts';

export interface ManyReports {
  readonly formats: readonly (ReportFormat | FindingsFormat)[];
  readonly add: (run: ProjectRun) => void;
  /** @throws ReportsNotWritten where one can't be written; the others are. */
  readonly end: (
    results: readonly ProjectResult[],
    shown: ManyTextOptions,
    diagnostics: readonly Diagnostic[],
  ) => Promise<void>;
  readonly discard: () => Promise<void>;
}

interface JsonReport {
  readonly document: JsonDocument;
  readonly file: FileInParts | null;
}

export async function createManyReports(
  { options, terminal, environment }: CommandContext,
  command: ManyCommand,
): Promise<ManyReports> {
  const formats = reportFormatsOf(command);
  const reports = readReports(reportValues(options, formats), formats);
  const findings = gatherFindings();
  const hasFindings = command === 'validate' && reports.some(({ format }) => format !== 'json');
  const jsons: JsonReport[] = [];
  for (const { file: name } of reports.filter(({ format }) => format === 'json')) {
    const file = name === '-' ? null : await openInParts(name);
    const write = file === null ? terminal.writeOutput : file.add;
    jsons.push({ document: createJsonDocument((text) => write(terminal.clean(text))), file });
  }
  return {
    formats: reports.map(({ format }) => format),
    add: (run) => {
      for (const { document } of jsons) document.add(run);
      if (hasFindings) findings.add(run);
    },
    end: async (results, shown, diagnostics) => {
      const problems: Diagnostic[] = [];
      const attempt = async (write: () => Promise<void>) => {
        try {
          await write();
        } catch (error) {
          if (!(error instanceof DiagnosticError)) throw error;
          problems.push(...error.diagnostics);
        }
      };
      for (const { document, file } of jsons) {
        document.end(diagnostics, shown.moved);
        if (file !== null) await attempt(file.end);
      }
      findings.addBeside(diagnostics);
      const renderFindings = hasFindings ? await findings.renderer(environment) : null;
      for (const { format, file } of reports) {
        if (format === 'json') continue;
        await attempt(async () => {
          const text = isFindingsFormat(format)
            ? (renderFindings?.(format) ?? '')
            : renderMany(results, { ...shown, format });
          await writeOutput(file, terminal.clean(text), terminal);
        });
      }
      if (problems.length > 0) throw new ReportsNotWritten(problems);
    },
    discard: async () => {
      for (const { file } of jsons) await file?.discard();
    },
  };
}

function isFindingsFormat(
  format: ReportFormat | FindingsFormat,
): format is Exclude<FindingsFormat, 'json'> {
  return format !== 'json' && findingsFormats.some((each) => each === format);
}
