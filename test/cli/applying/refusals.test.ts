/** What a plan refuses, and what stops before there is one: the exit code, the reason, and nothing written. */
import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const list = 'contactList: { identifierType: Email }';
const head = 'defaults: { retailerId: "1234" }\n';
const crm = `  - { name: CRM, ${list} }\n`;
const shelves = ['A', 'B', 'C', 'D', 'E'].map((shelf) => `Shelf ${shelf}`);
const shelf = (name: string) =>
  `  - { name: ${name}, events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: [${name.charCodeAt(6)}] } }\n`;
const audience = '  - { name: Buyers, algebra: CRM }\n';

/** Manifests of these segments and audiences. */
const declare = (segments: string, audiences = '') => ({
  'manifest.yaml': `${head}segments:\n${segments}${audiences === '' ? '' : `audiences:\n${audiences}`}`,
});
const everything = declare(crm + shelves.map(shelf).join(''), audience);
const pruning = 'owns: { segments: {}, audiences: {} }\nprune: owned\n';

interface Refused {
  readonly about: string;
  readonly code: string;
  readonly exitCode: 1 | 3;
  /** What changes once everything is live. */
  readonly files: FolderFiles;
  /** What allows it for once. */
  readonly consent?: string;
}

const cases: readonly Refused[] = [
  {
    about: 'more is pruned than the limits allow',
    code: 'delete-limit',
    exitCode: 3,
    files: {
      'audiencectl.yaml': projectFile + pruning,
      ...declare(crm + shelf('Shelf A'), audience),
    },
    consent: '--max-deletes 4',
  },
  {
    about: 'what is protected is to be deleted',
    code: 'protected',
    exitCode: 3,
    files: {
      'audiencectl.yaml': `${projectFile}protect: ["segment/Shelf *"]\n`,
      ...declare(`${crm}  - { name: Shelf A, state: absent }\n`, audience),
    },
  },
  {
    about: 'what is protected is to be replaced',
    code: 'protected',
    exitCode: 3,
    files: {
      'audiencectl.yaml': `${projectFile}protect: ["segment/CRM"]\n`,
      ...declare(
        '  - { name: CRM, lifecycle: { replace: allow }, contactList: { identifierType: CustomerId } }\n',
        audience,
      ),
    },
  },
  {
    about: 'an attribute that cannot change does, without consent',
    code: 'replace-not-allowed',
    exitCode: 3,
    files: declare('  - { name: CRM, contactList: { identifierType: CustomerId } }\n', audience),
    consent: '--allow-replace',
  },
  {
    about: 'what is replaced is used by what no manifest declares',
    code: 'replace-blocked',
    exitCode: 3,
    files: declare(
      '  - { name: CRM, lifecycle: { replace: allow }, contactList: { identifierType: CustomerId } }\n',
    ),
  },
  {
    about: 'what is deleted is used by what no manifest declares',
    code: 'segment-must-not-be-used-in-audience',
    exitCode: 3,
    files: declare('  - { name: CRM, state: absent }\n'),
  },
  {
    about: 'what is deleted is used by what is declared',
    code: 'segment-must-not-be-used-in-audience',
    exitCode: 1,
    files: declare('  - { name: CRM, state: absent }\n', audience),
  },
  {
    about: 'one of the same body goes as another comes',
    code: 'looks-like-rename',
    exitCode: 3,
    files: {
      'audiencectl.yaml': projectFile + pruning,
      ...declare(
        crm + shelves.slice(1).map(shelf).join('') + shelf('Shelf A').replace('Shelf A', 'Rack A'),
        audience,
      ),
    },
  },
  {
    about: 'a remote name differs in case alone',
    code: 'remote-name-differs',
    exitCode: 1,
    files: declare(`  - { name: crm, ${list} }\n`),
  },
  {
    about: 'an ID is of nothing remote',
    code: 'segment-not-found',
    exitCode: 1,
    files: declare(`  - { name: CRM, id: 1, ${list} }\n`),
  },
  {
    about: 'an entity is outside what the project owns',
    code: 'outside-ownership',
    exitCode: 1,
    files: {
      'audiencectl.yaml': `${projectFile}owns: { segments: { names: ["FR | *"] } }\n`,
      ...declare(crm),
    },
  },
];

