/** Criteo's own segments, which begin and end on a date, and its lists by country. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const files = {
  'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
  'm.yaml': 'audiences:\n  - name: A\n    algebra:\n      or: [Ended, Lasting]\n',
};

/** From the day that it is for a program that tests keep warm. */
const today = Date.parse('2026-09-01T12:00:00Z');
const aDay = 86_400_000;
const dayOf = (offset: number) => new Date(today + offset * aDay).toISOString();

test('catalog shows the dates, and plan and apply warn of one that has ended', async () => {
  await withProject({ files }, async ({ run, sandbox, folder }) => {
    const edit = (name: string, endDate: string | null) =>
      sandbox.edit({
        ...{ platform: 'marketing-solutions', kind: 'segment', scope: '' },
        attributes: {
          ...{ name, type: 'Behavioral', advertiserId: null },
          behavioral: {
            ...{ country: 'FR', category: 'Seasonal', endDate },
            startDate: '2024-01-01T00:00:00Z',
          },
        },
      });
    edit('Ended', dayOf(-3));
    edit('Lasting', dayOf(3));
    const listed = await run('catalog behavioral Ended');
    expect(listed.stdout).toMatch(/From +Until/u);
    expect(listed.stdout).toContain(`2024-01-01  ${dayOf(-3).slice(0, 10)}`);
    const json = JSON.parse((await run('catalog behavioral Ended --format json')).stdout);
    expect(json.entries).toMatchObject([
      { startDate: '2024-01-01T00:00:00Z', endDate: expect.stringMatching(/^\d{4}-/u) },
    ]);

    const ended = 'm.yaml:4:12 warning segment-has-ended the behavioral segment "Ended" ended on';
    const plan = await run('plan --out plan.json');
    expect(plan.exitCode).toBe(0);
    expect(plan.stderr).toContain(ended);
    expect(plan.stderr).not.toContain('"Lasting"');
    // The document is the same on every day.
    expect((await run('plan --format json')).stdout).not.toContain('segment-has-ended');
    expect((await run('snapshot --out s.json')).exitCode).toBe(0);
    expect((await run('plan --snapshot s.json')).stderr).toContain(ended);
    const applied = await run('apply plan.json --auto-approve');
    expect(applied).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(ended) });
    expect((await run('apply --auto-approve')).stderr).toContain(ended);
    const github = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
    expect((await run('plan', github)).stderr).toMatch(
      /^::warning file=m\.yaml,line=4,.*title=segment-has-ended/mu,
    );
  });
});

test('the warning can be silenced', async () => {
  const silent = {
    ...files,
    'audiencectl.yaml': `${files['audiencectl.yaml']}ignore: [segment-has-ended]\n`,
  };
  await withProject({ files: silent }, async ({ run, sandbox }) => {
    const behavioral = { country: 'FR', category: 'Seasonal', startDate: null, endDate: dayOf(-3) };
    for (const name of ['Ended', 'Lasting']) {
      sandbox.edit({
        ...{ platform: 'marketing-solutions', kind: 'segment', scope: '' },
        attributes: { name, type: 'Behavioral', advertiserId: null, behavioral },
      });
    }
    expect(await run('plan')).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining('ended'),
    });
  });
});

test.each([
  ['catalog behavioral --country UK', 'Write GB'],
  ['catalog brands --country el', 'Write GR'],
  ['catalog brands --country FRA', 'Give the two letters'],
])('%s is no country', async (line, hint) => {
  await withProject({ files }, async ({ run, sandbox }) => {
    const { exitCode, stderr } = await run(line);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`hint: ${hint}`);
    expect(sandbox.requests()).toEqual([]);
  });
});
