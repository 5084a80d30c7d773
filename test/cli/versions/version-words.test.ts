import { expect, test } from '@jest/globals';
import { projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const use = 'Use a version such as 2026-07, or experimental.';

test.each([
  ['segmentApiVersion: previw', `Did you mean preview? ${use}`],
  ['audienceApiVersion: Experimental', `Did you mean experimental? ${use}`],
  ['apiVersion: "2026-7"', `Did you mean 2026-07? ${use}`],
  ['apiVersion: v2026-07', `Did you mean 2026-07? ${use}`],
  ['apiVersion: 2026_01', `Did you mean 2026-01? ${use}`],
  ['apiVersion: 2026-13', use],
  ['apiVersion: 2026-07-01', use],
  ['apiVersion: latest', use],
])('%s is no version, and the hint shows one', async (line, hint) => {
  const files = { ...smallProject, 'audiencectl.yaml': `${projectFile}${line}\n` };
  await withFolder(files, async (cwd) => {
    const { exitCode, stdout } = await runCli(['validate'], { cwd });
    expect(exitCode).toBe(1);
    const [key, word = ''] = line.replaceAll('"', '').split(': ');
    expect(stdout).toContain(`error wrong-format ${key} "${word}" is not an API version\n`);
    expect(stdout).toContain(`  hint: ${hint}\n`);
  });
});
