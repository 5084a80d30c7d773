import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { listPages } from './pages/list-pages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('CONTRIBUTING.md', () => {
  test('has a row for every layer, and for no other', () => {
    const layers = page.slice(page.indexOf('\n## Layers'), page.indexOf('\n## Where a test goes'));
    const rows = [...layers.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
    const folders = readdirSync(`${root}src`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rows.toSorted()).toEqual(folders.toSorted());
  });

  test('gives the most lines that a file of tests has', () => {
    const most = Number(/at most (\d+) lines/u.exec(page)?.[1]);
    const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' });
    const tests = files.filter((file) => file.endsWith('.ts'));
    const linesOf = (file: string) =>
      readFileSync(`${root}test/${file}`, 'utf8').split('\n').length - 1;
    expect(tests.length).toBeGreaterThan(100);
    expect(tests.filter((file) => linesOf(file) > most)).toEqual([]);
  });

  test('names the scripts that write files or measure', () => {
    const own = Object.keys(scripts).filter((name) => /^node scripts\//.test(scripts[name]));
    const told = own.filter((name) => name !== 'build' && !name.startsWith('pre'));
    expect(told.length).toBeGreaterThan(5);
    for (const name of told) expect(page).toContain(`\`npm run ${name}\``);
  });
});

test.each(listPages())('$file: names npm scripts that exist', ({ text }) => {
  const named = [...text.matchAll(/\bnpm run ([\w-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
