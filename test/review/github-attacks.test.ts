/** What somebody can try who may push branches, comment, and open pull requests, but not merge. */
import { describe, expect, test } from '@jest/globals';
import type { CodeHost } from './a-code-host.ts';
import {
  before,
  comment,
  type FindOptions,
  head,
  merged,
  old,
  reviewed,
  type World,
  withWorld,
} from './a-merged-pull-request.ts';
import { type HostReview, jobAccount } from './host-state.ts';

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
    /run 102 may have run for pull request 2/,
    ({ host, note }) => {
      openSecond(host);
      note('102');
    },
  ],
  [
    'one that is closed by now',
    /run 102 may have run for pull request 2/,
    ({ host, note }) => {
      const second = openSecond(host);
      host.wait(1);
      host.shut(second);
      note('102');
    },
  ],
  [
    'one that was closed before its run began',
    /run 102 may have run for pull request 2/,
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
    /run 102 may have run for pull request 2/,
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
    /was not merged into main by a review/,
    ({ review }) => {
      review.target = 'evil';
    },
  ],
  [
    'the merge of a pull request in the repository that this one is a fork of',
    /was not merged into main by a review/,
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
    /was not merged into main by a review/,
    ({ review }) => {
      review.mergedAs = before;
    },
  ],
  [
    'an open pull request of the pushed commit',
    /was not merged into main by a review/,
    ({ host, review }) => {
      review.mergedAs = before;
      host.open({ number: 3, head: merged, branch: 'open' });
    },
  ],
  [
    'a pull request that was merged by another commit, and has this one for its last',
    /was not merged into main by a review/,
    ({ host, review }) => {
      review.mergedAs = before;
      host.merge(host.open({ number: 3, head: merged, branch: 'other' }), before);
    },
  ],
  [
    'a pull request whose merge was only tried',
    /was not merged into main by a review/,
    ({ review }) => {
      review.closedAt = null;
    },
  ],
  ...(['push', 'workflow_dispatch', 'pull_request_target', 'issue_comment'] as const).map(
    (event): Attack => [
      `a run on ${event}`,
      /run 101 did not run for a pull request/,
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
    /run 101 cannot be distinguished from the runs of other pull requests/,
    ({ review }) => {
      Object.assign(review, { from: 'stranger/audiences' });
    },
  ],
  [
    'a run of another workflow',
    /run 101 belongs to \.github\/workflows\/lint\.yml/,
    ({ run }) => {
      run.workflow = '.github/workflows/lint.yml';
    },
  ],
  [
    'a run of the workflow file for another pull request, where GitHub tells',
    /run 101 belongs to .*@refs\/pull\/2\/merge/,
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
    /shows the plan of commit 01d0000, but ad00000 was merged/,
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
    /main is at commit bef0000, but commit e12ed00 is checked out/,
    ({ host }) => {
      host.branches.set('main', before);
    },
  ],
  [
    'a checkout of something else',
    /main is at commit e12ed00, but commit ad00000 is checked out/,
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
