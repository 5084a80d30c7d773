import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
