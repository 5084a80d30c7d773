/** People who must not be on a list, whatever its source says; and sources that git tracks. */
import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import {
  md5,
  remoteOf,
  remoteOfTexts,
  sha256,
  type TestList,
  withMemberLists,
} from '../../support/members/member-lists.ts';

const lists = withMemberLists({ Email: 40, PhoneNumber: 4, CustomerId: 4 });
const person = (number: number) => `secret.${number}@shop.example`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => person(from + each));
const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
const both = (text: string) => sha256(md5(text));

/** Runs it, and gives what the plan in it says. */
async function sync(list: TestList, line = 'members sync LIST', env = {}) {
  const { exitCode, stdout, stderr } = await list.run(`${line} --format json`, env);
  expect(stdout + stderr).not.toMatch(/secret/iu);
  return { exitCode, stderr, ...(stdout === '' ? {} : JSON.parse(stdout)) };
}

describe('who is excluded is not on the list', () => {
  test.each<[string, string, Readonly<Record<string, string | Buffer>>]>([
    ['a file', 'exclude: out.txt', { 'out.txt': lines(people(7, 9)) }],
    ['in capitals', 'exclude: out.txt', { 'out.txt': lines(people(7, 9)).toUpperCase() }],
    [
      'a list',
      'exclude: [a.txt, b.txt.gz]',
      { 'a.txt': person(7), 'b.txt.gz': gzipSync(person(8)) },
    ],
    [
      'a folder',
      'exclude: out',
      { 'out/1.txt': person(7), 'out/2.txt': person(8), 'out/_SUCCESS': '' },
    ],
    [
      'a glob',
      'exclude: "o*.csv"',
      { 'o1.csv': `email\n${person(7)}`, 'o2.csv': `x,email\n1,${person(8)}` },
    ],
    [
      'the column of the source',
      'exclude: out.csv',
      { 'out.csv': `x;email\n1;${person(7)}\n2;${person(8)}` },
    ],
    [
      'another column',
      'exclude: { source: out.csv, column: mail }',
      { 'out.csv': `mail,email\n${person(7)},x\n${person(8)},y` },
    ],
    [
      'no header',
      'exclude: { source: out.csv, header: false, column: 2 }',
      { 'out.csv': `1,${person(7)}\n2,${person(8)}` },
    ],
    [
      'digests',
      'exclude: { source: out.txt, format: sha256 }',
      { 'out.txt': lines(people(7, 9).map(sha256)) },
    ],
    [
      'people who are not there',
      'exclude: out.txt',
      { 'out.txt': lines([...people(7, 9), 'secret@other.example']) },
    ],
  ])('%s', async (_, exclude, files) => {
    const list = await lists.take();
    await list.declare(`{ source: all.csv, column: email, ${exclude} }`);
    await list.write({ 'all.csv': `email\n${lines(people(0, 12))}`, ...files });
    const { exitCode, plan } = await sync(list);
    expect([exitCode, plan.source.excluded.invalid]).toEqual([0, 0]);
    expect(list.remote()).toEqual(remoteOf([...people(0, 7), ...people(9, 12)]));
  });

  test.each<[string, (text: string) => string, string, (text: string) => string]>([
    ['md5', md5, 'plain', (text) => text],
    ['md5', md5, 'md5', md5],
    ['sha256', sha256, 'plain', (text) => text],
    ['sha256-md5', both, 'plain', (text) => text.toUpperCase()],
    ['sha256-md5', both, 'md5', (text) => md5(text).toUpperCase()],
    ['sha256-md5', both, 'sha256-md5', both],
  ])('a list of %s, and they are %s (%#)', async (format, digest, other, write) => {
    const list = await lists.take();
    const exclude = `exclude: { source: out.txt, format: ${other} }`;
    await list.declare(`{ source: all.txt, format: ${format}, ${exclude} }`);
    await list.write({
      'all.txt': lines(people(0, 12).map(digest)),
      'out.txt': lines(people(7, 9).map(write)),
    });
    expect((await sync(list)).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf([...people(0, 7), ...people(9, 12)].map(digest)));
  });

  test.each([
    ['md5', 'sha256'],
    ['sha256', 'md5'],
    ['sha256', 'sha256-md5'],
    ['plain, send: plain', 'sha256'],
    ['plain', 'md5'],
  ])('a list of %s has no form in common with %s', async (format, other) => {
    const list = await lists.take();
    const exclude = `exclude: { source: out.txt, format: ${other} }`;
    await list.declare(`{ source: all.txt, format: ${format}, ${exclude} }`);
    const { exitCode, stdout } = await list.run('validate');
    const found = expect.stringMatching(/lists\.yaml:6:\d+ error members-exclude-format /u);
    expect([exitCode, stdout]).toEqual([1, found]);
  });

  test('phone numbers, of another country', async () => {
    const list = await lists.take('PhoneNumber');
    const exclude = 'exclude: { source: out.txt, country: FR }';
    await list.declare(`{ source: all.txt, country: IN, ${exclude} }`);
    await list.write({ 'all.txt': '098765 43210\n+33140402290\n', 'out.txt': '01 40 40 22 90' });
    expect((await sync(list)).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf(['919876543210']));
  });

  test('identifiers that are sent as they are', async () => {
    const list = await lists.take('CustomerId', 'of the test');
    await list.declare('{ source: all.txt, exclude: out.txt }');
    await list.write({ 'all.txt': 'Secret-1\nSecret-2\n', 'out.txt': 'Secret-2\n' });
    const env = { AUDIENCECTL_LEDGER_KEY: 'of the test' };
    expect((await sync(list, 'members sync LIST', env)).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOfTexts(['Secret-1']));
  });
});

