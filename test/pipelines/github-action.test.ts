import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { isWrite } from '../support/a-project.ts';
import { type Checkout, exampleProject, withCheckout } from './a-checkout.ts';
import { type GithubRun, pullRequest, runGithubJob } from './run-github-job.ts';

const longer = (text: string) => text.replace('Last30Days', 'Last60Days');
const writesOf = ({ sandbox }: Checkout) => sandbox.sandbox.requests().filter(isWrite);

/** Every application that asked for a token, in order. */
function clientsOf({ sandbox }: Checkout): readonly unknown[] {
  const tokens = sandbox.sandbox.requests().filter(({ path }) => path === '/oauth2/token');
  const clients = tokens.map(({ body }) => Reflect.get(Object(body), 'client_id'));
  return [...new Set(clients)];
}

/** A pull request on a new branch, with the jobs that run for it. */
async function openPullRequest(checkout: Checkout, number: number) {
  const base = await checkout.commit({ 'README.md': 'Audiences of Acme' });
  await checkout.git('checkout', '--quiet', '-b', `change-${number}`);
  let head = await checkout.commit(await exampleProject(checkout));
  let run = number * 100;
  const plan = (from?: string, secrets?: Record<string, string>): Promise<GithubRun> => {
    run += 1;
    const payload = pullRequest(number, head, base, from);
    return runGithubJob(checkout, 'plan', {
      name: 'pull_request',
      run,
      commit: head,
      payload,
      ...(secrets === undefined ? {} : { secrets }),
    });
  };
  return {
    plan,
    push: async (file: string, change: (text: string) => string) => {
      head = await checkout.edit(file, change);
    },
    merge: async () => {
      await checkout.git('checkout', '--quiet', 'main');
      await checkout.git('merge', '--quiet', '--no-ff', '--message', 'merge', `change-${number}`);
      const mergedAs = await checkout.git('rev-parse', 'HEAD');
      checkout.host.reviews.push({ number, head, mergedAs });
      return mergedAs;
    },
  };
}

const apply = (checkout: Checkout, run: number, commit: string) =>
  runGithubJob(checkout, 'apply', { name: 'push', run, commit });
const atNight = (checkout: Checkout, job: string, run: number) =>
  runGithubJob(checkout, job, { name: 'schedule', run, commit: 'any' });

