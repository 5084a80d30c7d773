import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../../../src/report/findings/render-diagnostics.ts';

const file = 'segments/shoes.yaml';
const text = 'segments:\n  - name: Shoes\n    events: { lookbackDay: Last30Days }\n';

function aFinding(differs: Partial<Diagnostic> = {}): Diagnostic {
  return {
    severity: 'error',
    code: 'unknown-key',
    message: 'lookbackDay is not a key of events',
    source: { file, line: 3, column: 15, endColumn: 26 },
    ...differs,
  };
}

function render(finding: Diagnostic, content = text, width = 100): readonly string[] {
  return renderDiagnostics([finding], [{ file, text: content }], { width }).split('\n');
}

test('place, fact, excerpt, other places and hint, in this order', () => {
  const related = [{ label: 'see also', source: { file: 'a.yaml', line: 2, column: 1 } }];
  const finding = aFinding({ hint: 'did you mean lookbackDays?', related });
  expect(render(finding)).toEqual([
    'segments/shoes.yaml:3:15 error unknown-key lookbackDay is not a key of events',
    '  2 |   - name: Shoes',
    '  3 |     events: { lookbackDay: Last30Days }',
    '    |               ^^^^^^^^^^^',
    '  see also: a.yaml:2:1',
    '  hint: did you mean lookbackDays?',
  ]);
});

test('a finding without a place begins with its severity', () => {
  const finding: Diagnostic = { severity: 'warning', code: 'slow', message: 'x', hint: 'y' };
  expect(render(finding)).toEqual(['warning slow x', '  hint: y']);
});

test.each([
  ['the file is not at hand', { file: 'other.yaml', line: 1, column: 1 }],
  ['the line is beyond the end', { file, line: 99, column: 1 }],
])('no excerpt when %s', (_, source) => {
  expect(render(aFinding({ source }))).toHaveLength(1);
});

describe('the carets stand under the place', () => {
  const excerpt = (line: string, column: number, endColumn: number) =>
    render(aFinding({ source: { file, line: 1, column, endColumn } }), line).slice(1);

  test.each([
    ['a single character', 'name: Shoes', 7, 8, 'S'],
    ['a range', 'name: Shoes', 7, 12, 'Shoes'],
    ['after a tab', '\tname: x', 2, 6, 'name'],
    ['behind an order to a CI system', '##[error] ##vso[x] HERE', 20, 24, 'HERE'],
    ['on the first character of one', '  ::error:: x', 3, 4, '\\u003a'],
    ['on an escaped control character', 'a\u001bb', 2, 3, '\\u001b'],
    ['far out in a long line', `${'x'.repeat(500)}HERE${'y'.repeat(500)}`, 501, 505, 'HERE'],
  ])('%s', (_, line, column, endColumn, marked) => {
    const [shown = '', carets = ''] = excerpt(line, column, endColumn);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe(marked);
  });

  test('after letters of two columns each', () => {
    expect(excerpt('名前: xyz', 5, 8)).toEqual(['  1 | 名前: xyz', `    | ${' '.repeat(6)}^^^`]);
  });

  test('at the end of the line', () => {
    const lines = render(aFinding({ source: { file, line: 1, column: 6 } }), 'name:');
    expect(lines[2]).toBe('    |      ^');
  });

  test('a long line keeps to the width', () => {
    const line = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
    const source = { file, line: 1, column: 501, endColumn: 505 };
    for (const shown of render(aFinding({ source }), line, 80).slice(1)) {
      expect(shown.length).toBeLessThanOrEqual(80);
    }
  });
});

test.each(['\n', '\r\n', '\r'])('lines end with %j', (end) => {
  expect(render(aFinding(), text.replaceAll('\n', end))[2]).toBe(
    '  3 |     events: { lookbackDay: Last30Days }',
  );
});

test('an endless line is cut around the place', () => {
  const line = `${'x'.repeat(50_000)} bad ${'y'.repeat(50_000)}`;
  const source = { file, line: 1, column: 50_002, endColumn: 50_005 };
  const [, shown = '', carets = ''] = render(aFinding({ source }), line, 60);
  expect(shown).toMatch(/^ {2}1 \| …x+ bad y+…$/);
  expect(carets.indexOf('^^^')).toBe(shown.indexOf('bad'));
});

test('what a message or a file name holds cannot drive the terminal or begin a line', () => {
  const source = { file: 'a\u001b[2J.yaml', line: 1, column: 1 };
  const [first, ...rest] = render(aFinding({ source, message: 'a\nb\u001b[31m\u202e' }));
  expect(first).toBe('a\\u001b[2J.yaml:1:1 error unknown-key a\\nb\\u001b[31m\\u202e');
  expect(rest).toEqual([]);
});

test('colour only when asked for', () => {
  const plain = renderDiagnostics([aFinding()], [{ file, text }]);
  const colored = renderDiagnostics([aFinding()], [{ file, text }], { color: true });
  expect(plain).not.toContain('\u001b');
  expect(colored).toContain('\u001b[31merror');
});
