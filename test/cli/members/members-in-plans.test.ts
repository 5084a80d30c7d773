import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { files, isUpload, manifest, membersOf, people, steps } from './a-list-in-plans.ts';

const statisticsAsked = ({ sandbox }: TestProject) =>
  sandbox.requests().filter(({ path }) => path.endsWith('/statistics'));

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
      'Already applied: the change was done before, so nothing was sent.\n',
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
