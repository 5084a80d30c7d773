import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const person = (number: number) => `Secret.Person${number}@Example.com`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => person(from + each)).join('\n');

const manifest = `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: data/crm.txt }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
  - name: Shoppers
    algebra: Shoes
`;
const files = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml': manifest,
  'data/crm.txt': people(0, 40),
};

const isUpload = ({ path }: { readonly path: string }) => path.endsWith('/add-remove');
const statisticsAsked = ({ sandbox }: TestProject) =>
  sandbox.requests().filter(({ path }) => path.endsWith('/statistics'));
const membersOf = ({ sandbox }: TestProject) =>
  Object.values(sandbox.members()).map(({ count }) => count);
/** The writes in their order, in a word each. */
const steps = ({ writes }: TestProject) =>
  writes()
    .filter(({ method, path }) => method !== 'GET' || isUpload({ path }))
    .map(({ path }) => path.split('/').slice(-2).join('/'));

test('a new list is filled after it exists and before an audience uses it; then nothing is left', () =>
  withProject({ files }, async (project) => {
    const planned = await project.run('plan --members');
    expect(planned.stdout).toMatch('members  first upload: +40\n');
    expect(planned.stdout).not.toMatch('empty until its first upload');
    expect(planned.stdout).toMatch(
      '2 requests in 2 steps, and 1 more with members. Criteo recomputes',
    );
    const applied = await project.run('apply --members --auto-approve');
    expect([applied.exitCode, applied.stdout]).toEqual([
      0,
      expect.stringMatching(/4 done, 0 failed.*\nMembers +"CRM": 40 added, 0 removed\.\n/u),
    ]);
    const order = steps(project);
    expect(order).toHaveLength(3);
    expect(order[0]).toBe('audience-segments/create');
    expect(order[1]).toMatch('add-remove');
    expect(order[2]).toBe('audiences/create');
    expect(membersOf(project)).toEqual([40]);
    expect((await project.run('plan --members --detailed-exitcode')).exitCode).toBe(0);
  }));

test('a delta is an update of its segment, in every format, and the checksum is not about its size', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/crm.txt': people(4, 50) });
    const { stdout } = await project.run('plan --members --format json --out plan.json');
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({
      summary: { update: 1, unchanged: 3 },
      changes: [
        {
          address: 'segment/CRM',
          action: 'update',
          paths: [],
          patch: [],
          reasons: [{ code: 'members-changed' }],
          reach: { verdict: 'different' },
          members: { state: 'delta', adds: 10, removes: 4, held: 40, total: 46, requests: 2 },
        },
      ],
      affected: [{ address: 'audience/Newcomers', verdict: 'different', via: ['segment/CRM'] }],
      requests: [],
    });
    for (const format of ['text', 'markdown', 'html']) {
      const shown = await project.run(`show plan.json --format ${format}`);
      expect(shown.stdout).toMatch(/40 now, \+10 −4 → 46/u);
    }
    await project.write({ 'data/crm.txt': people(4, 51) });
    const again = JSON.parse((await project.run('plan --members --format json')).stdout);
    expect([again.checksum, again.changes[0].members.adds]).toEqual([plan.checksum, 11]);
    // Without the option, members are neither read nor asked for.
    const before = statisticsAsked(project).length;
    expect((await project.run('plan --detailed-exitcode')).exitCode).toBe(0);
    expect(statisticsAsked(project)).toHaveLength(before);
  }));

