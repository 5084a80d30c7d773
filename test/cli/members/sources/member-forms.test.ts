import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type TestProject, withProject } from '../../../support/a-project.ts';
import {
  md5,
  remoteOf,
  sha256,
  type TestList,
  withMemberLists,
} from '../../../support/members/member-lists.ts';

const lists = withMemberLists({ Email: 30, PhoneNumber: 4, CustomerId: 4 });

const person = (number: number) => `secret${number}@example.com`;
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => from + each);

/** An oracle of its own: what an address is in each form, by its definition. */
const forms = {
  plain: (email: string) => email,
  sha256,
  md5,
  'sha256-md5': (email: string) => sha256(md5(email)),
} as const;
type Form = keyof typeof forms;

const inForm = (form: Form, from: number, to: number) =>
  numbers(from, to).map((number) => forms[form](person(number)));
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

/** All files of ledgers, by name. */
async function ledgersIn(folder: string): Promise<readonly (readonly [string, string])[]> {
  const root = join(folder, '.audiencectl');
  const names = await readdir(root, { recursive: true });
  const own = names.filter((name) => name.endsWith('.ledger')).sort();
  const read = async (name: string) =>
    [name, (await readFile(join(root, name))).toString('hex')] as const;
  return Promise.all(own.map(read));
}

/** A list of 30 people that was filled in a form. */
async function filledIn(form: Form): Promise<TestList> {
  const list = await lists.take();
  await list.declare(`{ source: crm.txt, format: ${form} }`);
  await list.write({ 'crm.txt': text(inForm(form, 0, 30)) });
  const { exitCode, stderr } = await list.run('members sync LIST --allow-members-rebuild');
  if (exitCode !== 0) throw new Error(stderr);
  return list;
}

async function refusedUntouched(
  list: TestList,
  line: string,
  code: string,
  hint: RegExp,
): Promise<void> {
  const before = { ledgers: await ledgersIn(list.folder), remote: list.remote() };
  const { exitCode, stderr, stdout } = await list.run(line);
  expect([line, exitCode, stdout]).toEqual([line, 1, '']);
  expect(stderr).toMatch(new RegExp(`error ${code} `, 'u'));
  expect(stderr).toMatch(hint);
  expect(stderr).not.toMatch(/secret/u);
  expect({ ledgers: await ledgersIn(list.folder), remote: list.remote() }).toEqual(before);
}

describe.each(['sha256', 'md5', 'sha256-md5'] as const)('a list of %s digests', (kept) => {
  const ending = (from: number, to: number) => remoteOf(inForm(kept, from, to));

  test('takes plain addresses in its own form, by every command', async () => {
    const list = await filledIn(kept);
    await list.write({
      'out.txt': text(['SECRET0@Example.com', person(1)]),
      'new.txt': text(inForm('plain', 30, 32)),
    });
    const removed = await list.run(
      'members remove LIST --source out.txt --identifier-format plain --format json',
    );
    expect([removed.exitCode, JSON.parse(removed.stdout)]).toMatchObject([0, { removed: 2 }]);
    expect(list.remote()).toEqual(ending(2, 30));
    const added = await list.run('members add LIST --source new.txt --identifier-format plain');
    expect([added.exitCode, list.remote()]).toEqual([0, ending(2, 32)]);

    // The same for what manifests say, without clearing anything.
    await list.declare('{ source: crm.txt }');
    await list.write({ 'crm.txt': text(inForm('plain', 2, 32)) });
    const same = await list.run('members sync LIST');
    expect([same.exitCode, same.stdout]).toEqual([0, expect.stringMatching('unchanged, 30')]);
    await list.write({ 'crm.txt': text(inForm('plain', 3, 33)) });
    const applied = await list.run('apply --members --auto-approve');
    expect([applied.exitCode, list.remote()]).toEqual([0, ending(3, 33)]);
  });

  test('refuses digests that cannot be turned into its own, and nothing is touched', async () => {
    const list = await filledIn(kept);
    const convertible: readonly (readonly [Form, Form])[] = [['md5', 'sha256-md5']];
    for (const given of ['sha256', 'md5', 'sha256-md5'] as const) {
      const isTurned = convertible.some(([from, to]) => from === given && to === kept);
      if (given === kept || isTurned) continue;
      await list.write({ 'out.txt': text(inForm(given, 0, 4)) });
      for (const action of ['add', 'remove', 'sync']) {
        await refusedUntouched(
          list,
          `members ${action} LIST --source out.txt --identifier-format ${given}`,
          'members-format-other',
          new RegExp(`Give ${kept} or plain identifiers.*members clear`, 'su'),
        );
      }
      await list.declare(`{ source: out.txt, format: ${given} }`);
      for (const line of [
        'members sync LIST --allow-members-rebuild --allow-member-removal',
        'plan --members',
        'apply --members --auto-approve --allow-members-rebuild',
      ]) {
        await refusedUntouched(list, line, 'members-format-other', /members clear/u);
      }
    }
  });
});

