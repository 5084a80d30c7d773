import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const marketing = {
  'audiencectl.yaml': projectFile
    .replace('retail-media', 'marketing-solutions')
    .replace('accountId', 'advertiserId')
    .replace('625702934721171442', '78462'),
  'manifest.yaml': 'audiences: []\nsegments: []\n',
};

/** The first request that is no token is let wait for the next window. */
const settings = {
  faults: [
    {
      when: { on: 'read' },
      times: 1,
      effect: { kind: 'status', status: 429, resetSeconds: 3 },
    },
  ],
} as const;

async function stderrOf(line: string): Promise<string> {
  const files = line.startsWith('catalog') ? marketing : smallProject;
  return withProject({ files, settings }, async ({ run }) => {
    const { exitCode, stderr } = await run(line);
    // Of a list that is not there yet there is nothing to tell.
    if (!line.startsWith('members')) expect({ line, exitCode }).toEqual({ line, exitCode: 0 });
    return stderr;
  });
}

test('a wait for a fault says why', async () => {
  // The seconds that are asked for make the wait long enough to be told.
  const effect = { kind: 'status', status: 503, headers: { 'retry-after': '3' } } as const;
  const faults = [{ when: { on: 'read' }, times: 1, effect }] as const;
  await withProject({ files: smallProject, settings: { faults } }, async ({ run }) => {
    const { exitCode, stderr } = await run('plan');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^waiting to try again \(try 2\), because the API answered 503: \d s$/mu,
    );
  });
});

test('the waits say which try follows, so that they fit the number of tries at the end', async () => {
  const effect = { kind: 'status', status: 503, headers: { 'retry-after': '3' } } as const;
  const faults = [{ when: { on: 'read' }, effect }] as const;
  await withProject({ files: smallProject, settings: { faults } }, async ({ run }) => {
    // The second wait is too short to be told, and its try is counted all the same.
    const { stderr } = await run('plan --timeout 3.2');
    expect(stderr.match(/^waiting to try again.*$/gmu)).toEqual([
      expect.stringMatching(/^waiting to try again \(try 2\), because the API answered 503: 3 s$/u),
    ]);
    expect(stderr).toContain('at the last of 3 tries');
  });
});

describe('a command that waits says so, once, on stderr', () => {
  const lines = [
    'plan',
    'apply --auto-approve',
    'snapshot --out s.json',
    'export',
    'sizes',
    'doctor',
    'catalog behavioral',
    'members stats CRM',
  ];

  test('all of them, and none with --quiet', async () => {
    // Side by side, since each of them waits in earnest.
    const told = await Promise.all([...lines, 'plan --quiet'].map(stderrOf));
    const waits = told.map((stderr) => stderr.match(/^waiting for the rate limit: \d s$/gmu));
    expect(waits.map((found) => found?.length ?? 0)).toEqual([...lines.map(() => 1), 0]);
  });
});
