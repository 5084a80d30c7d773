/** What somebody can try who may push branches, comment, and open merge requests, but not merge. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeReviewNote } from '../../src/review/plans/review-note.ts';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { type HostReview, type HostRun, hostToken, jobAccount } from './host-state.ts';
import { inGitlab, type ReviewRun, runReviewIn } from './run-review-in.ts';

const key = 'production';
const commit = (text: string) => text.padEnd(40, '0');
const [first, before, head, merged] = [commit('1'), commit('bef'), commit('ad'), commit('e12ed')];
const [evil, side, result] = [commit('e11'), commit('51de'), commit('4e5')];
const [reviewed, forged] = ['a'.repeat(64), 'f'.repeat(64)];

interface World {
  readonly host: CodeHost;
  /** The merge request that was reviewed, and the job that planned it. */
  readonly review: HostReview;
  readonly job: HostRun;
  readonly find: (options?: FindOptions) => Promise<ReviewRun>;
  /** Has a job of the attacker's rewrite the note, as every job with the token can. */
  readonly note: (job: string, checksum?: string) => void;
}

interface FindOptions {
  readonly checkout?: string;
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

const comment = (run: string, checksum: string | null) =>
  `<!-- audiencectl:acme/production -->\nA plan\n\n${writeReviewNote({ key, head, checksum, run })}`;

/** A merge request that was planned and merged as it should be. */
async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const host = await serveCodeHost();
  try {
    host.branches.set('main', merged);
    // main was at `first` and `before`; `side` is a commit of a branch that `before` merged.
    const parents = [
      [first, []],
      [side, [first]],
      [before, [first, side]],
      [head, [first]],
      [merged, [before, head]],
      [evil, [first]],
    ] as const;
    for (const [of, those] of parents) host.commits.set(of, those);
    const review = host.open({ number: 1, head });
    const job = host.start(11, ofReview(1, 'head', head));
    host.say(jobAccount, comment('11', reviewed));
    host.merge(review, merged);
    await use({
      host,
      review,
      job,
      find: ({ checkout = merged, words = [], variables = {} } = {}) =>
        runReviewIn(
          ['find', '--key', key, '--checkout', checkout, ...words],
          inGitlab(host, { CI_COMMIT_SHA: merged, ...variables }),
        ),
      note: (number, checksum = forged) => {
        Object.assign(host.comments[0] ?? {}, { body: comment(number, checksum) });
      },
    });
  } finally {
    await host.close();
  }
}

/** A job that succeeded in a pipeline of a merge request. */
function ofReview(review: number, of: 'head' | 'merge', commit: string) {
  const ref = `refs/merge-requests/${review}/${of}`;
  return { review, ref, commit, event: 'merge_request_event', conclusion: 'success' };
}

/** A pipeline for merged results: GitLab's merge of a target branch with the reviewed one. */
function planMerge({ host, note }: World, parents: readonly string[]): void {
  host.commits.set(result, parents);
  host.start(12, ofReview(1, 'merge', result));
  note('12', reviewed);
}

test('what was reviewed and merged is found', async () => {
  await withWorld(async ({ find }) => {
    expect(await find()).toEqual({
      exitCode: 0,
      stdout: `checksum=${reviewed}\nrun=11\n`,
      stderr: '',
    });
  });
});

type Attack = readonly [
  name: string,
  refusal: RegExp,
  attack: (world: World) => FindOptions | undefined,
];

