/** People who are taken off every list that has them, whatever it knows them by. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, readFile, rename, rm, symlink, truncate } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';
import { md5, remoteOf, remoteOfTexts, sha256 } from '../../support/member-lists.ts';
import { program } from '../../support/run-cli.ts';
import { stride } from '../../support/stride.ts';

const both = (text: string) => sha256(md5(text));
const address = (number: number) => `secret.${number}@shop.example`;
const phone = (number: number) => `3361234560${number}`;
const user = (number: number) => `Secret-User-${number}`;
const device = (number: number) => `1234abcd-0000-4000-8000-00000000000${number}`;
const customer = (number: number) => `SECRET-${number}`;
const ten = Array.from({ length: 10 }, (_, each) => each);
const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
const key = { AUDIENCECTL_LEDGER_KEY: 'cd'.repeat(32) };

const entry = (name: string, type: string, members: string) =>
  `  - { name: ${name}, contactList: { identifierType: ${type}${members === '' ? '' : `, members: { ${members} }`} } }\n`;

/** Lists of the same ten people, in each form. */
const forms = {
  Hashed: { type: 'Email', members: 'source: data/plain.txt', as: address },
  Appended: { type: 'Email', members: 'source: data/plain.txt, mode: append', as: address },
  Md5: {
    type: 'Email',
    members: 'source: data/md5.txt, format: md5',
    as: (n: number) => md5(address(n)),
  },
  Both: {
    type: 'Email',
    members: 'source: data/both.txt, format: sha256-md5',
    as: (n: number) => both(address(n)),
  },
  Phones: { type: 'PhoneNumber', members: 'source: data/phones.txt', as: phone },
  Plain: { type: 'Email', members: 'source: data/plain.txt, send: plain', as: address },
  Users: { type: 'UserIdentifier', members: 'source: data/users.txt', as: user },
  Customers: { type: 'CustomerId', members: 'source: data/customers.txt', as: customer },
} as const;
type ListName = keyof typeof forms;

const files = {
  'audiencectl.yaml': `${projectFile}defaults: { retailerId: "1" }\n`,
  'lists.yaml': `segments:\n${Object.entries(forms)
    .map(([name, { type, members }]) => entry(name, type, members))
    .join('')}`,
  'data/plain.txt': lines(ten.map(address)),
  'data/md5.txt': lines(ten.map((n) => md5(address(n)))),
  'data/both.txt': lines(ten.map((n) => both(address(n)))),
  'data/phones.txt': lines(ten.map((n) => `+${phone(n)}`)),
  'data/users.txt': lines(ten.map(user)),
  'data/customers.txt': lines(ten.map(customer)),
  'asked.txt': '',
};

interface Filled extends TestProject {
  readonly ledgers: string;
  /** Runs it, and gives the document that it writes. */
  readonly forget: (
    options?: string,
    env?: Readonly<Record<string, string>>,
  ) => Promise<
    Awaited<ReturnType<TestProject['run']>> & {
      readonly rows: readonly Row[];
      readonly outcome: string;
    }
  >;
  readonly remote: (
    name: ListName,
  ) => { readonly count: number; readonly fingerprint: string } | undefined;
  readonly file: (name: ListName) => Promise<string>;
}

interface Row {
  readonly address: string;
  readonly state: string;
  readonly found: number;
  readonly removed: number;
  readonly reason: { readonly code: string; readonly text: string } | null;
}

/** What a sandbox tells of a list without these. */
function without(name: ListName, numbers: readonly number[]) {
  const { as } = forms[name];
  const left = ten.filter((n) => !numbers.includes(n));
  if (name === 'Users' || name === 'Customers') {
    return remoteOfTexts(left.map(as));
  }
  return remoteOf(left.map(as));
}

