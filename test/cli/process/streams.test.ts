import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { program, runCli } from '../../support/run-cli.ts';

/** Runs a line of a shell with the program as `$AUDIENCECTL`. */
async function shell(line: string, cwd: string) {
  const child = spawn('bash', ['--norc', '-o', 'pipefail', '-c', line], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', AUDIENCECTL: `${process.execPath} ${program}` },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stderr };
}

describe('stdout', () => {
  test('is the result alone; --quiet silences the rest', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const planned = await run('plan --format json --verbose');
      expect(JSON.parse(planned.stdout)).toHaveProperty('changes');
      expect(planned.stderr).not.toBe('');
      expect(await run('plan --quiet')).toMatchObject({ stderr: '' });
    });
  });

  test.each([
    '--version',
    '--help',
    'plan --help',
    'schema plan',
    'explain',
    'validate --format json',
    'plan --sandbox',
    'plan --sandbox --out -',
    'snapshot --sandbox --out -',
    'apply --sandbox --auto-approve > /dev/null 2>&1; $AUDIENCECTL export --sandbox',
    'sizes --sandbox',
    'doctor --sandbox',
    'graph',
    'who --in "CRM Users 2025"',
    'completion bash',
    'no-such --format json',
  ])('that nobody reads is exit code 1, and one line: %s', async (line) => {
    await withProject({ files: smallProject }, async ({ folder }) => {
      const { exitCode, stderr } = await shell(`$AUDIENCECTL ${line} | true`, folder);
      expect(exitCode).toBe(1);
      expect(stderr.match(/^error output-not-writable .*EPIPE$/gmu)).toHaveLength(1);
      expect(stderr).not.toMatch(/^ +at /mu);
    });
  });

  test('that nobody reads does not keep an apply from reporting elsewhere', async () => {
    await withProject({ files: smallProject }, async ({ folder }) => {
      const outputs = '--report json=r.json --report text=r.txt --events e.ndjson';
      const line = `$AUDIENCECTL apply --sandbox --auto-approve ${outputs} | true`;
      const { exitCode, stderr } = await shell(line, folder);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /^The report could not be written to stdout\. All 3 changes were applied\.$/mu,
      );
      const again = await shell('$AUDIENCECTL apply --sandbox --auto-approve | true', folder);
      expect(again.stderr).not.toContain('were applied');
      const read = (file: string) => readFile(join(folder, file), 'utf8');
      expect(JSON.parse(await read('r.json'))).toMatchObject({ summary: { done: 3 } });
      expect(await read('r.txt')).toContain('Applied: 3 done');
      const events = (await read('e.ndjson')).trimEnd().split('\n');
      expect(events.filter((event) => event.includes('"outcome":"done"'))).toHaveLength(3);
      expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ event: 'end', exitCode: 1 });
    });
  });

  const whenFull = existsSync('/dev/full') ? test : test.skip;
  whenFull('that takes nothing is an error', async () => {
    await withProject({ files: smallProject }, async ({ folder }) => {
      const { exitCode, stderr } = await shell('$AUDIENCECTL schema plan > /dev/full', folder);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error output-not-writable .*\n$/);
    });
  });

  test.each<readonly [Readonly<Record<string, string>>, boolean]>([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: 'true', TERM: 'dumb' }, true],
    [{ FORCE_COLOR: '' }, false],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [{ FORCE_COLOR: '1', AUDIENCECTL_NO_COLOR: 'true' }, false],
  ])('has colours outside a terminal where they are forced: %j', async (env, isColoured) => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const { stdout } = await run('plan', env);
      expect(stdout.includes('\u001B[')).toBe(isColoured);
      expect((await run('plan --no-color', env)).stdout).not.toContain('\u001B');
      expect((await run('plan --format json', env)).stdout).not.toContain('\u001B');
    });
  });
});

describe('report files', () => {
  test('hold the formats that were asked for', async () => {
    await withProject({ files: smallProject }, async ({ folder, run }) => {
      const reports = '--report json=a.json --report markdown=b.md --report html=c.html';
      const { stdout } = await run(`plan ${reports} --report text=d.txt --out plan.json`);
      const read = (file: string) => readFile(join(folder, file), 'utf8');
      expect(await read('a.json')).toBe(await read('plan.json'));
      expect(await read('b.md')).toContain('<!-- audiencectl:acme-fr');
      expect(await read('c.html')).toMatch(/^<!doctype html>/i);
      expect(await read('d.txt')).toBe(stdout);
      for (const format of ['json', 'markdown', 'html', 'text']) {
        const shown = await run(`show plan.json --format ${format}`);
        const planned = await run(`plan --format ${format} --out plan.json`);
        expect(shown.stdout).toBe(planned.stdout);
      }
    });
  });
});

describe('under GitHub Actions', () => {
  test('findings are annotations too, on stderr', async () => {
    const files = { ...smallProject, 'manifest.yaml': 'segments:\n  - nmae: x\n' };
    await withProject({ files }, async ({ folder, run }) => {
      const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(folder, '..') };
      for (const command of ['validate', 'plan']) {
        const { stdout, stderr } = await run(command, env);
        expect(stderr).toMatch(/^::error file=[^,]*\/manifest\.yaml,line=2,col=5/m);
        expect(stdout).not.toContain('::error');
      }
    });
  });
});

describe('sandbox', () => {
  test('says first where it listens, serves, and ends on a signal', async () => {
    const child = spawn(process.execPath, [program, 'sandbox', '--port', '0']);
    const ended = once(child, 'close');
    const [line] = await once(createInterface(child.stdout), 'line');
    const url = /^Sandbox listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
    expect((await fetch(`${url}/_sandbox/requests`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('a port that is taken is one clear line', async () => {
    await withProject({ files: smallProject }, async ({ run, url }) => {
      const { exitCode, stderr } = await run(`sandbox --port ${new URL(url).port}`);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringMatching(/^error sandbox-not-started .*port \d+ is taken\n$/),
      });
    });
  });

  test('--sandbox says so loudly, and keeps its data in the project folder', async () => {
    await withProject({ files: smallProject }, async ({ folder, sandbox }) => {
      const applied = await runCli(['apply', '--sandbox', '--auto-approve', '--quiet'], {
        cwd: folder,
      });
      expect(applied).toMatchObject({ exitCode: 0 });
      expect(applied.stderr).toContain('SANDBOX');
      const planned = await runCli(['plan', '--sandbox'], { cwd: folder });
      expect(planned.stdout).toMatch(/No changes\..*\n$/);
      expect(await readFile(join(folder, '.audiencectl/.gitignore'), 'utf8')).toBe('*\n');
      expect(sandbox.requests()).toEqual([]);
    });
  });
});

describe('--version and --help', () => {
  test.each([
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['--help', /^audiencectl keeps/],
    ['plan --help', /^Usage: audiencectl plan/],
  ])('%s needs nothing', async (line, expected) => {
    await withProject({ files: {} }, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(line, { AUDIENCECTL_NO_SUCH: 'x' });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(expected);
    });
  });

  test('the version is that of the package', async () => {
    const file = new URL('../../../package.json', import.meta.url);
    const { version } = JSON.parse(await readFile(file, 'utf8'));
    await withProject({ files: {} }, async ({ run }) => {
      expect((await run('--version')).stdout).toBe(`${version}\n`);
    });
  });
});
