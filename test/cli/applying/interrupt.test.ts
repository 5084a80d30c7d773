import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { CommandContext } from '../../../src/cli/process/command-context.ts';
import { stopOnInterrupt } from '../../../src/cli/process/stop-on-interrupt.ts';
import { stopSignals } from '../../../src/cli/process/stop-signals.ts';
import { createTerminal } from '../../../src/cli/process/terminal.ts';
import { createRedactor } from '../../../src/remote/secrets/create-redactor.ts';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import { projectFile } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

const names = Array.from({ length: 30 }, (_, index) => `Customers of shop ${index}`);
const files = {
  'audiencectl.yaml': projectFile,
  'segments.yaml': `segments:\n${names
    .map((name) => `  - { name: ${name}, retailerId: 1, contactList: { identifierType: Email } }`)
    .join('\n')}\n`,
};
/** Long enough for a signal to arrive while a write is on its way. */
const slowWrites = (milliseconds: number): SettingsInput => ({
  faults: [{ when: { on: 'write' }, effect: { kind: 'slow', milliseconds } }],
});

const oneByOne = 'apply --auto-approve --verbose --parallelism 1';

/** Starts a command; `onNote` is called for each piece of stderr. */
async function start(
  { folder, url }: TestProject,
  line: string,
  onNote: (text: string, child: ChildProcess) => void,
) {
  const command = `exec "$NODE" "$PROGRAM" ${line}`;
  const child = spawn('bash', ['--norc', '-c', command], {
    cwd: folder,
    env: {
      ...{ PATH: process.env['PATH'] ?? '', NODE: process.execPath, PROGRAM: program },
      ...{ ...credentials, AUDIENCECTL_API_URL: url },
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onNote(text, child);
  });
  const [exitCode, signal] = await once(child, 'close');
  return { exitCode, signal, stdout, stderr };
}

/** Sends each signal once, when its word is read for the first time. */
function onWords(signals: Readonly<Record<string, NodeJS.Signals>>) {
  const left = new Map(Object.entries(signals));
  return (text: string, child: ChildProcess) => {
    for (const [word, signal] of left) {
      if (!text.includes(word)) continue;
      left.delete(word);
      child.kill(signal);
    }
  };
}

describe('a run that is asked to stop', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'finishes what is in flight, reports, and exits with 4; the next run finishes: %s',
    async (signal) => {
      await withProject({ files, settings: slowWrites(300) }, async (project) => {
        const onNote = onWords({ '/create': signal });
        const ended = await start(project, `${oneByOne} --format json`, onNote);
        expect(ended).toMatchObject({ exitCode: 4, signal: null });
        const { summary } = JSON.parse(ended.stdout);
        expect(summary).toEqual({ done: 10, failed: 0, skipped: 20, unknown: 0 });
        project.sandbox.configure({ faults: [] });
        expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
        expect((await project.run('plan')).stdout).toMatch(/No changes\..*\n$/);
      });
    },
  );
});

