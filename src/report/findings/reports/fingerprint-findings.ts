import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { splitLines } from '../source-excerpt.ts';
import { type FindingsReport, fileOf } from './findings-report.ts';

/**
 * What tells whether two reports hold the same finding, in their order: its code, file, entity, house rule and the
 * marked text. Lines before it and another wording of the tool do not change it; equal findings are counted.
 */
export function fingerprintFindings(report: FindingsReport): readonly string[] {
  const lines = new Map(report.sources.map(({ file, text }) => [file, splitLines(text)]));
  const seen = new Map<string, number>();
  return report.findings.map(({ finding }) => {
    const content = markedText(finding, lines) ?? finding.message;
    const { code, address = '', rule } = finding;
    const of = rule === undefined ? [] : [rule];
    const key = JSON.stringify([code, fileOf(finding, report), address, content, ...of]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}${count}`).digest('hex');
  });
}

/** In characters. Lines may be endless, and have a finding for every word. */
const longest = 200;

/** Null where there is no place, or no text of its file. */
function markedText(
  { source }: Diagnostic,
  lines: ReadonlyMap<string, readonly string[]>,
): string | null {
  const line = source && lines.get(source.file)?.[source.line - 1];
  if (source === undefined || line === undefined) return null;
  const start = source.column - 1;
  const end = source.endColumn === undefined ? start + longest : source.endColumn - 1;
  return line.slice(start, Math.min(end, start + longest)).trim();
}
