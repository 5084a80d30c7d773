/** What somebody can try who may push branches, comment, and open pull requests, but not merge. */
import { describe, expect, test } from '@jest/globals';
import { writeReviewNote } from '../../src/review/review-note.ts';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';
import { type HostReview, type HostRun, jobAccount } from './host-state.ts';
import { inGithub, type ReviewRun, runReviewIn } from './run-review-in.ts';

const key = 'audiencectl.yaml:-';
const commit = (text: string) => text.padEnd(40, '0');
const [old, head, before, merged] = [commit('01d'), commit('ad'), commit('bef'), commit('e12ed')];
const [reviewed, forged] = ['a'.repeat(64), 'f'.repeat(64)];

interface World {
  readonly host: CodeHost;
  /** The pull request that was reviewed, and the run that planned it. */
  readonly review: HostReview;
  readonly run: HostRun;
  readonly find: (options?: FindOptions) => Promise<ReviewRun>;
  /** Has a job of the attacker's rewrite the note, as every workflow with a token for comments can. */
  readonly note: (run: string, checksum?: string, head?: string) => void;
}

interface FindOptions {
  readonly key?: string;
  readonly checkout?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

const comment = (run: string, checksum: string | null, of: string = head) =>
  `<!-- audiencectl:acme/- -->\nA plan\n\n${writeReviewNote({ key, head: of, checksum, run })}`;

/** A pull request that was planned and merged as it should be. */
async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const host = await serveCodeHost();
  try {
    host.branches.set('main', merged);
    const review = host.open({ number: 1, head });
    host.wait(1);
    const run = host.start(101, { commit: head });
    run.conclusion = 'success';
    host.say(jobAccount, comment('101', reviewed));
    host.wait(60);
    host.merge(review, merged);
    await use({
      host,
      review,
      run,
      find: ({ key: of = key, checkout = merged, variables = {} } = {}) =>
        runReviewIn(
          ['find', '--key', of, '--checkout', checkout],
          inGithub(host, { GITHUB_SHA: merged, ...variables }),
        ),
      note: (number, checksum = forged, of = head) => {
        Object.assign(host.comments[0] ?? {}, { body: comment(number, checksum, of) });
      },
    });
  } finally {
    await host.close();
  }
}

test('what was reviewed and merged is found', async () => {
  await withWorld(async ({ find }) => {
    expect(await find()).toEqual({
      exitCode: 0,
      stdout: `checksum=${reviewed}\nrun=101\n`,
      stderr: '',
    });
  });
});

/** A pull request of the same branch into a branch of the attacker's, whose workflow file then runs. */
function openSecond(host: CodeHost, more: Partial<HostReview> = {}): HostReview {
  const second = host.open({ number: 2, head, target: 'evil', ...more });
  const run = host.start(102, { commit: head, branch: second.branch });
  run.conclusion = 'success';
  return second;
}

type Attack = readonly [
  name: string,
  refusal: RegExp,
  attack: (world: World) => FindOptions | undefined,
];

