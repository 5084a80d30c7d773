/** People who are taken off every list that has them, whatever it knows them by. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../../support/a-project.ts';
import { md5, remoteOfTexts, sha256 } from '../../../support/members/member-lists.ts';
import {
  address,
  both,
  customer,
  device,
  key,
  lines,
  phone,
  short,
  ten,
  user,
  withFilled,
  without,
} from './with-filled-lists.ts';

test('addresses and phone numbers are taken off lists of every form, and no one else is', () =>
  withFilled(async ({ write, forget, remote }) => {
    await write({
      'asked.txt': `${address(3).toUpperCase()}\n +${phone(7)}\nstranger@shop.example\n${address(8)}\n`,
    });
    const first = await forget();
    expect([first.exitCode, first.outcome, first.rows.map(short)]).toEqual([
      0,
      'done',
      [
        ...['Appended done 2 2', 'Both done 2 2', 'Customers other-type 0 0'],
        ...['Hashed done 2 2', 'Md5 done 2 2', 'Phones done 1 1', 'Plain done 2 2'],
        'Users other-type 0 0',
      ],
    ]);
    for (const name of ['Hashed', 'Appended', 'Md5', 'Both', 'Plain'] as const) {
      expect([name, remote(name)]).toEqual([name, without(name, [3, 8])]);
    }
    expect(remote('Phones')).toEqual(without('Phones', [7]));
    expect([remote('Users'), remote('Customers')]).toEqual([
      without('Users', []),
      without('Customers', []),
    ]);
    const again = await forget('');
    expect([again.exitCode, new Set(again.rows.map(({ state }) => state))]).toEqual([
      0,
      new Set(['clean', 'other-type']),
    ]);
  }));

test.each([
  'secret.élise@bücher.example',
  'secret.e\u0301lise@bu\u0308cher.example',
  'Secret.ÉLISE@xn--bcher-kva.example',
  'secret.e\u0301lise@BÜCHER.example',
])('an address is found in every spelling, asked for as %s', (asked) => {
  const spellings = [
    'secret.\u00e9lise@xn--bcher-kva.example',
    'secret.\u00e9lise@b\u00fccher.example',
    'secret.e\u0301lise@bu\u0308cher.example',
    'secret.e\u0301lise@xn--bcher-kva.example',
  ];
  const plain = lines([...ten.map(address), 'SECRET.\u00c9lise@b\u00fccher.example']);
  const digests = lines([...ten.map(address), ...spellings].map(md5));
  const more = { 'data/plain.txt': plain, 'data/md5.txt': digests };
  return withFilled(
    async ({ write, forget, remote }) => {
      expect(remote('Hashed')?.count).toBe(11);
      await write({ 'asked.txt': lines([asked]) });
      const { exitCode, rows } = await forget();
      expect([exitCode, rows.map(short)]).toEqual([0, ['Hashed done 1 1', 'Md5 done 4 4']]);
      for (const name of ['Hashed', 'Md5'] as const) {
        expect([name, remote(name)]).toEqual([name, without(name, [])]);
      }
    },
    ['Hashed', 'Md5'],
    more,
  );
});

test.each([
  ['sha256', (n: number) => sha256(address(n)), ['Hashed', 'Appended'], ['Md5', 'Both', 'Plain']],
  ['md5', (n: number) => md5(address(n)), ['Md5', 'Both'], ['Hashed', 'Appended', 'Plain']],
  ['sha256-md5', (n: number) => both(address(n)), ['Both'], ['Hashed', 'Appended', 'Md5', 'Plain']],
] as const)(
  '%s digests are looked for where they can be, and the other lists are named',
  (format, as, able, unable) =>
    withFilled(
      async ({ write, forget, remote }) => {
        await write({ 'asked.txt': lines([as(3), as(8)]) });
        const { exitCode, outcome, rows } = await forget(
          `--identifier-format ${format} --identifier-type email --auto-approve`,
        );
        expect([exitCode, outcome]).toEqual([4, 'incomplete']);
        const codeOf = (name: string) =>
          rows.find((row) => row.address === `segment/${name}`)?.reason?.code;
        for (const name of able) expect(remote(name)).toEqual(without(name, [3, 8]));
        for (const name of unable) {
          expect([name, codeOf(name)]).toEqual([name, 'members-list-of-other-form']);
          expect(remote(name)).toEqual(without(name, []));
        }
      },
      ['Hashed', 'Appended', 'Md5', 'Both', 'Plain'],
    ),
);

test('types that are sent as they are can be asked for, and stay as the API spells them', () =>
  withFilled(
    async ({ write, run, forget, remote, writes }) => {
      await write({ 'asked.txt': user(4) });
      expect((await forget('--identifier-type USERIDENTIFIER --auto-approve')).exitCode).toBe(0);
      await write({ 'asked.txt': customer(5) });
      expect((await forget('--identifier-type customerid --auto-approve')).exitCode).toBe(0);
      expect([remote('Users'), remote('Customers')]).toEqual([
        without('Users', [4]),
        without('Customers', [5]),
      ]);
      const types = writes().flatMap(
        ({ body }) => /"identifierType":"(\w+)"/u.exec(JSON.stringify(body))?.[1] ?? [],
      );
      expect(types.slice(-2)).toEqual(['UserIdentifier', 'CustomerId']);
      const stats = JSON.parse((await run('members stats Users --format json', key)).stdout);
      expect(stats.ledgers).toMatchObject([{ identifierType: 'UserIdentifier', problem: null }]);
    },
    ['Users', 'Customers'],
  ));

test('a list that knows people by a type whose ledger is elsewhere is named', () =>
  withProject(
    {
      files: {
        'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "78462"\n',
        'lists.yaml': 'segments:\n  - { name: Mixed, contactList: {} }\n',
        'a.txt': lines(ten.map(address)),
        'b.txt': lines(ten.map((n) => `+${phone(n)}`)),
        'asked.txt': lines([`+${phone(4)}`]),
      },
    },
    async ({ run }) => {
      await run('apply --auto-approve');
      const add = (more: string) => run(`members add Mixed --allow-member-growth ${more}`);
      expect(await add('--source a.txt --identifier-type email')).toMatchObject({ exitCode: 0 });
      const elsewhere = '--source b.txt --identifier-type phoneNumber --ledger elsewhere';
      expect(await add(elsewhere)).toMatchObject({ exitCode: 0 });
      const { exitCode, stdout } = await run('members forget --auto-approve --source asked.txt');
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/Mixed \(phonenumber\).*members-list-without-ledger/isu),
      ]);
      const there = '--auto-approve --source asked.txt --ledger elsewhere';
      expect((await run(`members forget ${there}`)).stdout).toMatch(/1 found, 1 removed/u);
    },
  ));

test('in marketing solutions, where a list has no type, all its ledgers are looked at', () =>
  withProject(
    {
      files: {
        'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "78462"\n',
        'lists.yaml':
          'segments:\n  - name: CRM\n    contactList: { members: { identifierType: email, source: a.txt } }\n',
        'a.txt': lines(ten.map(address)),
        'b.txt': lines(ten.map((n) => `+${phone(n)}`)),
        'c.txt': lines(ten.map(device)),
        'asked.txt': lines([address(3), `+${phone(4)}`]),
        'devices.txt': device(5).toUpperCase(),
      },
    },
    async ({ run, sandbox, write }) => {
      await run('apply --members --auto-approve', key);
      // A manifest that names a type has the list know people by nothing else.
      await write({ 'lists.yaml': 'segments:\n  - { name: CRM, contactList: {} }\n' });
      for (const more of ['b.txt --identifier-type phoneNumber', 'c.txt --identifier-type madid']) {
        expect((await run(`members sync CRM --source ${more}`, key)).exitCode).toBe(0);
      }
      const forget = (source: string) =>
        run(`members forget --auto-approve --source ${source}`, key);
      const people = await forget('asked.txt');
      expect([people.exitCode, people.stdout]).toEqual([
        0,
        expect.stringMatching(
          /CRM \(email\): 1 found, 1 removed.*CRM \(phoneNumber\): 1 found, 1 removed/su,
        ),
      ]);
      const devices = await forget('devices.txt --identifier-type MADID');
      expect([devices.exitCode, devices.stdout]).toEqual([
        0,
        expect.stringMatching(/CRM \(madid\): 1 found, 1 removed/su),
      ]);
      const left = [
        ...ten.filter((n) => n !== 3).map((n) => sha256(address(n))),
        ...ten.filter((n) => n !== 4).map((n) => sha256(phone(n))),
        ...ten.filter((n) => n !== 5).map(device),
      ];
      expect(Object.values(sandbox.members())).toEqual([remoteOfTexts(left)]);
    },
  ));
