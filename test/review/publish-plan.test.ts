import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { type HostReview, jobAccount } from './host-state.ts';
import { inGithub, inGitlab, type ReviewRun, runReviewIn } from './run-review-in.ts';

const head = 'ad'.padEnd(40, '0');
const markdown = (what: string) => `<!-- audiencectl:audiences/- -->\n${what}\n`;

interface World {
  readonly host: CodeHost;
  readonly review: HostReview;
  /** @param what of the plan; null where planning failed */
  readonly publish: (what: string | null, key?: string) => Promise<ReviewRun>;
}

const hosts = {
  GitHub: (host: CodeHost, folder: string) =>
    inGithub(host, {
      GITHUB_SHA: 'the merge',
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
    }),
  GitLab: (host: CodeHost) =>
    inGitlab(host, { CI_COMMIT_SHA: head, CI_COMMIT_BRANCH: '', CI_MERGE_REQUEST_IID: '1' }),
} as const;

async function withWorld(
  name: keyof typeof hosts,
  use: (world: World) => Promise<void>,
): Promise<void> {
  const host = await serveCodeHost();
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-publish-'));
  try {
    const event = { pull_request: { number: 1, head: { sha: head } } };
    await writeFile(join(folder, 'event.json'), JSON.stringify(event));
    await use({
      host,
      review: host.open({ number: 1, head }),
      publish: async (what, key = 'audiencectl.yaml:-') => {
        const files = ['plan.json', 'plan.md'].map((file) => join(folder, file));
        await Promise.all(files.map((file) => rm(file, { force: true })));
        if (what !== null) {
          const plan = { checksum: 'c'.repeat(64) };
          await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
          await writeFile(join(folder, 'plan.md'), markdown(what));
        }
        const words = ['publish', `--key=${key}`, '--from', folder];
        return runReviewIn(words, hosts[name](host, folder));
      },
    });
  } finally {
    await host.close();
    await rm(folder, { recursive: true });
  }
}

const shown = ({ comments }: CodeHost) =>
  comments.map(({ author, body }) => `${author}: ${body.split('\n')[1]}`);

describe.each(['GitHub', 'GitLab'] as const)('a plan that is published on %s', (name) => {
  test('has one comment, which keeps the contract and a note', async () => {
    await withWorld(name, async ({ host, publish }) => {
      expect(await publish('first')).toMatchObject({
        exitCode: 0,
        stderr: 'The comment was written.',
      });
      expect(await publish('second')).toMatchObject({
        exitCode: 0,
        stderr: 'The comment was updated.',
      });
      expect(shown(host)).toEqual([`${jobAccount}: second`]);
      expect(host.comments[0]?.body).toMatch(
        /^<!-- audiencectl:audiences\/- -->\nsecond\n\n<!-- audiencectl-review .* run=999 -->$/,
      );
    });
  });

  test('has a comment of its own beside that of a project with the same name', async () => {
    await withWorld(name, async ({ host, publish }) => {
      for (const what of ['first', 'second']) {
        await publish(`fr ${what}`, 'fr/audiences/audiencectl.yaml:-');
        await publish(`de ${what}`, 'de/audiences/audiencectl.yaml:-');
      }
      expect(shown(host)).toEqual([`${jobAccount}: fr second`, `${jobAccount}: de second`]);
      await publish(null, 'de/audiences/audiencectl.yaml:-');
      expect(shown(host)[0]).toBe(`${jobAccount}: fr second`);
      expect(host.comments[1]?.body).toContain('could not be planned');
    });
  });

  test('keeps its title when a later commit cannot be planned', async () => {
    await withWorld(name, async ({ host, publish }) => {
      await publish('### Segment changes · `lists`\n\n**1 to create**');
      for (let round = 0; round < 2; round += 1) {
        await publish(null);
        const [, title, , words = ''] = host.comments[0]?.body.split('\n') ?? [];
        expect(title).toBe('### Segment changes · `lists`');
        expect(words).toContain('could not be planned');
      }
    });
  });

  test('leaves alone what people and other bots wrote, however much it looks like a plan', async () => {
    await withWorld(name, async ({ host, publish }) => {
      await publish('first');
      const copy = host.comments[0]?.body ?? '';
      const others = ['stranger', 'quoting-app[bot]'];
      for (const author of others) host.say(author, copy);
      for (let index = 0; index < 120; index += 1) host.say('stranger', `comment ${index}`);
      host.say(jobAccount, `> ${copy}`);
      await publish('second');
      const changed = host.comments.filter(({ body }) => body.includes('second'));
      expect(changed.map(({ id }) => id)).toEqual([host.comments[0]?.id]);
    });
  });

  test('is not put over that of a later commit', async () => {
    await withWorld(name, async ({ host, review, publish }) => {
      await publish('first');
      review.head = 'another';
      const late = await publish('late');
      expect(late).toMatchObject({
        exitCode: 0,
        stderr: 'A later commit was pushed, and its own job writes the comment.',
      });
      expect(shown(host)).toEqual([`${jobAccount}: first`]);
    });
  });

  test('goes where planning failed, so that nobody approves it', async () => {
    await withWorld(name, async ({ host, publish }) => {
      expect(await publish(null)).toMatchObject({ stderr: 'There is no comment to correct.' });
      await publish('first');
      expect(await publish(null)).toMatchObject({ exitCode: 0 });
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).not.toContain('first');
      expect(host.comments[0]?.body).toMatch(/checksum=none run=999 -->$/);
      await publish('again');
      expect(shown(host)).toEqual([`${jobAccount}: again`]);
    });
  });

  test('is lost neither among more comments than can be read, nor put there twice', async () => {
    await withWorld(name, async ({ host, publish }) => {
      for (let index = 0; index < 10_000; index += 1) host.say('stranger', 'spam');
      const failed = await publish('first');
      expect(failed).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('more than 10000 rows'),
      });
      expect(host.comments).toHaveLength(10_000);
    });
  });
});

test('on GitHub the job says that a retargeted pull request will not be applied, after its plan', async () => {
  await withWorld('GitHub', async ({ host, review, publish }) => {
    review.events.push('base_ref_changed');
    expect(await publish('first')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/has had another target branch.* from a new branch\.$/),
    });
    expect(shown(host)).toEqual([`${jobAccount}: first`]);
  });
});
