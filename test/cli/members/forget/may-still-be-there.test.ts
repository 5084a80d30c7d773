import { copyFile, readdir, readFile, rename, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { md5, sha256 } from '../../../support/members/member-lists.ts';
import {
  address,
  both,
  key,
  lines,
  phone,
  short,
  withFilled,
  without,
} from './with-filled-lists.ts';
import { withRelay } from './with-relay.ts';

describe('nobody is believed to be gone who may still be there', () => {
  test('without consent nothing is sent, and the counts are told', () =>
    withFilled(
      async ({ write, forget, remote, writes }) => {
        await write({ 'asked.txt': address(3) });
        const before = writes().length;
        const { exitCode, outcome, stderr, rows } = await forget('');
        expect([exitCode, outcome, rows.map(short)]).toEqual([3, 'refused', ['Hashed found 1 0']]);
        expect(stderr).toMatch(/^Refused: there is no terminal .* give --auto-approve\.$/mu);
        const sent = writes()
          .slice(before)
          .filter(({ path }) => path.endsWith('/add-remove'));
        expect([sent, remote('Hashed')]).toEqual([[], without('Hashed', [])]);
      },
      ['Hashed'],
    ));

  test('a list without a ledger is named, with what to do, and that works', () =>
    withFilled(
      async ({ write, run, forget, remote, file }) => {
        await write({ 'asked.txt': address(3) });
        await rm(await file('Hashed'));
        const { exitCode, outcome, rows } = await forget();
        expect([exitCode, outcome, rows.map(short)]).toEqual([
          4,
          'incomplete',
          ['Both done 1 1', 'Hashed not-searched 0 0'],
        ]);
        const { stdout } = await run('members forget --source asked.txt', key);
        expect(stdout).toMatch('audiencectl members remove Hashed --source -');
        expect((await run('members remove Hashed --source asked.txt', key)).exitCode).toBe(0);
        expect([remote('Hashed'), remote('Both')]).toEqual([
          without('Hashed', [3]),
          without('Both', [3]),
        ]);
        // Its new ledger does not know all of the list: whoever is asked for is taken off it, in every form but unhashed.
        await write({ 'asked.txt': lines([address(3), address(6)]) });
        const next = await forget();
        expect([next.exitCode, next.rows.map(short), next.rows[1]?.reason?.code]).toEqual([
          4,
          ['Both done 1 1', 'Hashed unknown 0 6'],
          'members-form-unknown',
        ]);
        expect((await run('members forget --source asked.txt --auto-approve', key)).stdout).toMatch(
          /Hashed \(Email\): 0 found, 6 removed in 3 requests: .* may still be on it as unhashed identifiers.*Partly done: .*1 list on which these people may still be\./su,
        );
        expect(remote('Hashed')).toEqual(without('Hashed', [3, 6]));
      },
      ['Hashed', 'Both'],
    ));

  test('a list that something else has filled is named, declared or not', () =>
    withFilled(
      async ({ write, run, forget, ledgers }) => {
        await write({ 'asked.txt': address(3) });
        await rm(ledgers, { recursive: true });
        const { exitCode, rows } = await forget();
        expect([exitCode, rows.map(short)]).toEqual([4, ['Hashed not-searched 0 0']]);
        await write({ 'lists.yaml': 'segments: []\n' });
        expect((await forget()).rows.map(short)).toEqual(['Hashed not-searched 0 0']);
        const { stdout } = await run('members forget --source asked.txt', key);
        expect(stdout).toMatch('Nothing found; 1 list not searched.');
      },
      ['Hashed'],
    ));

  test.each<[string, string, number, (file: string) => Promise<unknown>, object]>([
    ['cut off', 'ledger-damaged', 1, (file) => truncate(file, 1700), key],
    [
      'written with another key',
      'ledger-key-wrong',
      1,
      async () => {},
      { AUDIENCECTL_LEDGER_KEY: 'other' },
    ],
    [
      'encrypted, and no key is given',
      'ledger-key-missing',
      1,
      async () => {},
      { AUDIENCECTL_LEDGER_KEY: '' },
    ],
    [
      'one by its name, with a stray sign',
      'ledger-other-list',
      1,
      (file) => copyFile(file, file.replace(/\.email\./u, '.email%.')),
      key,
    ],
    [
      'that of another list',
      'ledger-other-list',
      1,
      (file) => copyFile(file, file.replace(/-(\d+)\./u, '-$1.copy-')),
      key,
    ],
  ])(
    'a ledger that is %s is an error, and the lists beside it are done',
    (_, code, exit, spoil, env) =>
      withFilled(
        async ({ write, forget, file }) => {
          await write({ 'asked.txt': address(3) });
          await spoil(await file('Hashed'));
          const { exitCode, outcome, rows } = await forget('--auto-approve', { ...env });
          expect([exitCode, outcome]).toEqual([exit, 'incomplete']);
          expect(rows.map(({ reason }) => reason?.code)).toContain(code);
        },
        ['Hashed', 'Md5'],
      ),
  );

  test('a list that the account does not have is told by its ledger, and its ledger stays', () =>
    withFilled(
      async ({ write, run, forget, file }) => {
        const ledger = await file('Hashed');
        await write({
          'asked.txt': address(3),
          'lists.yaml': 'segments:\n  - { name: Hashed, state: absent }\n',
        });
        expect((await run('apply --auto-approve --max-deletes 1', key)).exitCode).toBe(0);
        const { exitCode, rows } = await forget();
        expect([exitCode, rows.map(({ reason }) => reason?.code)]).toEqual([
          4,
          ['members-list-gone'],
        ]);
        expect(rows[0]?.reason?.text).toMatch(ledger);
        await write({ 'asked.txt': 'stranger@shop.example' });
        expect((await forget()).exitCode).toBe(0);
      },
      ['Hashed'],
    ));

  test('a ledger that is a link is an error, and what it leads to stays', () =>
    withFilled(
      async ({ write, forget, file, folder }) => {
        await write({ 'asked.txt': address(3) });
        const ledger = await file('Hashed');
        const elsewhere = join(folder, 'elsewhere');
        await rename(ledger, elsewhere);
        await symlink(elsewhere, ledger);
        const before = await readFile(elsewhere);
        const { exitCode, rows } = await forget();
        expect([exitCode, rows[0]?.state]).toEqual([1, 'not-searched']);
        expect(await readFile(elsewhere)).toEqual(before);
      },
      ['Hashed'],
    ));

  test('a list that is partly known is left alone where nothing is asked of its type', () =>
    withFilled(
      async ({ write, run, forget, file }) => {
        await rm(await file('Phones'));
        await write({ 'asked.txt': `+${phone(3)}` });
        expect((await run('members remove Phones --source asked.txt', key)).exitCode).toBe(0);
        await write({ 'asked.txt': 'stranger@shop.example' });
        const { exitCode, rows } = await forget('');
        expect([exitCode, rows.map(short)]).toEqual([0, ['Phones clean 0 0']]);
      },
      ['Phones'],
    ));

  test('an audience of the older endpoints is a list, too', () =>
    withFilled(
      async ({ write, run, forget, url, ledgers }) => {
        await write({ 'asked.txt': lines([address(3), address(4)]) });
        const legacy = 'members add --legacy-audience-id 7 --identifier-type email';
        expect((await run(`${legacy} --source asked.txt`, key)).exitCode).toBe(0);
        expect((await readdir(ledgers)).join()).toMatch('legacy-audience-7.email.ledger');
        await write({ 'asked.txt': address(4) });
        const sent: string[] = [];
        const at = (moment: string, path: string, body: string) => {
          if (moment === 'before' && path.endsWith('/audiences/7/contactlist')) sent.push(body);
          return undefined;
        };
        await withRelay(url, at, async (proxy) => {
          const { rows } = await forget('--auto-approve', { ...key, AUDIENCECTL_API_URL: proxy });
          expect(rows.map(short)).toContain('legacy-audience/7 unknown 1 3');
        });
        const digests = [md5(address(4)), both(address(4)), sha256(address(4))];
        expect(sent.map((body) => JSON.parse(body).data.attributes)).toEqual(
          digests.map((digest) => ({
            ...{ operation: 'remove', identifierType: 'email', identifiers: [digest] },
          })),
        );
      },
      ['Hashed'],
    ));

  test('a line that is no identifier is told, and the others are done', () =>
    withFilled(
      async ({ write, forget, remote }) => {
        await write({ 'asked.txt': `${address(3)}\nsecret.4 at shop.example\n` });
        const { exitCode, outcome } = await forget();
        expect([exitCode, outcome]).toEqual([4, 'incomplete']);
        expect(remote('Hashed')).toEqual(without('Hashed', [3]));
        await write({ 'asked.txt': '\n' });
        const none = await forget();
        expect([none.exitCode, none.stdout]).toEqual([
          1,
          expect.stringMatching('members-source-empty'),
        ]);
      },
      ['Hashed'],
    ));

  test('it is for every list, and takes none; what is typed is not repeated', () =>
    withFilled(
      async ({ run }) => {
        for (const line of [
          'secret@shop.example --source asked.txt',
          '',
          '--source asked.txt --legacy-audience-id 7',
          '--source asked.txt --exclude-source secret@shop.example',
        ]) {
          const { exitCode, stdout, stderr } = await run(`members forget ${line}`.trim(), key);
          expect(exitCode).toBe(1);
          expect(stdout + stderr).not.toMatch('secret@');
        }
      },
      ['Hashed'],
    ));
});
