/** Sources that are no files at rest: pipes, standard input, and files that somebody still writes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import {
  appendFile,
  type FileHandle,
  open,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { remoteOf, type TestList, withMemberLists } from '../../../support/members/member-lists.ts';
import { program } from '../../../support/run-cli.ts';

const lists = withMemberLists({ Email: 40 });
const people = ['secret.a@shop.example', 'secret.b@shop.example'];
const text = `${people.join('\n')}\n`;
const csv = `id;email\n${people.map((each) => `1;${each}\n`).join('')}`;

/** Runs a command line in a shell, which knows `audiencectl`. */
function inShell({ environment, folder }: TestList, script: string, input: string | Buffer = '') {
  return new Promise<{ exitCode: number | null; output: string }>((resolve) => {
    const child = spawn('bash', ['--norc', '-c', script], { cwd: folder, env: environment() });
    let output = '';
    child.stdout.on('data', (piece) => {
      output += piece;
    });
    child.stderr.on('data', (piece) => {
      output += piece;
    });
    child.once('close', (exitCode) => resolve({ exitCode, output }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const makeFifo = (list: TestList, name: string) => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(list.folder, name)]);
};

/** Opens a pipe for writing as soon as a run reads it. */
async function openOnceRead(path: string, run: ChildProcess): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (run.exitCode !== null || !String(error).includes('ENXIO')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

describe('what comes through a pipe', () => {
  const columns = '--column email --delimiter ";"';

  test.each<[string, string, string | Buffer]>([
    ['standard input', 'members sync LIST --source -', text],
    ['packed', 'members sync LIST --source -', gzipSync(text)],
    ['a redirected file', 'members sync LIST --source - < people.txt', ''],
    ['CSV', `members sync LIST --source - ${columns}`, csv],
    ['CSV without a header', 'members sync LIST --source - --no-header --column 2', csv.slice(9)],
    ['NDJSON', 'members sync LIST --source - --source-type ndjson', `"${people.join('"\n"')}"`],
    ['UTF-16', 'members sync LIST --source - --encoding utf-16le', Buffer.from(text, 'utf16le')],
    ['process substitution', 'members sync LIST --source <(cat people.txt)', ''],
    ['packed, with process substitution', 'members sync LIST --source <(gzip -c people.txt)', ''],
    ['CSV with it', `members sync LIST --source <(cat people.csv) ${columns}`, ''],
    [
      'two of them',
      'members sync LIST --source <(head -1 people.txt) --source <(tail -1 people.txt)',
      '',
    ],
    ['/dev/stdin', 'cat people.txt | audiencectl members sync LIST --source /dev/stdin', ''],
    ['/dev/stdin of a file', 'members sync LIST --source /dev/stdin < people.txt', ''],
    [
      'a named pipe',
      '(cat people.txt > pipe.txt &) ; audiencectl members sync LIST --source pipe.txt',
      '',
    ],
  ])('%s', async (_, line, input) => {
    const list = await lists.take();
    await list.declare('{ source: people.txt }');
    await list.write({ 'people.txt': text, 'people.csv': csv });
    if (line.includes('pipe.txt')) makeFifo(list, 'pipe.txt');
    const script = line.includes('audiencectl') ? line : `audiencectl ${line}`;
    const { exitCode, output } = await inShell(list, script, input);
    expect([exitCode, exitCode === 0 ? '' : output]).toEqual([0, '']);
    expect(output).not.toMatch(/secret/iu);
    expect(list.remote()).toEqual(remoteOf(people));
  });

  test.each<[string, string, NodeJS.Signals]>([
    ['a source', 'members sync LIST --source pipe.txt', 'SIGTERM'],
    [
      'people to exclude',
      'members sync LIST --source people.txt --exclude-source pipe.txt',
      'SIGINT',
    ],
    ['people to forget', 'members forget --source pipe.txt --auto-approve', 'SIGTERM'],
  ])(
    'a pipe with %s that nobody writes does not keep a run from being stopped',
    async (_, line, signal) => {
      const list = await lists.take();
      await list.declare('{ source: people.txt }');
      await list.write({ 'people.txt': text });
      makeFifo(list, 'pipe.txt');
      const { environment, folder } = list;
      for (const isOpened of [false, true]) {
        const words = line.replace('LIST', environment()['LIST'] ?? '').split(' ');
        const run = spawn('node', [program, ...words], { cwd: folder, env: environment() });
        let told = '';
        run.stderr.on('data', (piece) => {
          told += piece;
          if (!isOpened && !run.killed && told.includes('Waiting for something')) run.kill(signal);
        });
        const ended = once(run, 'close');
        // What is waited for once the pipe is open is not told.
        const writer = isOpened ? await openOnceRead(join(folder, 'pipe.txt'), run) : null;
        await writer?.write('secret');
        if (isOpened) run.kill(signal);
        const [exitCode] = await ended;
        await writer?.close();
        expect([exitCode, told]).toEqual([
          4,
          expect.stringMatching(/interrupted .*Nothing was sent/u),
        ]);
        if (!isOpened) expect(told).toMatch('The source pipe.txt is a pipe. Waiting for');
        expect(list.remote().count).toBe(0);
      }
    },
  );

  test('a socket is refused', async () => {
    const list = await lists.take();
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(join(list.folder, 'people.txt'), resolve);
    });
    try {
      await list.declare('{ source: people.txt }');
      const { exitCode, stderr } = await list.run('members sync LIST');
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringMatching('people.txt is a pipe, a socket or a device'),
      ]);
    } finally {
      server.close();
    }
  });

  test('of a manifest is not waited for', async () => {
    const list = await lists.take();
    makeFifo(list, 'pipe.txt');
    for (const members of ['{ source: pipe.txt }', '{ source: people.txt, exclude: pipe.txt }']) {
      await list.declare(members);
      await list.write({ 'people.txt': text });
      for (const line of ['plan --members', 'members sync LIST']) {
        const { exitCode, stderr } = await list.run(line);
        const found = expect.stringMatching(
          /error file-is-special The (?:source|exclude file) pipe\.txt is a pipe/u,
        );
        expect([exitCode, stderr]).toEqual([1, found]);
      }
    }
  });

  test('standard input excludes nobody', async () => {
    const list = await lists.take();
    await list.declare('{ source: people.txt, exclude: "-" }');
    await list.write({ 'people.txt': text });
    const { exitCode, output } = await inShell(list, 'audiencectl members sync LIST', text);
    expect([exitCode, output]).toEqual([1, expect.stringMatching('members-source-unreadable')]);
    expect(list.remote()).toEqual(remoteOf([]));
  });
});

