/** `--report FORMAT=FILE`, as often as wanted. */
import { type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import {
  type FindingsFormat,
  findingsFormats,
  pullFormats,
  type ReportFormat,
  reportFormats,
} from '../../../report/report-format.ts';
import type { CommandName } from '../../arguments/command.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { usageError } from '../../arguments/usage-error.ts';

export interface Report<Format extends string> {
  readonly format: Format;
  readonly file: string;
}

/** The formats that the reports of a command may have. */
export function reportFormatsOf(command: CommandName): readonly (ReportFormat | FindingsFormat)[] {
  if (command === 'pull') return pullFormats;
  return command === 'validate' ? findingsFormats : reportFormats;
}

const allFormats: readonly string[] = [...reportFormats, ...findingsFormats];

/**
 * The values of `--report` that are meant for a command. A variable applies to every command, so what it
 * says in a format that only other commands have is left alone.
 */
export function reportValues(options: OptionValues, formats: readonly string[]): readonly string[] {
  const values = options.list('report');
  if (options.isTyped('report')) return values;
  const isOfOthers = (format: string) => allFormats.includes(format) && !formats.includes(format);
  return values.filter((value) => !isOfOthers(formatOf(value)));
}

function formatOf(value: string): string {
  return value.split('=', 1)[0] ?? '';
}

/** Throws `invalid-option` for what is not `FORMAT=FILE` with one of the formats. */
export function readReports<Format extends string>(
  values: readonly string[],
  formats: readonly Format[],
): readonly Report<Format>[] {
  const problems: Diagnostic[] = [];
  const reports: Report<Format>[] = [];
  for (const value of values) {
    const [name = '', ...rest] = value.split('=');
    const format = formats.find((candidate) => candidate === name);
    const file = rest.join('=');
    if (format && file) reports.push({ format, file });
    else {
      const message =
        format || rest.length === 0 || name === ''
          ? `--report is "${value}", which is not FORMAT=FILE`
          : `--report has the unknown format "${name}"`;
      const example = formats.find((candidate) => candidate === 'markdown') ?? formats[0];
      const hint = `Use one of ${formats.join(', ')}, as in --report ${example}=FILE.`;
      problems.push(usageError('invalid-option', message, hint));
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return reports;
}