describe('the GitHub action in the example workflow', () => {
  test('plans, comments once, applies what was reviewed, and sees no drift', async () => {
    await withCheckout(async (checkout) => {
      const { host } = checkout;
      const change = await openPullRequest(checkout, 1);
      const first = await change.plan();
      expect(first).toMatchObject({ exitCode: 0, summary: expect.stringContaining('3 to create') });
      expect(first.log).toContain('Plan: 3 to create');
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toMatch(/^<!-- audiencectl:acme-fr\/- -->\n/);
      expect(writesOf(checkout)).toEqual([]);

      await change.push('segments/shoes.yaml', longer);
      expect(await change.plan()).toMatchObject({ exitCode: 0 });
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toContain('Last60Days');

      const merged = await change.merge();
      const applied = await apply(checkout, 201, merged);
      expect(applied).toMatchObject({ exitCode: 0, ran: true });
      expect(applied.summary).toContain('3 done');

      expect(clientsOf(checkout)).toEqual(['reader', 'writer']);

      // The same job again does nothing twice.
      const before = writesOf(checkout).length;
      expect(await apply(checkout, 202, merged)).toMatchObject({ exitCode: 0 });
      expect(writesOf(checkout)).toHaveLength(before);

      const drift = await atNight(checkout, 'drift', 203);
      expect(drift).toMatchObject({ exitCode: 0, log: expect.stringContaining('No changes.') });
      editInUi(checkout);
      const edited = await atNight(checkout, 'drift', 204);
      expect(edited).toMatchObject({ exitCode: 2, log: expect.stringContaining('1 to update') });
    });
  });

  test('fills the contact list at night', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      await apply(checkout, 201, await change.merge());
      const people = 'email\nada@example.org\ngrace@example.org\n';
      await writeFile(join(checkout.scratch, 'data/crm/customers.csv'), people);
      const filled = await atNight(checkout, 'members', 202);
      expect(filled).toMatchObject({ exitCode: 0, ran: true });
      expect(filled.log).not.toContain('example.org');
      expect(Object.values(checkout.sandbox.sandbox.members())).toMatchObject([{ count: 2 }]);
    });
  });

  test('keeps the plan as a page to look at', async () => {
    await withCheckout(async (checkout) => {
      await (await openPullRequest(checkout, 1)).plan();
      const kept = join(checkout.scratch, 'artifacts/101');
      const [artifact = ''] = await readdir(kept);
      expect((await readdir(join(kept, artifact))).sort()).toEqual([
        'plan.html',
        'plan.json',
        'plan.md',
      ]);
      expect(artifact).toMatch(/^[\w-]+$/);
    });
  });

  test('tells the reviewer of a refused plan before it fails', async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      await change.plan();
      await apply(checkout, 201, await change.merge());
      const next = await openPullRequest(checkout, 2);
      await next.push('segments/crm.yaml', (text) => text.replace('Email', 'PhoneNumber'));
      expect(await next.plan()).toMatchObject({ exitCode: 3 });
      expect(checkout.host.comments.at(-1)?.body).toContain('**Refused**');
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
      expect(await apply(checkout, 201, await change.merge())).toMatchObject({ exitCode: 3 });
      expect(writesOf(checkout)).toEqual([]);

      await change.push('segments/shoes.yaml', (text) => text.replace('Last31Days', 'Last60Days'));
      expect(await change.plan()).toMatchObject({ exitCode: 0 });
      expect(checkout.host.comments).toHaveLength(1);
    });
  });

  test.each([
    [
      'a commit that no pull request brought',
      async (checkout: Checkout) => {
        await openPullRequest(checkout, 1);
        return checkout.git('rev-parse', 'HEAD');
      },
    ],
    [
      'a pull request that was never planned',
      async (checkout: Checkout) => (await openPullRequest(checkout, 1)).merge(),
    ],
    [
      'a commit that was pushed after the last plan',
      async (checkout: Checkout) => {
        const change = await openPullRequest(checkout, 1);
        await change.plan();
        await change.push('segments/shoes.yaml', longer);
        return change.merge();
      },
    ],
    [
      'a comment that somebody else wrote',
      async (checkout: Checkout) => {
        const change = await openPullRequest(checkout, 1);
        await change.plan();
        const [comment] = checkout.host.comments.splice(0);
        checkout.host.say('stranger', comment?.body ?? '');
        return change.merge();
      },
    ],
    // Whoever can push a branch can have a job of their own rewrite the comment; see docs/threat-model.md.
    [
      'a comment that leads to the run of another commit',
      async (checkout: Checkout) => {
        const change = await openPullRequest(checkout, 1);
        await change.plan();
        const checksum = checksumIn(checkout);
        await change.push('segments/shoes.yaml', longer);
        await change.plan();
        rewriteNote(checkout, (note) =>
          note.replace(/checksum=\w+ run=\d+/, `checksum=${checksum} run=101`),
        );
        return change.merge();
      },
    ],
    [
      'a comment that leads to the run of a fork',
      async (checkout: Checkout) => {
        const change = await openPullRequest(checkout, 1);
        await change.plan();
        const [[id = '', run] = []] = checkout.host.runs;
        if (run) checkout.host.runs.set(id, { ...run, repository: 'stranger/audiences' });
        return change.merge();
      },
    ],
  ])('applies nothing for %s', async (_, arrange) => {
    await withCheckout(async (checkout) => {
      const commit = await arrange(checkout);
      expect(await apply(checkout, 201, commit)).toMatchObject({ exitCode: 3, ran: true });
      expect(writesOf(checkout)).toEqual([]);
    });
  });

  test("checks a fork's pull request without credentials, and without a word to the API", async () => {
    await withCheckout(async (checkout) => {
      const change = await openPullRequest(checkout, 1);
      expect(await change.plan('stranger/audiences', {})).toMatchObject({ exitCode: 0 });
      await change.push('segments/shoes.yaml', (text) => text.replace('Last30Days', 'Last31Days'));
      expect(await change.plan('stranger/audiences', {})).toMatchObject({ exitCode: 1 });
      expect(checkout.sandbox.sandbox.requests()).toEqual([]);
      expect(checkout.host.comments).toEqual([]);
    });
  });

  test('leaves comments of others alone, however much they look like its own', async () => {
    await withCheckout(async (checkout) => {
      const { host } = checkout;
      const change = await openPullRequest(checkout, 1);
      for (let index = 0; index < 120; index += 1) host.say('stranger', `comment ${index}`);
      await change.plan();
      await change.plan();
      expect(host.comments.filter(({ author }) => author === 'job')).toHaveLength(1);
      const copy = host.comments.at(-1)?.body ?? '';
      host.say('stranger', copy);
      await change.push('segments/shoes.yaml', longer);
      await change.plan();
      expect(host.comments.at(-1)).toMatchObject({ author: 'stranger', body: copy });
    });
  });
});

const noteAtTheEnd = /<!-- audiencectl-review .* -->\s*$/;

function checksumIn({ host }: Checkout): string {
  return /checksum=(\w+)/.exec(host.comments[0]?.body ?? '')?.[1] ?? '';
}

function rewriteNote({ host }: Checkout, change: (note: string) => string): void {
  const [comment] = host.comments;
  if (comment) comment.body = comment.body.replace(noteAtTheEnd, change);
}

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

test('the action has no expression inside a script, where a name could become a command', async () => {
  const text = await readFile(new URL('../../action.yml', import.meta.url), 'utf8');
  const { steps } = parse(text).runs;
  const scripts = steps.flatMap(({ run = [] }) => run);
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.join('\n')).not.toContain('${{');
});

test("no step of the action has both Criteo's credentials and the token of the job", async () => {
  const text = await readFile(new URL('../../action.yml', import.meta.url), 'utf8');
  const steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[] =
    parse(text).runs.steps;
  const without = steps.filter(
    ({ run = '', env = {} }) => 'GITHUB_TOKEN' in env || run.includes('npm install'),
  );
  expect(without).toHaveLength(3);
  for (const { env } of without) {
    expect(env).toMatchObject({
      CRITEO_CLIENT_ID: '',
      CRITEO_CLIENT_SECRET: '',
      CRITEO_ACCESS_TOKEN: '',
    });
  }
});
