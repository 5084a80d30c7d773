import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { CommandName } from '../arguments/command.ts';
import { commandNamed } from '../arguments/commands.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import { usageError } from '../arguments/usage-error.ts';
import { readEach } from '../many/read-each.ts';
import type { Output } from './refuse-outputs.ts';
import { readReports, reportFormatsOf, reportValues } from './reports/read-reports.ts';

/**
 * All outputs that the options name beside the result.
 *
 * @throws DiagnosticError for a `--report` that is none.
 */
export function outputsOf(options: OptionValues, command: CommandName): readonly Output[] {
  const named = (['out', 'events'] as const).flatMap((name): readonly Output[] => {
    const file = options.text(name);
    return file === null ? [] : [{ option: `--${name}`, file }];
  });
  const values = reportsGiven(options, command);
  const reports = readReports(values, reportFormatsOf(command)).map(({ format, file }) => ({
    option: `--report ${format}`,
    file,
  }));
  return [...named, ...reports];
}

/**
 * Whether an output takes stdout, so that the result of the command goes to stderr.
 *
 * @param values those of `--out`, `--events` and `--report`.
 */
export function isStdoutTaken(options: OptionValues, command: CommandName): boolean {
  return takersOfStdout(options, command).length > 0;
}

/** A variable says nothing to a command that has reports of many projects alone. */
function reportsGiven(options: OptionValues, command: CommandName): readonly string[] {
  const needs = commandNamed(command)?.options.find(({ name }) => name === 'report')?.needs;
  if (needs === 'each' && readEach({ options }) === null) return [];
  return reportValues(options, reportFormatsOf(command));
}

/** As they were given, such as `--events -`. */
function takersOfStdout(options: OptionValues, command: CommandName): readonly string[] {
  const named = (['out', 'events'] as const).filter((name) => options.text(name) === '-');
  const values = reportsGiven(options, command);
  const reports = values.filter((value) => value.endsWith('=-'));
  return [...named.map((name) => `--${name} -`), ...reports.map((value) => `--report ${value}`)];
}

/** @throws DiagnosticError where stdout would have to hold two documents. */
export function refuseTwoDocuments(options: OptionValues, command: CommandName): void {
  const format = options.text('format');
  const [taker] = takersOfStdout(options, command);
  if (format === null || taker === undefined) return;
  const message = `${taker} and --format ${format} both write to stdout`;
  const hint = 'Leave out --format, or give a file instead of "-".';
  throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
}
