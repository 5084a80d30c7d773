/** The plans of many projects, from the job that plans to the job that applies, on both hosts. */
import { cp, mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { type HostReview, jobAccount } from './host-state.ts';
import { inGithub, inGitlab, type ReviewRun, runReviewIn } from './run-review-in.ts';

const key = 'clients/*/audiencectl.yaml:-';
const commit = (text: string) => text.padEnd(40, '0');
const [head, before, merged] = [commit('ad'), commit('bef'), commit('e12ed')];
const planOf = (sign: string) => ({ checksum: sign.repeat(64) });
const [at, be] = ['clients/at/audiencectl.json', 'clients/be/audiencectl.json'];
const list = 'audiencectl-each.json';

type Files = Readonly<Record<string, unknown>>;
type HostName = 'GitHub' | 'GitLab';

interface World {
  readonly host: CodeHost;
  readonly review: HostReview;
  /** The folder with `plan.md` and `plans`, as the job that plans leaves it. */
  readonly planned: string;
  /** @param plans of one project where `plan.json` is among them. */
  readonly publish: (plans: Files, what?: string, ofKey?: string) => Promise<ReviewRun>;
  /** The plans, as the job that applies gets them, and what the steps until then say. */
  readonly fetch: () => Promise<readonly ReviewRun[]>;
}

async function put(folder: string, files: Files): Promise<void> {
  for (const [path, value] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  }
}

async function withWorld(name: HostName, use: (world: World) => Promise<void>): Promise<void> {
  const host = await serveCodeHost();
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-many-plans-'));
  const [planned, kept] = [join(folder, 'planned'), join(folder, 'kept')];
  try {
    await put(folder, { 'event.json': { pull_request: { number: 1, head: { sha: head } } } });
    host.branches.set('main', merged);
    host.commits.set(merged, [before, head]);
    const review = host.open({ number: 1, head: head });
    host.wait(1);
    host.start(999, {
      ...{ commit: head, conclusion: 'success' },
      ...(name === 'GitHub'
        ? {}
        : { review: 1, ref: 'refs/merge-requests/1/head', event: 'merge_request_event' }),
    });
    await use({
      ...{ host, review, planned },
      publish: async (plans, what = 'A plan', ofKey = key) => {
        await rm(planned, { recursive: true, force: true });
        await put(planned, { 'plan.md': `<!-- audiencectl:each -->\n${what}\n`, ...plans });
        const words = ['publish', '--key', ofKey, '--from', planned];
        const inReview = { GITHUB_SHA: 'm', GITHUB_REF: 'refs/pull/1/merge' };
        return name === 'GitHub'
          ? runReviewIn(words, inGithub(host, { ...inReview, ...event(folder) }))
          : runReviewIn(
              words,
              inGitlab(host, {
                ...{ CI_COMMIT_SHA: head, CI_COMMIT_BRANCH: '', CI_MERGE_REQUEST_IID: '1' },
              }),
            );
      },
      fetch: async () => {
        if (review.mergedAs === null) {
          host.wait(60);
          host.merge(review, merged);
        }
        await rm(kept, { recursive: true, force: true });
        const find = ['find', '--key', key, '--checkout', merged];
        if (name === 'GitLab') {
          await keepArtifacts(host, planned);
          const save = ['--artifact', 'plan/plans/', '--save', join(kept, 'plans')];
          const variables = inGitlab(host, { CI_COMMIT_SHA: merged });
          return [await runReviewIn([...find, ...save], variables)];
        }
        const found = await runReviewIn(find, inGithub(host, { GITHUB_SHA: merged }));
        const checksum = /^checksum=(.*)$/mu.exec(found.stdout)?.[1];
        if (checksum === undefined) return [found];
        // As actions/download-artifact does.
        await cp(planned, kept, { recursive: true });
        const check = ['check', '--from', join(kept, 'plans'), '--checksum', checksum];
        return [found, await runReviewIn(check, {})];
      },
    });
  } finally {
    await host.close();
    await rm(folder, { recursive: true });
  }
}

function event(folder: string) {
  return { GITHUB_EVENT_PATH: join(folder, 'event.json') };
}

/** What a job of GitLab stores. */
async function keepArtifacts(host: CodeHost, planned: string): Promise<void> {
  host.artifacts.clear();
  for (const path of [list, at, be]) {
    const text = await readFile(join(planned, 'plans', path), 'utf8').catch(() => null);
    if (text !== null) host.artifacts.set(`999/plan/plans/${path}`, text);
  }
}

const both: Files = {
  [`plans/${list}`]: { formatVersion: 1, files: [at, be] },
  [`plans/${at}`]: planOf('a'),
  [`plans/${be}`]: planOf('b'),
};

const codesOf = (runs: readonly ReviewRun[]) => runs.map(({ exitCode }) => exitCode);

describe.each<HostName>(['GitHub', 'GitLab'])('plans of many projects on %s', (name) => {
  const sound = name === 'GitHub' ? [0, 0] : [0];
  const refused = name === 'GitHub' ? [0, 3] : [3];

  test('are found and hold after the merge, with one comment for all commits', async () => {
    await withWorld(name, async ({ host, publish, fetch }) => {
      expect((await publish(both, 'first')).stderr).toBe('The comment was written.');
      expect((await publish(both, 'second')).stderr).toBe('The comment was updated.');
      expect(host.comments.map(({ author, body }) => [author, body.split('\n')[1]])).toEqual([
        [jobAccount, 'second'],
      ]);
      const runs = await fetch();
      expect(codesOf(runs)).toEqual(sound);
      expect(runs[0]?.stdout).toMatch(/^checksum=[0-9a-f]{64}\nrun=999\n$/u);
    });
  });

  test('have a comment beside that of a single project, and each keeps its own', async () => {
    await withWorld(name, async ({ host, publish, fetch }) => {
      for (const round of ['first', 'second']) {
        await publish({ 'plan.json': planOf('c') }, `${round} of one`, 'audiencectl.yaml:-');
        await publish(both, `${round} of many`);
      }
      expect(host.comments.map(({ body }) => body.split('\n')[1])).toEqual([
        'second of one',
        'second of many',
      ]);
      expect(codesOf(await fetch())).toEqual(sound);
    });
  });

  test('are none where the merge touches no project, and that is no failure', async () => {
    await withWorld(name, async ({ publish, fetch }) => {
      await publish({ [`plans/${list}`]: { formatVersion: 1, files: [] } });
      expect(codesOf(await fetch())).toEqual(sound);
    });
  });

  test('are refused where all of the list are missing', async () => {
    await withWorld(name, async ({ publish, fetch }) => {
      await publish({ [`plans/${list}`]: { formatVersion: 1, files: [at, be] } });
      expect(await fetch()).toMatchObject([
        { exitCode: 3, stderr: expect.stringContaining('although planning had failed') },
      ]);
    });
  });

  test('that are missing for one project hold for the others', async () => {
    await withWorld(name, async ({ publish, fetch }) => {
      const { [`plans/${be}`]: _, ...rest } = both;
      await publish(rest);
      expect(codesOf(await fetch())).toEqual(sound);
    });
  });

  test.each<[string, (planned: string) => Promise<unknown>]>([
    ['altered', (planned) => put(planned, { [`plans/${be}`]: planOf('d') })],
    ['removed', (planned) => unlink(join(planned, 'plans', be))],
    [
      'removed with its line of the list',
      async (planned) => {
        await unlink(join(planned, 'plans', be));
        await put(planned, { [`plans/${list}`]: { formatVersion: 1, files: [at] } });
      },
    ],
    [
      'removed with all others and the list emptied',
      async (planned) => {
        for (const path of [at, be]) await unlink(join(planned, 'plans', path));
        await put(planned, { [`plans/${list}`]: { formatVersion: 1, files: [] } });
      },
    ],
  ])('are refused where one was %s after the review', async (_, alter) => {
    await withWorld(name, async ({ publish, planned, fetch }) => {
      await publish(both);
      await alter(planned);
      const runs = await fetch();
      expect(codesOf(runs)).toEqual(refused);
      expect(runs.at(-1)?.stderr).toContain('not the plans that were reviewed');
    });
  });

  test('say that planning failed where a later commit leaves no list', async () => {
    await withWorld(name, async ({ host, publish, fetch }) => {
      await publish(both);
      await publish({});
      expect(host.comments).toHaveLength(1);
      expect(host.comments[0]?.body).toContain('could not be planned');
      expect(codesOf(await fetch())).toEqual([3]);
    });
  });
});
