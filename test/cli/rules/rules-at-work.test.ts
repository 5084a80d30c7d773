/** Rules stop what would break them: validate, plan, and apply with a plan file and without one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const segments = `defaults: { retailerId: "1234" }
segments:
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["1"] } }
  - { name: Buyers, events: { shopperActivity: Buy, lookbackDays: Last90Days, categoryIds: ["1"] } }
  - { name: Opted out, contactList: { identifierType: Email } }
`;
const kept = '{ and: [{ or: [Viewers, Buyers] }, { not: Opted out }] }';
const leaking = '{ or: [{ and: [Viewers, { not: Opted out }] }, Buyers] }';
const audience = (algebra: string) =>
  `defaults: { retailerId: "1234" }\naudiences:\n  - { name: Win back, algebra: ${algebra} }\n`;
const rule = 'rules:\n  - { name: Opted-out people are never reached, excludes: Opted out }\n';
const people = 'people:\n  - { name: Ana, in: [Buyers, Opted out], notReachedBy: "*" }\n';

const project = (algebra: string, rules: string) => ({
  'audiencectl.yaml': projectFile,
  'segments.yaml': segments,
  'audiences.yaml': audience(algebra),
  ...(rules === '' ? {} : { 'rules.yaml': rules }),
});

describe.each([
  ['a rule', rule, 'rule-broken'],
  ['a person', people, 'people-not-as-expected'],
])('%s', (_, rules, code) => {
  test('that does not hold ends validate with 1, plan with 3, and apply sends nothing', async () => {
    await withProject({ files: project(leaking, rules) }, async ({ run, writes }) => {
      const found = await run('validate');
      expect(found).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(code) });
      const planned = await run('plan --out plan.json');
      expect(planned).toMatchObject({
        exitCode: 3,
        stdout: expect.stringContaining('a person in'),
      });
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 3 });
      expect(await run('apply plan.json --auto-approve')).toMatchObject({ exitCode: 3 });
      expect(writes()).toEqual([]);
    });
  });

  test('that holds stops nothing', async () => {
    await withProject({ files: project(kept, rules) }, async ({ run, writes }) => {
      expect(await run('validate')).toMatchObject({ exitCode: 0 });
      expect(await run('plan --out plan.json')).toMatchObject({ exitCode: 0 });
      expect(await run('apply plan.json --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(writes().length).toBeGreaterThan(0);
    });
  });

  test('that is added after a plan was made refuses it', async () => {
    await withProject({ files: project(leaking, '') }, async ({ run, write, writes }) => {
      expect(await run('plan --out plan.json')).toMatchObject({ exitCode: 0 });
      await write({ 'rules.yaml': rules });
      const refused = await run('apply plan.json --auto-approve');
      expect(refused).toMatchObject({ exitCode: 3 });
      expect(refused.stdout + refused.stderr).toContain('a person in');
      expect(writes()).toEqual([]);
    });
  });

  test('is not asked where a plan file is trusted', async () => {
    await withProject({ files: project(leaking, '') }, async ({ run, write, writes }) => {
      expect(await run('plan --out plan.json')).toMatchObject({ exitCode: 0 });
      await write({ 'rules.yaml': rules });
      const words = 'apply plan.json --auto-approve --trust-plan-file';
      expect(await run(words)).toMatchObject({ exitCode: 0 });
      expect(writes().length).toBeGreaterThan(0);
    });
  });

  test('that was taken out of a refused plan file is found again', async () => {
    await withProject(
      { files: project(leaking, rules) },
      async ({ folder, run, write, writes }) => {
        await run('plan --out plan.json');
        const text = await readFile(join(folder, 'plan.json'), 'utf8');
        await write({
          'plan.json': JSON.stringify({ ...JSON.parse(text), refusals: [], rules: [] }),
        });
        const refused = await run('apply plan.json --auto-approve');
        expect([1, 3]).toContain(refused.exitCode);
        expect(writes()).toEqual([]);
      },
    );
  });
});

test('a warning prevents nothing, and --fail-on stops it', async () => {
  const files = project(leaking, rule.replace(' }', ', level: warning }'));
  await withProject({ files }, async ({ run, writes }) => {
    const found = await run('validate');
    expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('rule-broken') });
    expect(await run('validate --fail-on rule-broken')).toMatchObject({ exitCode: 1 });
    const planned = await run('plan');
    expect(planned).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('a person in') });
    expect(await run('plan --fail-on rule-broken')).toMatchObject({ exitCode: 3 });
    expect(writes()).toEqual([]);
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
  });
});

test('an environment adds a rule', async () => {
  const files = {
    ...project(leaking, ''),
    'audiencectl.yaml': `${projectFile}environments:\n  test: {}\n  prod:\n    ${rule.replaceAll('\n', '\n    ')}\n`,
  };
  await withProject({ files }, async ({ run, writes }) => {
    expect(await run('plan --env test')).toMatchObject({ exitCode: 0 });
    expect(await run('plan --env prod')).toMatchObject({ exitCode: 3 });
    expect(await run('apply --env prod --auto-approve')).toMatchObject({ exitCode: 3 });
    expect(writes()).toEqual([]);
    // Every environment is validated unless one is named.
    const all = await run('validate');
    expect(all).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('rule-broken') });
    expect(await run('validate --env test')).toMatchObject({ exitCode: 0 });
  });
});

test('what is broken today is a warning, and one that the plan sets right is looked at first', async () => {
  await withProject({ files: project(leaking, '') }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await write({ 'rules.yaml': rule });
    const left = await run('plan');
    expect(left).toMatchObject({ exitCode: 0 });
    expect(left.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'Look at these first ! The rule "Opted-out people are never reached" is broken today by "Win back", and this plan does not change that, for example a person in "Opted out" and "Buyers", in no other segment named here. Exclude "Opted out" from the whole audience: and: [{ or: [Viewers, Buyers] }, { not: Opted out }].',
    );
    expect(left.stdout).not.toContain('rule-broken');
    await write({ 'audiences.yaml': audience(kept) });
    const mended = await run('plan');
    expect(mended).toMatchObject({ exitCode: 0 });
    expect(mended.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'The rule "Opted-out people are never reached" holds for "Win back" after this plan, and does not today.',
    );
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await write({ 'audiences.yaml': audience(leaking) });
    const broken = await run('plan');
    expect(broken).toMatchObject({ exitCode: 3 });
    expect(broken.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      '! The rule "Opted-out people are never reached" is broken by "Win back": this plan is refused.',
    );
  });
});

test('a schema refuses what a plan makes or changes, and warns of the rest', async () => {
  const owner =
    'rules:\n  - name: Owned\n    schema: { required: [meta], properties: { meta: { required: [owner] } } }\n';
  await withProject({ files: project(kept, '') }, async ({ run, write, writes }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    const before = writes().length;
    await write({ 'rules.yaml': owner });
    expect(await run('validate')).toMatchObject({ exitCode: 1 });
    const left = await run('plan');
    expect(left).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Owned') });
    await write({ 'audiences.yaml': audience('{ and: [Viewers, { not: Opted out }] }') });
    const refused = await run('plan');
    expect(refused).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('meta is missing'),
    });
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 3 });
    expect(writes()).toHaveLength(before);
  });
});

test('a schema that is wrong is an error everywhere', async () => {
  const wrong = 'rules:\n  - name: Owned\n    schema: { requird: [meta] }\n';
  await withProject({ files: project(kept, wrong) }, async ({ run, writes }) => {
    for (const line of ['validate', 'plan', 'apply --auto-approve']) {
      const { exitCode, stdout, stderr } = await run(line);
      expect([line, exitCode]).toEqual([line, 1]);
      expect(stdout + stderr).toContain('rules.yaml:3:15 error rule-schema-invalid');
    }
    expect(writes()).toEqual([]);
  });
});

test('a schema that takes too many steps is no pass, and said to be undecided', async () => {
  const endless = `rules:
  - name: Endless
    segments: "*"
    schema: { $ref: "#/$defs/d0", $defs: { ${Array.from({ length: 30 }, (_, index) => `d${index}: { allOf: [{ $ref: "#/$defs/d${index + 1}" }, { $ref: "#/$defs/d${index + 1}" }] }`).join(', ')}, d30: true } }
`;
  await withProject({ files: project(kept, '') }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await write({ 'rules.yaml': endless });
    const found = await run('validate');
    expect(found).toMatchObject({ exitCode: 1 });
    expect(found.stdout).toContain('rule-undecided it is not known whether "Viewers" is');
    expect(found.stdout).not.toContain('rule-broken');
    const left = await run('plan');
    expect(left).toMatchObject({ exitCode: 0 });
    expect(left.stdout).toContain('is not decided for');
    await write({ 'segments.yaml': segments.replace('Last30Days', 'Last60Days') });
    const refused = await run('plan');
    expect(refused).toMatchObject({ exitCode: 3 });
    expect(refused.stdout).toContain('it is not known whether it is as the rule demands');
  });
});