test('a saved plan fills its lists, where their sources are and the way it was reviewed', () =>
  withProject({ files }, async (project) => {
    await project.run('plan --members --out plan.json');
    for (const [changed, reason] of [
      ['crm.txt }', 'which members of "CRM" change: The source data/gone.txt'],
      ['crm.txt, mode: append }', 'how its members are filled was changed'],
      ['crm.txt, send: plain }', 'how its members are filled was changed'],
    ] as const) {
      const source = changed.replace('crm', changed === 'crm.txt }' ? 'gone' : 'crm');
      await project.write({ 'manifest.yaml': manifest.replace('crm.txt }', source) });
      const { exitCode, stdout } = await project.run('apply plan.json');
      expect([exitCode, stdout.replace(/\s+/gu, ' ')]).toEqual([
        3,
        expect.stringContaining(reason),
      ]);
    }
    expect(steps(project)).toEqual([]);
    await project.write({ 'manifest.yaml': manifest });
    const refused = {
      when: { path: '/add-remove' },
      effect: { kind: 'status', status: 400 },
    } as const;
    project.sandbox.configure({ faults: [refused] });
    // What failed is not done because the segment is there.
    for (const _ of ['once', 'again']) {
      const { exitCode, stdout } = await project.run('apply plan.json');
      expect([exitCode, stdout]).toEqual([
        4,
        expect.stringMatching(/Right now +"CRM" exists, and none.*Failed +segment "CRM"/su),
      ]);
      expect(stdout).not.toMatch(/nothing was changed/iu);
    }
    project.sandbox.configure({ faults: [] });
    const filled = await project.run('apply plan.json --members');
    expect([filled.exitCode, filled.stdout]).toEqual([
      0,
      expect.stringMatching('"CRM": 40 added, 0 removed'),
    ]);
    expect(membersOf(project)).toEqual([40]);
    // Once more there is nothing to do, and nothing is done.
    const before = steps(project).length;
    expect((await project.run('apply plan.json')).exitCode).toBe(0);
    expect(steps(project)).toHaveLength(before);
  }));

test('what is allowed for one list is not allowed for another', () => {
  const two = manifest.replace(
    '  - name: Shoes\n',
    `  - name: Other
    contactList:
      identifierType: Email
      members: { source: data/other.txt }
  - name: Shoes
`,
  );
  const other = { 'manifest.yaml': two, 'data/other.txt': people(100, 140) };
  return withProject({ files: { ...files, ...other } }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/other.txt': people(100, 104), 'data/crm.txt': people(0, 41) });
    await project.run('plan --members --allow-member-removal --out plan.json');
    // The plan said that CRM grows by one; its export has broken since.
    await project.write({ 'data/crm.txt': people(0, 2) });
    const before = steps(project).length;
    const consenting = 'apply plan.json --allow-member-removal';
    const { exitCode, stdout } = await project.run(consenting);
    expect([exitCode, stdout]).toEqual([
      3,
      expect.stringMatching('segment "CRM": 95.0 % of the members would be removed'),
    ]);
    await project.write({ 'data/crm.txt': people(0, 41) });
    // The file says that it was allowed, and a file allows nothing.
    expect(await project.run('apply plan.json')).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching('segment "Other": 90.0 % of the members would be removed'),
    });
    expect(steps(project)).toHaveLength(before);
    expect((await project.run(consenting)).exitCode).toBe(0);
    expect(membersOf(project).sort()).toEqual([4, 41]);

    // Neither a sync in between nor a machine without the data changes what was reviewed.
    const { checksum } = JSON.parse((await project.run('plan --members --format json')).stdout);
    await project.write({ 'data/crm.txt': people(0, 42) });
    const reviewed = `apply --members --checksum ${checksum}`;
    expect((await project.run(reviewed)).exitCode).toBe(0);
    expect(membersOf(project).sort()).toEqual([4, 42]);

    // What is left out is neither read nor filled, whatever is wrong with it.
    await project.write({ 'data/crm.txt': people(0, 43), 'data/other.txt': '' });
    const part = await project.run('apply --members --auto-approve --exclude segment/Other');
    expect([part.exitCode, membersOf(project).sort()]).toEqual([0, [4, 43]]);
    await project.write({ 'manifest.yaml': two.replace('data/other.txt', '"-"') });
    const only = await project.run('plan --members --target segment/CRM');
    expect(only.exitCode).toBe(0);
    await project.write({ 'manifest.yaml': two.replace('View, lookback', 'Buy, lookback') });
    await project.write({ 'data/crm.txt': people(0, 44) });
    await project.run(
      'apply --members --auto-approve --exclude segment/CRM --exclude segment/Other',
    );
    expect(membersOf(project).sort()).toEqual([4, 43]);
  });
});

