/** A command that `members` prints works as it is printed, where the person has typed the first one. */
import { spawn } from 'node:child_process';
import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { program } from '../../support/run-cli.ts';

const people = (to: number) =>
  Array.from({ length: to }, (_, number) => `secret${number}@example.com\n`).join('');
const rows = (to: number) => `mail;id\n${people(to).replaceAll('\n', ';1\n')}`;
const files = {
  'shop/other.yaml':
    'version: 1\nplatform: retail-media\nenvironments:\n  test: { accountId: "625702934721171442" }\n  live: { accountId: "7" }\n',
  'shop/lists.yaml': `defaults: { retailerId: "1234" }\nsegments:\n  - name: Shop's people\n    contactList: { identifierType: Email }\n`,
  'shop/our people.csv': rows(30),
  'shop/asked.txt': people(1),
};

interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line in a shell, as it was printed. */
function shell(folder: string, line: string, input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const script = `audiencectl() { "${process.execPath}" "${program}" "$@"; }\n${line}\n`;
    const child = spawn('sh', ['-c', script], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        out[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...out }));
    child.stdin.end(input);
  });
}

const printed = (text: string, action: string) =>
  new RegExp(`"(audiencectl ${action} [^"]*)"`, 'u').exec(text)?.[1] ?? 'no command';

const where = '--sandbox --chdir shop --project other.yaml --env test --ledger "our ledgers"';
const list = `'Shop'\\''s people'`;
const source = '--source "our people.csv" --column mail --delimiter ";"';

type Shell = (line: string, input?: string) => Promise<Run>;

function withFilled(use: (run: Shell, folder: string) => Promise<void>): Promise<void> {
  return withFolder(files, async (folder) => {
    const run: Shell = (line, input) => shell(folder, line, input);
    const created = await run(
      `audiencectl apply --auto-approve ${where.replace(/ --ledger.*/u, '')}`,
    );
    expect(created).toMatchObject({ exitCode: 0, stderr: expect.anything() });
    const filled = await run(
      `audiencectl members sync ${list} ${source} --allow-members-rebuild ${where}`,
    );
    expect(filled).toMatchObject({ exitCode: 0, stdout: expect.stringMatching('30 added') });
    await use(run, folder);
  });
}

/** The folder of the ledgers, which is relative to the one that was changed to. */
async function ledgersIn(folder: string): Promise<string> {
  const all = await readdir(folder, { recursive: true });
  const found = all.find((name) => name.endsWith('.email.ledger')) ?? '';
  return join(folder, found);
}

test('the command that clears a list on purpose', () =>
  withFilled(async (run, folder) => {
    await rm(await ledgersIn(folder));
    await writeFile(join(folder, 'shop/our people.csv'), rows(0));
    const consents = '--allow-members-rebuild --allow-member-removal';
    const refused = await run(`audiencectl members sync ${list} ${source} ${consents} ${where}`);
    expect(refused.exitCode).toBe(3);
    const line = printed(refused.stdout, 'members clear');
    expect(line).not.toMatch(/--source|--allow/u);
    const cleared = await run(`${line} --auto-approve`);
    expect([line, cleared]).toMatchObject([line, { exitCode: 0 }]);
  }));

test('the command that removes people from a list without a ledger', () =>
  withFilled(async (run, folder) => {
    await rm(await ledgersIn(folder));
    const forgot = await run(
      `audiencectl members forget --source asked.txt --identifier-type email --auto-approve ${where}`,
    );
    expect(forgot.exitCode).toBe(4);
    const line = printed(forgot.stdout, 'members remove');
    const removed = await run(`${line} --allow-member-removal`, people(1));
    expect([line, removed]).toMatchObject([
      line,
      { exitCode: 0, stdout: expect.stringMatching('1 removed') },
    ]);
  }));

test('the command that rebuilds a list whose ledger is damaged, but for values that may be identifiers', () =>
  withFilled(async (run, folder) => {
    const ledger = await ledgersIn(folder);
    await truncate(ledger, 1700);
    const failed = await run(`audiencectl members sync ${list} ${source} ${where}`);
    expect(failed.exitCode).toBe(1);
    const line = printed(failed.stderr + failed.stdout, 'members sync');
    expect(line).toMatch(/--env test .*--sandbox .*--project other\.yaml/u);
    await rm(ledger);
    expect(line).not.toContain('not shown');
    const values: Readonly<Record<string, string>> = {
      ...{ source: "'our people.csv'", column: 'mail', delimiter: "';'" },
      ...{ ledger: "'our ledgers'", chdir: 'shop' },
    };
    const left = /Add (.*) as in this run\./u.exec(failed.stderr + failed.stdout)?.[1] ?? '';
    const added = [...left.matchAll(/--([a-z-]+)/gu)].map(([, name = '']) => name);
    expect(added.sort()).toEqual(Object.keys(values).sort());
    const whole = `${line}${added.map((name) => ` --${name} ${values[name]}`).join('')}`;
    const rebuilt = await run(whole);
    expect([whole, rebuilt]).toMatchObject([whole, { exitCode: 0 }]);
  }));

test('the commands about members in a plan', () =>
  withFolder(files, async (folder) => {
    const run: Shell = (line, input) => shell(folder, line, input);
    const target = where.replace(/ --ledger.*/u, '');
    const planned = await run(`audiencectl plan ${target} --format markdown`);
    const fill = /filled by: `(audiencectl members sync [^`]*)`/u.exec(planned.stdout)?.[1] ?? '';
    expect((await run(`audiencectl apply --auto-approve ${target}`)).exitCode).toBe(0);
    const filled = await run(`${fill} ${source} --allow-members-rebuild`);
    expect([fill, filled]).toMatchObject([fill, { exitCode: 0 }]);
    const members = '{ source: our people.csv, column: mail, delimiter: ";" }';
    const manifest = files['shop/lists.yaml'].replace('Email }', `Email, members: ${members} }`);
    await writeFile(join(folder, 'shop/lists.yaml'), manifest);
    await run(`audiencectl members clear ${list} --auto-approve ${where}`);
    const again = await run(`audiencectl plan --members ${where}`);
    const text = again.stdout.replaceAll(/\n +/gu, ' ');
    const clear = /yes, by "(audiencectl members clear .*)"\n/u.exec(text)?.[1] ?? '';
    await run(`audiencectl members sync ${list} ${where}`);
    const cleared = await run(`${clear} --auto-approve`);
    expect([clear, cleared]).toMatchObject([clear, { exitCode: 0 }]);
    const refilled = await run(`audiencectl members sync ${list} ${where}`);
    expect(refilled.stdout).toMatch('30 added');
  }));
