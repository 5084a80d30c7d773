import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isWrite } from '../support/a-project.ts';
import {
  baseOfApply,
  type Checkout,
  exampleProject,
  fillFirst,
  withCheckout,
  withStarts,
} from './a-checkout.ts';
import {
  apply,
  atNight,
  type MergeRequest,
  type Method,
  mergedResult,
  openMergeRequest,
} from './a-merge-request.ts';
import { jobsOf, ofMergeRequest, ofPush, onSchedule, runGitlabJob } from './run-gitlab-job.ts';

const writesOf = ({ sandbox }: Checkout) => sandbox.sandbox.requests().filter(isWrite);

describe('the GitLab template', () => {
  test('plans, syncs the widget, writes one note, applies by checksum, syncs lists, sees no drift', async () => {
    await withStarts(async (checkout) => {
      const { host, sandbox, scratch } = checkout;
      const change = await openMergeRequest(checkout, 1);
      const planned = await change.plan(11);
      expect(planned).toMatchObject({
        exitCode: 0,
        counts: { create: 3, update: 0, delete: 0 },
      });
      expect(host.comments[0]?.body).toContain('3 to create');
      expect(await change.plan(12)).toMatchObject({ exitCode: 0 });
      expect(host.comments).toHaveLength(1);
      expect(writesOf(checkout)).toEqual([]);

      const merged = await change.merge();
      const applied = await apply(checkout, 21, merged);
      expect(applied).toMatchObject({ exitCode: 0 });
      // Segments and audiences, and the empty request that proves the latter.
      expect(writesOf(checkout)).toHaveLength(3);

      await writeFile(join(scratch, 'data/crm/customers.csv'), 'email\nada@example.org\n');
      await writeFile(join(scratch, 'data/crm/objections.txt'), 'zoe@example.org\n');
      expect(await atNight(checkout, 'members', 22)).toMatchObject({ exitCode: 3 });
      expect(await fillFirst(checkout)).toMatchObject({ exitCode: 0 });
      expect(await atNight(checkout, 'members', 24)).toMatchObject({ exitCode: 0 });
      expect(Object.values(sandbox.sandbox.members())).toMatchObject([{ count: 1 }]);

      const drift = await atNight(checkout, 'drift', 23);
      expect(drift).toMatchObject({ exitCode: 0 });
      expect(drift.log).toContain('No changes.');
    });
  });

  test.each<[Method, 'branch' | 'merged results']>([
    ['squash', 'branch'],
    ['fast-forward', 'merged results'],
    ['merge', 'merged results'],
  ])('applies what is merged by %s and was planned for the %s', async (how, of) => {
    await withCheckout(async (checkout) => {
      const change = await openMergeRequest(checkout, 1);
      expect(await change.plan(11, of)).toMatchObject({ exitCode: 0 });
      const merged = await change.merge(how);
      const applied = await apply(checkout, 21, merged);
      expect(applied).toMatchObject({ exitCode: 0, log: expect.stringContaining('3 done') });
      expect(await baseOfApply(checkout)).toBe(merged.before);
    });
  });

  test('finishes a half-applied plan when the job is run again', async () => {
    await withCheckout(async (checkout) => {
      const { sandbox } = checkout.sandbox;
      const change = await openMergeRequest(checkout, 1);
      await change.plan(11);
      const merged = await change.merge();
      sandbox.configure({
        faults: [
          { when: { on: 'write', path: 'audiences' }, effect: { kind: 'status', status: 422 } },
        ],
      });
      const half = await apply(checkout, 21, merged);
      expect(half).toMatchObject({ exitCode: 4, log: expect.stringContaining('2 done') });
      sandbox.configure({ faults: [] });
      const rest = await apply(checkout, 21, merged);
      expect(rest).toMatchObject({
        exitCode: 0,
        log: expect.stringContaining('1 done now, 2 had been done before'),
      });
      expect((await atNight(checkout, 'drift', 22)).log).toContain('No changes.');
    });
  });

  test('runs the jobs that a pipeline is for, and no other', async () => {
    await withCheckout(async (checkout) => {
      const { review } = await openMergeRequest(checkout, 1);
      const { variables } = ofMergeRequest(review, review.head);
      const jobs = (others: Readonly<Record<string, string>>) =>
        jobsOf(checkout, { ...variables, ...others });
      expect(await jobs({})).toEqual(['plan']);
      expect(await jobs({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'evil' })).toEqual([]);
      expect(await jobs({ CI_MERGE_REQUEST_EVENT_TYPE: 'merge_train' })).toEqual([]);
      expect(await jobs({ CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '8' })).toEqual(['validate']);
      const push = ofPush(review.head, review.head).variables;
      expect(await jobsOf(checkout, push)).toEqual(['apply']);
      expect(await jobsOf(checkout, { ...push, CI_COMMIT_BRANCH: 'evil' })).toEqual([]);
      expect(await jobsOf(checkout, { ...push, CI_PIPELINE_SOURCE: 'web' })).toEqual([]);
      for (const job of ['drift', 'propose', 'members']) {
        const schedule = onSchedule(job, review.head).variables;
        expect(await jobsOf(checkout, schedule)).toEqual([job]);
      }
    });
  });

  test("checks a fork's merge request without credentials, and without a word to the API", async () => {
    await withCheckout(async (checkout) => {
      const { review } = await openMergeRequest(checkout, 1);
      const of = ofMergeRequest({ ...review, from: 'stranger/audiences' }, review.head);
      expect(await runGitlabJob(checkout, 'validate', 11, of)).toMatchObject({
        exitCode: 0,
        reports: { codequality: '[]\n', junit: expect.stringContaining('failures="0"') },
      });
      expect(checkout.sandbox.sandbox.requests()).toEqual([]);
      expect(checkout.host.comments).toEqual([]);
    });
  });
});

