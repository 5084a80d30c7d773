import type { Check } from '../../diagnostics/check.ts';
import { countOf } from '../../model/text/count-of.ts';
import { createPainter, type Paint } from '../text/create-painter.ts';
import { printable } from '../text/printable.ts';

const paints: Readonly<Record<Check['status'], Paint>> = {
  ok: 'green',
  warn: 'yellow',
  fail: 'red',
};

/** A line for each check, hints below, and the sum of it as the last line. */
export function renderChecks(checks: readonly Check[], color: boolean): string {
  const paint = createPainter(color);
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, text, hint }, index) => [
    `${paint(paints[status], status.padEnd(4))}  ${name.padEnd(width)}  ${printable(text)}`,
    // In a row of checks with one cure, it stands below the last.
    ...(hint === undefined || hint === checks[index + 1]?.hint
      ? []
      : [`${' '.repeat(width + 8)}${printable(hint)}`]),
  ]);
  const count = (status: Check['status']) =>
    checks.filter((check) => check.status === status).length;
  const failures = count('fail');
  const sum =
    failures > 0
      ? `Not ready: ${countOf(failures, 'check')} failed.`
      : `Ready to plan; ${countOf(count('warn'), 'warning')}.`;
  return [...lines, '', sum].join('\n');
}
