import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { planWords } from '../../../src/diagnostics/catalogue/plan-words.ts';
import { reportWords } from '../../../src/diagnostics/catalogue/report-words.ts';
import { codes, findCode } from '../../../src/diagnostics/codes.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { runCli } from '../../support/run-cli.ts';

const run = (...args: readonly string[]) => runCli(['explain', ...args], { cwd: tmpdir() });

describe('explain', () => {
  test('says what a code means, who finds it and what to do, with an example', async () => {
    const { exitCode, stdout } = await run('audience-algebra-must-be-limited');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`audience-algebra-must-be-limited  the API's own code

means    The audience would contain everyone except the people in some segments.
found    by validate, offline; by plan and apply before they send anything.
to do    Combine the exclusion with a segment: and: [SEGMENT, { not: OTHER }].

example  retail-media
  audiences:
    - name: Example
      algebra: { not: Customers }
`);
  });

  test('says why nobody finds what nobody finds', async () => {
    const { stdout } = await run('audiences-limit-reached');
    expect(stdout).toContain('found    only by the API. The quota is not published.');
  });

  test('says that a plan cannot find all of what the API compares', async () => {
    const { stdout } = await run('name-must-be-unique');
    expect(stdout).toContain('found    by plan and apply, before anything is written; by the API');
  });

  test('lists every code without one', async () => {
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    const listed = stdout.split('\n').flatMap((line) => /^ {2}(\S.*)$/u.exec(line)?.[1] ?? []);
    const named = [...codes, ...planWords, ...reportWords].map(({ code }) => code);
    expect(listed.slice(0, named.length)).toEqual(named);
    expect(listed).toEqual(expect.arrayContaining(['look-back', 'radius in km']));
  });

  // The table has every word of the format, or it does not compile.
  const verdicts: Readonly<
    Record<NonNullable<PlanDocument['changes'][number]['reach']>['verdict'], string>
  > = {
    same: 'Nobody enters and nobody leaves.',
    wider: 'Some people enter, and nobody leaves.',
    narrower: 'Some people leave, and nobody enters.',
    different: 'Some people enter, and others leave.',
    empty: 'Everyone leaves',
    unknown: 'As a verdict: logic cannot decide',
  };
  const origins: Readonly<Record<PlanDocument['changes'][number]['origin'], string>> = {
    declared: 'It has changed in git since the base.',
    drift: 'It has changed remotely',
    conflict: 'It has changed both in git and remotely',
    adopted: 'It is new in git, but already existed remotely.',
    unknown: 'As an origin: the plan was made without --base',
  };

  type Fact = NonNullable<NonNullable<PlanDocument['changes'][number]['reach']>['because']>[number];
  const relations: Readonly<Record<Fact['relation'], string>> = {
    within: 'Everyone in the one segment is in the other one',
    equal: 'By their definitions, both segments contain the same people',
    excludes: 'The two segments have no people in common',
  };

  test.each([verdicts, origins, relations].flatMap((words) => Object.entries(words)))(
    'says what %s means in a plan',
    async (word, meaning) => {
      const { exitCode, stdout } = await run(word);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`means    ${meaning}`);
    },
  );

  test('says all that a word means', async () => {
    const { stdout } = await run('unknown', '--format', 'json');
    const groups = JSON.parse(stdout).codes.map(({ group }: { group: string }) => group);
    expect(groups).toEqual([
      findCode('unknown')?.group,
      'Verdicts of a plan, on who is in an audience',
      'Origins of a change, found with --base',
      'How a change ended',
      'Differences that pull takes',
    ]);
  });

  test.each([
    ['lookbackDays', 'look-back'],
    ['events.lookbackDays', 'look-back'],
    ['Live in', 'live in'],
    ['cannot tell', 'unknown'],
    ['±', 'replace'],
    ['first upload', 'first-upload'],
    ['contactList', 'contact list'],
  ])('takes %s for %s', async (word, code) => {
    const { stdout } = await run(word, '--format', 'json');
    expect(JSON.parse(stdout).codes.map((each: { code: string }) => each.code)).toEqual([code]);
  });

  test('knows the nearest code', async () => {
    expect(await run('name-must-be-uniqe')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error invalid-argument there is no code "name-must-be-uniqe"
  hint: Did you mean name-must-be-unique or name-must-be-trimmed?
`,
    });
  });

  test.each([
    ['version-gone', 'Did you mean api-version-gone?'],
    ['audience-algebra-too-big', /^Did you mean audience-algebra-too-deep[ ,?]/u],
    ['zzz', 'Run "audiencectl explain" to list all codes.'],
    ['', 'Run "audiencectl explain" to list all codes.'],
  ])('answers %j with codes that are near, as a sentence', async (word, expected) => {
    const { exitCode, stderr } = await run(word);
    expect(exitCode).toBe(1);
    const hint = /^ {2}hint: (.*)$/mu.exec(stderr)?.[1] ?? '';
    if (typeof expected === 'string') expect(hint).toBe(expected);
    else expect(hint).toMatch(expected);
  });

  test.each([
    [
      'api-version-ending',
      'by validate, offline; by plan, apply and doctor before they send anything.',
    ],
    [
      'api-version-ended',
      'by validate, offline; by plan, apply and doctor before they send anything.',
    ],
    ['account-must-be-supply', 'by doctor, if it can look up the account, and by the API.'],
    ['account-must-exist', 'by doctor, and by the API.'],
    ['retailer-must-be-authorized', 'by doctor, if it can look up retailers, and by the API.'],
    ['api-version-gone', 'by doctor, and by every other command that sends requests.'],
    [
      'pagination-limit-invalid',
      'only by the API. The limit is not published for every request. After a refusal, audiencectl asks for smaller pages.',
    ],
  ])('says who finds %s', async (code, words) => {
    const { stdout } = await run(code);
    const found = /^found (.*?)^to do/msu.exec(stdout)?.[1] ?? '';
    expect(found.replace(/\s+/gu, ' ').trim()).toBe(words);
  });

  test('knows what the sandbox answers to a request that it does not serve', async () => {
    const { stdout } = await run('sandbox-version-retired');
    expect(stdout).toContain('means    The version is listed in retiredVersions of the sandbox.');
  });

  test('answers programs', async () => {
    const { stdout } = await run('plan-stale', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      codes: [{ code: 'plan-stale', origin: 'audiencectl', foundBy: 'apply', example: null }],
      diagnostics: [],
    });
  });
});