describe('a run that is asked to stop before it has written anything', () => {
  const slowSearch: SettingsInput = {
    faults: [{ when: { on: 'read' }, effect: { kind: 'slow', milliseconds: 20_000 } }],
  };
  const ways = {
    apply: ['apply --auto-approve', 4],
    'apply PLANFILE': ['apply p.json', 4],
    plan: ['plan --out new.json', 1],
    snapshot: ['snapshot --out new.json', 1],
    export: ['export', 1],
    sizes: ['sizes', 1],
    members: ['members sync "Customers of shop 1" --source people.txt', 4],
  } as const;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const cases = Object.keys(ways).flatMap((way, index) =>
    // Each signal with apply, and one of them with each other command: the way there is one.
    (way === 'apply' ? signals : [signals[index % 3] ?? 'SIGINT']).map(
      (signal) => [way as keyof typeof ways, signal] as const,
    ),
  );

  test.each(cases)('%s ends in order on %s', async (way, signal) => {
    const [line, exitCode] = ways[way];
    const old = { ...files, 'people.txt': 'a@example.com\n', 'r.json': 'old', 'r.txt': 'old' };
    await withProject({ files: old }, async (project) => {
      if (way === 'apply PLANFILE') await project.run('plan --out p.json');
      project.sandbox.configure(slowSearch);
      const isWriting = exitCode === 4;
      const json = way === 'snapshot' || way === 'export' ? '' : '--format json';
      const outputs = isWriting ? '--report json=r.json --report text=r.txt --events e.ndjson' : '';
      const startedAt = Date.now();
      const onNote = onWords({ '/search': signal });
      const ended = await start(project, `${line} --verbose ${json} ${outputs}`, onNote);
      expect(Date.now() - startedAt).toBeLessThan(15_000);
      expect(ended).toMatchObject({ exitCode, signal: null });
      const read = (file: string) => readFile(join(project.folder, file), 'utf8');
      if (json === '') {
        expect(ended.stdout).toBe('');
        expect(ended.stderr).toContain('error interrupted ');
      } else {
        expect(JSON.parse(ended.stdout)).toMatchObject({
          formatVersion: 1,
          diagnostics: [{ code: 'interrupted', hint: expect.any(String) }],
        });
      }
      if (isWriting) {
        expect(await read('r.json')).toBe(ended.stdout);
        expect(await read('r.txt')).toContain('interrupted');
        const last = (await read('e.ndjson')).trimEnd().split('\n').at(-1) ?? '';
        expect(JSON.parse(last)).toMatchObject({ event: 'end', exitCode: 4 });
      }
      expect(existsSync(join(project.folder, 'new.json'))).toBe(false);
      expect(project.writes()).toEqual([]);
    });
  });

  test('twice ends at once, with the same document and reports', async () => {
    const settings = {
      faults: [{ when: { on: 'token' }, effect: { kind: 'slow', milliseconds: 20_000 } }],
    } as const;
    await withProject({ files, settings }, async (project) => {
      const line =
        'apply --auto-approve --verbose --format json --report json=r.json --events e.ndjson';
      const onNote = onWords({ '/oauth2/token': 'SIGINT', 'Interrupted:': 'SIGTERM' });
      const ended = await start(project, line, onNote);
      expect(ended).toMatchObject({ exitCode: 4, signal: null });
      expect(JSON.parse(ended.stdout)).toMatchObject({ diagnostics: [{ code: 'interrupted' }] });
      expect(await readFile(join(project.folder, 'r.json'), 'utf8')).toBe(ended.stdout);
    });
  });
});

describe('a signal after the requests of a stopped run are over', () => {
  test('does not cut off its result and reports', () => {
    const before = stopSignals.map((signal) => process.listeners(signal));
    const exits: unknown[] = [];
    const exit = process.exit;
    process.exit = ((code: unknown) => exits.push(code)) as typeof process.exit;
    try {
      const terminal = { isAsking: () => false, writeWarning: () => undefined };
      const stop = new AbortController();
      const context = { command: 'apply', terminal } as unknown as CommandContext;
      const release = stopOnInterrupt(stop, context);
      process.emit('SIGINT');
      release();
      expect(stop.signal.aborted).toBe(true);
      process.emit('SIGTERM');
      expect(exits).toEqual([]);
      process.emit('SIGTERM');
      expect(exits).toEqual([4]);
    } finally {
      process.exit = exit;
      for (const [index, signal] of stopSignals.entries()) {
        for (const listener of process.listeners(signal)) {
          if (!before[index]?.includes(listener)) process.off(signal, listener);
        }
      }
    }
  });
});

