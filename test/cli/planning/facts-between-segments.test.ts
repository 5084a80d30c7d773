import { expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const segment = (days: number) =>
  `  - name: View ${days}d\n    events: { shopperActivity: View, lookbackDays: Last${days}Days }\n`;
const manifest = (algebra: string) =>
  `defaults: { retailerId: "1234" }\nsegments:\n${segment(7)}${segment(30)}audiences:\n  - name: Viewers\n    algebra: ${algebra}\n`;
const text =
  'everyone in "View 7d" is in "View 30d": the longer of two periods up to today includes the shorter one';

test('a plan gives the facts that its sentences rest on', async () => {
  const files = { ...smallProject, 'manifest.yaml': manifest('View 7d') };
  await withProject({ files }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await write({ 'manifest.yaml': manifest('View 30d') });
    const plan = JSON.parse((await run('plan --format json')).stdout);
    expect(plan.changes).toMatchObject([
      {
        address: 'audience/Viewers',
        action: 'update',
        reach: {
          verdict: 'wider',
          enter: expect.stringMatching(/in "?View 30d"?, not in "?View 7d"?/u),
          leave: null,
          because: [{ segment: 'View 7d', relation: 'within', of: 'View 30d', text }],
        },
      },
    ]);
    const unwrapped = ({ stdout }: { readonly stdout: string }) => stdout.replace(/\s+/gu, ' ');
    expect(unwrapped(await run('plan --verbose'))).toContain(`because ${text}`);
    expect(unwrapped(await run('plan'))).not.toContain('everyone in');
    expect((await run('plan --format markdown')).stdout).toContain('**Because** everyone in');
    expect((await run('plan --format html')).stdout).toContain('Because everyone in');
  });
});

test('a plan gives the facts of audiences that it does not edit', async () => {
  const files = { ...smallProject, 'manifest.yaml': manifest('{ or: [View 7d, View 30d] }') };
  await withProject({ files }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    const longer = manifest('{ or: [View 7d, View 30d] }').replace('Last7Days', 'Last60Days');
    await write({ 'manifest.yaml': longer });
    const { stdout } = await run('plan --verbose');
    expect(stdout.replace(/\s+/gu, ' ')).toContain('because everyone in "View 7d" as it was is in');
    expect((await run('plan')).stdout).not.toContain('everyone in');
  });
});

test('what no person can be in is said before anything is asked', async () => {
  const files = {
    ...smallProject,
    'manifest.yaml': manifest('{ and: [View 7d, { not: View 30d }] }'),
  };
  await withProject({ files }, async ({ run }) => {
    const { exitCode, stdout, stderr } = await run('validate');
    expect(exitCode).toBe(0);
    expect(stdout + stderr).toMatch(
      /warning audience-holds-nobody .* because everyone in "View 7d"/u,
    );
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    expect((await run('plan --detailed-exitcode')).exitCode).toBe(0);
  });
});
