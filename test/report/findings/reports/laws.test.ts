import { describe, expect, test } from '@jest/globals';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { codes } from '../../../../src/diagnostics/codes.ts';
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import type { FindingsReport } from '../../../../src/report/findings/reports/findings-report.ts';
import { renderFindingsReport } from '../../../../src/report/findings/reports/render-findings-report.ts';

// A pattern of the schema is no Unicode pattern.
const isSarif = new Ajv.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema);

const text = fc.string({ unit: 'binary', maxLength: 20 });
const place = fc.record(
  {
    file: fc.oneof(fc.constantFrom('a.yaml', 'b/ü &<".yaml'), text),
    line: fc.integer({ min: 1, max: 9 }),
    column: fc.integer({ min: 1, max: 9 }),
    endColumn: fc.integer({ min: 10, max: 12 }),
  },
  { requiredKeys: ['file', 'line', 'column'] },
);
const finding: fc.Arbitrary<Diagnostic> = fc.record(
  {
    severity: fc.constantFrom('error', 'warning'),
    code: fc.constantFrom('unknown-key', 'duplicate-name', 'not-in-the-catalogue'),
    message: text,
    hint: text,
    address: text,
    source: place,
    related: fc.array(fc.record({ label: text, source: place }), { maxLength: 2 }),
  },
  { requiredKeys: ['severity', 'code', 'message'] },
);

const lines = 'segments:\n  - name: A\n  - name: A\n  - name: B\n';

function reportOf(findings: readonly Diagnostic[], start = ''): FindingsReport {
  return {
    findings: findings.map((each) => ({ finding: each, fails: each.severity === 'error' })),
    sources: [{ file: 'a.yaml', text: `${start}${lines}` }],
    rules: [{ name: 'A rule', file: 'a.yaml' }],
    projectFile: 'audiencectl.yaml',
    version: '1.2.3',
  };
}

const fingerprints = (report: FindingsReport): readonly string[] =>
  JSON.parse(renderFindingsReport(report, 'codequality')).map(
    ({ fingerprint }: { fingerprint: string }) => fingerprint,
  );

/** Every text of a SARIF log that a viewer renders. */
function renderedTexts(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' ? [each] : renderedTexts(each),
  );
}

test('no text of a SARIF log holds a placeholder or a link, not even that of a rule', () => {
  const label = '{0} [x](http://y)';
  const source = { file: 'a.yaml', line: 1, column: 1 };
  const findings = codes.map(({ code }): Diagnostic => {
    const related = [{ label, source }];
    return { severity: 'error', code, message: label, hint: label, source, related };
  });
  const texts = renderedTexts(JSON.parse(renderFindingsReport(reportOf(findings), 'sarif')));
  expect(texts.length).toBeGreaterThan(5 * codes.length - 1);
  const isLive = (each: string) =>
    /[{}]/u.test(each.replace(/\{\{|\}\}/gu, '')) || /(?<!\\)\]\(/u.test(each);
  expect(texts.filter(isLive)).toEqual([]);
  expect(texts.some((each) => each.includes('{{'))).toBe(true);
});

