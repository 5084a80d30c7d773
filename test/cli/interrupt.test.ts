import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../support/a-folder.ts';
import { credentials, withProject } from '../support/a-project.ts';
import { program } from '../support/run-cli.ts';

const names = Array.from({ length: 30 }, (_, index) => `Customers of shop ${index}`);
const files = {
  'audiencectl.yaml': projectFile,
  'segments.yaml': `segments:\n${names
    .map((name) => `  - { name: ${name}, retailerId: 1, contactList: { identifierType: Email } }`)
    .join('\n')}\n`,
};
/** Long enough for a signal to arrive while a write is on its way. */
const faults = [{ when: { on: 'write' }, effect: { kind: 'slow', milliseconds: 300 } } as const];

describe('Ctrl-C', () => {
  test('finishes what is in flight, reports, and exits with 4; the next run finishes', async () => {
    await withProject({ files, settings: { faults } }, async ({ folder, run, sandbox, url }) => {
      const args = [
        'apply',
        '--auto-approve',
        '--verbose',
        '--parallelism',
        '1',
        '--format',
        'json',
      ];
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url },
      });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      let interrupted = false;
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (interrupted || !text.includes('/create')) return;
        interrupted = true;
        child.kill('SIGINT');
      });
      expect(await once(child, 'close')).toEqual([4, null]);
      expect(JSON.parse(stdout).summary).toEqual({ done: 10, failed: 0, skipped: 20, unknown: 0 });
      sandbox.configure({ faults: [] });
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect((await run('plan')).stdout).toMatch(/No changes\..*\n$/);
    });
  });

  test('while search lags, writes whose answer was lost are not called skipped', async () => {
    const lost = { when: { on: 'write' }, effect: { kind: 'reset', moment: 'after' } } as const;
    const settings = { faults: [lost], searchLagMs: 60_000 };
    await withProject({ files, settings }, async ({ folder, url }) => {
      const args = 'apply --auto-approve --verbose --parallelism 1 --format json'.split(' ');
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url },
      });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      let interrupted = false;
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (interrupted || !/waiting \d+ ms: fault/u.test(text)) return;
        interrupted = true;
        child.kill('SIGINT');
      });
      expect(await once(child, 'close')).toEqual([4, null]);
      const summary = { done: 0, failed: 0, skipped: 20, unknown: 10 };
      expect(JSON.parse(stdout).summary).toEqual(summary);
    });
  });
});
