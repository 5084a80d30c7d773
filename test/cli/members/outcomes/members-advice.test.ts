/** What \`members\`, and plans with \`--members\`, advise: what they say is so, and what they advise works. */
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';
import { withFilledList } from '../../../support/members/with-filled-list.ts';
import { type ProxiedRequest, withProxy } from '../../../support/members/with-proxy.ts';

const person = (number: number) => `secret${number}@example.com`;
const people = (from: number, to: number) =>
  `${Array.from({ length: to - from }, (_, each) => person(from + each)).join('\n')}\n`;

const manifest = (members: string, type = 'Email') => `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: ${type}
      members: ${members}
audiences:
  - name: Everybody
    algebra: CRM
`;
const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': manifest('{ source: crm.txt }'),
  'crm.txt': people(0, 10),
  'asked.txt': people(3, 4),
};

/** A project with a list of 10, which is filled. */
const withList = (use: (project: TestProject) => Promise<void>) => withFilledList(files, use);

const hide = ({ folder }: TestProject) =>
  rename(join(folder, '.audiencectl'), join(folder, '.elsewhere'));
/** In one line, as it may be wrapped anywhere. */
const flat = (text: string) => text.replace(/\s+/gu, ' ');

describe('a plan with members', () => {
  test('says that counts are worked out again, where something is to be filled', () =>
    withList(async ({ run, write }) => {
      const again = /apply counts the members again/u;
      const settled = await run('plan --members --format markdown --out plan.json');
      expect(settled.stdout + settled.stderr).not.toMatch(again);
      await write({ 'crm.txt': people(1, 11) });
      const { stdout, stderr } = await run('plan --members --format markdown --out plan.json');
      expect(stdout).toMatch(again);
      expect(stderr).toMatch(again);
      const { stdout: without } = await run('plan --format markdown');
      expect(without).not.toMatch(again);
    }));

  test.each(['text', 'markdown', 'html'])('shows what was allowed first: %s', (format) =>
    withList(async ({ run, write }) => {
      await write({ 'crm.txt': people(0, 2) });
      const { stdout } = await run(`plan --members --allow-member-removal --format ${format}`);
      const text = flat(stdout.replace(/<[^>]*>/gu, '')).replace(/[`*“”]|&quot;/gu, '"');
      expect(text).toMatch(
        /Look at these first.*8 of 10 members.*CRM.*\(80 %\).*--allow-member-removal/u,
      );
    }),
  );

  test('counts a list that could not be compared, as apply does that refuses it', () =>
    withList(async ({ run, folder }) => {
      await rm(join(folder, 'crm.txt'));
      for (const line of ['plan --members', 'apply --members --auto-approve']) {
        expect((await run(line)).stdout).toMatch('1 unchanged. 1 list not compared.');
      }
    }));

  test('does not consent for itself, and says so', () =>
    withList(async ({ run, write }) => {
      await write({ 'crm.txt': people(0, 2) });
      await run('plan --members --allow-member-removal --out plan.json');
      const { exitCode, stdout } = await run('apply plan.json');
      expect([exitCode, flat(stdout)]).toEqual([
        3,
        expect.stringContaining(
          'Give --checksum HEX, so that the consents in the plan count, or give --allow-member-removal again.',
        ),
      ]);
      expect(stdout).not.toMatch('Allowed by');
      expect((await run('apply plan.json --allow-member-removal')).exitCode).toBe(0);
    }));

  test('asks for its ledger where there is none', () =>
    withList(async (project) => {
      const { run, write } = project;
      await write({ 'crm.txt': people(1, 11) });
      await run('plan --members --out plan.json');
      await hide(project);
      const { exitCode, stdout, stderr } = await run('apply plan.json');
      expect([exitCode, flat(stdout)]).toEqual([3, expect.stringContaining('(ledger-not-here)')]);
      expect(stderr).toMatch('The member counts are from the plan file and may be out of date.');
      expect(flat(stdout)).not.toMatch('with the ledger that is here');
      expect(stdout).toMatch(/Planned with the ledger of "CRM"/u);
      const json = JSON.parse((await run('apply plan.json --format json')).stdout);
      const codes = json.refusals.map(({ code }: { readonly code: string }) => code);
      expect(codes).toContain('ledger-not-here');
      expect(codes).not.toContain('ledger-old');
    }));

  test.each([400, 404])('asks for a new plan where the list was deleted meanwhile: %i', (status) =>
    withList(async (project) => {
      await project.write({ 'crm.txt': people(1, 11) });
      const gone = { code: 'segment-not-found', type: 'not-found', traceId: 'a'.repeat(32) };
      const answer = ({ path }: ProxiedRequest) =>
        path.endsWith('/add-remove') ? { errors: [gone] } : null;
      await withProxy(project, { answer, status }, async (env) => {
        const line = 'apply --members --auto-approve';
        const { exitCode, stdout } = await project.run(line, env);
        expect([exitCode, flat(stdout)]).toEqual([4, expect.stringMatching(/Next Plan again/u)]);
        const json = JSON.parse((await project.run(`${line} --format json`, env)).stdout);
        expect(json.results[0].error).toMatchObject({
          ...{ code: 'segment-not-found', hint: expect.stringMatching(/^Plan again/u) },
        });
      });
    }),
  );

  test('undoes a first upload by a clear', () =>
    withProject({ files }, async ({ run, write }) => {
      await write({ 'lists.yaml': manifest('{ source: crm.txt }') });
      await run('apply --auto-approve');
      const { stdout } = await run('plan --members');
      expect(stdout).toMatch(/undo +yes, by "audiencectl members clear CRM"/u);
      expect(stdout).not.toMatch('syncing the source as it was');
    }));

  test('refuses what has no effect without it', () =>
    withList(async ({ run }) => {
      for (const line of [
        'plan --ledger elsewhere',
        'plan --max-ledger-age 2d',
        'apply --max-ledger-age 2d --auto-approve',
      ]) {
        const { exitCode, stderr } = await run(line);
        expect([line, exitCode, stderr]).toEqual([line, 1, expect.stringMatching(/--members/u)]);
      }
      // A setting of the environment is for every command.
      const env = { AUDIENCECTL_LEDGER: 'elsewhere', AUDIENCECTL_MAX_LEDGER_AGE: '2d' };
      expect((await run('plan', env)).exitCode).toBe(0);
    }));
});

test.each([
  ['members sync CRM --phone-country IN', '--phone-country'],
  ['members sync CRM --gum-caller-id 7', '--gum-caller-id'],
  ['members add --legacy-audience-id abc --identifier-type email', 'IDs consist of digits'],
  ['members clear --legacy-audience-id 7x --auto-approve', 'IDs consist of digits'],
])('what does nothing for this list is refused: %s', (line, option) =>
  withList(async ({ run }) => {
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(option)]);
  }),
);

describe('what Criteo refuses', () => {
  const refused = (status: number) => ({
    faults: [{ when: { path: '/add-remove' }, effect: { kind: 'status', status } }] as const,
  });

  test.each([400, 403])('is said to be refused, and not to go on by itself: %s', (status) =>
    withList(async ({ run, write, sandbox }) => {
      await write({ 'crm.txt': people(0, 11) });
      sandbox.configure(refused(status));
      const { exitCode, stdout } = await run('members sync CRM');
      expect([exitCode, flat(stdout)]).toEqual([
        4,
        expect.stringMatching(/Criteo refused the request: [a-z-]+/u),
      ]);
      expect(stdout).not.toMatch('Run the same command again to continue');
      if (status === 403) expect(stdout).toMatch('"Audiences Manage"');
    }),
  );

  test('leaves what nobody can tell, which is counted as such', () =>
    withList(async ({ run, write, sandbox }) => {
      await write({ 'crm.txt': people(0, 14) });
      const lost = {
        when: { path: '/add-remove' },
        effect: { kind: 'status', status: 503 },
      } as const;
      sandbox.configure({ faults: [lost] });
      const { exitCode, stdout } = await run('members sync CRM --timeout 1');
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/api works again.*it sends this part once more/iu),
      ]);
      sandbox.configure({ faults: [] });
      const unconfirmed = /4 (?:of them )?unconfirmed from the last request/u;
      expect((await run('plan --members')).stdout).toMatch(unconfirmed);
      expect((await run('members stats CRM')).stdout).toMatch(unconfirmed);
      const { stdout: json } = await run('plan --members --format json');
      expect(JSON.parse(json).changes[0].members).toMatchObject({ unconfirmed: 4 });
      expect((await run('members sync CRM')).stdout).toMatch(unconfirmed);
      expect((await run('members stats CRM')).stdout).not.toMatch('unconfirmed');
    }));
});

test('a list that Criteo does not clear says why', () =>
  withProject({ files }, async ({ run, sandbox }) => {
    await run('apply --members --auto-approve');
    const refused = { when: { path: '/clear' }, effect: { kind: 'status', status: 403 } } as const;
    sandbox.configure({ faults: [refused] });
    const { exitCode, stdout } = await run('members clear CRM --auto-approve');
    expect([exitCode, stdout]).toEqual([
      4,
      expect.stringMatching(/not cleared\. Criteo says: [a-z-]+/u),
    ]);
  }));

describe('members forget', () => {
  test('says what was done beside what was not', () =>
    withList(async ({ run, write }) => {
      await write({ 'asked.txt': `${person(3)}\nno identifier\n` });
      const { exitCode, stdout } = await run('members forget --source asked.txt --auto-approve');
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/^Partly done: 1 removal from 1 list, and 1 line of the source/mu),
      ]);
    }));

  test('says that nothing was found', () =>
    withList(async (project) => {
      await hide(project);
      const { exitCode, stdout } = await project.run(
        'members forget --source asked.txt --auto-approve',
      );
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/^Nothing found; 1 list not searched\.$/mu),
      ]);
    }));

  test('names options, as it reads no manifest', () =>
    withList(async ({ run, write }) => {
      await write({
        'two.csv': `name,mail\nAna,${person(3)}\n`,
        'phones.txt': '098765 43210\n',
        'none.csv': `Ana,${person(3)}\n`,
        'list.txt': `mail\n${person(3)}\n`,
      });
      const forget = async (source: string, more = '') => {
        const { stdout, stderr } = await run(`members forget --source ${source}${more}`);
        return flat(stdout + stderr);
      };
      expect(await forget('two.csv')).toMatch('--column');
      expect(await forget('none.csv')).toMatch('--no-header --column 2');
      expect(await forget('phones.txt')).toMatch('--phone-country');
      expect(await forget('list.txt')).toMatch('--source-type csv --column');
      for (const source of ['two.csv', 'none.csv', 'phones.txt', 'list.txt']) {
        expect(await forget(source)).not.toMatch(/"(?:column|country|header|type)\b/u);
      }
    }));
});

test.each([
  ['', '"column"'],
  [' --source two.csv', '--column'],
])('a hint names what says where the members are: members sync%s', (source, word) =>
  withList(async ({ run, write }) => {
    await write({
      'lists.yaml': manifest('{ source: two.csv }'),
      'two.csv': `name,mail\nAna,${person(3)}\n`,
    });
    const { stderr } = await run(`members sync CRM${source}`);
    expect(stderr).toMatch(`Set ${word} to the name of one of them`);
  }),
);

test('of a file without a header, the column is named that holds the identifiers', () =>
  withList(async ({ run, write }) => {
    const rows = (of: number) =>
      Array.from({ length: of }, (_, each) => `Ana ${each},${person(each)}`).join('\n');
    await write({
      'lists.yaml': manifest('{ source: crm.csv, column: mail }'),
      'crm.csv': `${rows(10)}\n`,
    });
    const { stderr } = await run('members sync CRM');
    expect(flat(stderr)).toMatch('"header: false" and "column: 2"');
    await write({ 'lists.yaml': manifest('{ source: crm.csv, header: false, column: 1 }') });
    const { stdout } = await run('members sync CRM');
    expect(stdout).toMatch('10 invalid');
    expect(stdout).not.toMatch('looks like a title');
  }));

test('a missing file of exclude is called that', () =>
  withList(async ({ run, write }) => {
    await write({ 'lists.yaml': manifest('{ source: crm.txt, exclude: gone.txt }') });
    const { stderr } = await run('members sync CRM');
    expect(stderr).toMatch('exclude file gone.txt');
    expect(stderr).not.toMatch('source gone.txt');
  }));

test('without a ledger, all who are named count as removed', () =>
  withList(async (project) => {
    const { run, write } = project;
    await hide(project);
    await write({
      'lists.yaml': manifest('{ source: crm.txt, exclude: asked.txt }'),
      'asked.txt': people(2, 6),
    });
    for (const line of ['members add CRM', 'members remove CRM --source asked.txt']) {
      const { stdout } = await run(line);
      expect(flat(stdout)).toMatch(/No ledger here, so all 4 people .*count as removed\./u);
    }
    expect((await run('members stats CRM')).stdout).toMatch('ledger: none here');
  }));

test('a ledger without its key asks for the key', () =>
  withProject({ files }, async ({ run, write }) => {
    const key = { AUDIENCECTL_LEDGER_KEY: 'a'.repeat(64) };
    await run('apply --members --auto-approve', key);
    await write({ 'crm.txt': people(1, 11) });
    const { stdout } = await run('plan --members');
    expect(flat(stdout)).toMatch('Set AUDIENCECTL_LEDGER_KEY');
    expect(flat(stdout)).not.toMatch('where its source and its ledger are');
  }));

test('what keeps a list from a rebuild is said in the conditional, and both consents at once', () =>
  withList(async (project) => {
    const { run, write } = project;
    await write({
      'more.yaml':
        'segments:\n  - { name: Shoes, retailerId: 1234, events: { shopperActivity: View, lookbackDays: Last30Days } }\naudiences:\n  - { name: New, retailerId: 1234, algebra: { and: [Shoes, { not: CRM }] } }\n',
    });
    await run('apply --auto-approve');
    await hide(project);
    const { stdout } = await run('plan --members');
    expect(flat(stdout)).toMatch(/"CRM" would be cleared and filled again/u);
    expect(flat(stdout)).toMatch(/--allow-members-rebuild[^✗]*lifecycle: \{ replace: allow \}/u);
  }));

test('one text for a count that does not fit', () =>
  withList(async (project) => {
    const { run, write } = project;
    await write({ 'more.txt': people(100, 140) });
    await run('members add CRM --source more.txt --ledger third --allow-member-growth');
    for (const line of ['members sync CRM', 'plan --members', 'members stats CRM']) {
      expect(flat((await run(line)).stdout)).toMatch(
        'something else has changed the list, or a newer ledger exists elsewhere',
      );
    }
  }));

test('what is one of a few words is shown, and what may be an identifier is not', () =>
  withList(async ({ run }) => {
    const action = await run('members snyc CRM');
    expect(action.stderr).toMatch(/"snyc"|members sync/u);
    const age = await run('members sync CRM --max-ledger-age 2x');
    expect(age.stderr).toMatch('2x');
    const gone = await run('members sync CRM --source gone@example.com.txt');
    expect(gone.stderr).not.toMatch('gone@');
    expect(flat(gone.stderr)).toMatch('members never repeats values: they may be identifiers');
    for (const line of ['members remove CRM bo@example.com', 'members forget bo@example.com']) {
      const { stderr } = await run(line);
      expect(stderr).toMatch('--source -');
      expect(stderr).not.toMatch('bo@');
    }
  }));

test('the last event of a run that was refused, or failed, says why', () =>
  withList(async (project) => {
    const { run, write, folder } = project;
    const endOf = async (line: string) => {
      await rm(join(folder, 'events.ndjson'), { force: true });
      await run(`${line} --events events.ndjson`);
      const lines = (await readFile(join(folder, 'events.ndjson'), 'utf8')).trim().split('\n');
      return JSON.parse(lines.at(-1) ?? '');
    };
    expect(await endOf('members sync CRM')).toMatchObject({ event: 'end', exitCode: 0, codes: [] });
    await write({ 'crm.txt': '' });
    const empty = { event: 'end', exitCode: 3, codes: ['members-source-empty'] };
    expect(await endOf('members sync CRM')).toMatchObject(empty);
    expect(await endOf('apply --members')).toMatchObject(empty);
    expect(await endOf('members sync CRM --source gone.txt')).toMatchObject({
      exitCode: 1,
      codes: ['members-source-missing'],
    });
    expect(await endOf('members clear CRM')).toMatchObject({
      exitCode: 3,
      codes: ['approval-missing'],
    });
  }));