const attacks: readonly Attack[] = [
  [
    'a second merge request of the branch into another one',
    /run 12 did not run in a pipeline of this merge request/,
    ({ host, note }) => {
      host.open({ number: 2, head, target: 'evil' });
      host.start(12, ofReview(2, 'head', head));
      note('12');
    },
  ],
  [
    'the merge of a second merge request with the target of its own',
    /run 12 did not run in a pipeline of this merge request/,
    ({ host, note }) => {
      host.commits.set(result, [evil, head]);
      host.start(12, ofReview(2, 'merge', result));
      note('12');
    },
  ],
  [
    'the reviewed merge request, retargeted and back: its merge with another branch',
    /run 12 planned a merge with commit e110000, which was never the head of main/,
    (world) => {
      planMerge(world, [evil, head]);
    },
  ],
  [
    'the same, with a target that main merged once, and never was at',
    /run 12 planned a merge with commit 51de000, which was never the head of main/,
    (world) => {
      planMerge(world, [side, head]);
    },
  ],
  [
    'the same, with both parents the reviewed commit',
    /run 12 planned a merge with commit undefin/,
    (world) => {
      planMerge(world, [head, head]);
    },
  ],
  [
    'a merge of three',
    /run 12 did not plan commit/,
    (world) => {
      planMerge(world, [before, head, evil]);
    },
  ],
  [
    'a merge without the reviewed commit',
    /run 12 did not plan commit/,
    (world) => {
      planMerge(world, [before, evil]);
    },
  ],
  ...(['head', 'merge', 'train'] as const).map(
    (of): Attack => [
      `a branch that is named like the ref of GitLab's own, refs/merge-requests/1/${of}`,
      /run 12 did not run in a pipeline of this merge request/,
      ({ host, note, review }) => {
        const ref = `refs/merge-requests/1/${of}`;
        // Of that very merge request, and with a tree that is not what merging makes.
        Object.assign(review, { branch: ref });
        host.commits.set(result, [before, head]);
        const commit = of === 'head' ? head : result;
        host.start(12, { commit, ref, event: 'push', conclusion: 'success' });
        note('12', reviewed);
      },
    ],
  ),
  [
    'a pipeline of that branch for a merge request into another project',
    /run 12 did not run in a pipeline of this merge request/,
    ({ host, note }) => {
      host.commits.set(result, [before, head]);
      host.start(12, { ...ofReview(1, 'merge', result), review: 4 });
      note('12', reviewed);
    },
  ],
  [
    'a merge train, where others were merged before',
    /run 11 did not plan commit/,
    ({ job }) => {
      job.ref = 'refs/merge-requests/1/train';
    },
  ],
  ...(['push', 'web', 'schedule', 'trigger', 'parent_pipeline', 'api'] as const).map(
    (event): Attack => [
      `a job that was started by ${event}`,
      /run 11 did not run in a pipeline of this merge request/,
      ({ job }) => {
        job.event = event;
      },
    ],
  ),
  ...([null, 'failed', 'canceled', 'skipped', 'manual'] as const).map(
    (status): Attack => [
      `a job that is ${status ?? 'running'}`,
      /run 11 did not succeed/,
      ({ job }) => {
        job.conclusion = status;
      },
    ],
  ),
  [
    'a job of an earlier commit of the merge request',
    /run 12 did not plan commit/,
    ({ host, note }) => {
      host.start(12, ofReview(1, 'head', first));
      note('12');
    },
  ],
  [
    'the merge of a merge request into another branch',
    /was not merged into main by a review/,
    ({ review }) => {
      review.target = 'evil';
    },
  ],
  [
    'the merge of a merge request in the project that this one is a fork of',
    /was not merged into main by a review/,
    ({ review }) => {
      Object.assign(review, { into: 'origin/audiences' });
    },
  ],
  [
    'a merge request that has the merged commit among its own, merged elsewhere',
    /was not merged into main by a review/,
    ({ host, review }) => {
      review.mergedAs = before;
      const own = commit('0411');
      host.commits.set(own, [merged]);
      host.merge(host.open({ number: 2, head: own, target: 'evil' }), commit('e1'));
    },
  ],
  [
    'a later merge request that has the merged commit among its own',
    /was not merged into main by a review/,
    ({ host, review }) => {
      review.mergedAs = before;
      const own = commit('0411');
      host.commits.set(own, [merged]);
      host.merge(host.open({ number: 2, head: own }), commit('1a7e'));
    },
  ],
  [
    'a merge request that was closed, and whose commit was pushed',
    /was not merged into main by a review/,
    ({ review }) => {
      Object.assign(review, { head: merged, mergedAs: null });
    },
  ],
  [
    'two merge requests that were merged by the same commit',
    /merged by several reviews at once \(1, 2\)/,
    ({ host }) => {
      host.merge(host.open({ number: 2, head: side, branch: 'part' }), merged);
    },
  ],
  [
    'a note that a person copied',
    /review 1 has no plan of/,
    ({ host }) => {
      host.say('stranger', host.comments.splice(0)[0]?.body ?? '');
    },
  ],
  [
    'a note that another bot quotes',
    /review 1 has no plan of/,
    ({ host }) => {
      host.say('project_8_bot', host.comments.splice(0)[0]?.body ?? '');
    },
  ],
  [
    'a merge although planning had failed',
    /merged although planning had failed/,
    ({ host }) => {
      Object.assign(host.comments[0] ?? {}, { body: comment('11', null) });
    },
  ],
  [
    'an old job that is run again, with what it once merged',
    /main is at commit bef0000, but commit e12ed00 is checked out/,
    ({ host }) => {
      host.branches.set('main', before);
    },
  ],
];

