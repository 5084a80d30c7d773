/** Which version of the API each request goes to, and what happens where one is not served. */
import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../support/a-folder.ts';
import { isWrite, itemCount, withProject } from '../support/a-project.ts';

const projectWith = (more: string) => ({
  ...smallProject,
  'audiencectl.yaml': `${smallProject['audiencectl.yaml']}${more}`,
});

const versionOf = ({ path }: { readonly path: string }) => path.split('/')[1];

describe('segmentApiVersion', () => {
  test('takes the writes of segments elsewhere, and no read', async () => {
    const files = projectWith('segmentApiVersion: 2027-01\n');
    await withProject({ files }, async ({ run, sandbox, writes }) => {
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      const segments = writes().filter(({ path }) => path.includes('audience-segments'));
      expect(segments.map(versionOf)).toEqual(['2027-01']);
      const reads = sandbox.requests().filter((request) => !isWrite(request));
      expect(new Set(reads.slice(1).map(versionOf))).toEqual(new Set(['2026-07']));
      const doctor = await run('doctor --format json');
      expect(JSON.parse(doctor.stdout).checks).toContainEqual(
        expect.objectContaining({ name: 'segment-version', status: 'ok' }),
      );
    });
  });

  test('stands in the plan, and the plan is applied as it was made', async () => {
    const files = projectWith('segmentApiVersion: 2027-01\n');
    await withProject({ files }, async ({ run, write, writes }) => {
      const saved = await run('plan --format json --out plan.json');
      const plan = JSON.parse(saved.stdout);
      expect(plan.project).toMatchObject({ apiVersion: '2026-07', segmentApiVersion: '2027-01' });
      await write({ 'audiencectl.yaml': smallProject['audiencectl.yaml'] ?? '' });
      const refused = await run('apply plan.json --format json');
      expect(refused.exitCode).toBe(3);
      expect(JSON.parse(refused.stdout).refusals).toMatchObject([{ code: 'plan-not-declared' }]);
      expect(writes()).toEqual([]);
      await write(files);
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
      const sent = writes().filter((request) => itemCount(request) > 0);
      expect(sent.map(versionOf)).toEqual(['2027-01', 'experimental']);
    });
  });
});
