/** Ctrl-C over many projects: what was done is reported, and what never began is not started. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import { credentials, type TestProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';
import { everyProject, statesIn, withFleet } from './a-fleet.ts';
import { listOfClient, withPulledFleet } from './a-pulled-fleet.ts';

const clients = ['a', 'b', 'c', 'd', 'e', 'f'];
const apply = `apply --each ${everyProject} --auto-approve --verbose --parallelism 2 --format json`;

const slowWrites = (milliseconds: number): SettingsInput => ({
  faults: [{ when: { on: 'write' }, effect: { kind: 'slow', milliseconds } }],
});

/** Sends the signals one after another, the first when a request of a project is on its way. */
async function interrupt(
  { folder, url }: TestProject,
  line: string,
  signals: number,
  request = '/create',
) {
  const child = spawn(process.execPath, [program, ...line.split(' ')], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let sent = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    const isDue = sent === 0 ? stderr.includes(request) : stderr.includes('Interrupted:');
    if (!isDue || sent === signals) return;
    sent += 1;
    stop(child);
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout, stderr };
}

function stop(child: ChildProcess): void {
  child.kill('SIGINT');
}

describe('a run over many projects that is interrupted', () => {
  test('finishes what is in flight and starts no other; the next run does the rest', async () => {
    await withFleet(
      clients,
      async (project) => {
        const ended = await interrupt(project, apply, 1);
        expect(ended.exitCode).toBe(4);
        const states = Object.values(statesIn(ended.stdout));
        expect(Object.keys(statesIn(ended.stdout))).toEqual(clients);
        expect(states.filter((state) => state === '4 not-started').length).toBeGreaterThan(2);
        expect(states).toContain('0 done');
        const done = states.filter((state) => state === '0 done').length;
        const again = await project.run(`${apply}`);
        expect(again.exitCode).toBe(0);
        const { projects } = JSON.parse(again.stdout);
        const left = projects.map(({ summary }: { summary: { done: number } }) => summary.done);
        expect(left.reduce((sum: number, each: number) => sum + each, 0)).toBe(
          clients.length - done,
        );
      },
      { settings: slowWrites(300) },
    );
  });

  test.each([1, 2])(
    'says of what it only read that nothing was changed (signals: %i)',
    async (signals) => {
      const settings: SettingsInput = {
        faults: [{ when: { on: 'read' }, effect: { kind: 'slow', milliseconds: 3000 } }],
      };
      await withFleet(
        clients,
        async (project) => {
          const line = `apply --each ${everyProject} --auto-approve --parallelism 2 --verbose`;
          const ended = await interrupt(project, line, signals, '/search');
          expect(ended.exitCode).toBe(4);
          expect(ended.stdout).toContain('2 projects, the same failure');
          expect(ended.stdout).toContain('Run the same command again. Nothing was changed.');
          expect(ended.stdout).not.toContain('done twice');
          expect(project.writes()).toEqual([]);
        },
        { settings },
      );
    },
  );

  test('ends at once at the second time, with one whole document', async () => {
    await withFleet(
      clients,
      async (project) => {
        const before = performance.now();
        const ended = await interrupt(project, apply, 2);
        expect(performance.now() - before).toBeLessThan(15_000);
        expect(ended.exitCode).toBe(4);
        expect(Object.keys(statesIn(ended.stdout))).toEqual(clients);
        const { projects } = JSON.parse(ended.stdout);
        expect(JSON.stringify(projects)).toContain('"outcome":"unknown"');
      },
      { settings: slowWrites(20_000) },
    );
  });
});

/** Sends the signal to its own process while it reads the manifest of a project. */
const interruptAt = (client: string) => `
const files = require('node:fs');
const { openSync } = files;
files.openSync = (path, ...rest) => {
  if (String(path).endsWith('clients/${client}/lists.yaml')) process.kill(process.pid, 'SIGINT');
  return openSync(path, ...rest);
};
`;

test('a run that only reads files hears the signal between two projects', async () => {
  await withFleet(
    clients,
    async ({ folder }) => {
      const words = `validate --each ${everyProject} --parallelism 1 --format json`.split(' ');
      const { status, stdout } = spawnSync(
        process.execPath,
        ['--require', join(folder, 'hook.cjs'), program, ...words],
        { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } },
      );
      expect(status).toBe(1);
      const states = Object.values(statesIn(stdout));
      expect(states.length).toBe(clients.length);
      expect(states[0]).toBe('0 done');
      expect(states.at(-1)).toBe('1 not-started');
    },
    { files: { 'hook.cjs': interruptAt('c') } },
  );
});

describe('a pull of many projects that is interrupted', () => {
  test.each([1, 2])(
    'leaves each project as it was or as it should be; the next run does the rest (signals: %i)',
    async (signals) => {
      await withPulledFleet(clients, async (project) => {
        for (const client of clients) project.describe(listOfClient(client), 'By Ann');
        const line = `pull --each ${everyProject} --verbose --parallelism 2 --format json`;
        const ended = await interrupt(project, line, signals, '/search');
        expect(ended.exitCode).toBe(1);
        expect(Object.keys(statesIn(ended.stdout))).toEqual(clients);
        const states = Object.values(statesIn(ended.stdout));
        expect(states).toContain('1 not-started');
        const again = await project.run(line);
        expect(again.exitCode).toBe(0);
        for (const client of clients) {
          const text = await project.read(`clients/${client}/lists.yaml`);
          expect(text).toContain('description: By Ann');
        }
        const files = await readdir(join(project.folder, 'clients'), { recursive: true });
        expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
      });
    },
  );
});
