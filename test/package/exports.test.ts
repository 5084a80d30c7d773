import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const readText = (file: string) => readFile(new URL(file, root), 'utf8');

/** The names between the braces of every export; of `one as other` it is the other. */
function exportsOf(module: string): readonly string[] {
  const lists = [...module.matchAll(/^export (?:type )?\{([^}]*)\}/gmsu)];
  const entries = lists.flatMap(([, list = '']) => list.split(','));
  return entries.flatMap((entry) => /\w+$/u.exec(entry.trim())?.[0] ?? []);
}

test('the program that tries the package uses every export of the library', async () => {
  const names = exportsOf(await readText('src/index.ts'));
  expect(names).toEqual(expect.arrayContaining(['readPlan', 'LoadOptions', 'RenderPlanOptions']));
  const consumer = await readText('scripts/pack-check/consumer.ts');
  // Once where it is imported, and at least once more.
  const unused = names.filter(
    (name) => consumer.split(new RegExp(`\\b${name}\\b`, 'u')).length < 3,
  );
  expect(unused).toEqual([]);
});