describe('a consent in a plan covers what the plan showed, and no more', () => {
  const filledWith = manifest
    .replace('data/crm.txt', 'data/crm.txt, exclude: data/out.txt')
    .replace('- name: CRM\n', '- name: CRM\n    lifecycle: { replace: allow }\n');
  const noise = (count: number) => Array.from({ length: count }, (_, each) => `\nnobody ${each}`);
  const world = { ...files, 'manifest.yaml': filledWith, 'data/out.txt': person(900) };
  const consents = {
    removal: ' --allow-member-removal',
    growth: ' --allow-member-growth',
    invalid: ' --allow-member-invalid',
    rebuild: ' --allow-members-rebuild --allow-member-removal',
  };

  interface Case {
    readonly brake: string;
    readonly consent: keyof typeof consents;
    /** What the plan is made of. */
    readonly planned: Readonly<Record<string, string>>;
    /** What is as much as the plan showed, or less. */
    readonly within: Readonly<Record<string, string>>;
    /** What is more. */
    readonly beyond: readonly (readonly [string, Readonly<Record<string, string>>])[];
    readonly after: number;
  }

  const crm = (text: string) => ({ 'data/crm.txt': text });
  const out = (text: string) => ({ 'data/out.txt': text });

  test.each<Case>([
    {
      ...{ brake: 'removals', consent: 'removal', after: 21 },
      ...{ planned: crm(people(0, 20)), within: crm(people(0, 21)) },
      beyond: [
        ['members-removal-limit', crm(people(0, 19))],
        ['members-source-empty', crm('')],
      ],
    },
    {
      ...{ brake: 'growth', consent: 'growth', after: 199 },
      ...{ planned: crm(people(0, 200)), within: crm(people(0, 199)) },
      beyond: [
        ['members-growth-limit', crm(people(0, 201))],
        ['members-exclude-empty', out('')],
      ],
    },
    {
      ...{ brake: 'invalid lines', consent: 'invalid', after: 41 },
      planned: crm(`${people(0, 41)}${noise(10).join('')}`),
      within: crm(`${people(0, 41)}${noise(9).join('')}`),
      beyond: [
        ['members-too-many-invalid', crm(`${people(0, 41)}${noise(11).join('')}`)],
        ['members-exclude-invalid', out(`${person(900)}${noise(3).join('')}`)],
      ],
    },
    {
      ...{ brake: 'a rebuild', consent: 'rebuild', after: 21 },
      ...{ planned: crm(people(0, 20)), within: crm(people(0, 21)) },
      beyond: [
        ['members-removal-limit', crm(people(0, 19))],
        ['members-source-empty', crm('')],
      ],
    },
  ])('$brake', ({ consent, planned, within, beyond, after }) =>
    withProject({ files: world }, async (project) => {
      await project.run('apply --members --auto-approve');
      const ledger = consent === 'rebuild' ? ' --ledger elsewhere' : '';
      const options = `${consents[consent]}${ledger}`;
      await project.write(planned);
      const { stdout } = await project.run(
        `plan --members --out plan.json --format json${options}`,
      );
      const plan = JSON.parse(stdout);
      const ways = [
        `apply plan.json${options}`,
        `apply plan.json --checksum ${plan.checksum}${ledger}`,
        `apply plan.json --trust-plan-file${options}`,
      ];
      const before = steps(project);
      for (const [code, changed] of beyond) {
        await project.write({ ...world, ...planned, ...changed, 'manifest.yaml': filledWith });
        for (const way of ways) {
          const { exitCode, stdout: told } = await project.run(`${way} --format json`);
          const { refusals } = JSON.parse(told);
          expect([way, exitCode, refusals.map((each: { code: string }) => each.code)]).toEqual([
            way,
            3,
            expect.arrayContaining([code]),
          ]);
        }
      }
      expect(steps(project)).toEqual(before);
      // Whoever raises what a plan file allows makes another plan of it.
      const forged = JSON.stringify(plan).replaceAll(
        /("allowed":\[\{[^}]*"count":)\d+/gu,
        '$19999',
      );
      expect(forged).not.toBe(JSON.stringify(plan));
      await project.write({ 'forged.json': forged });
      expect((await project.run(`apply forged.json${options}`)).exitCode).not.toBe(0);
      expect(steps(project)).toEqual(before);
      await project.write({ ...world, ...planned, ...within });
      expect(await project.run(ways[1] ?? '')).toMatchObject({ exitCode: 0 });
      expect(membersOf(project)).toEqual([after]);
    }),
  );
});

test('all that is wrong with sources and ledgers is said before anything is written', () => {
  const broken = `${manifest}  - name: Unknown
    algebra: Nobody
`.replace(
    '  - name: Shoes\n',
    `  - name: Columns
    contactList:
      identifierType: Email
      members: { source: data/table.csv, column: mail }
  - name: Raw
    contactList:
      identifierType: CustomerId
      members: { source: data/crm.txt }
  - name: Shoes
`,
  );
  const table = { 'manifest.yaml': broken, 'data/table.csv': 'email\nx@example.com\n' };
  return withProject({ files: { ...files, ...table } }, async (project) => {
    const { exitCode, stderr } = await project.run('plan --members');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^manifest\.yaml:10:50 error members-column-missing /mu);
    expect(stderr).toMatch(/^manifest\.yaml:23:14 error reference-unknown /mu);
    const fixed = broken.replace('algebra: Nobody', 'algebra: Shoes').replace('mail }', 'email }');
    await project.write({ 'manifest.yaml': fixed });
    // Without the key nobody can tell what becomes of identifiers that are sent as they are.
    const unknown = await project.run('plan --members --out plan.json');
    expect([unknown.exitCode, unknown.stdout]).toEqual([
      0,
      expect.stringMatching(/members-unknown-here.*encrypted ledger/su),
    ]);
    for (const line of ['apply --members --auto-approve', 'apply plan.json']) {
      expect((await project.run(line)).exitCode).toBe(3);
    }
    await project.write({
      'audiencectl.yaml': `${projectFile}ignore: [members-unknown-here]\n`,
    });
    expect((await project.run('apply --members --auto-approve')).exitCode).toBe(3);
    expect(steps(project)).toEqual([]);
    const env = { AUDIENCECTL_LEDGER_KEY: 'of the test' };
    const file = await project.run('apply plan.json --ledger manifest.yaml', env);
    expect([file.exitCode, file.stderr]).toEqual([
      1,
      expect.stringMatching(/error ledger-unusable /u),
    ]);
    expect(steps(project)).toEqual([]);
  });
});