describe('who is excluded later is taken off', () => {
  async function filled(members = '') {
    const list = await lists.take();
    await list.declare(`{ source: all.txt${members} }`);
    await list.write({ 'all.txt': lines(people(0, 30)) });
    expect((await sync(list)).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf(people(0, 30)));
    await list.declare(`{ source: all.txt, exclude: out.txt${members} }`);
    return list;
  }

  test('by a sync, and the plan says so before', async () => {
    const list = await filled();
    await list.write({ 'out.txt': lines(people(27, 40)) });
    const planned = await list.run('plan --members');
    expect([planned.exitCode, planned.stdout]).toEqual([
      0,
      expect.stringMatching('30 now, −3 → 27'),
    ]);
    const { exitCode, removed, plan } = await sync(list);
    expect([exitCode, removed, plan.total, plan.source.excluded.filled]).toEqual([0, 3, 27, 13]);
    expect(list.remote()).toEqual(remoteOf(people(0, 27)));
    expect((await sync(list)).plan.state).toBe('unchanged');
    // Who is excluded no more comes back.
    await list.write({ 'out.txt': lines(people(28, 40)) });
    expect(await sync(list)).toMatchObject({ added: 1, removed: 0 });
  });

  test('where the source only adds', async () => {
    const list = await filled();
    await list.declare('{ source: all.txt, mode: append, exclude: out.txt }');
    await list.write({ 'all.txt': lines(people(25, 32)), 'out.txt': lines(people(28, 40)) });
    expect(await sync(list)).toMatchObject({ exitCode: 0, added: 0, removed: 2 });
    expect(list.remote()).toEqual(remoteOf(people(0, 28)));
    expect((await sync(list)).plan.state).toBe('unchanged');
  });

  test('where nobody knows who is on it', async () => {
    const list = await filled(', mode: append');
    await list.write({ 'all.txt': lines(people(25, 32)), 'out.txt': lines(people(28, 40)) });
    const line = 'members sync LIST --ledger elsewhere';
    // All twelve may be on it, for all that is known.
    expect((await list.run(line)).exitCode).toBe(3);
    const { exitCode } = await sync(list, `${line} --allow-member-removal`);
    expect(exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf(people(0, 28)));
  });

  test('by add, which adds none of them', async () => {
    const list = await filled();
    await list.write({ 'out.txt': lines(people(29, 32)), 'more.txt': lines(people(29, 34)) });
    const added = await sync(list, 'members add LIST --source more.txt');
    expect(added).toMatchObject({ exitCode: 0, added: 2, removed: 1 });
    expect(list.remote()).toEqual(remoteOf([...people(0, 29), ...people(32, 34)]));
  });

  test('and remove removes whoever is named', async () => {
    const list = await filled();
    await list.write({ 'out.txt': 'no address', 'more.txt': lines(people(0, 2)) });
    const removed = await sync(list, 'members remove LIST --source more.txt');
    expect(removed).toMatchObject({ exitCode: 0, removed: 2 });
    expect(list.remote()).toEqual(remoteOf(people(2, 30)));
  });

  test('where the option names them', async () => {
    const list = await filled();
    await list.write({ 'out.txt': 'secret@other.example', 'x.csv': `email\n${person(3)}\n` });
    await list.write({ 'y.csv': `email\n${person(4)}\n` });
    const line = 'members sync LIST --exclude-source x.csv --exclude-source y.csv';
    expect(await sync(list, line)).toMatchObject({ exitCode: 0, removed: 2 });
    expect(list.remote()).toEqual(remoteOf([...people(0, 3), ...people(5, 30)]));
  });

  test('more of them than may be removed at once ask for consent', async () => {
    for (const mode of ['', ', mode: append']) {
      const list = await filled();
      await list.declare(`{ source: all.txt, exclude: out.txt${mode} }`);
      await list.write({ 'out.txt': lines(people(0, 10)) });
      const refused = await sync(list);
      expect([refused.exitCode, refused.plan.refusals[0].code]).toEqual([
        3,
        'members-removal-limit',
      ]);
      expect(list.remote()).toEqual(remoteOf(people(0, 30)));
      const consented = await sync(list, 'members sync LIST --allow-member-removal');
      expect([consented.exitCode, list.remote()]).toEqual([0, remoteOf(people(10, 30))]);
    }
  });

  test.each<[string, string, string]>([
    ['that is empty', '', 'members-exclude-empty'],
    ['of something else', `${lines(people(0, 3))}nobody\n`, 'members-exclude-invalid'],
  ])('a file %s puts nobody back', async (_, text, code) => {
    const list = await filled();
    await list.write({ 'out.txt': lines(people(27, 30)) });
    expect((await sync(list)).exitCode).toBe(0);
    await list.write({ 'out.txt': text });
    const { exitCode, plan } = await sync(list);
    expect([exitCode, plan.refusals[0].code]).toEqual([3, code]);
    expect(list.remote()).toEqual(remoteOf(people(0, 27)));
  });

  test('a file that is missing stops it, and is named where it stands', async () => {
    const list = await filled();
    const missing = await list.run('members sync LIST');
    expect([missing.exitCode, missing.stderr]).toEqual([
      1,
      expect.stringMatching('The exclude file out.txt'),
    ]);
    const applied = await list.run('apply --members --auto-approve');
    expect([applied.exitCode, applied.stdout]).toEqual([3, expect.stringMatching('out.txt')]);
    expect(list.remote()).toEqual(remoteOf(people(0, 30)));
  });

  test('a saved plan is stale once they are excluded in another way', async () => {
    const list = await filled();
    await list.write({ 'out.txt': lines(people(28, 30)) });
    expect((await list.run('plan --members --out plan.json')).exitCode).toBe(0);
    await list.declare('{ source: all.txt }');
    const stale = await list.run('apply plan.json');
    expect([stale.exitCode, stale.stdout]).toEqual([
      3,
      expect.stringMatching('the members settings in its manifest have changed'),
    ]);
    await list.declare('{ source: all.txt, exclude: out.txt }');
    expect((await list.run('apply plan.json')).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf(people(0, 28)));
  });
});

