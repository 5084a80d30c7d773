/** Where no person can be asked, the reason is said once for all projects. */
import { expect, test } from '@jest/globals';
import { everyProject, withFleet } from './a-fleet.ts';

test.each(['text', 'markdown', 'html'])('%s', async (format) => {
  await withFleet(['a', 'b', 'c'], async ({ run, writes }) => {
    const { exitCode, stdout } = await run(`apply --each ${everyProject} --format ${format}`);
    expect(exitCode).toBe(3);
    expect(stdout.match(/there is no terminal to ask for approval/gu)).toHaveLength(1);
    expect(stdout.match(/or apply a reviewed plan file/gu)).toHaveLength(1);
    expect(stdout).toContain('3 projects refused');
    for (const name of ['acme-a', 'acme-b', 'acme-c']) expect(stdout).toContain(name);
    expect(writes()).toEqual([]);
  });
});

test('of one project, it stands with its plan', async () => {
  await withFleet(['a'], async ({ run }) => {
    const { stdout } = await run(`apply --each ${everyProject}`);
    expect(stdout).toContain(
      'Refused: there is no terminal to ask for approval (approval-missing).',
    );
  });
});
