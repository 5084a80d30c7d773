import { execFile } from 'node:child_process';
import { realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withFolder } from '../a-folder.ts';
import { serveWarm } from './serve-warm.ts';

/** Tells what it was given, and which process it is in. */
const teller = `
import { readFileSync } from 'node:fs';
const input = process.env.READS ? readFileSync(0, 'utf8') : '';
process.stdout.write(JSON.stringify({
  args: process.argv.slice(2), cwd: process.cwd(), odd: process.env.ODD, pid: process.pid, input,
}));
process.stderr.write('é of stderr');
process.exitCode = 7;
`;

interface Told {
  readonly exitCode: number;
  readonly stderr: string;
  readonly told: { readonly pid: number };
}

/** Runs lines of bash where `teller` is a program that is handed over, twice for the same process. */
async function tell(script: string, env: Readonly<Record<string, string>> = {}): Promise<Told[]> {
  return withFolder({ 'teller.mjs': teller }, async (folder) => {
    const warm = await serveWarm();
    try {
      const program = join(folder, 'teller');
      const lines = warm.hand(`${await realpath(folder)}/teller.mjs`);
      await writeFile(program, `#!/usr/bin/env bash\n${lines}\n`, { mode: 0o755 });
      const once = () =>
        new Promise<Told>((resolve) => {
          const options = {
            cwd: folder,
            env: { PATH: `${folder}:${process.env['PATH']}`, ...env },
          };
          const child = execFile('bash', ['--norc', '-c', script], options, (_, stdout, stderr) =>
            resolve({ exitCode: child.exitCode ?? -1, stderr, told: JSON.parse(stdout) }),
          );
        });
      return [await once(), await once()];
    } finally {
      await warm.close();
    }
  });
}

const isShared = ([first, second]: readonly Told[]) => first?.told.pid === second?.told.pid;

test('a program gets arguments, variables and folder as they are, and gives its streams and code', async () => {
  const args = ['plain', '', 'two  words', '\'"$x`', 'line\nbreak', '--é=*', ''];
  const odd = 'a=b\n: "\\" \u{1f600}';
  const words = args.map((each) => `$'${each.replace(/['\\]/g, '\\$&').replace(/\n/g, '\\n')}'`);
  const runs = await tell(`mkdir -p 'a b'; cd 'a b'; teller ${words.join(' ')}`, { ODD: odd });
  for (const run of runs) {
    expect(run).toMatchObject({
      exitCode: 7,
      stderr: 'é of stderr',
      told: { args, odd, cwd: expect.stringMatching(/\/a b$/) },
    });
  }
  expect(isShared(runs)).toBe(true);
});

test.each<[string, string, string, Readonly<Record<string, string>>]>([
  ['what is piped to it', 'echo in | teller', 'in\n', { READS: 'yes' }],
  ['what is redirected to it', 'teller < teller.mjs', teller, { READS: 'yes' }],
  ['a path of /dev', 'teller <(echo in)', '', {}],
  ['a variable of Node.js', 'teller', '', { NODE_OPTIONS: '--no-warnings' }],
  ['an empty time zone', 'teller', '', { TZ: '' }],
  ['a server', 'teller sandbox', '', {}],
])('a process of its own for %s', async (_, script, input, env) => {
  const runs = await tell(script, env);
  expect(runs[0]).toMatchObject({ exitCode: 7, told: { input } });
  expect(isShared(runs)).toBe(false);
});
