import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { planWords } from '../../src/diagnostics/catalogue/plan-words.ts';
import { codes, findCode } from '../../src/diagnostics/codes.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { runCli } from '../support/run-cli.ts';

const run = (...args: readonly string[]) => runCli(['explain', ...args], { cwd: tmpdir() });

describe('explain', () => {
  test('says what a code means, who finds it and what to do, with an example', async () => {
    const { exitCode, stdout } = await run('audience-algebra-must-be-limited');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`audience-algebra-must-be-limited  the API's own code

means    The audience would hold everyone but some segments.
found    by validate, offline; by plan and apply before they send anything.
to do    Exclude from something: and: [SEGMENT, { not: OTHER }].

example  retail-media
  audiences:
    - name: Example
      algebra: { not: Customers }
`);
  });

  test('says why nobody finds what nobody finds', async () => {
    const { stdout } = await run('audiences-limit-reached');
    expect(stdout).toContain('found    by the API alone. The quota is not published.');
  });

  test('says that a plan cannot find all of what the API compares', async () => {
    const { stdout } = await run('name-must-be-unique');
    expect(stdout).toContain('found    by plan and apply, before anything is written; by the API');
  });

  test('lists every code without one', async () => {
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    const listed = stdout
      .split('\n')
      .flatMap((line) => /^ {2}([a-z0-9-]+)$/u.exec(line)?.[1] ?? []);
    expect(listed).toEqual([...codes, ...planWords].map(({ code }) => code));
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
    declared: 'It was changed in git since the base.',
    drift: 'It was edited remotely',
    conflict: 'It was changed in git and remotely',
    adopted: 'It is new in git, and was there remotely already.',
    unknown: 'As an origin: there was no --base',
  };

  test.each([...Object.entries(verdicts), ...Object.entries(origins)])(
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
      'Origins of a change, as --base tells them',
    ]);
  });

  test('knows the nearest code', async () => {
    expect(await run('name-must-be-uniqe')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error invalid-argument there is no code "name-must-be-uniqe"
  hint: did you mean name-must-be-unique?
`,
    });
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
