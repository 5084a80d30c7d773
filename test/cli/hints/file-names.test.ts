/** Files that are named in another way than they are looked for. */
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';

describe('a project file with another name is named', () => {
  test.each(['audiencectl.yml', 'Audiencectl.yaml', '.audiencectl.yaml', 'AUDIENCECTL.YML'])(
    '%s',
    async (name) => {
      await withFolder({ [name]: projectFile }, async (folder) => {
        const { exitCode, stdout } = await runCli(['validate'], { cwd: folder });
        expect(exitCode).toBe(1);
        expect(stdout).toContain(
          `hint: Rename ${name} to audiencectl.yaml, or give --project ${name}.`,
        );
        const given = await runCli(['validate', '--project', name], { cwd: folder });
        expect(given.stdout).not.toContain('project-not-found');
      });
    },
  );

  test('but no other file', async () => {
    await withFolder({ 'audiences.yml': projectFile }, async (folder) => {
      const { stdout } = await runCli(['validate'], { cwd: folder });
      expect(stdout).toContain('hint: Run the command in the project folder');
    });
  });
});

test.each([
  String.raw`"segments\*.yaml"`,
  String.raw`"segments\\*.yaml"`,
  String.raw`'segments\*.yaml'`,
  String.raw`segments\*.yaml`,
])('the glob %s is answered with /', async (glob) => {
  const files = {
    'audiencectl.yaml': `${projectFile}manifests:\n  - ${glob}\n`,
    'segments/a.yaml': 'segments:\n',
  };
  await withFolder(files, async (folder) => {
    const { exitCode, stdout } = await runCli(['validate'], { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('hint: Use / between folders, also on Windows: "segments/*.yaml".');
  });
});