describe('a run that is asked twice', () => {
  const twice = () => onWords({ '/create': 'SIGINT', 'Interrupted:': 'SIGINT' });
  const settings = slowWrites(20_000);

  test('stops at once, and still prints one document and writes its reports and events', async () => {
    await withProject({ files, settings }, async (project) => {
      const outputs = '--report json=r.json --report text=r.txt --events e.ndjson';
      const startedAt = Date.now();
      const ended = await start(project, `${oneByOne} --format json ${outputs}`, twice());
      expect(Date.now() - startedAt).toBeLessThan(15_000);
      expect(ended).toMatchObject({ exitCode: 4, signal: null });
      const document = JSON.parse(ended.stdout);
      // What was sent may be there by now: none of it is called failed or skipped. The rest was never sent.
      expect(document).toMatchObject({
        formatVersion: 1,
        summary: { done: 0, failed: 0, skipped: 20, unknown: 10 },
        diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'interrupted' })]),
      });
      const read = (file: string) => readFile(join(project.folder, file), 'utf8');
      expect(JSON.parse(await read('r.json'))).toEqual(document);
      expect(await read('r.txt')).toContain('20 skipped, 10 unknown');
      expect(await read('r.txt')).not.toMatch(/nothing was changed|The run was interrupted\./iu);
      const last = (await read('e.ndjson')).trimEnd().split('\n').at(-1) ?? '';
      expect(JSON.parse(last)).toMatchObject({ event: 'end', exitCode: 4 });
    });
  });

  test('in members, too', async () => {
    const lists = { ...files, 'people.txt': 'a@example.com\n' };
    await withProject({ files: lists }, async (project) => {
      expect((await project.run('apply --auto-approve')).exitCode).toBe(0);
      project.sandbox.configure(settings);
      const line = 'members sync "Customers of shop 1" --source people.txt --format json --verbose';
      const onNote = onWords({ '/contact-list': 'SIGTERM', 'Interrupted:': 'SIGTERM' });
      const ended = await start(project, line, onNote);
      expect(ended).toMatchObject({ exitCode: 4, signal: null });
      expect(JSON.parse(ended.stdout)).toMatchObject({
        formatVersion: 1,
        diagnostics: [{ code: 'interrupted' }],
      });
    });
  });
});

describe('at the question', () => {
  /** A terminal that somebody types at. */
  function aTerminal() {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    stderr.resume();
    const streams = { stdin, stdout: stderr, stderr };
    const terminal = createTerminal(streams, {
      ...{ color: false, quiet: false, redactor: createRedactor() },
    });
    return { terminal, type: (text: string) => stdin.write(text) };
  }

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
    ['a word and Ctrl-C', 'yes\u0003'],
  ])('%s is no answer', async (_, typed) => {
    const { terminal, type } = aTerminal();
    const answer = terminal.ask('Apply this plan? ');
    setImmediate(() => type(typed));
    expect(await answer).toBeNull();
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s is no answer either', async (signal) => {
    const { terminal } = aTerminal();
    const before = process.listenerCount(signal);
    const answer = terminal.ask('Apply this plan? ');
    while (process.listenerCount(signal) === before) await new Promise(setImmediate);
    process.emit(signal);
    expect(await answer).toBeNull();
    expect(process.listenerCount(signal)).toBe(before);
  });

  const pseudoTerminal = '/usr/bin/script';
  const withTerminal = existsSync(pseudoTerminal) ? test : test.skip;
  withTerminal.each([
    ['Ctrl-C', '\u0003'],
    ['no', 'no\n'],
  ])('%s refuses: exit code 3, nothing was sent, and reports say so', async (_, typed) => {
    const old = { ...files, 'q.md': 'of yesterday' };
    await withProject({ files: old }, async ({ folder, url, writes }) => {
      const reports = '--report markdown=q.md --report json=q.json';
      const line = `${process.execPath} ${program} apply --quiet ${reports}`;
      const child = spawn(pseudoTerminal, ['-qec', line, '/dev/null'], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url },
      });
      let shown = '';
      let isAnswered = false;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        shown += text;
        if (isAnswered || !shown.includes('Apply this plan?')) return;
        isAnswered = true;
        child.stdin.write(typed);
      });
      const [exitCode] = await once(child, 'close');
      expect({ exitCode, shown }).toEqual({
        exitCode: 3,
        shown: expect.stringContaining('nothing was written'),
      });
      // The person has just read the plan; the files have not been written yet.
      expect(shown.match(/Plan: 30 to create/gu)).toHaveLength(1);
      const [markdown, json] = await Promise.all(
        ['q.md', 'q.json'].map((file) => readFile(join(folder, file), 'utf8')),
      );
      expect(markdown).toContain('## ');
      expect(markdown).not.toContain('of yesterday');
      expect(JSON.parse(json ?? '')).toMatchObject({ refusals: [{ code: 'not-approved' }] });
      expect(writes()).toEqual([]);
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
