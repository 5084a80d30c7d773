import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

describe('--set', () => {
  test('changes the sandbox of one command, and nothing that is kept', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const retired = await run('plan --sandbox --set retiredVersions=2026-07');
      expect(retired.exitCode).toBe(1);
      expect(retired.stderr).toContain('error api-version-gone');
      expect(retired.stderr).toContain(', with --set retiredVersions');
      const { exitCode, stderr } = await run('plan --sandbox');
      expect(exitCode).toBe(0);
      expect(stderr).not.toContain(', with --set');
    });
  });

  test('of several, each holds', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const set = '--set variants.nulls=omit --set accounts.625702934721171442=demand';
      const { exitCode, stdout } = await run(
        `apply --sandbox --auto-approve --format json ${set} --set variants.failures=warnings`,
      );
      expect(exitCode).toBe(4);
      expect(stdout).toContain('"account-must-be-supply"');
    });
  });

  test('stands in the command that applies a plan', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const { stderr, stdout } = await run('plan --sandbox --set searchLagMs=0 --out plan.json');
      expect(`${stdout}${stderr}`).toMatch(
        /audiencectl apply plan\.json .*--sandbox.* --set searchLagMs=0/,
      );
    });
  });

  test.each([
    ['plan --set strict=true', 'conflicting-options', 'Add --sandbox.'],
    ['plan --sandbox --set serchLagMs=1', 'invalid-option', 'Did you mean "searchLagMs"?'],
    ['plan --sandbox --set strict=yes', 'invalid-option', "--set 'strict=true'"],
    ['plan --sandbox --set strict', 'invalid-option', 'NAME=VALUE'],
    ['plan --sandbox --set retiredVersions=preveiw', 'invalid-option', 'Did you mean "preview"?'],
    [
      'plan --sandbox --set deprecatedVersions=2026-13',
      'invalid-option',
      "Write it as in this example: --set 'deprecatedVersions=2026-01,preview'.",
    ],
    ['sandbox --set serchLagMs=1', 'invalid-option', 'Did you mean "searchLagMs"?'],
  ])('%s is a usage error', async (line, code, words) => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      const { exitCode, stderr } = await run(line);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`error ${code} `);
      expect(stderr).toContain(words);
      expect(sandbox.requests()).toEqual([]);
    });
  });

  test('holds for a sandbox that is served', async () => {
    const child = spawn(process.execPath, [program, 'sandbox', '--set', 'tokenLifetimeSeconds=7']);
    try {
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      const url = `${line}`.replace(/^.* /u, '');
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'a',
        client_secret: 'b',
      });
      const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
      expect(await answer.json()).toMatchObject({ expires_in: 7 });
    } finally {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
  });
});
