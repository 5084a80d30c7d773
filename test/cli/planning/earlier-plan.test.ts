/** `plan --out FILE`: a run that fails leaves no older plan that could be taken for its own. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const files = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml':
    'segments:\n  - { name: CRM, retailerId: "1234", contactList: { identifierType: Email } }\n',
};
const plan = 'plan --out plan.json';

describe('a plan of an earlier run', () => {
  test.each([
    ['a manifest cannot be read', plan, { 'manifest.yaml': 'segments: [' }],
    ['a report has no format', `${plan} --report x`, {}],
    ['the API is away', `${plan} --timeout 1`, {}],
    ['an option is unknown', `${plan} --bogus`, {}],
    ['a choice is unknown', `${plan} --drift foo`, {}],
    ['two documents go to stdout', `${plan} --format json --report json=-`, {}],
    ['options exclude each other', `${plan} --snapshot nowhere.json --sizes`, {}],
  ])('is gone where %s', async (_, line, broken) => {
    await withProject({ files }, async ({ run, write, folder }) => {
      expect((await run(plan)).exitCode).toBe(0);
      expect(existsSync(join(folder, 'plan.json'))).toBe(true);
      await write(broken);
      const away = { AUDIENCECTL_API_URL: 'http://127.0.0.1:9' };
      expect((await run(line, line.includes('--timeout') ? away : {})).exitCode).toBe(1);
      expect(existsSync(join(folder, 'plan.json'))).toBe(false);
    });
  });

  test('is gone where a variable is unknown', async () => {
    await withProject({ files }, async ({ run, folder }) => {
      await run(plan);
      expect((await run(plan, { AUDIENCECTL_BOGUS: 'x' })).exitCode).toBe(1);
      expect(existsSync(join(folder, 'plan.json'))).toBe(false);
    });
  });

  test.each([
    'show plan.json --bogus',
    'apply plan.json --bogus',
    `-C nowhere ${plan} --bogus`,
    `${plan} --bogus -C`,
  ])('stays where a mistake is in %s', async (line) => {
    await withProject({ files }, async ({ run, folder }) => {
      await run(plan);
      expect((await run(line, { AUDIENCECTL_OUT: 'plan.json' })).exitCode).toBe(1);
      expect(existsSync(join(folder, 'plan.json'))).toBe(true);
    });
  });

  test('gives its place to the next one', async () => {
    await withProject({ files }, async ({ run, folder }) => {
      await run(plan);
      expect((await run(plan)).exitCode).toBe(0);
      expect(existsSync(join(folder, 'plan.json'))).toBe(true);
    });
  });

  test('stays where apply reads it, also with the same name in a variable', async () => {
    await withProject({ files }, async ({ run, folder }) => {
      await run(plan);
      await run('apply plan.json --auto-approve', { AUDIENCECTL_OUT: 'plan.json' });
      expect(existsSync(join(folder, 'plan.json'))).toBe(true);
    });
  });

  test('is the only file that is removed', async () => {
    await withProject({ files }, async ({ run, folder }) => {
      const text = await readFile(join(folder, 'manifest.yaml'), 'utf8');
      expect((await run('plan --out manifest.yaml')).exitCode).toBe(1);
      expect(await readFile(join(folder, 'manifest.yaml'), 'utf8')).toBe(text);
      await run('snapshot --out snapshot.json');
      expect((await run('plan --out snapshot.json --report x')).exitCode).toBe(1);
      expect(existsSync(join(folder, 'snapshot.json'))).toBe(true);
    });
  });
});