test('after a clear a list may be filled in another form', async () => {
  const list = await filledIn('md5');
  await list.declare('{ source: crm.txt, format: sha256 }');
  await list.write({ 'crm.txt': text(inForm('sha256', 0, 3)) });
  expect((await list.run('members clear LIST --auto-approve')).exitCode).toBe(0);
  expect((await list.run('members sync LIST')).exitCode).toBe(0);
  expect(list.remote()).toEqual(remoteOf(inForm('sha256', 0, 3)));
});

test('a saved plan whose form is another one by now sends nothing', async () => {
  const list = await filledIn('md5');
  await list.write({ 'crm.txt': text(inForm('md5', 1, 30)) });
  expect((await list.run('plan --members --out plan.json')).exitCode).toBe(0);
  expect((await list.run('members clear LIST --auto-approve')).exitCode).toBe(0);
  await list.write({ 'sha.txt': text(inForm('sha256', 0, 2)) });
  const filled = 'members sync LIST --source sha.txt --identifier-format sha256';
  expect((await list.run(filled)).exitCode).toBe(0);
  await refusedUntouched(list, 'apply plan.json', 'members-format-other', /sha256 identifiers/u);
});

describe('unhashed identifiers', () => {
  const key = { AUDIENCECTL_LEDGER_KEY: 'cd'.repeat(32) };
  const plainly = '{ source: crm.txt, send: plain }';

  test('are not sent to a list of digests: they are hashed for it', async () => {
    const list = await filledIn('sha256');
    await list.declare(plainly);
    await list.write({ 'crm.txt': text(inForm('plain', 1, 31)) });
    // Without a key, too: the ledger names digests.
    expect((await list.run('members sync LIST')).exitCode).toBe(0);
    expect(list.remote()).toEqual(remoteOf(inForm('sha256', 1, 31)));
  });

  test('are sent on only where the manifest still says so', async () => {
    const list = await lists.take('Email', key.AUDIENCECTL_LEDGER_KEY);
    await list.declare(plainly);
    await list.write({ 'crm.txt': text(inForm('plain', 0, 30)) });
    const first = await list.run('members sync LIST', key);
    expect([first.exitCode, first.stderr]).toEqual([0, expect.any(String)]);
    await list.declare('{ source: crm.txt }');
    const before = await ledgersIn(list.folder);
    for (const line of ['members sync LIST', 'members remove LIST --source crm.txt']) {
      const { exitCode, stderr } = await list.run(line, key);
      expect([line, exitCode, stderr]).toEqual([
        line,
        1,
        expect.stringMatching(/error members-format-other .*"send: plain"/su),
      ]);
    }
    expect(await ledgersIn(list.folder)).toEqual(before);
    await list.declare(plainly);
    expect((await list.run('members sync LIST', key)).stdout).toMatch('unchanged, 30');
    // That has renewed its date.
    const renewed = await ledgersIn(list.folder);
    // Without the key nobody can say who is in the ledger, so that nothing is sent beside it.
    const keyless = await list.run('members add LIST --source crm.txt');
    expect([keyless.exitCode, keyless.stderr]).toEqual([
      1,
      expect.stringMatching('error ledger-key-missing'),
    ]);
    expect(await ledgersIn(list.folder)).toEqual(renewed);
  });
});