describe('reports of any findings', () => {
  test('are SARIF by its schema, with a place for each result', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 4 }), (findings) => {
        const sarif = JSON.parse(renderFindingsReport(reportOf(findings), 'sarif'));
        expect(isSarif(sarif) ? [] : isSarif.errors).toEqual([]);
        const [{ results, tool }] = sarif.runs;
        expect(results.length).toBe(findings.length);
        for (const { ruleId, ruleIndex, locations } of results) {
          expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
          const { uri } = locations[0].physicalLocation.artifactLocation;
          expect(uri).toMatch(/^[\w\-.~!*'()%/]*$/u);
        }
      }),
    );
  });

  test('are XML that every parser takes, with as many failures as it says', () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 4 }), (findings) => {
        const junit = renderFindingsReport(reportOf(findings), 'junit');
        expect(XMLValidator.validate(junit)).toBe(true);
        // The Char production of XML 1.0.
        expect(junit).toMatch(/^[\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
        const files = new Set(
          findings
            .filter(({ severity }) => severity === 'error')
            .map(({ source }) => source?.file ?? 'audiencectl.yaml'),
        );
        expect(parser.parse(junit).testsuites.failures).toBe(`${files.size}`);
      }),
    );
  });

  test('have a fingerprint for each finding, which its message does not change', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 6 }), (findings) => {
        const placed = findings.map((each) => ({
          ...each,
          source: { file: 'a.yaml', line: 2, column: 11, endColumn: 12 },
        }));
        const found = fingerprints(reportOf(placed));
        expect(new Set(found).size).toBe(placed.length);
        const reworded = placed.map((each) => ({ ...each, message: `so: ${each.message}` }));
        expect(fingerprints(reportOf(reworded))).toEqual(found);
      }),
    );
  });

  test('keep the fingerprints of findings that move down', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 6 }), fc.nat(5), (findings, down) => {
        const at = (more: number) =>
          findings.map((each, index) => ({
            ...each,
            source: { file: 'a.yaml', line: (index % 4) + 1 + more, column: 3 },
          }));
        const moved = reportOf(at(down), '# a new line\n'.repeat(down));
        expect(fingerprints(moved)).toEqual(fingerprints(reportOf(at(0))));
      }),
    );
  });

  test('tell findings apart by code, entity, file and marked text', () => {
    const base: Diagnostic = {
      severity: 'error',
      code: 'unknown-key',
      message: 'm',
      address: 'segment/A',
      source: { file: 'a.yaml', line: 2, column: 11, endColumn: 12 },
    };
    const others: readonly Diagnostic[] = [
      { ...base, code: 'duplicate-name' },
      { ...base, address: 'segment/B' },
      { ...base, rule: 'Never reached' },
      { ...base, source: { file: 'b.yaml', line: 2, column: 11, endColumn: 12 } },
      { ...base, source: { file: 'a.yaml', line: 4, column: 11, endColumn: 12 } },
    ];
    const [own] = fingerprints(reportOf([base]));
    for (const other of others) expect(fingerprints(reportOf([other]))).not.toEqual([own]);
  });

  test('show what looks like a link as text', () => {
    const message = 'another segment has the name "[click](https://example.com) [a] (b)"';
    const report = reportOf([{ severity: 'error', code: 'duplicate-name', message }]);
    const sarif = JSON.parse(renderFindingsReport(report, 'sarif'));
    const { message: shown } = sarif.runs[0].results[0];
    // SARIF 2.1.0, 3.11.6: a backslash keeps a bracket from beginning or ending a link.
    expect(shown.text).toContain(String.raw`"\[click\](https://example.com) \[a\] (b)"`);
  });

  test('show every name as it is, without links and placeholders', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', '\\', '{', '}', '{0}', '](', 'a', 'http://b');
    const names = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(names, (name) => {
        const report = reportOf([
          { severity: 'error', code: 'duplicate-name', message: `"${name}"` },
        ]);
        const { text } = JSON.parse(renderFindingsReport(report, 'sarif')).runs[0].results[0]
          .message;
        const [shown = ''] = /^.*"(?=\.|$)/u.exec(text) ?? [];
        // A backslash and what it escapes are no syntax.
        const syntax = shown.replace(/\\[\\[\]]/gu, '');
        expect(syntax).not.toMatch(/\[[^\]]*\]\(/u);
        expect(shown.replace(/\{\{|\}\}/gu, '')).not.toMatch(/[{}]/u);
        const plain = name.includes('](') ? shown.replace(/\\([\\[\]])/gu, '$1') : shown;
        expect(plain.replace(/(\{|\})\1/gu, '$1')).toContain(`"${name}"`);
      }),
    );
  });
});
