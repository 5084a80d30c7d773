/** Runs that end before their time: killed, stopped by a signal, overtaken by another one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/sandbox/faults/fault.ts';
import { projectFile, smallProject } from '../../support/a-folder.ts';
import { credentials, isProof, type TestProject, withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

const names = Array.from({ length: 25 }, (_, index) => `Customers of shop ${index}`);
const files = {
  'audiencectl.yaml': projectFile,
  'segments.yaml': `segments:\n${names
    .map((name) => `  - { name: ${name}, retailerId: 1, contactList: { identifierType: Email } }`)
    .join('\n')}\naudiences:\n  - { name: All, retailerId: 1, algebra: Customers of shop 1 }\n`,
};
/** Long enough for a signal to arrive while a write is on its way. */
const slow: Fault = { when: { on: 'write' }, effect: { kind: 'slow', milliseconds: 300 } };

interface Started {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

function start({ folder, url }: TestProject, line: string): Started {
  const child = spawn(process.execPath, [program, ...line.split(' ')], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(
    ([code, signal]): [number | null, NodeJS.Signals | null] => [code, signal],
  );
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Settles once the remote has answered so many writes, or has them before it. */
async function untilWrites(project: TestProject, count: number): Promise<void> {
  while (project.writes().length < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

function storedNames({ sandbox }: TestProject): readonly string[] {
  const document = JSON.stringify(sandbox.document() ?? {});
  return [...document.matchAll(/"name":"([^"]*)"/gu)].map((match) => match[1] ?? '');
}

async function expectConverged(project: TestProject): Promise<void> {
  project.sandbox.configure({ faults: [] });
  expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
  expect((await project.run('plan')).stdout).toMatch(/No changes\..*\n$/);
  expect([...storedNames(project)].sort()).toEqual([...names, 'All'].sort());
}

describe('kill -9', () => {
  test.each([1, 2, 3, 4])(
    'at write %i: the next run finishes, and nothing is doubled',
    async (nth) => {
      const faults: readonly Fault[] = [
        slow,
        { when: { on: 'read', probability: 0.2 }, effect: { kind: 'status', status: 503 } },
      ];
      await withProject({ files, settings: { faults: [...faults].reverse() } }, async (project) => {
        const run = start(project, 'apply --auto-approve --parallelism 1');
        await untilWrites(project, nth);
        run.child.kill('SIGKILL');
        expect(await run.ended).toEqual([null, 'SIGKILL']);
        await expectConverged(project);
      });
    },
  );
});

/** That write, of no items where it is the first, is not answered in time. */
const stuckAt = (nth: number): Fault => ({
  when: { on: 'write', nth },
  effect: { kind: 'slow', milliseconds: 60_000 },
});

describe('a signal', () => {
  test('SIGTERM finishes what is in flight and reports what was not begun', async () => {
    await withProject({ files, settings: { faults: [slow] } }, async (project) => {
      const run = start(project, 'apply --auto-approve --parallelism 1 --report json=report.json');
      await untilWrites(project, 1);
      run.child.kill('SIGTERM');
      expect(await run.ended).toEqual([4, null]);
      expect(run.stdout()).toMatch(/^Stopped: 10 done, 0 failed, 16 skipped, 0 unknown\.\n/u);
      expect(run.stdout()).toContain('16 changes not started, because the run was interrupted');
      await expectConverged(project);
    });
  });

  test('a second one stops at once', async () => {
    await withProject({ files, settings: { faults: [stuckAt(2)] } }, async (project) => {
      const run = start(project, 'apply --auto-approve --parallelism 1');
      await untilWrites(project, 1);
      run.child.kill('SIGINT');
      while (!run.stderr().includes('Interrupted'))
        await once(run.child.stderr ?? run.child, 'data');
      run.child.kill('SIGINT');
      expect(await run.ended).toEqual([4, null]);
      await expectConverged(project);
    });
  });

  test('waits for no answer to a request that can change nothing', async () => {
    await withProject({ files, settings: { faults: [stuckAt(1)] } }, async (project) => {
      const run = start(project, 'apply --auto-approve');
      while (!project.sandbox.requests().some(isProof))
        await new Promise((resolve) => setTimeout(resolve, 5));
      run.child.kill('SIGTERM');
      expect(await run.ended).toEqual([4, null]);
      expect(run.stdout()).toMatch(/^Stopped: 0 done, 0 failed, 26 skipped, 0 unknown\.\n/u);
      await expectConverged(project);
    });
  });
});

describe('two applies at once', () => {
  test('of the same manifests: nothing is doubled, and both end as the account is', async () => {
    await withProject({ files, settings: { faults: [slow] } }, async (project) => {
      const line = 'apply --auto-approve --format json';
      const both = [start(project, line), start(project, line)];
      const codes = await Promise.all(both.map(async ({ ended }) => (await ended)[0]));
      // What the other one made is adopted, so both may end well.
      expect(codes).toEqual([0, 0]);
      for (const { stdout } of both) {
        expect(JSON.parse(stdout()).summary).toMatchObject({ failed: 0, skipped: 0, unknown: 0 });
      }
      await expectConverged(project);
    });
  });

  test('of one saved plan after another changed what it touches: the loser says what happened', async () => {
    await withProject({ files: smallProject }, async (project) => {
      await project.run('apply --auto-approve');
      const change = async (words: string) => {
        const text = smallProject['manifest.yaml'] ?? '';
        await project.write({
          'manifest.yaml': text.replace(/description: .*/u, `description: ${words}`),
        });
      };
      await change('Ours');
      expect((await project.run('plan --out ours.json')).exitCode).toBe(0);
      await change('Theirs');
      expect((await project.run('apply --auto-approve')).exitCode).toBe(0);
      const writes = project.writes().length;
      const lost = await project.run('apply ours.json --events events.ndjson');
      expect(lost.exitCode).toBe(3);
      expect(lost.stdout).toMatch(
        /segment "CRM Users 2025": the segment \d+ has changed since the plan was made/u,
      );
      expect(project.writes()).toHaveLength(writes);
    });
  });
});

describe('a run that fails in part', () => {
  test('says what is live, what failed where, what was skipped and what is next', async () => {
    const manifest = `${smallProject['manifest.yaml']}  - { name: Elsewhere, retailerId: "77", algebra: Far }
`;
    const far =
      'segments:\n  - { name: Far, retailerId: "77", contactList: { identifierType: Email } }\n';
    const settings = { retailers: { '77': 'not-live' } } as const;
    const project = {
      files: { ...smallProject, 'manifest.yaml': manifest, 'far.yaml': far },
      settings,
    };
    await withProject(project, async ({ run }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --report markdown=report.md');
      expect(exitCode).toBe(4);
      const lines = stdout.split('\n');
      expect(lines[0]).toBe('Incomplete: 3 done, 1 failed, 1 skipped, 0 unknown.');
      const told = stdout.replace(/\n +/gu, ' ');
      expect(told).toMatch(/^Right now +3 changes were made and stay in place\.$/mu);
      expect(told).toMatch(
        /^Failed +segment "Far" \(far\.yaml:2\): .*Code retailer-must-be-live, trace ID [0-9a-f]+\.$/mu,
      );
      expect(told).toMatch(/^Skipped +1 change .* segment "Far": "Elsewhere"\.$/mu);
      expect(told).toMatch(
        /^Next +far\.yaml:2: .* Then run the same command again\. Nothing is done twice\.$/mu,
      );
    });
  });
});
