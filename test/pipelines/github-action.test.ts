import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
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
import { apply, atNight, type Merging, openPullRequest } from './a-pull-request.ts';

const longer = (text: string) => text.replace('Last30Days', 'Last60Days');
const writesOf = ({ sandbox }: Checkout) => sandbox.sandbox.requests().filter(isWrite);

/** Every application that asked for a token, in order. */
function clientsOf({ sandbox }: Checkout): readonly unknown[] {
  const tokens = sandbox.sandbox.requests().filter(({ path }) => path === '/oauth2/token');
  const clients = tokens.map(({ body }) => Reflect.get(Object(body), 'client_id'));
  return [...new Set(clients)];
}

describe('the GitHub action in the example workflow', () => {
  test('plans, comments once, applies what was reviewed, and sees no drift', async () => {
    await withStarts(async (checkout) => {
      const { host } = checkout;
      const change = await openPullRequest(checkout, 1);
      const first = await change.plan();
      expect(first).toMatchObject({ exitCode: 0, summary: expect.stringContaining('3 to create') });
      expect(first.log).toContain('Plan: 3 to create');
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toMatch(/^<!-- audiencectl:acme-fr\/- -->\n/);
      expect(writesOf(checkout)).toEqual([]);
      const [artifact = '', ...more] = await readdir(join(checkout.scratch, 'artifacts/101'));
      expect([artifact, more]).toEqual([expect.stringMatching(/^[\w-]+$/), []]);
      const kept = await readdir(join(checkout.scratch, 'artifacts/101', artifact));
      expect(kept.sort()).toEqual(['plan.html', 'plan.json', 'plan.md']);

      await change.push('segments/shoes.yaml', longer);
      expect(await change.plan()).toMatchObject({ exitCode: 0 });
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toContain('look-back 60 days');

      const merged = await change.merge();
      const applied = await apply(checkout, 1001, merged);
      expect(applied).toMatchObject({ exitCode: 0, ran: true });
      expect(applied.summary).toContain('3 done');
      expect(await baseOfApply(checkout)).toBe(merged.before);
      expect(clientsOf(checkout)).toEqual(['reader', 'writer']);

      // The same job again does nothing twice.
      const before = writesOf(checkout).length;
      expect(await apply(checkout, 1002, merged)).toMatchObject({ exitCode: 0 });
      expect(writesOf(checkout)).toHaveLength(before);

      const drift = await atNight(checkout, 'drift', 1003);
      expect(drift).toMatchObject({ exitCode: 0, log: expect.stringContaining('No changes.') });
      editInUi(checkout);
      const edited = await atNight(checkout, 'drift', 1004);
      expect(edited).toMatchObject({ exitCode: 2, log: expect.stringContaining('1 to update') });
    });
  });

  test.each<Merging>(['squash', 'rebase'])(
    'deletes what is no longer there, compared with what was there before the merge by %s',
    async (how) => {
      await withCheckout(async (checkout) => {
        const project = await exampleProject(checkout);
        const everything = 'owns: { audiences: { names: ["*"] } }\nprune: removed\n';
        const change = await openPullRequest(checkout, 1, {
          ...project,
          'audiencectl.yaml': `${project['audiencectl.yaml']}${everything}`,
        });
        await change.plan();
        await apply(checkout, 1001, await change.merge(how));
        // Two commits: with the parent of the last one for a base, nothing would have been removed.
        const next = await openPullRequest(checkout, 2, {
          'audiences/shoes.yaml': 'audiences: []\n',
        });
        await next.push('segments/shoes.yaml', (text) => text.replace('Looked', 'Have looked'));
        expect((await next.plan()).log).toContain('1 to update, 0 to replace, 1 to delete');
        const merged = await next.merge(how);
        const brought = await checkout.git('rev-list', '--count', `${merged.before}..main`);
        expect(brought).toBe(how === 'squash' ? '1' : '2');
        const applied = await apply(checkout, 1002, merged);
        expect(applied).toMatchObject({ exitCode: 0, summary: expect.stringContaining('2 done') });
        expect(await baseOfApply(checkout)).toBe(merged.before);
      });
    },
  );

  test('plans against what GitHub merged with, and not against an older base', async () => {
    await withCheckout(async (checkout) => {
      await (await openPullRequest(checkout, 1)).merge();
      const old = await checkout.git('rev-parse', 'main~1');
      const next = await openPullRequest(checkout, 2, { 'README.md': 'Again' });
      const planned = await next.plan({
        payload: {
          pull_request: {
            number: 2,
            head: { sha: next.review.head, repo: { full_name: 'acme/audiences' } },
            base: { sha: old },
          },
        },
      });
      const merged = await checkout.git('rev-parse', '--short=7', 'main');
      expect(planned.log).toContain(`git base ${merged}`);
    });
  });

  test('fills the contact list at night', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      await apply(checkout, 1001, await change.merge());
      const people = 'email\nada@example.org\nzoe@example.org\ngrace@example.org\n';
      await writeFile(join(checkout.scratch, 'data/crm/customers.csv'), people);
      await writeFile(join(checkout.scratch, 'data/crm/objections.txt'), 'zoe@example.org\n');
      const first = await atNight(checkout, 'members', 1002);
      expect(first).toMatchObject({
        exitCode: 3,
        log: expect.stringMatching('--allow-members-rebuild once'),
      });
      expect(await fillFirst(checkout)).toMatchObject({ exitCode: 0 });
      await writeFile(
        join(checkout.scratch, 'data/crm/customers.csv'),
        `${people}bo@example.org\n`,
      );
      const filled = await atNight(checkout, 'members', 1003);
      expect(filled).toMatchObject({ exitCode: 0, ran: true });
      expect(filled.log).not.toContain('example.org');
      expect(Object.values(checkout.sandbox.sandbox.members())).toMatchObject([{ count: 3 }]);
    });
  });

  test('tells the reviewer of a refused plan before it fails', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      await apply(checkout, 1001, await change.merge());
      const next = await openPullRequest(checkout, 2);
      await next.push('segments/crm.yaml', (text) => text.replace('Email', 'PhoneNumber'));
      expect(await next.plan()).toMatchObject({ exitCode: 3 });
      expect(checkout.host.comments.at(-1)?.body).toContain('**Refused**');
    });
  });

  test('a pull request that breaks a rule is red, its comment says who shows it, and nothing is applied', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1, {
        ...(await exampleProject(checkout)),
        'segments/rules.yaml':
          'rules:\n  - { name: Customers are never reached, excludes: Customers }\n',
      });
      await change.push('audiences/shoes.yaml', (text) =>
        text.replace('and:', 'or:').replace('- not: Customers', '- Customers'),
      );
      expect(await change.plan()).toMatchObject({ exitCode: 3 });
      const comment = checkout.host.comments.at(-1)?.body ?? '';
      expect(comment).toContain('**Refused**');
      expect(comment).toContain('Customers are never reached');
      expect(comment).toContain('may reach people in');
      expect(comment).toContain('a person in');
      expect(await apply(checkout, 1001, await change.merge())).toMatchObject({ exitCode: 3 });
      expect(writesOf(checkout)).toEqual([]);
    });
  });

  test('says in the comment that a later commit could not be planned, and does not apply it', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      await change.push('segments/shoes.yaml', (text) => text.replace('Last30Days', 'Last31Days'));
      const failed = await change.plan();
      expect(failed).toMatchObject({ exitCode: 1, log: expect.stringContaining('::error ') });
      expect(checkout.host.comments).toHaveLength(1);
      expect(checkout.host.comments[0]?.body).toMatch(
        /^<!-- audiencectl:acme-fr\/- -->\n.*could not be planned/s,
      );
      expect(checkout.host.comments[0]?.body).not.toContain('to create');
      expect(await apply(checkout, 1001, await change.merge())).toMatchObject({ exitCode: 3 });
      expect(writesOf(checkout)).toEqual([]);
    });
  });

  test('finishes a half-applied plan when the job is run again', async () => {
    await withCheckout(async (checkout) => {
      const { sandbox } = checkout.sandbox;
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      const merged = await change.merge();
      sandbox.configure({
        faults: [
          { when: { on: 'write', path: 'audiences' }, effect: { kind: 'status', status: 422 } },
        ],
      });
      const half = await apply(checkout, 1001, merged);
      expect(half).toMatchObject({ exitCode: 4, summary: expect.stringContaining('2 done') });
      sandbox.configure({ faults: [] });
      const rest = await apply(checkout, 1002, merged);
      expect(rest).toMatchObject({
        exitCode: 0,
        summary: expect.stringContaining('1 done now, 2 had been done before'),
      });
      expect((await atNight(checkout, 'drift', 1003)).log).toContain('No changes.');
    });
  });

  test("checks a fork's pull request without credentials, and without a word to the API", async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      Object.assign(change.review, { from: 'stranger/audiences' });
      expect(await change.plan({ secrets: {} })).toMatchObject({ exitCode: 0 });
      await change.push('segments/shoes.yaml', (text) => text.replace('Last30Days', 'Last31Days'));
      expect(await change.plan({ secrets: {} })).toMatchObject({ exitCode: 1 });
      expect(checkout.sandbox.sandbox.requests()).toEqual([]);
      expect(checkout.host.comments).toEqual([]);
    });
  });

  test('keeps a comment and a plan for each of two projects of one name', async () => {
    await withCheckout(async (checkout) => {
      const { audiencectl, ...rest } = Object.fromEntries(
        Object.entries(await exampleProject(checkout)).map(([file, text]) => [
          file === 'audiencectl.yaml' ? 'audiencectl' : file,
          text,
        ]),
      );
      const nameless = (audiencectl ?? '').replace(/^name: .*\n/m, '');
      const project = { ...rest, 'audiencectl.yaml': nameless };
      const odd = 'de/$(touch pwned) `id` [x] *é/audiences';
      const folders = ['fr/audiences', odd];
      const files = folders.flatMap((folder) =>
        Object.entries(project).map(([file, text]) => [`${folder}/${file}`, text] as const),
      );
      const change = await openPullRequest(checkout, 1, Object.fromEntries(files));
      for (const folder of ['./fr/audiences/', odd, 'fr//audiences']) {
        const planned = await change.plan({ with: { 'working-directory': folder } });
        expect(planned).toMatchObject({ exitCode: 0 });
      }
      const { comments } = checkout.host;
      expect(comments.map(({ body }) => body.split('\n')[0])).toEqual([
        '<!-- audiencectl:audiences/- -->',
        '<!-- audiencectl:audiences/- -->',
      ]);
      const artifacts = await Promise.all(
        ['101', '102', '103'].map(async (run) => readdir(join(checkout.scratch, 'artifacts', run))),
      );
      expect(new Set(artifacts.flat()).size).toBe(2);
      for (const name of artifacts.flat()) expect(name).toMatch(/^[\w-]+$/);
    });
  });

  test('gives the steps of others no credentials, wherever the job has them', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      // The runner of these tests fails where a step of others has credentials, or one has both kinds.
      const known = { CRITEO_CLIENT_ID: 'reader', CRITEO_CLIENT_SECRET: 'reader-secret' };
      await expect(change.plan({ env: known })).rejects.toThrow('actions/checkout is given');
    });
  });
});