describe('an attack on what GitLab applies', () => {
  /** Files that look like what the job makes, wherever it once made them. */
  const committed = Object.fromEntries(
    ['', 'audiencectl-plan/', '.audiencectl/', '.audiencectl/base/'].flatMap((folder) =>
      ['plan.json', 'plan.md', 'plan.html', 'counts.json', 'reviewed', 'reviewed.env'].map(
        (file) => [
          `${folder}${file}`,
          `{ "create": 99, "checksum": "${'f'.repeat(64)}", "by": "hand" }`,
        ],
      ),
    ),
  );

  test('files of a merge request are not shown as its plan, though planning failed', async () => {
    await withCheckout(async (checkout) => {
      const files = { ...(await exampleProject(checkout)), ...committed };
      await checkout.commit({ '.gitignore': '' });
      const broken = { ...files, 'segments/crm.yaml': 'segments: [{ name: 1 }]\n' };
      const change = await openMergeRequest(checkout, 1, broken);
      const planned = await change.plan(11);
      expect(planned).toMatchObject({ exitCode: 1, counts: null });
      expect(checkout.host.comments).toEqual([]);
      expect([...checkout.host.artifacts.keys()]).toEqual([]);
    });
  });

  test.each(['files', 'a link'])(
    '%s of a merge request are not kept in place of its plan',
    async (what) => {
      await withCheckout(async (checkout) => {
        const files = {
          ...(await exampleProject(checkout)),
          ...(what === 'files' ? committed : {}),
        };
        await checkout.commit({ '.gitignore': '' });
        if (what === 'a link') {
          await mkdir(join(checkout.folder, 'kept'));
          await symlink('kept', join(checkout.folder, 'audiencectl-plan'));
          await writeFile(join(checkout.folder, 'kept/plan.json'), 'by hand');
        }
        const change = await openMergeRequest(checkout, 1, files);
        expect(await change.plan(11)).toMatchObject({ exitCode: 0, counts: { create: 3 } });
        for (const text of checkout.host.artifacts.values()) expect(text).not.toContain('hand');
        const applied = await apply(checkout, 21, await change.merge());
        expect(applied).toMatchObject({ exitCode: 0, log: expect.stringContaining('3 done') });
      });
    },
  );

  /** A plan with more in it, from a merge of the same branch with a branch of the attacker's. */
  async function forge(checkout: Checkout, { review }: MergeRequest, job: number): Promise<void> {
    const { git, host } = checkout;
    await git('checkout', '--quiet', '-b', 'evil', 'main');
    await checkout.commit({
      'segments/more.yaml':
        'segments: [{ name: More, events: { shopperActivity: Buy, lookbackDays: Last7Days } }]\n',
    });
    await checkout.push('evil');
    review.target = 'evil';
    const base = await git('rev-parse', 'evil');
    const merged = await mergedResult(checkout, review);
    const forged = await runGitlabJob(checkout, 'plan', job, ofMergeRequest(review, base, merged));
    expect(forged).toMatchObject({ exitCode: 0, log: expect.stringContaining('4 to create') });
    review.target = 'main';
    expect(host.comments[0]?.body).toContain(`run=${job}`);
  }

  test('a merge request that breaks a rule is red, its note says who shows it, and nothing is applied', async () => {
    await withCheckout(async (checkout) => {
      const change = await openMergeRequest(checkout, 1, {
        ...(await exampleProject(checkout)),
        'segments/rules.yaml':
          'rules:\n  - { name: Customers are never reached, excludes: Customers }\n',
        'audiences/shoes.yaml':
          'audiences:\n  - name: Leak\n    algebra: { or: [Recent shoe viewers, Customers] }\n',
      });
      expect(await change.plan(11)).toMatchObject({ exitCode: 3 });
      const note = checkout.host.comments.at(-1)?.body ?? '';
      for (const text of ['Customers are never reached', 'may reach people in', 'a person in']) {
        expect(note).toContain(text);
      }
      expect(await apply(checkout, 21, await change.merge())).toMatchObject({ exitCode: 3 });
      expect(writesOf(checkout)).toEqual([]);
    });
  });

  test('the plan of another target branch is refused wherever it is put, the reviewed one applied', async () => {
    await withCheckout(async (checkout) => {
      const { artifacts, comments } = checkout.host;
      const change = await openMergeRequest(checkout, 1);
      await change.plan(11, 'merged results');
      const honest = comments[0]?.body ?? '';
      await forge(checkout, change, 12);
      const merged = await change.merge();
      const noted = await apply(checkout, 21, merged);
      expect(noted).toMatchObject({ exitCode: 3 });
      expect(noted.log).toMatch(
        /run 12 planned a merge with commit \w+, which was never the head of main/,
      );

      Object.assign(comments[0] ?? {}, { body: honest });
      const file = 'audiencectl-plan/plan.json';
      const plan = artifacts.get(`11/${file}`) ?? '';
      artifacts.set(`11/${file}`, artifacts.get(`12/${file}`) ?? '');
      const exchanged = await apply(checkout, 22, merged);
      expect(exchanged).toMatchObject({ exitCode: 3, log: expect.stringContaining('checksum') });
      expect(writesOf(checkout)).toEqual([]);

      // With a note that names its checksum, and a job that nothing can be said against.
      const { checksum } = JSON.parse(artifacts.get(`11/${file}`) ?? '');
      const passing = honest.replace(/checksum=\w+/, `checksum=${checksum}`);
      Object.assign(comments[0] ?? {}, { body: passing });
      const undeclared = await apply(checkout, 23, merged);
      expect(undeclared).toMatchObject({
        exitCode: 3,
        log: expect.stringContaining('plan-not-declared'),
      });
      expect(writesOf(checkout)).toEqual([]);

      artifacts.set(`11/${file}`, plan);
      Object.assign(comments[0] ?? {}, { body: honest });
      const applied = await apply(checkout, 24, merged);
      expect(applied).toMatchObject({ exitCode: 0, log: expect.stringContaining('3 done') });
    });
  });

  test('what came without a merge request is not applied', async () => {
    await withCheckout(async (checkout) => {
      const change = await openMergeRequest(checkout, 1);
      await change.plan(11);
      const before = await checkout.git('rev-parse', 'main');
      await checkout.git('checkout', '--quiet', 'main');
      await checkout.git('merge', '--quiet', '--no-ff', '--message', 'pushed', 'change-1');
      await checkout.push('main');
      const commit = await checkout.git('rev-parse', 'main');
      const pushed = await runGitlabJob(checkout, 'apply', 21, ofPush(before, commit));
      expect(pushed).toMatchObject({ exitCode: 3, log: expect.stringContaining('by a review') });
      expect(writesOf(checkout)).toEqual([]);
    });
  });
});
