/** `pull` and `rename` beside a project whose file has errors: it may read what is to be written. */
import { describe, expect, test } from '@jest/globals';
import { everyProject } from './a-fleet.ts';
import { type PulledFleet, withPulledFleet } from './a-pulled-fleet.ts';

function projectText(name: string, account: string, more = ''): string {
  return `version: 1\nname: ${name}\nplatform: retail-media\naccountId: "${account}"\n${more}`;
}

function listText(name: string): string {
  return `segments:\n  - { name: ${name}, retailerId: "1234", contactList: { identifierType: Email } }\n`;
}

const globs = 'manifests: ["*.yaml", "../../shared/*.yaml"]\n';
const files = {
  'shared/s.yaml': listText('Shared'),
  'clients/a/audiencectl.yaml': projectText('a', '61', globs),
  'clients/a/own.yaml': listText('Own'),
};
const other = 'clients/b/audiencectl.yaml';

async function withClientA(
  b: string,
  use: (fleet: PulledFleet) => Promise<void>,
  file = other,
): Promise<void> {
  await withPulledFleet(
    ['a'],
    async (fleet) => {
      await fleet.write({ [file]: b, [file.replace('audiencectl', 'lists')]: listText('Other') });
      fleet.describe('Shared', 'By Ann');
      fleet.describe('Own', 'By Ann');
      await use(fleet);
    },
    files,
  );
}

const faults: readonly (readonly [string, string])[] = [
  ['an open bracket', projectText('b', '62', `${globs}foo: [\n`)],
  ['a key twice', projectText('b', '62', `${globs}name: x\n`)],
  [
    'a variable that another job gives',
    projectText('b', '62', 'manifests: ["*.yaml", "../../$' + '{var.dir}/*.yaml"]\n'),
  ],
  ['globs that are a variable', projectText('b', '62', 'manifests: "$' + '{var.globs}"\n')],
  ['globs that are no list', projectText('b', '62', 'manifests: ../../shared/*.yaml\n')],
  ['a slip in the key of its globs', projectText('b', '62', globs.replace('ests', 'est'))],
  ['no account', `version: 1\nplatform: retail-media\n${globs}`],
  [
    'an environment with a fault',
    projectText('b', '62', `environments:\n  live: {}\n  test: { manifests: shared }\n`),
  ],
];

describe('a file outside the folder is left as it is where another project has', () => {
  test.each(faults)('%s', async (_, text) => {
    await withClientA(text, async ({ run, read }) => {
      for (const [line, other, file] of [
        [`pull --each ${everyProject}`, 'clients/b/audiencectl.yaml', 'shared/s.yaml'],
        ['pull -C clients/a', '../b/audiencectl.yaml', '../../shared/s.yaml'],
      ] as const) {
        const { stdout, stderr } = await run(line);
        expect((stdout + stderr).replace(/\s+/gu, ' ')).toContain(
          `The project ${other} has errors, and may read ${file}, too.`,
        );
        expect(await read('shared/s.yaml')).toBe(files['shared/s.yaml']);
      }
      // What only this project can read is taken.
      expect(await read('clients/a/own.yaml')).toContain('By Ann');
      const renamed = await run('rename segment/Shared Common -C clients/a');
      expect(renamed.exitCode).toBe(1);
      expect(renamed.stderr).toContain('rename-elsewhere');
      expect(await read('shared/s.yaml')).toBe(files['shared/s.yaml']);
    });
  });

  test('errors, and lies above: then no file is certain', async () => {
    const above = projectText('b', '62', 'foo: [\n');
    await withClientA(
      above,
      async ({ run, read }) => {
        await run('pull -C clients/a');
        expect(await read('clients/a/own.yaml')).toBe(files['clients/a/own.yaml']);
      },
      'clients/audiencectl.yaml',
    );
  });
});

describe('a file outside the folder is written where another project has', () => {
  test.each([
    ['globs that are known beside a variable', projectText('b', '$' + '{var.account}')],
    ['no manifests', projectText('b', '62', 'manifests: ["!lists.yaml"]\n')],
  ])('%s', async (what, text) => {
    await withClientA(text, async ({ run, read }) => {
      await run('pull -C clients/a');
      const isWritten = (await read('shared/s.yaml')).includes('By Ann');
      expect([what, isWritten]).toEqual([what, true]);
    });
  });

  test('another name, and is of another tool', async () => {
    await withClientA(
      'version: 1\nplatform: linux\nfoo: [\n',
      async ({ run, read }) => {
        await run('pull -C clients/a');
        expect(await read('shared/s.yaml')).toContain('By Ann');
      },
      'tools/audiencectl-not.yaml',
    );
  });
});
