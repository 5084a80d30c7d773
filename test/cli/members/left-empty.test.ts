/** A list that was cleared and could not be filled: that is said, with whom it concerns and what to do. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';
import { withFilledList } from '../../support/members/with-filled-list.ts';
import { type ProxiedRequest, withProxy } from '../../support/members/with-proxy.ts';

const people = (to: number) =>
  Array.from({ length: to }, (_, number) => `secret${number}@example.com\n`).join('');

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    lifecycle: { replace: allow }
    contactList: { identifierType: Email, members: { source: crm.txt } }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
  - name: Everybody
    algebra: CRM
`,
  'crm.txt': people(30),
};

const withLostLedger = (use: (project: TestProject) => Promise<void>) =>
  withFilledList(files, async (project) => {
    await rm(join(project.folder, '.audiencectl'), { recursive: true });
    await use(project);
  });

/** Answers additions of people; an addition of none is that which proves that the list takes any. */
const toAdditions =
  (answer: object) =>
  ({ path, body }: ProxiedRequest) =>
    path.endsWith('/add-remove') && body.includes('"add"') && /"identifiers":\["/u.test(body)
      ? answer
      : null;

const counted = ({ sandbox }: TestProject) => Object.values(sandbox.members())[0]?.count ?? 0;
const rebuild = 'members sync CRM --allow-members-rebuild';
const refusal = {
  errors: [{ type: 'validation', code: 'no-such-thing', detail: 'It is so', traceId: 'a1' }],
};

describe('a rebuild whose addition is refused', () => {
  test('says that the list is empty, which audiences that concerns, and how to go on', () =>
    withLostLedger(async (project) => {
      await withProxy(project, { answer: toAdditions(refusal), status: 400 }, async (env) => {
        const { exitCode, stdout } = await project.run(rebuild, env);
        expect([exitCode, stdout]).toEqual([
          4,
          expect.stringMatching(
            /The list was cleared and is empty now: 0 of 30 members are on it\.\nUntil it is filled, this concerns audiences:\n {2}No people are in: "Everybody"\.\n {2}No people are excluded by the list from: "Newcomers"\.\nCorrect the cause, and run the same command again soon\./u,
          ),
        ]);
        expect(stdout).not.toMatch('Nothing was accepted');
        expect(counted(project)).toBe(0);
        // The next run fails in the same way, and does not clear it again.
        const again = JSON.parse((await project.run(`${rebuild} --format json`, env)).stdout);
        expect(again).toMatchObject({ outcome: 'failed', cleared: false, left: null });
      });
      const next = await project.run(rebuild);
      expect([next.exitCode, next.stdout]).toEqual([0, expect.stringMatching('30 added')]);
      expect(counted(project)).toBe(30);
    }));

  test('has the same in JSON', () =>
    withLostLedger(async (project) => {
      await withProxy(project, { answer: toAdditions(refusal), status: 400 }, async (env) => {
        const { stdout } = await project.run(`${rebuild} --format json`, env);
        expect(JSON.parse(stdout)).toMatchObject({
          ...{ outcome: 'failed', cleared: true, added: 0 },
          left: {
            ...{ held: 0, wanted: 30 },
            reach: [
              { address: 'audience/Everybody', effect: 'holds nobody' },
              { address: 'audience/Newcomers', effect: 'excludes nobody' },
            ],
          },
        });
      });
    }));
});

describe('a rebuild that would leave nobody on the list', () => {
  const consents = '--allow-members-rebuild --allow-member-removal --allow-member-invalid';

  test.each([
    ['an empty source', ''],
    ['a source of other things', 'nothing here\nor there\n'],
  ])('is refused before the clear: %s', (_, source) =>
    withLostLedger(async (project) => {
      await project.write({ 'crm.txt': source });
      for (const line of [
        `members sync CRM ${consents}`,
        `apply --members --auto-approve ${consents}`,
      ]) {
        const { exitCode, stdout } = await project.run(line);
        expect([exitCode, stdout.replace(/\s+/gu, ' ')]).toEqual([
          3,
          expect.stringMatching('the source has no people to fill it with'),
        ]);
      }
      expect(counted(project)).toBe(30);
      expect(project.writes().filter(({ path }) => path.endsWith('/clear'))).toEqual([]);
    }),
  );

  test('is no success after the clear, where Criteo takes no one, whatever is allowed', () =>
    withLostLedger(async (project) => {
      await withProxy(project, { invalidPercent: 100 }, async (env) => {
        const { exitCode, stdout } = await project.run(`members sync CRM ${consents}`, env);
        expect([exitCode, stdout]).toEqual([
          4,
          expect.stringMatching(
            /members-list-emptied[\s\S]*The list was cleared and is empty now: 0 of 30[\s\S]*No people are in: "Everybody"/u,
          ),
        ]);
        expect(stdout).not.toMatch(/^Done/mu);
      });
    }));
});

describe.each([403, 404])(
  'a clear that was carried out, its answer lost, and then a %d',
  (status) => {
    const loseClears = ({ sandbox }: TestProject) =>
      sandbox.configure({
        faults: [
          { when: { path: '/clear' }, times: 1, effect: { kind: 'reset', moment: 'after' } },
          { when: { path: '/clear' }, effect: { kind: 'status', status } },
        ],
      });

    test('is told as one that may have emptied the list', () =>
      withLostLedger(async (project) => {
        loseClears(project);
        const { exitCode, stdout } = await project.run(rebuild);
        expect([exitCode, stdout]).toEqual([
          4,
          expect.stringMatching(/not known whether the list was cleared\. It may be empty now\./u),
        ]);
        expect(stdout).toMatch('Too few people may be in: "Everybody".');
        expect(stdout).not.toMatch(/0 added|sends this part/u);
        expect(counted(project)).toBe(0);
        project.sandbox.configure({ faults: [] });
        const next = await project.run(rebuild);
        expect([next.exitCode, next.stdout]).toEqual([0, expect.stringMatching('30 added')]);
      }));

    test('is null in JSON', () =>
      withLostLedger(async (project) => {
        loseClears(project);
        const { stdout } = await project.run(`${rebuild} --format json`);
        const left = { held: 0, wanted: 30, reach: [{}, {}] };
        expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unknown', cleared: null, left });
      }));

    test('is told by apply', () =>
      withLostLedger(async (project) => {
        loseClears(project);
        const { stdout } = await project.run(
          'apply --members --allow-members-rebuild --auto-approve',
        );
        const text = stdout.replaceAll(/\s+/gu, ' ');
        expect(text).toMatch('it is not known whether it was cleared. It may be empty now.');
        expect(text).toMatch('The API did not confirm that the list was cleared');
        expect(text).not.toMatch('first members arrived');
      }));
  },
);