test('an upload that fails is an item like any other, and the next run goes on from there', () => {
  const refused = {
    when: { path: '/add-remove' },
    effect: { kind: 'status', status: 400 },
  } as const;
  return withProject({ files, settings: { faults: [refused] } }, async (project) => {
    const { exitCode, stdout } = await project.run('apply --members --auto-approve --format json');
    const { summary, results } = JSON.parse(stdout);
    expect([exitCode, summary]).toEqual([4, { done: 2, failed: 1, skipped: 1, unknown: 0 }]);
    expect(results).toContainEqual(
      expect.objectContaining({
        address: 'audience/Newcomers',
        outcome: 'skipped',
        because: 'segment/CRM',
      }),
    );
    const failed = results.find(({ outcome }: { outcome: string }) => outcome === 'failed');
    expect(failed).toMatchObject({
      address: 'segment/CRM',
      id: expect.stringMatching(/^\d+$/u),
      members: { added: 0, removed: 0 },
    });
    project.sandbox.configure({ faults: [] });
    const plan = JSON.parse((await project.run('plan --members --format json')).stdout);
    expect(plan.changes.map(({ address }: { address: string }) => address)).toEqual([
      'audience/Newcomers',
      'segment/CRM',
    ]);
    expect(plan.changes[0].dependsOn).toEqual(['segment/CRM']);
    expect((await project.run('apply --members --auto-approve')).exitCode).toBe(0);
    expect(membersOf(project)).toEqual([40]);
    expect((await project.run('plan --members --detailed-exitcode')).exitCode).toBe(0);
  });
});