const attacks: readonly Attack[] = [
  [
    'a second pull request of the branch, still open, with another base',
    /run 102 may have been made for pull request 2/,
    ({ host, note }) => {
      openSecond(host);
      note('102');
    },
  ],
  [
    'one that is closed by now',
    /run 102 may have been made for pull request 2/,
    ({ host, note }) => {
      const second = openSecond(host);
      host.wait(1);
      host.shut(second);
      note('102');
    },
  ],
  [
    'one that was closed before its run began',
    /run 102 may have been made for pull request 2/,
    ({ host, note }) => {
      const second = host.open({ number: 2, head, target: 'evil' });
      host.shut(second);
      host.wait(9);
      host.start(102, { commit: head }).conclusion = 'success';
      note('102');
    },
  ],
  [
    'one that was moved to the target branch afterwards, and to another commit',
    /run 102 may have been made for pull request 2/,
    ({ host, note }) => {
      const second = openSecond(host);
      Object.assign(second, { target: 'main', head: old });
      note('102');
    },
  ],
  [
    'one of another branch with the same commit',
    /run 102 did not plan commit ad00000 of this branch/,
    ({ host, note }) => {
      openSecond(host, { branch: 'copy' });
      note('102');
    },
  ],
  [
    'the reviewed pull request itself, moved to another base and back',
    /review 1 has had another target branch/,
    ({ review }) => {
      review.events.push('labeled', 'base_ref_changed', 'base_ref_changed');
    },
  ],
  [
    'one whose base was deleted, so that GitHub moved it',
    /review 1 has had another target branch/,
    ({ review }) => {
      review.events.push('automatic_base_change_succeeded');
    },
  ],
  [
    'a retargeting behind more events than a page holds',
    /review 1 has had another target branch/,
    ({ review }) => {
      review.events.push(...Array.from({ length: 250 }, () => 'labeled'), 'base_ref_changed');
    },
  ],
  [
    'the merge of a pull request into another branch',
    /was merged into main by no review/,
    ({ review }) => {
      review.target = 'evil';
    },
  ],
  [
    'the merge of a pull request in the repository that this one is a fork of',
    /was merged into main by no review/,
    ({ review }) => {
      Object.assign(review, { into: 'origin/audiences' });
    },
  ],
  [
    'a second pull request that became merged by the same commit',
    /merged by several reviews at once \(1, 3\)/,
    ({ host }) => {
      host.merge(host.open({ number: 3, head: old, branch: 'part' }), merged);
    },
  ],
  [
    'a commit that no pull request brought',
    /was merged into main by no review/,
    ({ review }) => {
      review.mergedAs = before;
    },
  ],
  [
    'an open pull request of the pushed commit',
    /was merged into main by no review/,
    ({ host, review }) => {
      review.mergedAs = before;
      host.open({ number: 3, head: merged, branch: 'open' });
    },
  ],
  [
    'a pull request that was merged by another commit, and has this one for its last',
    /was merged into main by no review/,
    ({ host, review }) => {
      review.mergedAs = before;
      host.merge(host.open({ number: 3, head: merged, branch: 'other' }), before);
    },
  ],
  [
    'a pull request whose merge was only tried',
    /was merged into main by no review/,
    ({ review }) => {
      review.closedAt = null;
    },
  ],
  ...(['push', 'workflow_dispatch', 'pull_request_target', 'issue_comment'] as const).map(
    (event): Attack => [
      `a run on ${event}`,
      /run 101 ran for no pull request/,
      ({ run }) => {
        run.event = event;
      },
    ],
  ),
  ...([null, 'failure', 'cancelled', 'skipped', 'neutral'] as const).map(
    (conclusion): Attack => [
      `a run that ended with ${conclusion}`,
      /run 101 did not succeed/,
      ({ run }) => {
        run.conclusion = conclusion;
      },
    ],
  ),
  [
    'a run of a fork for the same commit',
    /run 101 ran in another repository/,
    ({ run }) => {
      run.repository = 'stranger/audiences';
    },
  ],
  [
    'a branch of the repository with the name and the commit of the fork that was merged',
    /run 101 cannot be told from the runs of other pull requests/,
    ({ review }) => {
      Object.assign(review, { from: 'stranger/audiences' });
    },
  ],
  [
    'a run of another workflow',
    /run 101 is one of \.github\/workflows\/lint\.yml/,
    ({ run }) => {
      run.workflow = '.github/workflows/lint.yml';
    },
  ],
  [
    'a run of the workflow file for another pull request, where GitHub tells',
    /run 101 is one of .*@refs\/pull\/2\/merge/,
    ({ run }) => {
      run.workflow += '@refs/pull/2/merge';
    },
  ],
  [
    'a run of an earlier commit, noted for the last one',
    /run 100 did not plan commit/,
    ({ host, note }) => {
      host.start(100, { commit: old }).conclusion = 'success';
      note('100');
    },
  ],
  [
    'the plan of an earlier commit, noted as it was',
    /shows the plan of commit 01d0000, and ad00000 was merged/,
    ({ note }) => {
      note('101', reviewed, old);
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
      host.say('quoting-app[bot]', host.comments.splice(0)[0]?.body ?? '');
    },
  ],
  [
    'a note that another job of the same account quotes',
    /review 1 has no plan of/,
    ({ host }) => {
      host.say(jobAccount, `They said:\n${host.comments.splice(0)[0]?.body}`);
    },
  ],
  [
    'a note in the comments of another pull request',
    /review 1 has no plan of/,
    ({ host }) => {
      host.say(jobAccount, host.comments.splice(0)[0]?.body ?? '', 2);
    },
  ],
  [
    'the plan of another project of the repository',
    /review 1 has no plan of "other\/audiencectl\.yaml:-"/,
    () => ({ key: 'other/audiencectl.yaml:-' }),
  ],
  [
    'a merge although planning had failed',
    /merged although planning had failed/,
    ({ host }) => {
      Object.assign(host.comments[0] ?? {}, { body: comment('101', null) });
    },
  ],
  [
    'an old job that is run again, with what it once merged',
    /main is at commit bef0000, and commit e12ed00 is checked out/,
    ({ host }) => {
      host.branches.set('main', before);
    },
  ],
  [
    'a checkout of something else',
    /main is at commit e12ed00, and commit ad00000 is checked out/,
    () => ({ checkout: head }),
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

/** What honest work looks like, and is not to be mistaken for an attack. */
const honest: readonly (readonly [name: string, arrange: (world: World) => void])[] = [
  [
    'a branch that was merged before, a minute ago',
    ({ host, review, run }) => {
      const first = host.open({ number: 3, head: old, openedAt: '2025-12-01T00:00:00.000Z' });
      Object.assign(first, { mergedAs: before, closedAt: '2026-01-01T00:00:00.000Z' });
      expect([review.openedAt, run.startedAt]).toEqual([
        '2026-01-01T00:00:00.000Z',
        '2026-01-01T00:01:00.000Z',
      ]);
    },
  ],
  [
    'a branch whose other pull request was given up an hour before',
    ({ host }) => {
      host.open({
        number: 3,
        head: old,
        target: 'release',
        openedAt: '2025-12-01T00:00:00.000Z',
        closedAt: '2025-12-31T23:00:00.000Z',
      });
    },
  ],
  [
    'a branch that goes into a release now, too',
    ({ host }) => {
      host.open({ number: 3, head, target: 'release' });
    },
  ],
  [
    'a run of which GitHub tells the pull request',
    ({ run }) => {
      run.workflow += '@refs/pull/1/merge';
    },
  ],
  [
    'a note before more comments than a page holds',
    ({ host }) => {
      for (let index = 0; index < 250; index += 1) host.say('stranger', comment('102', forged));
    },
  ],
  [
    'a note behind more comments than a page holds',
    ({ host }) => {
      const [{ body } = { body: '' }] = host.comments.splice(0);
      for (let index = 0; index < 250; index += 1) host.say('stranger', comment('102', forged));
      host.say(jobAccount, body);
    },
  ],
  [
    'a comment that was edited on Windows',
    ({ host }) => {
      const [first] = host.comments;
      if (first) first.body = first.body.replaceAll('\n', '\r\n');
    },
  ],
];

describe('a plan is found for', () => {
  test.each(honest)('%s', async (_, arrange) => {
    await withWorld(async (world) => {
      arrange(world);
      expect(await world.find()).toMatchObject({ exitCode: 0, stderr: '' });
    });
  });

  test('a branch and a target with a name that means something in a URL', async () => {
    await withWorld(async ({ host, review, run, find }) => {
      const [branch, target] = ['a/b&state=open#x?y%2F..$(id)', 'c#d/%2e%2e/&?`id`'];
      Object.assign(review, { branch, target });
      Object.assign(run, { branch });
      host.branches.set(target, merged);
      const ref = `refs/heads/${target}`;
      const variables = {
        GITHUB_REF: ref,
        GITHUB_WORKFLOW_REF: `acme/audiences/.github/workflows/audiences.yml@${ref}`,
      };
      expect(await find({ variables })).toMatchObject({ exitCode: 0 });
    });
  });
});

describe('what cannot be read is no proof', () => {
  test.each<readonly [string, RegExp, (world: World) => FindOptions | undefined]>([
    [
      'a run that is not there',
      /runs\/404 answered 404/,
      ({ note }) => {
        note('404');
      },
    ],
    [
      'more comments than any review has',
      /comments has more than 10000 rows/,
      ({ host }) => {
        for (let index = 0; index < 10_000; index += 1) host.say('stranger', 'spam');
      },
    ],
    [
      'a token that may not read',
      /answered 401: the token of the job may not do this/,
      () => ({ variables: { GITHUB_TOKEN: 'another' } }),
    ],
    [
      'a job that runs for a tag',
      /must run on a push to a branch/,
      () => ({ variables: { GITHUB_REF: 'refs/tags/main' } }),
    ],
    [
      'a workflow of another repository',
      /must run on a push to a branch/,
      () => ({ variables: { GITHUB_WORKFLOW_REF: 'other/flows/.github/workflows/a.yml@v1' } }),
    ],
  ])('%s', async (_, error, arrange) => {
    await withWorld(async (world) => {
      const found = await world.find(arrange(world) ?? {});
      expect(found).toEqual({ exitCode: 1, stdout: '', stderr: expect.stringMatching(error) });
    });
  });
});
