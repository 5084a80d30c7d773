import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { smallProject, withFolder } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

/** What every failure owes its reader: a line that says it, nothing on stdout, no stack trace. */
function expectOneClearLine({ exitCode, stdout, stderr }: CliRun, code: string | RegExp) {
  const [first = '', ...rest] = stderr.trimEnd().split('\n');
  expect(first).toMatch(/^error \S+ \S/);
  expect(first).toMatch(code);
  expect(rest.every((line) => line.startsWith('  '))).toBe(true);
  expect(stderr).not.toMatch(/\bat .*(:\d+:\d+|node:)/);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
}

const effects = (status: number) => [{ effect: { kind: 'status', status } as const }];

describe('trouble with the remote is one clear line', () => {
  test.each([
    ['401 for the token', [{ when: { on: 'token' }, effect: { kind: 'status', status: 401 } }]],
    ['403', effects(403)],
    ['404', effects(404)],
    ['410', effects(410)],
    ['half an answer', [{ when: { on: 'read' }, effect: { kind: 'body', form: 'truncated' } }]],
    ['an empty answer', [{ when: { on: 'read' }, effect: { kind: 'body', form: 'empty' } }]],
    ['an HTML page', [{ when: { on: 'read' }, effect: { kind: 'body', form: 'html' } }]],
    ['500 again and again', effects(500)],
  ] as const)('%s', async (_, faults) => {
    await withProject({ files: smallProject, settings: { faults } }, async ({ run }) => {
      expectOneClearLine(await run('plan --timeout 0'), /./);
    });
  });

  test('an unreachable host', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await withFolder(smallProject, async (cwd) => {
      const args = ['plan', '--timeout', '0', '--api-url', `http://127.0.0.1:${port}`];
      expectOneClearLine(await runCli(args, { cwd, env: credentials }), /127\.0\.0\.1/);
    });
  });

  test('no secret is in any message', async () => {
    const settings = { faults: [{ effect: { kind: 'status', status: 401 } as const }] };
    await withProject({ files: smallProject, settings }, async ({ run }) => {
      const { stdout, stderr } = await run('plan --verbose --timeout 0');
      expect(stdout + stderr).not.toContain('test-secret');
    });
  });
});

describe('trouble on this side is one clear line', () => {
  test.each([
    ['plan --no-such', 'unknown-option'],
    ['no-such', 'unknown-command'],
    ['plan --api-url http://api.example.com', 'api-url-invalid'],
    ['plan -C no-such-folder', 'folder-not-found'],
    ['plan --snapshot no-such.json', 'file-not-readable'],
    ['plan --snapshot audiencectl.yaml', 'snapshot-invalid'],
    ['plan --report markdown', 'invalid-option'],
    ['plan --report pdf=plan.pdf', 'invalid-option'],
    ['apply no-such.json', 'file-not-readable'],
    ['show audiencectl.yaml', 'plan-file-invalid'],
    ['snapshot', 'missing-option'],
    ['plan --out no-such-folder/plan.json', 'file-not-writable'],
    ['plan --report text=no-such-folder/plan.txt', 'file-not-writable'],
    ['sandbox --data audiencectl.yaml', 'sandbox-not-started'],
  ])('%s', async (line, code) => {
    await withProject({ files: smallProject }, async ({ run }) => {
      expectOneClearLine(await run(line), new RegExp(`^error ${code} `));
    });
  });

  test('no credentials, with the way to do without', async () => {
    await withFolder(smallProject, async (cwd) => {
      const run = await runCli(['plan'], { cwd });
      expectOneClearLine(run, /^error credentials-missing /);
      expect(run.stderr).toContain('--sandbox');
    });
  });

  test('an unknown variable', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      expectOneClearLine(await run('plan', { AUDIENCECTL_PROJCT: 'x' }), /AUDIENCECTL_PROJCT/);
    });
  });

  test('no project', async () => {
    await withFolder({}, async (cwd) => {
      const { exitCode, stdout, stderr } = await runCli(['plan'], { cwd, env: credentials });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('project-not-found');
    });
  });
});

describe('--format json prints one document, whatever happens', () => {
  const broken = { ...smallProject, 'manifest.yaml': 'segments:\n  - nmae: x\n' };
  const document = async (project: TestProject, line: string) => {
    const { exitCode, stdout } = await project.run(line);
    return { exitCode, ...JSON.parse(stdout) };
  };

  test.each([
    ['plan --no-such --format json', smallProject],
    ['no-such --format json', smallProject],
    ['plan --format json', broken],
    ['apply --format json', broken],
    ['apply no-such.json --format json', smallProject],
    ['show no-such.json --format json', smallProject],
    ['plan --format json -C no-such-folder', smallProject],
  ])('%s', async (line, files) => {
    await withProject({ files }, async (project) => {
      const { exitCode, formatVersion, diagnostics, ...rest } = await document(project, line);
      expect({ exitCode, formatVersion, rest }).toEqual({
        exitCode: 1,
        formatVersion: 1,
        rest: {},
      });
      expect(diagnostics).toContainEqual(expect.objectContaining({ severity: 'error' }));
    });
  });

  test('a refused apply: the plan, with the reason', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { exitCode, changes, refusals } = await document(project, 'apply --format json');
      expect(exitCode).toBe(3);
      expect(changes).toHaveLength(3);
      expect(refusals).toEqual([expect.objectContaining({ code: 'approval-missing' })]);
      expect(project.writes()).toEqual([]);
    });
  });

  test('an apply, a failed one, and one with nothing to do', async () => {
    const faults = [
      {
        // The first one, of no items, asks whether writes are taken.
        when: { path: 'audiences/create', nth: 2 },
        effect: { kind: 'status', status: 400 } as const,
      },
    ];
    await withProject({ files: smallProject, settings: { faults } }, async (project) => {
      const failed = await document(project, 'apply --auto-approve --format json');
      expect(failed).toMatchObject({
        exitCode: 4,
        formatVersion: 1,
        summary: { done: 2, failed: 1, skipped: 0, unknown: 0 },
        diagnostics: [expect.objectContaining({ code: 'new-list-empty' })],
      });
      expect(failed.results).toHaveLength(3);
      expect(failed.results).toContainEqual(
        expect.objectContaining({ action: 'create', outcome: 'failed', error: expect.anything() }),
      );
      const done = await document(project, 'apply --auto-approve --format json');
      expect(done).toMatchObject({ exitCode: 0, summary: { done: 1 } });
      const nothing = await document(project, 'apply --auto-approve --format json');
      expect(nothing).toMatchObject({ exitCode: 0, summary: { done: 0 }, results: [] });
    });
  });

  test('validate', async () => {
    await withFolder(broken, async (cwd) => {
      const { exitCode, stdout } = await runCli(['validate', '--format', 'json'], { cwd });
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        formatVersion: 1,
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ source: expect.objectContaining({ file: 'manifest.yaml' }) }),
        ]),
      });
    });
  });
});
