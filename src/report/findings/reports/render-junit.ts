import { compareText } from '../../../diagnostics/diagnostic.ts';
import { printable } from '../../text/printable.ts';
import { factOf, findingText, renderDiagnostics } from '../render-diagnostics.ts';
import { type FindingsReport, fileOf, type ReportedFinding } from './findings-report.ts';

/**
 * A test case for each file, each rule and each expected person: it fails if a finding of its own does. Warnings
 * that do not fail are output.
 */
export function renderJunit(report: FindingsReport): string {
  const byFile = new Map<string, ReportedFinding[]>(report.sources.map(({ file }) => [file, []]));
  const byRule = new Map<string, RuleCase>();
  for (const { name, file } of report.rules) {
    if (!byRule.has(name)) byRule.set(name, { file, found: [] });
  }
  for (const each of report.findings) {
    const rule = byRule.get(each.finding.rule ?? '');
    if (rule !== undefined) {
      rule.found.push(each);
      continue;
    }
    const file = fileOf(each.finding, report);
    const found = byFile.get(file);
    if (found === undefined) byFile.set(file, [each]);
    else found.push(each);
  }
  const cases: readonly TestCase[] = [
    ...[...byFile]
      .sort(([a], [b]) => compareText(a, b))
      .map(([file, found]): TestCase => ({ name: file, file, found, group: 'validate' })),
    ...[...byRule].map(
      ([name, { file, found }]): TestCase => ({ name, file, found, group: 'rules' }),
    ),
  ];
  const failures = cases.filter(({ found }) => found.some(({ fails }) => fails)).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="0"`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="audiencectl validate" ${counts}>`,
    `  <testsuite name=${quoted(report.projectFile)} ${counts}>`,
    ...cases.flatMap(writeCase),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

interface RuleCase {
  readonly file: string;
  readonly found: ReportedFinding[];
}

interface TestCase {
  readonly name: string;
  /** A rule may have the name of a file. */
  readonly group: 'validate' | 'rules';
  readonly file: string;
  readonly found: readonly ReportedFinding[];
}

function writeCase({ name, group, file, found }: TestCase): readonly string[] {
  const head = `    <testcase name=${quoted(name)} classname="audiencectl.${group}" file=${quoted(file)} time="0"`;
  const failing = found.filter(({ fails }) => fails);
  const others = found.filter(({ fails }) => !fails);
  const [first, ...more] = failing;
  if (found.length === 0) return [`${head}/>`];
  return [
    `${head}>`,
    ...(first === undefined
      ? []
      : [
          `      <failure type=${quoted(first.finding.code)} message=${quoted(
            `${findingText(factOf(first.finding))}${more.length === 0 ? '' : `, and ${more.length} more`}`,
          )}>${textOf(failing)}</failure>`,
        ]),
    ...(others.length === 0 ? [] : [`      <system-out>${textOf(others)}</system-out>`]),
    '    </testcase>',
  ];
}

/** As on a terminal, but without lines of the file. */
function textOf(found: readonly ReportedFinding[]): string {
  return escapeXml(
    renderDiagnostics(
      found.map(({ finding }) => finding),
      [],
    ),
  );
}

function quoted(text: string): string {
  return `"${escapeXml(printable(text)).replaceAll('"', '&quot;')}"`;
}

/** Characters that XML cannot hold are replaced here, or were written as escapes before. */
function escapeXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
