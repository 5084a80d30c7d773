import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import { usageError } from '../arguments/usage-error.ts';
import { readReports } from './read-reports.ts';
import type { Output } from './refuse-outputs.ts';

/**
 * All outputs that the options name beside the result.
 *
 * @throws DiagnosticError for a `--report` that is none.
 */
export function outputsOf(options: OptionValues): readonly Output[] {
  const named = (['out', 'events'] as const).flatMap((name): readonly Output[] => {
    const file = options.text(name);
    return file === null ? [] : [{ option: `--${name}`, file }];
  });
  const reports = readReports(options.list('report')).map(({ format, file }) => ({
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
export function isStdoutTaken(options: OptionValues): boolean {
  return takersOfStdout(options).length > 0;
}

/** As they were given, such as `--events -`. */
function takersOfStdout(options: OptionValues): readonly string[] {
  const named = (['out', 'events'] as const).filter((name) => options.text(name) === '-');
  const reports = options.list('report').filter((value) => value.endsWith('=-'));
  return [...named.map((name) => `--${name} -`), ...reports.map((value) => `--report ${value}`)];
}

/** @throws DiagnosticError where stdout would have to hold two documents. */
export function refuseTwoDocuments(options: OptionValues): void {
  const format = options.text('format');
  const [taker] = takersOfStdout(options);
  if (format === null || taker === undefined) return;
  const message = `${taker} and --format ${format} both write to stdout`;
  const hint = 'Leave out --format, or give a file instead of "-".';
  throw new DiagnosticError([usageError('conflicting-options', message, hint)]);
}