describe('git tracks', () => {
  test.each<[string, string, string]>([
    ['one file of a glob', 'source: "d/*.txt"', 'source'],
    ['one file of a folder', 'source: d', 'source'],
    ['one file of a list', 'source: [d/b.txt, d/a.txt]', 'source'],
    ['who is excluded', 'source: d/b.txt, exclude: d/a.txt', 'exclude'],
    ['one file of those who are excluded', 'source: d/b.txt, exclude: { source: [d] }', 'exclude'],
  ])('%s', async (_, members, key) => {
    const list = await lists.take();
    await list.declare(`{ ${members} }`);
    await list.write({ 'd/a.txt': person(1), 'd/b.txt': person(2) });
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: list.folder });
    git('init', '-q');
    git('add', 'd/a.txt');
    const column = 16 + `{ ${members}`.indexOf(`${key}: `) + key.length + 2;
    for (const line of ['validate', 'members sync LIST']) {
      const { exitCode, stdout, stderr } = await list.run(line);
      expect([exitCode, stdout + stderr]).toEqual([
        1,
        expect.stringContaining(
          `lists.yaml:6:${column} error members-source-in-git The source d/a.txt `,
        ),
      ]);
    }
    expect(list.remote()).toEqual(remoteOf([]));
  });

  test('another file beside them, which is none of theirs', async () => {
    const list = await lists.take();
    await list.declare('{ source: d, exclude: "e/*.txt" }');
    await list.write({ 'd/a.txt': lines(people(0, 2)), 'd/.gitkeep': '', 'e/b.txt': person(1) });
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: list.folder });
    git('init', '-q');
    git('add', 'd/.gitkeep', 'lists.yaml');
    expect((await list.run('validate')).exitCode).toBe(0);
    expect((await sync(list)).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf([person(0)]));
  });

  test('a folder of which nothing else is here', async () => {
    const list = await lists.take();
    await list.declare('{ source: d }');
    await list.write({ 'd/.gitkeep': '' });
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: list.folder });
    git('init', '-q');
    git('add', 'd/.gitkeep');
    expect((await list.run('validate')).exitCode).toBe(0);
  });
});
