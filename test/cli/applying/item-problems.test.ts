/** What the API says of one item ends in the report, the exit code and nowhere else. */
import { expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const onSegments = { on: 'write', path: 'audience-segments' } as const;

test.each([
  ['errors', 'index', 200],
  ['warnings', 'none', 200],
  ['warnings', 'text', 207],
  ['errors', 'empty', 400],
] as const)(
  'of a segment, in %s, with the instance "%s" and status %i',
  async (carrier, instance, status) => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      const code = 'retailer-must-be-live';
      const effect = { kind: 'item', items: [1], code, carrier, instance, status } as const;
      sandbox.configure({ faults: [{ when: onSegments, times: 1, effect }] });
      const { exitCode, stdout } = await run('apply --auto-approve --format json');
      const { summary, results } = JSON.parse(stdout);
      expect([exitCode, summary]).toEqual([4, { done: 1, failed: 1, skipped: 1, unknown: 0 }]);
      const failed = results.filter(({ outcome }: { outcome: string }) => outcome === 'failed');
      expect(failed).toMatchObject([{ address: 'segment/Recent shoe viewers', error: { code } }]);
      // The next run does what was not done.
      expect((await run('apply --auto-approve')).exitCode).toBe(0);
      expect((await run('plan')).stdout).toContain('No changes.');
    });
  },
);

test('pages of nine rows are enough for a plan', async () => {
  await withProject({ files: smallProject, settings: { maxPageSize: 9 } }, async ({ run }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    expect((await run('plan')).stdout).toContain('No changes.');
  });
});
