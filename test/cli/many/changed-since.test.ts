/** `--changed-since DIR` leaves out projects whose files are all as they were. */
import { cp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

const validate = `validate --each ${everyProject} --changed-since .before --format json`;
const shared = 'manifests: ["*.yaml", "../../shared/*.yaml"]\n';
const environments = 'environments:\n  one: {}\n  two: { manifests: ["two/*.yaml"] }\n';
const list = (name: string) =>
  `segments:\n  - { name: ${name}, retailerId: "1", contactList: { identifierType: Email } }\n`;

const files = {
  ...aClient('sharing', shared),
  ...aClient('split', environments),
  'shared/all.yaml': list('Shared'),
  'clients/split/two/two.yaml': list('Two'),
  'clients/plain/gone.yaml': list('Gone'),
};

async function changedAfter(change: (folder: string) => Promise<unknown>) {
  return withFleet(
    ['plain', 'same'],
    async ({ run, folder }) => {
      await cp(join(folder, 'clients'), join(folder, '.before/clients'), { recursive: true });
      await cp(join(folder, 'shared'), join(folder, '.before/shared'), { recursive: true });
      await change(folder);
      const { stdout, stderr } = await run(validate);
      return { changed: Object.keys(statesIn(stdout)), stderr };
    },
    { files },
  );
}

describe('projects that changed since', () => {
  test('are none where nothing did', async () => {
    const { changed, stderr } = await changedAfter(async () => {});
    expect(changed).toEqual([]);
    expect(stderr).toContain('Nothing to do: no file of any project here differs from .before.');
  });

  test.each([
    ['a manifest', 'clients/plain/lists.yaml', ['plain']],
    ['a manifest outside of its folder', 'shared/all.yaml', ['sharing']],
    ['a manifest of one environment', 'clients/split/two/two.yaml', ['split']],
    ['a file that is new', 'shared/more.yaml', ['sharing']],
    ['a file that nothing reads', 'clients/same/README.md', []],
  ])('are those with %s', async (_, file, expected) => {
    const { appendFile } = await import('node:fs/promises');
    const { changed, stderr } = await changedAfter((folder) =>
      appendFile(join(folder, file), '# new\n'),
    );
    expect(changed).toEqual(expected);
    if (expected.length > 0) expect(stderr).toContain('Left out 3 of 4 projects');
  });

  test('are those with a file that is gone, or that were not there', async () => {
    const gone = await changedAfter((folder) => unlink(join(folder, 'clients/plain/gone.yaml')));
    expect(gone.changed).toEqual(['plain']);
    const fresh = await changedAfter((folder) =>
      rm(join(folder, '.before/clients/same'), { recursive: true }),
    );
    expect(fresh.changed).toEqual(['same']);
  });

  test('a folder that is none is an error, and so are members', async () => {
    await withFleet(['a'], async ({ run }) => {
      const none = await run(validate);
      expect(JSON.parse(none.stdout).diagnostics).toMatchObject([{ code: 'base-unreadable' }]);
      const members = await run(
        `plan --each ${everyProject} --changed-since . --members --format json`,
      );
      expect(JSON.parse(members.stdout).diagnostics).toMatchObject([
        { code: 'conflicting-options' },
      ]);
    });
  });

  test.each<[string, (folder: string) => Promise<unknown>]>([
    ['changed', (folder) => writeFile(join(folder, 'clients/sister/lists.yaml'), '{}')],
    ['gone', (folder) => rm(join(folder, 'clients/sister'), { recursive: true })],
  ])('are those of an account of which another project is %s', async (_, change) => {
    const [project = '', lists = ''] = Object.values(aClient('plain'));
    await withFleet(
      ['plain', 'apart'],
      async ({ run, folder }) => {
        await cp(join(folder, 'clients'), join(folder, '.before/clients'), { recursive: true });
        expect(Object.keys(statesIn((await run(validate)).stdout))).toEqual([]);
        await change(folder);
        const { stdout } = await run(validate);
        expect(Object.keys(statesIn(stdout))).toEqual(expect.arrayContaining(['plain']));
        expect(Object.keys(statesIn(stdout))).not.toContain('apart');
      },
      {
        files: {
          'clients/sister/audiencectl.yaml': project.replace('acme-plain', 'acme-sister'),
          'clients/sister/lists.yaml': lists.replace('of plain', 'of sister'),
        },
      },
    );
  });

  test('are those with a manifest that the other folder has no copy of', async () => {
    await withFleet(
      [],
      async ({ run, folder }) => {
        await cp(join(folder, 'clients'), join(folder, 'clients-old'), { recursive: true });
        const line = '-C clients validate --each */audiencectl.yaml --format json';
        const { stdout } = await run(`${line} --changed-since ../clients-old`);
        expect(JSON.parse(stdout).projects).toHaveLength(1);
      },
      { files: { ...aClient('sharing', shared), 'shared/all.yaml': list('Shared') } },
    );
  });

  test.each(['--changed-since .before', '--base .before'])(
    'are not those that are gone, which every report names: %s',
    async (option) => {
      const formats = ['text', 'markdown', 'html', 'json'];
      const reports = formats.map((format) => `--report ${format}=out/${format}`).join(' ');
      await withFleet(['plain', 'same'], async ({ run, folder, write }) => {
        await cp(join(folder, 'clients'), join(folder, '.before/clients'), { recursive: true });
        await rm(join(folder, 'clients/plain'), { recursive: true });
        await write({ 'out/text': '' });
        const plan = `plan --each ${everyProject} ${option}`;
        const { exitCode, stdout, stderr } = await run(`${plan} --format json ${reports}`);
        expect(exitCode).toBe(0);
        const gone = { code: 'project-not-found', severity: 'warning' };
        const source = { file: 'clients/plain/audiencectl.yaml', line: 1, column: 1 };
        expect(JSON.parse(stdout).diagnostics).toMatchObject([{ ...gone, source }]);
        expect(stderr).not.toContain('no file of any project');
        for (const format of formats) {
          const report = await readFile(join(folder, 'out', format), 'utf8');
          expect(report).toContain('clients/plain/audiencectl.yaml');
          expect(report).toContain('no longer here');
        }
        const shown = await run(plan);
        expect(shown.stdout).toContain('clients/plain/audiencectl.yaml:1:1');
        expect(shown.stderr).not.toContain('clients/plain/audiencectl.yaml:1:1');
        const validated = await run(
          `validate --each ${everyProject} --changed-since .before --report sarif=out/sarif`,
        );
        expect(validated.exitCode).toBe(0);
        expect(await readFile(join(folder, 'out/sarif'), 'utf8')).toContain(
          'clients/plain/audiencectl.yaml',
        );
      });
    },
  );
});