/**
 * The program reads the file and then the pipe, which holds it until something is done to the file.
 * What opens the pipe for writing waits until it is read.
 */
describe('a file that is changed while it is read', () => {
  test.each<[string, (list: TestList) => Promise<unknown>]>([
    ['grows', ({ folder }) => appendFile(join(folder, 'parts/a.txt'), 'secret.c@shop.example\n')],
    ['is written anew', async ({ folder }) => writeFile(join(folder, 'parts/a.txt'), text)],
    [
      'is replaced',
      async ({ folder }) => {
        await writeFile(join(folder, 'new'), text);
        await rename(join(folder, 'new'), join(folder, 'parts/a.txt'));
      },
    ],
    ['is taken away', ({ folder }) => rm(join(folder, 'parts/a.txt'))],
    ['gets a neighbour', ({ folder }) => writeFile(join(folder, 'parts/c.txt'), text)],
    [
      'grows, and another one is broken',
      async (list) => {
        await appendFile(join(list.folder, 'parts/a.txt'), 'x\n');
      },
    ],
  ])('%s', async (what, change) => {
    const list = await lists.take();
    await list.declare('{ source: parts }');
    await list.write({ 'parts/a.txt': text });
    makeFifo(list, 'parts/b.txt');
    const isBroken = what.endsWith('broken');
    const run = list.run('members sync LIST --source parts');
    const pipe = await open(join(list.folder, 'parts/b.txt'), 'w');
    await change(list);
    await pipe.writeFile(isBroken ? gzipSync(text).subarray(0, 20) : text);
    await pipe.close();
    const { exitCode, stdout, stderr } = await run;
    expect([exitCode, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching('error members-source-changed The source .* changed while'),
    ]);
    expect(list.remote()).toEqual(remoteOf([]));
  });

  test('is changed behind a link', async () => {
    const list = await lists.take();
    await list.declare('{ source: link.txt }');
    await list.write({ 'elsewhere.txt': text });
    await symlink('elsewhere.txt', join(list.folder, 'link.txt'));
    makeFifo(list, 'pipe.txt');
    const run = list.run('members sync LIST --source link.txt --source pipe.txt');
    const pipe = await open(join(list.folder, 'pipe.txt'), 'w');
    await appendFile(join(list.folder, 'elsewhere.txt'), text);
    await pipe.close();
    expect(await run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching('members-source-changed'),
    });
  });

  test('is left alone, and all is well', async () => {
    const list = await lists.take();
    await list.declare('{ source: parts }');
    await list.write({ 'parts/a.txt': text });
    makeFifo(list, 'parts/b.txt');
    const run = list.run('members sync LIST --source parts');
    const pipe = await open(join(list.folder, 'parts/b.txt'), 'w');
    await pipe.writeFile('secret.c@shop.example\n');
    await pipe.close();
    expect((await run).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf([...people, 'secret.c@shop.example']));
  });
});