/** A project whose lists are filled, all with the key, since some are sent as they are. */
function withFilled(
  use: (project: Filled) => Promise<void>,
  only: readonly ListName[] = [
    'Hashed',
    'Appended',
    'Md5',
    'Both',
    'Phones',
    'Plain',
    'Users',
    'Customers',
  ],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lists = only.map((name) => entry(name, forms[name].type, forms[name].members)).join('');
  const all = { ...files, 'lists.yaml': `segments:\n${lists}`, ...more };
  return withProject({ files: all }, async (project) => {
    const ids = new Map<string, string>();
    const applied = await project.run('apply --members --auto-approve --format json', key);
    expect(applied.exitCode).toBe(0);
    for (const { address: own, id } of JSON.parse(applied.stdout).results) ids.set(own, id);
    const ledgers = join(project.folder, '.audiencectl/ledger/127.0.0.1');
    await use({
      ...project,
      ledgers,
      forget: async (options = '--auto-approve', env = key) => {
        const run = await project.run(
          `members forget --source asked.txt --format json ${options}`.trim(),
          env,
        );
        const { lists: rows = [], outcome = '' } = run.stdout === '' ? {} : JSON.parse(run.stdout);
        return { ...run, rows, outcome };
      },
      remote: (name) => project.sandbox.members()[ids.get(`segment/${name}`) ?? ''],
      file: async (name) => {
        const id = ids.get(`segment/${name}`) ?? '';
        const names = await readdir(ledgers);
        return join(
          ledgers,
          names.find((each) => new RegExp(`-${id}\\..+\\.ledger$`, 'u').test(each)) ?? '',
        );
      },
    });
  });
}

const short = ({ address: own, state, found, removed }: Row) =>
  `${own.replace('segment/', '')} ${state} ${found} ${removed}`;

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
        // Its new ledger does not know all of the list: whoever is asked for is taken off it.
        await write({ 'asked.txt': lines([address(3), address(6)]) });
        const next = await forget();
        expect([next.exitCode, next.rows.map(short)]).toEqual([
          0,
          ['Both done 1 1', 'Hashed done 0 2'],
        ]);
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
        await withProxy(url, at, async (proxy) => {
          const { rows } = await forget('--auto-approve', { ...key, AUDIENCECTL_API_URL: proxy });
          expect(rows.map(short)).toContain('legacy-audience/7 done 1 1');
        });
        expect(sent.map((body) => JSON.parse(body).data.attributes)).toEqual([
          { operation: 'remove', identifierType: 'email', identifiers: [sha256(address(4))] },
        ]);
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

/** Every so many of the moments at which a run can be killed. */
const everyMoment = stride(15);

/** Passes requests on, and does something at each one, before and after it is carried out. */
async function withProxy<Result>(
  target: string,
  at: (moment: 'before' | 'after', path: string, body: string) => string | undefined,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = incoming.url ?? '/';
      const own = at('before', path, body.toString());
      if (own !== undefined) {
        outgoing.writeHead(400, { 'content-type': 'application/json' }).end(own);
        return;
      }
      const { method = 'GET', headers } = incoming;
      const passed = request(new URL(path, target), { method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          at('after', path, body.toString());
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(parts));
        });
      });
      passed.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test(
  'killed at each request: the same command finishes it, and no one else is missing',
  () =>
    withFilled(
      async ({ folder, url, write, run, forget, remote, ledgers }) => {
        await write({ 'asked.txt': lines([address(3), `+${phone(3)}`]) });
        const names = ['Hashed', 'Appended', 'Md5', 'Both', 'Phones'] as const;
        let kills = 0;
        for (let point = 1; ; point += everyMoment) {
          let moments = 0;
          let child: ReturnType<typeof spawn> | null = null;
          const signal = await withProxy(
            url,
            () => {
              if (moments === point) child?.kill('SIGKILL');
              moments += 1;
            },
            async (proxy) => {
              const line = 'members forget --source asked.txt --auto-approve';
              child = spawn(process.execPath, [program, ...line.split(' ')], {
                cwd: folder,
                env: {
                  PATH: process.env['PATH'] ?? '',
                  ...credentials,
                  ...key,
                  AUDIENCECTL_API_URL: proxy,
                },
                stdio: 'ignore',
              });
              const [, ended] = await once(child, 'close');
              return ended;
            },
          );
          // The lock of a dead run is believed for half a minute, which need not be waited for.
          for (const name of await readdir(ledgers)) {
            if (name.endsWith('.lock')) await rm(join(ledgers, name));
          }
          const { exitCode } = await forget();
          expect([point, exitCode, names.map(remote)]).toEqual([
            point,
            0,
            names.map((name) => without(name, [3])),
          ]);
          // Ledger and list agree: the sources put them on again, and nobody else is sent.
          const { stdout } = await run('apply --members --auto-approve', key);
          expect(stdout.match(/1 added, 0 removed/gu)).toHaveLength(names.length);
          expect(names.map(remote)).toEqual(names.map((name) => without(name, [])));
          if (signal !== 'SIGKILL') break;
          kills += 1;
        }
        expect(kills).toBeGreaterThanOrEqual(Math.floor(20 / everyMoment));
      },
      ['Hashed', 'Appended', 'Md5', 'Both', 'Phones'],
    ),
  120_000,
);

