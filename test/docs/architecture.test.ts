import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('docs/architecture.md', () => {
  test('its drawing is what the imports say', () => {
    const script = `${root}scripts/draw-architecture.mjs`;
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  describe('the routes of a first day', () => {
    const text = readFileSync(`${root}docs/architecture.md`, 'utf8');
    const section = /^## A first day$(.*?)^## /msu.exec(text)?.[1] ?? '';
    const routes = section.split(/^### /mu).slice(1);
    const filesOf = (route: string) =>
      [...route.matchAll(/^\d+\. `([^`]+)`/gmu)].map(([, file]) => file ?? '');

    test('are three, of at most eight files each', () => {
      const lengths = routes.map((route) => filesOf(route).length);
      expect(lengths).toHaveLength(3);
      expect(Math.min(...lengths)).toBeGreaterThan(0);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(8);
    });

    test('name files that exist', () => {
      const files = routes.flatMap(filesOf);
      expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
    });
  });
});

describe('the words for what became of a request', () => {
  const text = readFileSync(`${root}docs/architecture.md`, 'utf8');
  const section = /^## What became of a request$(.*?)^## /msu.exec(text)?.[1] ?? '';
  const words = [...section.matchAll(/^\| `(\w+)` +\|[^|]+\| `([^`]+)`/gmu)];

  test('are types of the files that the table names', () => {
    expect(words.length).toBeGreaterThan(5);
    const wrong = words.filter(
      ([, type, file]) =>
        !new RegExp(`^export (?:type|interface) ${type}\\b`, 'mu').test(
          readFileSync(`${root}${file}`, 'utf8'),
        ),
    );
    expect(wrong.map(([, type]) => type)).toEqual([]);
  });
});

describe('the layers', () => {
  test('have a rule for every folder of src/', () => {
    const { forbidden } = createRequire(import.meta.url)(`${root}.config/dependency-cruiser.cjs`);
    const ruled = new Set(forbidden.map(({ name }: { name: string }) => name));
    const folders = readdirSync(`${root}src`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'cli')
      .map(({ name }) => `${name}-imports`);
    expect(folders.filter((rule) => !ruled.has(rule))).toEqual([]);
  });
});
