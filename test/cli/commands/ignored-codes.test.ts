import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const validate = (ignore: string) =>
  withFolder({ ...smallProject, 'audiencectl.yaml': `${projectFile}ignore:\n${ignore}` }, (cwd) =>
    runCli(['validate'], { cwd }),
  );

describe('ignore', () => {
  test('warns of a word that is no code, at its place, with the nearest code', async () => {
    const { exitCode, stdout } = await validate('  - segment-unused\n  - segment-unsed\n');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('audiencectl.yaml:7:5 warning unknown-code');
    expect(stdout).toContain('segment-unused?');
  });

  test('takes a code that there is', async () => {
    const { stdout } = await validate('  - reference-not-declared\n');
    expect(stdout).toBe('');
  });
});