test('a list that is replaced goes only when the new one is filled', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    const phones = Array.from({ length: 20 }, (_, each) => `+336123456${each % 10}${each % 7}`);
    await project.write({
      'manifest.yaml': manifest.replace('identifierType: Email', 'identifierType: PhoneNumber'),
      'data/crm.txt': phones.join('\n'),
    });
    const fault = {
      when: { path: '/add-remove' },
      effect: { kind: 'status', status: 400 },
    } as const;
    project.sandbox.configure({ faults: [fault] });
    const line = 'apply --members --allow-replace --auto-approve';
    expect((await project.run(line)).exitCode).toBe(4);
    // The full list is still there, and the audience still excludes by it.
    expect(membersOf(project)).toContain(40);
    project.sandbox.configure({ faults: [] });
    const again = await project.run(line);
    expect([again.exitCode, again.stderr]).toEqual([0, expect.anything()]);
    expect(membersOf(project)).toEqual([20]);
    const last = await project.run('plan --members --detailed-exitcode');
    expect([last.exitCode, last.stdout]).toEqual([0, expect.stringMatching('No changes')]);
  }));

test('the brakes of members refuse the plan, before anything is written', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/crm.txt': people(0, 4) });
    const planned = await project.run('plan --members');
    expect([planned.exitCode, planned.stdout]).toEqual([
      3,
      expect.stringMatching('segment "CRM": 90.0 % of the members would be removed'),
    ]);
    const before = project.writes().length;
    expect((await project.run('apply --members --auto-approve')).exitCode).toBe(3);
    expect(project.writes().filter(({ method }) => method !== 'GET')).toHaveLength(
      project
        .writes()
        .slice(0, before)
        .filter(({ method }) => method !== 'GET').length,
    );
    const allowed = 'apply --members --auto-approve --allow-member-removal';
    expect((await project.run(allowed)).exitCode).toBe(0);
    expect(membersOf(project)).toEqual([4]);
    // Somewhere else nobody knows what the list holds.
    const elsewhere = await project.run('plan --members --ledger elsewhere');
    expect([elsewhere.exitCode, elsewhere.stdout]).toEqual([
      3,
      expect.stringMatching('rebuild needed: cleared, then \\+4'),
    ]);
  }));

test('a plan without the source says so, and apply refuses to go on without it', () =>
  withProject({ files: { ...files, 'data/crm.txt': people(0, 3) } }, async (project) => {
    await project.write({
      'manifest.yaml': manifest.replace('data/crm.txt', '../elsewhere/crm.txt'),
    });
    const planned = await project.run('plan --members');
    expect([planned.exitCode, planned.stdout]).toEqual([
      0,
      expect.stringMatching(/members {2}unknown here\n.*members-unknown-here.*elsewhere/su),
    ]);
    const applied = await project.run('apply --members --auto-approve');
    expect([applied.exitCode, project.writes()]).toEqual([3, []]);
    expect((await project.run('apply --auto-approve')).exitCode).toBe(0);
    const misused = await project.run('plan --allow-member-removal');
    expect([misused.exitCode, misused.stderr]).toEqual([
      1,
      expect.stringMatching('error conflicting-options'),
    ]);
  }));

test('a list that nobody could look at is not called unchanged, in any format', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'manifest.yaml': manifest.replace('data/crm.txt', 'elsewhere/crm.txt') });
    const { stdout } = await project.run('plan --members --format json --out plan.json');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { unchanged: 3 }, changes: [] });
    for (const format of ['text', 'markdown', 'html']) {
      const shown = await project.run(`show plan.json --format ${format}`);
      expect([format, shown.stdout]).toEqual([
        format,
        expect.stringMatching(/3 unchanged[.,] 1 list not compared/u),
      ]);
      expect(shown.stdout).not.toMatch('4 unchanged');
    }
  }));

