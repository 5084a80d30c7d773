/** Signals while files are written: all of them are, and the result says so. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { program } from '../../support/run-cli.ts';

/** So many that a signal comes while they are written. */
const names = Array.from({ length: 60 }, (_, index) => `Viewers ${index + 10}`);
const fileOf = (name: string) => `m/${name.replace(' ', '-')}.yaml`;
const manifest = (name: string, description: string) => `segments:
  - name: ${name}
    description: ${description}
    retailerId: 1
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Audience of ${name}
    retailerId: 1
    algebra: { or: [${name}, Shared] }
`;
const files = {
  'audiencectl.yaml': projectFile,
  'shared.yaml':
    'segments: [{ name: Shared, retailerId: 1, contactList: { identifierType: Email } }]\n',
  ...Object.fromEntries(names.map((name) => [fileOf(name), manifest(name, 'In the UI')])),
};

/** Sends the signals as soon as a file is on its way. */
async function cut(folder: string, line: readonly string[], signals: readonly NodeJS.Signals[]) {
  const child = spawn(process.execPath, [program, ...line], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const closed = once(child, 'close');
  const isWriting = async () =>
    child.exitCode !== null || (await readdir(join(folder, 'm'))).some(isDraft);
  while (!(await isWriting())) await new Promise(setImmediate);
  for (const signal of signals) child.kill(signal);
  const [exitCode, signal] = await closed;
  return { exitCode, signal, stdout, stderr };
}

const isDraft = (file: string) => file.endsWith('.tmp');

const ways = {
  pull: ['pull', '--snapshot', 's.json', '--take', 'unknown'],
  rename: ['rename', 'segment/Shared', 'Common'],
};
const signalsOf = [['SIGINT'], ['SIGTERM'], ['SIGHUP'], ['SIGINT', 'SIGTERM', 'SIGINT']] as const;

describe.each(['pull', 'rename'] as const)('%s that is interrupted while it writes', (way) => {
  test('writes every file, leaves no draft, and prints its result', async () => {
    const changed = Object.fromEntries(
      names.map((name) => [fileOf(name), manifest(name, 'In git')]),
    );
    await withProject({ files }, async ({ folder, run, write }) => {
      expect(await run('apply --auto-approve --quiet')).toMatchObject({ exitCode: 0 });
      expect(await run('snapshot --out s.json')).toMatchObject({ exitCode: 0 });
      for (const signals of signalsOf) {
        await write({ ...changed, 'shared.yaml': files['shared.yaml'] });
        const ended = await cut(folder, [...ways[way], '--format', 'json'], signals);
        expect(ended).toMatchObject({ exitCode: 0, signal: null });
        expect(JSON.parse(ended.stdout)).toMatchObject({ formatVersion: 1 });
        const left = await readdir(folder, { recursive: true });
        expect(left.filter(isDraft)).toEqual([]);
        const wanted = way === 'pull' ? 'description: In the UI' : 'Common] }';
        for (const name of names) {
          expect(await readFile(join(folder, fileOf(name)), 'utf8')).toContain(wanted);
        }
      }
    });
  });
});