test('no identifier is in anything that is written, whatever the API quotes', () =>
  withFilled(
    async ({ url, folder, write, run, ledgers }) => {
      const asked = [address(3), address(8)];
      const secrets = asked.flatMap((each) => [each, sha256(each), md5(each), both(each)]);
      await write({ 'asked.txt': lines(asked.map((each) => ` ${each.toUpperCase()} `)) });
      /** Everything that it was sent, in every field. */
      const quote = (body: string) => {
        const sent: readonly string[] = JSON.parse(body).data.attributes.identifiers;
        const [one = '', two = one] = sent;
        return JSON.stringify({
          errors: [
            { code: one, traceId: two, traceIdentifier: one, type: two, instance: one, title: two },
            {
              code: sent.join(' '),
              traceId: `x-${one}`,
              detail: sent.join(),
              stackTrace: sent.join(),
            },
          ],
          warnings: [{ code: two, title: one, detail: sent.join(), traceId: sent.join('-') }],
          data: { id: one, type: two, attributes: { sampleInvalidIdentifiers: sent } },
        });
      };
      const printed: string[] = [];
      const reports = (name: string) =>
        ['text', 'json', 'markdown', 'html', 'gitlab']
          .map((format) => `--report ${format}=.audiencectl/${name}.${format}`)
          .join(' ');
      const at = (moment: string, path: string, body: string) =>
        moment === 'before' && path.includes('/add-remove') ? quote(body) : undefined;
      await withProxy(url, at, async (proxy) => {
        for (const format of ['text', 'json']) {
          const left = `--events .audiencectl/events.jsonl ${reports('stopped')}`;
          const line = `members forget --source asked.txt --auto-approve --verbose --format ${format} ${left}`;
          const { exitCode, stdout, stderr } = await run(line, {
            ...key,
            AUDIENCECTL_API_URL: proxy,
          });
          expect(exitCode).toBe(4);
          printed.push(stdout, stderr);
        }
      });
      const { exitCode, stdout, stderr } = await run(
        `members forget --source asked.txt --auto-approve --verbose --events .audiencectl/events.jsonl ${reports('done')}`,
        key,
      );
      expect(exitCode).toBe(0);
      const told = await readFile(join(folder, '.audiencectl/events.jsonl'), 'utf8');
      const outcomes = told.split('\n').flatMap((line) => {
        const { event, outcome, address: of } = line === '' ? { event: '' } : JSON.parse(line);
        return event === 'outcome' ? [`${of} ${outcome}`] : [];
      });
      expect(outcomes.filter((each) => each.endsWith(' failed'))).toHaveLength(8);
      expect(outcomes.slice(-4).sort()).toEqual([
        'segment/Both done',
        'segment/Hashed done',
        'segment/Md5 done',
        'segment/Plain done',
      ]);
      const page = await readFile(join(folder, '.audiencectl/done.html'), 'utf8');
      expect(page).toContain('Members of every list');
      const report = await readFile(join(folder, '.audiencectl/done.json'), 'utf8');
      expect(JSON.parse(report)).toMatchObject({ outcome: 'done' });
      const names = await readdir(ledgers);
      expect(names.filter((name) => !/\.ledger$|^\.gitignore$/u.test(name))).toEqual([]);
      const written = await Promise.all(names.map((name) => readFile(join(ledgers, name))));
      const others = (
        await readdir(join(folder, '.audiencectl'), { recursive: true, withFileTypes: true })
      )
        .filter((each) => each.isFile())
        .map((each) => readFile(join(each.parentPath, each.name)));
      for (const text of [...printed, stdout, stderr, ...written, ...(await Promise.all(others))]) {
        for (const secret of secrets) {
          expect(text.includes(secret) ? text.toString() : '').toBe('');
          const bytes = Buffer.from(secret, 'hex');
          if (bytes.length > 0) expect(Buffer.from(text).includes(bytes)).toBe(false);
        }
        expect(text.toString().toLowerCase()).not.toMatch('shop.example');
      }
    },
    ['Hashed', 'Md5', 'Both', 'Plain'],
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
