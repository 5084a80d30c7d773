/** What is reviewed and merged as it should be, however unusual, is found. */
import { describe, expect, test } from '@jest/globals';
import {
  before,
  comment,
  forged,
  head,
  merged,
  old,
  reviewed,
  type World,
  withWorld,
} from './a-merged-pull-request.ts';
import { jobAccount } from './host-state.ts';

test('what was reviewed and merged is found', async () => {
  await withWorld(async ({ find }) => {
    expect(await find()).toEqual({
      exitCode: 0,
      stdout: `checksum=${reviewed}\nrun=101\n`,
      stderr: '',
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
