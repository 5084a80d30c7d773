/** Rows of `npm run bench` measure modules of src by name; one that was moved is noticed here, not in the next run. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('every module that a row bundles is there', async () => {
  const named = await modulesOfRows();
  expect(named).toContain('members/sync-members');
  expect(named.filter((module) => !existsSync(`${root}src/${module}.ts`))).toEqual([]);
});

async function modulesOfRows(): Promise<readonly string[]> {
  const names = await readdir(`${root}scripts/bench`);
  const texts = await Promise.all(
    names.map((name) => readFile(`${root}scripts/bench/${name}`, 'utf8')),
  );
  const lists = texts.flatMap((text) => [...text.matchAll(/\bmodules = (\[[^\]]*\])/gu)]);
  return lists.flatMap(([list]) => [...list.matchAll(/'([^']+)'/gu)].map(([, name = '']) => name));
}