describe('a type other than that of the list', () => {
  const uuids = numbers(10, 40).map((each) => `00000000-0000-4000-8000-0000000000${each}`);

  test.each<[string, string]>([
    ['Email', 'madid'],
    ['Email', 'PhoneNumber'],
    ['PhoneNumber', 'Email'],
    ['CustomerId', 'Email'],
  ])('is refused in retail media: %s, not %s', async (own, other) => {
    const ledgerKey = own === 'CustomerId' ? 'ab'.repeat(32) : null;
    const list = await lists.take(own, ledgerKey);
    const source = { Email: inForm('plain', 0, 30), PhoneNumber: ['+33612345678'] }[own] ?? ['C-1'];
    await list.write({ 'own.txt': text(source), 'other.txt': text(uuids) });
    const key = ledgerKey === null ? {} : { AUDIENCECTL_LEDGER_KEY: ledgerKey };
    await list.declare('{ source: own.txt }');
    expect((await list.run('members sync LIST', key)).exitCode).toBe(0);
    for (const action of ['sync', 'add', 'remove']) {
      await refusedUntouched(
        list,
        `members ${action} LIST --source other.txt --identifier-type ${other}`,
        'members-type-other',
        new RegExp(`Give identifiers of the type ${own}`, 'u'),
      );
    }
  });

  /** Where each upload names its type, it is the manifest that says what the list holds. */
  test('is refused in marketing solutions, where the manifest tells', () =>
    withProject(
      {
        files: {
          'audiencectl.yaml':
            'version: 1\nname: ms\nplatform: marketing-solutions\nadvertiserId: "78462"\n',
          'lists.yaml': `segments:
  - name: CRM
    contactList:
      members: { source: crm.txt, identifierType: email }
`,
          'crm.txt': text(inForm('plain', 0, 30)),
          'ids.txt': text(uuids),
        },
      },
      async (project: TestProject) => {
        await project.run('apply --members --auto-approve');
        const before = await ledgersIn(project.folder);
        const sent = project.writes().length;
        for (const action of ['sync', 'add', 'remove']) {
          const line = `members ${action} CRM --source ids.txt --identifier-type madid`;
          const { exitCode, stderr } = await project.run(line);
          expect([exitCode, stderr]).toEqual([
            1,
            expect.stringMatching('error members-type-other'),
          ]);
        }
        expect([await ledgersIn(project.folder), project.writes().length]).toEqual([before, sent]);
        // As the API spells it, in whatever case.
        const same = 'members sync CRM --identifier-type EMAIL';
        expect((await project.run(same)).stdout).toMatch('unchanged, 30');
        // That has renewed its date. The form is refused here, too.
        const renewed = await ledgersIn(project.folder);
        await project.write({ 'md5.txt': text(inForm('md5', 0, 2)) });
        const digests = 'members remove CRM --source md5.txt --identifier-format md5';
        expect((await project.run(digests)).stderr).toMatch('error members-format-other');
        expect([await ledgersIn(project.folder), project.writes().length - sent]).toEqual([
          renewed,
          1 /* statistics */,
        ]);
      },
    ));

  test('and another form is refused for the older endpoints', async () => {
    const list = await lists.take();
    await list.declare('{ source: crm.txt }');
    await list.write({
      'md5.txt': text(inForm('md5', 0, 10)),
      'sha.txt': text(inForm('sha256', 0, 2)),
      'plain.txt': text(inForm('plain', 0, 1)),
    });
    const legacy = '--legacy-audience-id 4711 --identifier-type email';
    const filled = await list.run(`members add ${legacy} --source md5.txt --identifier-format md5`);
    expect(filled.exitCode).toBe(0);
    await refusedUntouched(
      list,
      `members remove ${legacy} --source sha.txt --identifier-format sha256`,
      'members-format-other',
      /md5 identifiers/u,
    );
    const turned = await list.run(`members remove ${legacy} --source plain.txt`);
    expect([turned.exitCode, turned.stdout]).toEqual([0, expect.stringMatching('1 removed')]);
  });
});