test('where nothing was left to fill, nothing was applied and nothing takes effect', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/crm.txt': people(0, 45) });
    await project.run('plan --members --out plan.json');
    await project.run('members sync CRM');
    const before = project.writes().length;
    const reports = ['markdown', 'html', 'json'].map((each) => `--report ${each}=out.${each}`);
    const applied = await project.run(`apply plan.json --auto-approve ${reports.join(' ')}`);
    expect([applied.exitCode, applied.stdout]).toEqual([
      0,
      'Already applied: the change was done before, and nothing was sent.\n',
    ]);
    for (const format of ['markdown', 'html']) {
      const text = await readFile(join(project.folder, `out.${format}`), 'utf8');
      expect(text).toMatch('Already applied');
      expect(text).not.toMatch(/Takes effect|Applied: /u);
    }
    const json = JSON.parse(await readFile(join(project.folder, 'out.json'), 'utf8'));
    expect(json.results).toMatchObject([{ outcome: 'done', alreadyDone: true }]);
    expect(project.writes().slice(before).filter(isUpload)).toEqual([]);
  }));

test('how old a ledger is stands in every format of a plan', () =>
  withProject({ files }, async (project) => {
    await project.run('apply --members --auto-approve');
    await project.write({ 'data/crm.txt': people(0, 45) });
    await project.run('plan --members --out plan.json');
    for (const format of ['text', 'markdown', 'html']) {
      const { stdout } = await project.run(`show plan.json --format ${format}`);
      const words = stdout.replace(/<[^>]*>|[`"\u201c\u201d]/gu, '');
      expect([format, words]).toEqual([
        format,
        expect.stringMatching(
          /Planned with the ledger of CRM, last written (?:just now|at 20\d\d-)/u,
        ),
      ]);
    }
  }));

test('marketing solutions: the type of identifiers stands with the members', () =>
  withProject(
    {
      files: {
        'audiencectl.yaml':
          'version: 1\nname: ms\nplatform: marketing-solutions\nadvertiserId: "78462"\n',
        'lists.yaml': `segments:
  - name: CRM
    contactList:
      members: { source: crm.csv, column: mail, identifierType: email }
  - name: Alike
    lookalike: { seedSegment: CRM, targetSize: 100000 }
audiences:
  - name: Both
    algebra: { or: [CRM, Alike] }
`,
        'crm.csv': `mail,x\n${people(0, 9).replaceAll('\n', ',1\n')},1\n`,
      },
    },
    async (project) => {
      expect((await project.run('apply --members --auto-approve')).exitCode).toBe(0);
      expect(membersOf(project)).toEqual([9]);
      expect((await project.run('plan --members --detailed-exitcode')).exitCode).toBe(0);
    },
  ));

test('no identifier stands in anything that planning and applying write', () =>
  withProject({ files }, async (project) => {
    const { folder, run, sandbox } = project;
    const bad = `${people(0, 40)}\nsecret nobody\n`;
    await project.write({ 'data/crm.txt': bad, 'tmp/empty': '' });
    const env = { TMPDIR: join(folder, 'tmp'), AUDIENCECTL_LEDGER_KEY: 'of the test' };
    const outputs = [];
    for (const line of [
      'plan --members --verbose --out plan.json --report html=plan.html',
      'apply plan.json --verbose --events events.ndjson --report json=report.json',
      'plan --members --format json --verbose',
    ]) {
      outputs.push(await run(line, env));
    }
    expect(outputs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const written = (await filesBelow(folder)).filter(([name]) => !name.startsWith('data/'));
    expect(written.map(([name]) => name)).toContain('events.ndjson');
    const everything = JSON.stringify([outputs, written, sandbox.requests(), sandbox.document()]);
    expect(everything).not.toMatch(/secret|example\.com/iu);
  }));

/** Every file below a folder, as bytes in text. */
async function filesBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) found.push([name, await readFile(path, 'latin1')]);
  }
  return found;
}
