import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { withFolder } from '../support/a-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const message = "A platform's name stands in code";

/** What the linter of this repository says of one file. */
function lint(file: string, text: string): Promise<string> {
  return withFolder({ [file]: text }, async (folder) => {
    for (const each of ['biome.json', '.config']) {
      await cp(join(root, each), join(folder, each), { recursive: true });
    }
    const biome = join(root, 'node_modules/.bin/biome');
    return new Promise((resolve) => {
      execFile(
        biome,
        ['lint', '--vcs-enabled=false', '--colors=off', file],
        { cwd: folder },
        (_, stdout, stderr) => resolve(stdout + stderr),
      );
    });
  });
}

test.each([
  ['a comparison', "export const isIt = (name: string) => name === 'retail-media';\n"],
  [
    'a switch',
    "export function count(name: string) {\n  switch (name) {\n    case 'marketing-solutions':\n      return 1;\n    default:\n      return 2;\n  }\n}\n",
  ],
  ['a look-up table', "export const counts = { 'retail-media': 1 };\n"],
  ['a list', "export const isIt = (name: string) => ['commerce-grid'].includes(name);\n"],
])('%s with the name of a platform is found', async (_, text) => {
  expect(await lint('src/plan/sample.ts', text)).toContain(message);
});

test('the platforms themselves, and texts that mention one, are fine', async () => {
  const name = "export const name = 'retail-media';\n";
  const help = "export const help = 'The retail-media account.';\n";
  expect(await lint('src/platforms/sample.ts', name)).toContain('Checked 1 file');
  expect(await lint('src/platforms/sample.ts', name)).not.toContain(message);
  expect(await lint('src/plan/sample.ts', help)).not.toContain(message);
});