describe('an attack on what GitHub applies', () => {
  /** What an attacker's workflow would keep and note: here the plan of a branch with more in it. */
  async function forge(checkout: Checkout, run: number): Promise<void> {
    const { host, scratch } = checkout;
    const honest = join(scratch, 'artifacts/101');
    const [name = ''] = await readdir(honest);
    const forged = await openPullRequest(checkout, 9, {
      ...(await exampleProject(checkout)),
      'segments/more.yaml':
        'segments: [{ name: More, events: { shopperActivity: Buy, lookbackDays: Last7Days } }]\n',
    });
    await forged.plan();
    await mkdir(join(scratch, 'artifacts', String(run)), { recursive: true });
    await rename(
      join(scratch, 'artifacts/901', name),
      join(scratch, 'artifacts', String(run), name),
    );
    const body = host.comments.pop()?.body ?? '';
    const head = host.reviews[0]?.head ?? '';
    const first = host.comments[0];
    if (first) {
      first.body = body.replace(/head=\w+/, `head=${head}`).replace(/run=\d+/, `run=${run}`);
    }
    await checkout.git('checkout', '--quiet', 'main');
  }

  test('the plan of another base branch is refused wherever it is put, the reviewed one applied', async () => {
    await withCheckout(async (checkout) => {
      const { host, scratch } = checkout;
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      const honest = host.comments[0]?.body ?? '';
      host.wait(1);
      // Opened, run and closed again, all before the review.
      const branch = change.review.branch;
      const second = host.open({ number: 2, head: change.review.head, branch, target: 'evil' });
      host.start(150, { commit: change.review.head, branch }).conclusion = 'success';
      host.wait(1);
      host.shut(second);
      await forge(checkout, 150);
      const merged = await change.merge();
      const noted = await apply(checkout, 1001, merged);
      expect(noted).toMatchObject({ exitCode: 3, log: expect.stringContaining('pull request 2') });

      Object.assign(host.comments[0] ?? {}, { body: honest });
      const [name = ''] = await readdir(join(scratch, 'artifacts/101'));
      const kept = join(scratch, 'artifacts/101', name);
      const plan = await readFile(join(kept, 'plan.json'), 'utf8');
      await copyFile(join(scratch, 'artifacts/150', name, 'plan.json'), join(kept, 'plan.json'));
      await writeFile(join(kept, 'applied.md'), 'All is well.');
      const exchanged = await apply(checkout, 1002, merged);
      expect(exchanged).toMatchObject({ exitCode: 3, log: expect.stringContaining('checksum') });
      expect(exchanged.summary).not.toContain('All is well.');
      expect(writesOf(checkout)).toEqual([]);

      // With a note that names its checksum, and a run that nothing can be said against.
      const { checksum } = JSON.parse(await readFile(join(kept, 'plan.json'), 'utf8'));
      const passing = honest.replace(/checksum=\w+/, `checksum=${checksum}`);
      Object.assign(host.comments[0] ?? {}, { body: passing });
      const undeclared = await apply(checkout, 1003, merged);
      expect(undeclared).toMatchObject({
        exitCode: 3,
        log: expect.stringContaining('plan-not-declared'),
      });
      expect(writesOf(checkout)).toEqual([]);

      await writeFile(join(kept, 'plan.json'), plan);
      Object.assign(host.comments[0] ?? {}, { body: honest });
      const applied = await apply(checkout, 1004, merged);
      expect(applied).toMatchObject({ exitCode: 0, summary: expect.stringContaining('3 done') });
    });
  });

  test('an old job that is run again is refused where it checks out what it merged then', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      const merged = await change.merge();
      await checkout.commit({ 'README.md': 'Something else' });
      await checkout.push('main');
      const old = await apply(checkout, 1001, merged, { checksOut: merged.commit });
      expect(old).toMatchObject({ exitCode: 3, log: expect.stringContaining('main is at commit') });
      expect(writesOf(checkout)).toEqual([]);
      // The job of the example finds the branch as it is now, and finishes what it began.
      expect(await apply(checkout, 1002, merged)).toMatchObject({ exitCode: 0 });
    });
  });

  test('an old job that is run again does not bring back what was undone', async () => {
    await withCheckout(async (checkout) => {
      const first = await openPullRequest(checkout, 1);
      await first.plan();
      await apply(checkout, 1001, await first.merge());
      const shoes = await checkout.example('segments/shoes.yaml');
      const change = await openPullRequest(checkout, 2, { 'segments/shoes.yaml': longer(shoes) });
      await change.plan();
      const merged = await change.merge();
      // Never applied, and taken back: the account is as it was planned, and the branch is not.
      await checkout.commit({ 'segments/shoes.yaml': shoes });
      await checkout.push('main');
      const before = writesOf(checkout).length;
      const again = await apply(checkout, 1002, merged);
      expect(again.exitCode).toBe(3);
      expect(again.log).toContain('plan-not-declared');
      expect(writesOf(checkout)).toHaveLength(before);
    });
  });

  test('neither a project nor an environment can write a line of the outputs', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      const planned = await change.plan({ with: { environment: 'x\nkey=other' } });
      expect(planned).toMatchObject({ exitCode: 1, log: expect.stringContaining('line break') });
    });
  });
});

/** Somebody shortens a description in the Criteo UI. */
function editInUi({ sandbox }: Checkout): void {
  const document = JSON.stringify(sandbox.sandbox.document());
  const { audiences } = JSON.parse(document);
  sandbox.sandbox.edit({
    platform: 'retail-media',
    kind: 'audience',
    id: audiences[0].id,
    attributes: { description: 'edited' },
  });
}
