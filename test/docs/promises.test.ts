/** Pages that promise safety name, for each promise, what was tried against it and the test that tries it. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFile(new URL(file, root), 'utf8');

interface Row {
  readonly promise: string;
  readonly attack: string;
  readonly tests: string;
}

/** The rows of all tables whose last column is a test. */
function rowsOf(page: string): readonly Row[] {
  const tables = page.matchAll(/^\|[^\n]*\| test +\|\n\|[ -|]+\|\n((?:\|.*\n)+)/gm);
  return [...tables].flatMap(([, body = '']) =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [promise = '', ...cells] = line
          .split(' | ')
          .map((cell) => cell.replaceAll(/^\| |\|$/g, '').trim());
        return { promise, attack: cells.slice(0, -1).join(' | '), tests: cells.at(-1) ?? '' };
      }),
  );
}

describe.each([
  ['docs/threat-model.md', 45],
  ['docs/safety.md', 25],
])('%s', (page, least) => {
  test('has an attack and a test for each promise', async () => {
    const rows = rowsOf(await read(page));
    expect(rows.length).toBeGreaterThan(least);
    for (const { promise, attack, tests } of rows) {
      expect([promise, attack]).toEqual([promise, expect.stringMatching(/\w{3}/)]);
      const linked = [...tests.matchAll(/(test\/[\w/-]+\.test\.ts)/g)].map(([, file]) => file);
      expect([promise, linked]).toEqual([promise, [expect.any(String), ...linked.slice(1)]]);
      for (const file of linked) expect(await read(file ?? '')).toMatch(/\btest(?:\.each)?\b/);
    }
  });
});
