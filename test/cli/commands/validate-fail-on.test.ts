import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const unused = `segments:
  - name: Nobody uses it
    retailerId: "1"
    contactList: { identifierType: Email }
`;

const validate = (words: string, env: Readonly<Record<string, string>> = {}, more = '') =>
  withFolder(
    { ...smallProject, 'audiencectl.yaml': `${projectFile}${more}`, 'unused.yaml': unused },
    (cwd) => runCli(['validate', ...words.split(' ').filter(Boolean)], { cwd, env }),
  );

describe('validate --fail-on', () => {
  test.each([
    ['', 0],
    ['--fail-on warning', 1],
    ['--fail-on segment-unused', 1],
    ['--fail-on names-look-alike,segment-unused', 1],
    ['--fail-on names-look-alike', 0],
  ])('%s ends with %i', async (words, exitCode) => {
    const run = await validate(words);
    expect(run).toMatchObject({ exitCode, stdout: expect.stringContaining('segment-unused') });
    expect(run.stderr.startsWith('Valid: ')).toBe(exitCode === 0);
  });

  test('does not count what the project ignores', async () => {
    const { exitCode } = await validate('--fail-on warning', {}, 'ignore: [segment-unused]\n');
    expect(exitCode).toBe(0);
  });

  test.each(['wider', 'conflict', 'warnings'])('refuses the word %s', async (word) => {
    const { exitCode, stderr } = await validate(`--fail-on ${word}`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('invalid-option');
  });

  test('reads a variable that plans share, without their words', async () => {
    const env = (value: string) => ({ AUDIENCECTL_FAIL_ON: value });
    expect(await validate('', env('empty,conflict'))).toMatchObject({ exitCode: 0 });
    expect(await validate('', env('empty,warning'))).toMatchObject({ exitCode: 1 });
    expect(await validate('', env('emty'))).toMatchObject({ exitCode: 1 });
  });
});