/** The project with everything live, and what is asked of it now. */
async function withLive(files: FolderFiles, use: (project: TestProject) => Promise<void>) {
  await withProject(
    { files: { 'audiencectl.yaml': projectFile, ...everything } },
    async (project) => {
      expect(await project.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      project.sandbox.forgetRequests();
      await project.write(files);
      await use(project);
    },
  );
}

const codesOf = (stdout: string): readonly string[] => {
  const { refusals = [], diagnostics } = JSON.parse(stdout);
  return [...refusals, ...diagnostics].map(({ code }: { code: string }) => code);
};

/** All that the options of apply can allow. */
const consents = [
  '--allow-replace',
  '--max-deletes 100',
  '--allow-member-removal',
  '--allow-members-rebuild',
];

test.each([...consents, '--auto-approve', '--trust-plan-file', '--force'])(
  'no variable consents: %s',
  async (option) => {
    const [flag = '', value = 'true'] = option.split(' ');
    const variable = `AUDIENCECTL_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
    await withLive(everything, async ({ run, writes }) => {
      const { exitCode, stderr } = await run('apply', { [variable]: value });
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('invalid-variable')]);
      expect(writes()).toEqual([]);
    });
  },
);

describe('refused, with nothing written', () => {
  test.each(cases)('$about', async ({ code, exitCode, files, consent }) => {
    await withLive(files, async ({ run, writes }) => {
      const planned = await run('plan --format json');
      expect(planned.exitCode).toBe(exitCode);
      expect(codesOf(planned.stdout)).toContain(code);
      const applied = await run('apply --auto-approve');
      expect(applied.exitCode).toBe(exitCode);
      expect(`${applied.stdout}${applied.stderr}`).toContain(code);
      const others = consents.filter((each) => each.split(' ')[0] !== consent?.split(' ')[0]);
      const wrong = await run(`apply --auto-approve --members ${others.join(' ')}`);
      expect(wrong.exitCode).toBe(exitCode);
      expect(`${wrong.stdout}${wrong.stderr}`).toContain(code);
      // Counts of lists are read.
      expect(writes().filter(({ method }) => method !== 'GET')).toEqual([]);
      if (consent === undefined) return;
      expect(await run(`apply --auto-approve ${consent}`)).toMatchObject({ exitCode: 0 });
      expect(writes().length).toBeGreaterThan(0);
    });
  });

  test('a plan whose entity was changed since', async () => {
    const described = (text: string) =>
      declare(`  - { name: CRM, description: ${text}, ${list} }\n`, audience);
    await withLive(described('planned'), async ({ run, write, writes, sandbox }) => {
      expect(await run('plan --out plan.json')).toMatchObject({ exitCode: 0 });
      await write(described('meanwhile'));
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      sandbox.forgetRequests();
      const applied = await run('apply plan.json');
      expect(applied.exitCode).toBe(3);
      expect(`${applied.stdout}${applied.stderr}`).toMatch(/stale/u);
      expect(writes()).toEqual([]);
    });
  });

  test('a name that two remote entities have, with the line to add', async () => {
    const row = (id: string, retailerId: string) => ({
      id,
      type: 'AudienceSegment',
      attributes: {
        accountId: '625702934721171442',
        retailerId,
        name: 'CRM',
        type: 'ContactList',
        contactList: { identifierType: 'Email', isReadOnly: false },
      },
    });
    const snapshot = {
      formatVersion: 1,
      platform: 'retail-media',
      accountId: '625702934721171442',
      segments: [row('11', '1234'), row('22', '5678')],
      audiences: [],
    };
    const files = {
      'audiencectl.yaml': projectFile,
      'snapshot.json': JSON.stringify(snapshot),
      ...declare(crm),
    };
    await withProject({ files }, async ({ run, write, sandbox }) => {
      const line = 'plan --snapshot snapshot.json --format json';
      const planned = await run(line);
      expect(planned.exitCode).toBe(1);
      expect(JSON.parse(planned.stdout).diagnostics).toMatchObject([
        { code: 'remote-name-ambiguous', hint: expect.stringContaining('id: "11" or id: "22"') },
      ]);
      expect(sandbox.requests()).toEqual([]);
      // Bound by their IDs, both of them are what is remote already.
      await write(
        declare(
          `  - { name: CRM, id: 11, ${list} }\n  - { name: CRM, id: 22, retailerId: 5678, ${list} }\n`,
        ),
      );
      expect(JSON.parse((await run(line)).stdout)).toMatchObject({ changes: [], refusals: [] });
    });
  });
});

test('a plan that is out of date says when, and the way out once', async () => {
  const lists = (description: string) =>
    declare(
      ['A', 'B']
        .map((name) => `  - { name: ${name}, description: ${description}, ${list} }\n`)
        .join(''),
    );
  const files = { 'audiencectl.yaml': projectFile, ...lists('old') };
  await withProject({ files }, async ({ run, write }) => {
    await run('apply --auto-approve');
    await write(lists('planned'));
    expect((await run('plan --out p.json')).exitCode).toBe(0);
    await write(lists('other'));
    await run('apply --auto-approve');
    await write(lists('planned'));
    const { exitCode, stdout } = await run('apply p.json');
    const told = stdout.replace(/\s+/gu, ' ');
    expect(exitCode).toBe(3);
    const times = told.match(/\(changed on \d{4}-\d\d-\d\d at \d\d:\d\d:\d\d UTC\)/gu);
    expect({ told, times }).toEqual({ told, times: [expect.any(String), expect.any(String)] });
    expect(told.split('to do: Plan again').length - 1).toBe(1);
    expect(told).toContain('Refused: apply did not run this plan');
  });
});