describe('nothing is applied for', () => {
  test.each(attacks)('%s', async (_, refusal, attack) => {
    await withWorld(async (world) => {
      const found = await world.find(attack(world) ?? {});
      expect(found).toEqual({ exitCode: 3, stdout: '', stderr: expect.stringMatching(refusal) });
    });
  });
});

describe('a plan is found for', () => {
  test.each<readonly [string, (world: World) => void]>([
    ['the merge with what main was at before', (world) => planMerge(world, [before, head])],
    ['the merge with what main was at long before', (world) => planMerge(world, [first, head])],
    [
      'a merge whose parents are told the other way round',
      (world) => planMerge(world, [head, first]),
    ],
    [
      'a merge by squashing',
      ({ host, review }) => {
        host.commits.set(merged, [before]);
        Object.assign(review, { mergedAs: commit('face'), squashedAs: merged });
      },
    ],
    [
      'notes on more pages than one',
      ({ host }) => {
        for (let index = 0; index < 250; index += 1) host.say('stranger', comment('12', forged));
      },
    ],
  ])('%s', async (_, arrange) => {
    await withWorld(async (world) => {
      arrange(world);
      expect(await world.find()).toMatchObject({ exitCode: 0, stderr: '' });
    });
  });

  test('a fast-forward, which makes no commit of its own', async () => {
    await withWorld(async ({ host, review, find }) => {
      host.branches.set('main', head);
      review.mergedAs = head;
      const found = await find({ checkout: head, variables: { CI_COMMIT_SHA: head } });
      expect(found).toMatchObject({ exitCode: 0 });
    });
  });

  test('a target branch with a name that means something in a URL', async () => {
    await withWorld(async ({ host, review, find }) => {
      const name = 'c#d/%2e%2e/&?`id`';
      review.target = name;
      host.branches.set(name, merged);
      expect(await find({ variables: { CI_COMMIT_BRANCH: name } })).toMatchObject({ exitCode: 0 });
    });
  });
});

test('where GitLab sends on to a store of files, the token stays behind', async () => {
  const asked: (string | undefined)[] = [];
  const store = createServer((request, response) => {
    asked.push(JSON.stringify(request.headers));
    response.end('the plan');
  });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address: AddressInfo | string | null = store.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-store-'));
  try {
    await withWorld(async ({ host, find }) => {
      host.redirects.set('/projects/7/jobs/11/artifacts/plan.json', `http://127.0.0.1:${port}/p`);
      const file = join(folder, 'sub/plan.json');
      const found = await find({ words: ['--artifact', 'plan.json', '--save', file] });
      expect(found).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await readFile(file, 'utf8')).toBe('the plan');
      expect(asked).toHaveLength(1);
      expect(asked[0]).not.toContain(hostToken);
    });
  } finally {
    store.close();
    await rm(folder, { recursive: true });
  }
});
