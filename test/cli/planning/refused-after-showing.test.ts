/** A plan stands once in a log: what is refused after it was shown does not show it again. */
import { expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

/** The second endpoint takes no writes: found out after the plan was shown. */
const faults = [
  { when: { path: '/audiences/create' }, effect: { kind: 'status', status: 403 } },
] as const;

test.each([
  ['apply --auto-approve', 0, 1],
  // Nothing was shown, so that the plan is the result.
  ['apply --auto-approve --quiet', 1, 0],
])('%s', async (line, onStdout, onStderr) => {
  await withProject({ files: smallProject, settings: { faults } }, async ({ run, writes }) => {
    const { exitCode, stdout, stderr } = await run(line);
    const count = (text: string) => text.match(/Plan: 3 to create/gu)?.length ?? 0;
    expect({ exitCode, stdout: count(stdout), stderr: count(stderr) }).toEqual({
      exitCode: 3,
      stdout: onStdout,
      stderr: onStderr,
    });
    const told = stdout.replace(/\s+/gu, ' ');
    expect(told).toContain('Refused: apply did not run this plan');
    expect(told).toContain('to do: Give the application the permission "Audiences Manage"');
    expect(writes()).toEqual([]);
  });
});
