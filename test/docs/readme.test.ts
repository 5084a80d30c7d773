import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { withFolder, writeFiles } from '../support/a-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { readFences } from './pages/read-fences.ts';

const file = new URL('../../README.md', import.meta.url);
const readme = await readFile(file, 'utf8');

/** The fenced blocks of a language, in order. */
function blocks(language: string): readonly string[] {
  return readFences(readme)
    .filter((fence) => fence.language === language)
    .map(({ text }) => text);
}

/** The change that the README tells of: a longer look back, buyers kept out, and a new audience. */
function edit(manifest: string): string {
  return `${manifest
    .replace(
      'shopperActivity: View, lookbackDays: Last30Days',
      'shopperActivity: View, lookbackDays: Last60Days',
    )
    .replace('- not: Customers', '- not: Recent shoe buyers')}
  - name: Customers who look at shoes
    algebra: { and: [Customers, Recent shoe viewers] }
`;
}

describe('README', () => {
  // UPDATE_GOLDEN=1 rewrites it; the diff is the review.
  test('the plan is what the program prints for the manifest below it', async () => {
    const [shown = ''] = blocks('text');
    const [project = '', manifest = ''] = blocks('yaml');
    await withFolder({ 'audiencectl.yaml': project, 'shoes.yaml': manifest }, async (cwd) => {
      const run = (line: string) => runCli(line.split(' '), { cwd });
      expect(await run('validate')).toMatchObject({ exitCode: 0, stdout: '' });
      expect(await run('apply --sandbox --auto-approve')).toMatchObject({ exitCode: 0 });
      await writeFiles(cwd, { 'shoes.yaml': edit(manifest) });
      const { stdout } = await run('plan --sandbox');
      if (process.env['UPDATE_GOLDEN'])
        await writeFile(
          file,
          readme.replace(shown, () => stdout),
        );
      else expect(stdout).toBe(shown);
    });
  });
});
