import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type Amendment,
  hostNames,
  type Night,
  proposalBranchName,
  withNight,
} from './a-proposal.ts';
import { jobAccount } from './host-state.ts';

const first = { 'a.yaml': 'audiences: [one]\n' };
const more = { ...first, 'b.yaml': 'audiences: [two]\n' };

const nightly = (title: string, use: (night: Night) => Promise<void>) =>
  test.each(hostNames)(`${title} (%s)`, (name) => withNight(name, use));

/** The only open request, and the commit that it has. */
function shown({ open, host }: Night) {
  const [review, ...others] = open();
  if (review === undefined || others.length > 0) throw new Error(`open: ${open().length}`);
  return { number: review.number, head: host.branches.get(review.branch), body: review.body };
}

describe('a proposal from night to night', () => {
  nightly('opens one request with only what was pulled', async (night) => {
    const { host, propose, proposed, tip } = night;
    const { exitCode, stderr, stdout } = await propose(first);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^The (?:pull|merge) request 1 was opened\.$/);
    const { head, body } = shown(night);
    expect(host.reviews[0]).toMatchObject({
      title: 'Take edits from the Criteo UI: production',
      branch: proposalBranchName,
      target: 'main',
      author: jobAccount,
    });
    expect(body).toMatch(/^<!-- audiencectl-propose:production -->\n/);
    expect(body).toContain('- `audience/In a.yaml` was edited: `a.yaml:1`');
    expect(host.commits.get(head ?? '')).toEqual([tip()]);
    expect([proposed('a.yaml'), proposed('b.yaml')]).toEqual([first['a.yaml'], 'audiences: []\n']);
  });

  nightly('does nothing for the same edits on the same base', async (night) => {
    await night.propose(first);
    const before = shown(night);
    const { length } = night.host.requests;
    const { exitCode, stderr } = await night.propose(first);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('1 is up to date.')]);
    expect(shown(night)).toEqual(before);
    const again = night.host.requests.slice(length);
    expect(again.filter(({ method, path }) => method !== 'GET' && path !== '/graphql')).toEqual([]);
  });

  nightly('updates the request for more edits, and for fewer', async (night) => {
    const { propose, proposed, host, tip } = night;
    await propose(first);
    expect((await propose(more)).stderr).toContain('1 was updated.');
    expect(proposed('b.yaml')).toBe(more['b.yaml']);
    expect(shown(night).body).toContain('audience/In b.yaml');
    await propose({ 'b.yaml': more['b.yaml'] });
    expect([proposed('a.yaml'), proposed('b.yaml')]).toEqual(['audiences: []\n', more['b.yaml']]);
    expect(shown(night).body).not.toContain('audience/In a.yaml');
    // One commit on top of main, whatever the nights before had.
    expect(host.commits.get(shown(night).head ?? '')).toEqual([tip()]);
    expect(host.reviews).toHaveLength(1);
  });

  nightly('is made again on a branch that has moved on', async (night) => {
    const { propose, commit, proposed, host } = night;
    await propose(first);
    const tip = commit({ 'a.yaml': 'audiences: []\n', 'b.yaml': 'other\n' });
    expect((await propose(first)).stderr).toContain('1 was updated.');
    expect(host.commits.get(shown(night).head ?? '')).toEqual([tip]);
    expect(proposed('b.yaml')).toBe('other\n');
  });

  nightly('proposes nothing from an older checkout', async (night) => {
    const { propose, commit, tip, host } = night;
    const old = tip();
    commit({ 'a.yaml': 'merged meanwhile\n' });
    const { exitCode, stderr } = await propose(first, { checkout: old });
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'main is no longer at the commit that is checked out. Nothing is proposed. The next run continues.',
    );
    expect([host.reviews, [...host.branches.keys()]]).toEqual([[], ['main']]);
  });

  nightly('is closed with a reason when the edits are gone', async (night) => {
    const { propose, host, open } = night;
    await propose(first);
    const { stderr } = await propose({});
    expect(stderr).toMatch(
      /^Nothing to propose\. The (?:pull|merge) request 1 was closed\. The branch \S+ was deleted\.$/,
    );
    expect(open()).toEqual([]);
    expect(host.branches.has(proposalBranchName)).toBe(false);
    expect(host.comments).toMatchObject([
      { review: 1, body: expect.stringContaining('There is nothing to propose any more, so this') },
    ]);
    expect((await propose({})).stderr).toBe('Nothing to propose.');
    // What comes back later is proposed again: no person has declined it.
    expect((await propose(first)).stderr).toContain('2 was opened.');
  });

  nightly('is not said to be finished where something is not taken', async (night) => {
    const { propose, host, open } = night;
    const left = [
      {
        ...{ address: 'audience/Gone', path: null, source: null },
        ...{ text: 'It was deleted in the Criteo UI.', fix: 'Choose with --take gone.' },
      },
    ];
    const none = await propose({}, { pull: { left } });
    expect(none.stderr.split('\n')[0]).toBe('Nothing to propose: 1 difference was not taken.');
    await propose(first, { pull: { left } });
    const { stderr } = await propose({}, { pull: { left } });
    expect(stderr).toMatch(
      /^Nothing to propose: 1 difference was not taken\. The (?:pull|merge) request 1 was closed\./,
    );
    expect(open()).toEqual([]);
    const [comment] = host.comments;
    expect(comment?.body).toContain(
      'or the job does not take them any more: 1 difference was not taken.',
    );
    expect(comment?.body).toContain('- `audience/Gone`: It was deleted in the Criteo UI.');
    expect(comment?.body).toContain('`AUDIENCECTL_TAKE`');
  });

  nightly('does nothing after it was merged', async (night) => {
    const { propose, host, commit, open } = night;
    await propose(first);
    const [review] = open();
    if (review === undefined) throw new Error('none');
    host.merge(review, commit({ ...first, 'b.yaml': '' }));
    expect((await propose({})).exitCode).toBe(0);
    expect([host.comments, open(), host.branches.has(proposalBranchName)]).toEqual([[], [], false]);
    expect((await propose({})).stderr).toBe('Nothing to propose.');
    expect((await propose(first)).stderr).toContain('2 was opened.');
  });

  nightly('is not opened again for edits that a person declined', async (night) => {
    const { propose, host, open, commit } = night;
    const close = () => {
      for (const review of open()) host.shut(review);
    };
    await propose(first);
    close();
    const branch = host.branches.get(proposalBranchName);
    const declined = await propose(first);
    expect([declined.exitCode, declined.stderr]).toEqual([
      0,
      expect.stringMatching(/request 1 with the same edits was closed by hand\. It is not opened/),
    ]);
    expect([open(), host.branches.get(proposalBranchName)]).toEqual([[], branch]);
    // Other edits, then the first again, on another commit.
    expect((await propose(more)).stderr).toContain('2 was opened.');
    close();
    commit({ 'a.yaml': 'audiences: []\n', 'b.yaml': '' });
    expect((await propose(first)).stderr).toContain('1 with the same edits was closed by hand');
    expect((await propose(more)).stderr).toContain('2 with the same edits was closed by hand');
    expect(open()).toEqual([]);
  });

  nightly('nor where that person replaced its description', async (night) => {
    const { propose, host, open } = night;
    await propose(first);
    for (const review of open()) {
      host.shut(review);
      review.body = 'no thanks';
    }
    expect((await propose(first)).stderr).toContain('1 with the same edits was closed by hand');
    expect(open()).toEqual([]);
    expect((await propose(more)).stderr).toContain('2 was opened.');
  });

  nightly('takes --title for a new request, and keeps its own in the commit', async (night) => {
    await night.propose(first, { words: ['--title', 'Edits of the week'] });
    const [review] = night.host.reviews;
    expect(review?.title).toBe('Edits of the week');
    expect(night.host.contents.get(review?.head ?? '')?.message).toMatch(
      /^Take edits from the Criteo UI: production\n(?:\nAudiencectl-(?:Proposal|Change|Contents): [0-9a-f]{64}){3}\n$/,
    );
  });
});

describe('commits of others', () => {
  test.each(
    hostNames.flatMap((name) => [
      [name, 'of a person', ['ben', 'ben']] as const,
      [name, 'that a person amended', [jobAccount, 'ben']] as const,
    ]),
  )('are never overwritten (%s, %s)', async (name, _, [author, committer]) => {
    await withNight(name, async (night) => {
      const { propose, pushAs, host, commit } = night;
      await propose(first);
      const head = pushAs(author, committer);
      commit({ 'a.yaml': 'audiences: []\n', 'b.yaml': 'audiences: []\n' });
      const { exitCode, stderr } = await propose(more);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('is left as it is')]);
      expect(shown(night)).toMatchObject({
        head,
        body: expect.stringContaining('has commits that are not from the nightly job'),
      });
      const { length } = host.requests;
      await propose(more);
      expect(host.requests.slice(length).filter(({ method }) => /PATCH|PUT/.test(method))).toEqual(
        [],
      );
      // The request is closed when nothing is left; what the person has pushed stays.
      await propose({});
      expect([night.open(), host.branches.get(proposalBranchName)]).toEqual([[], head]);
      const stuck = await propose(first);
      expect([stuck.exitCode, stuck.stderr]).toEqual([
        1,
        expect.stringContaining('Delete the branch, or open a'),
      ]);
      expect(host.branches.get(proposalBranchName)).toBe(head);
    });
  });

  const amendments: readonly (readonly [string, Amendment])[] = [
    ['with another text', { 'a.yaml': { content: 'audiences: [one, corrected]\n' } }],
    ['with a text in another place', { 'README.md': { content: 'x\n' } }],
    ['with another file as well', { 'b.yaml': { content: 'audiences: [mine]\n' } }],
    ['without a file', { 'b.yaml': null }],
    ['without what was proposed', { 'a.yaml': { content: 'audiences: []\n' } }],
    ['with another mode', { 'a.yaml': { mode: '100755' } }],
    ['on top of another commit', {}],
  ];

  test.each(hostNames.flatMap((name) => amendments.map((each) => [name, ...each] as const)))(
    'are never overwritten, though made with the token and the message of the job: %s, %s',
    async (name, _, changes) => {
      await withNight(name, async (night) => {
        const { propose, amend, host, commit, open } = night;
        await propose(first);
        const isMoved = Object.keys(changes).length === 0;
        const head = amend(changes, isMoved ? commit({ 'a.yaml': '', 'b.yaml': '' }) : undefined);
        // The same edits, newer ones, and none.
        for (const drift of [first, more]) {
          const { exitCode, stderr } = await propose(drift);
          expect([exitCode, stderr]).toEqual([0, expect.stringContaining('is left as it is')]);
          expect(shown(night).head).toBe(head);
        }
        await propose({});
        expect([open(), host.branches.get(proposalBranchName)]).toEqual([[], head]);
      });
    },
  );

  nightly('are not those of the job with CRLF, a new file, and a mode', async (night) => {
    const { propose, host, folder } = night;
    await writeFile(join(folder, 'a.yaml'), '');
    await chmod(join(folder, 'a.yaml'), 0o755);
    const drift = { 'a.yaml': 'audiences:\r\n- é\r\n', 'in/new é.yaml': '\ufeffaudiences: []\n' };
    const files = [
      { file: 'a.yaml', change: 'edited' },
      { file: 'in/new é.yaml', change: 'added' },
    ];
    await propose(drift, { pull: { files } });
    const { head } = shown(night);
    expect((await propose(drift, { pull: { files } })).stderr).toContain('1 is up to date.');
    expect(shown(night).head).toBe(head);
    expect((await propose(first)).stderr).toContain('1 was updated.');
    await propose({});
    expect(host.branches.has(proposalBranchName)).toBe(false);
  });

  test('are not those where GitLab has kept CRLF as LF', () =>
    withNight('GitLab', async ({ propose, amend }) => {
      const drift = { 'a.yaml': 'audiences:\r\n- one\r\n' };
      await propose(drift);
      amend({ 'a.yaml': { content: drift['a.yaml'].replaceAll('\r\n', '\n') } });
      expect((await propose(drift)).stderr).toContain('1 is up to date.');
    }));

  nightly('are declined without what came later', async (night) => {
    const { propose, pushAs, host, open } = night;
    await propose(first);
    pushAs('ben');
    await propose(more);
    for (const review of open()) host.shut(review);
    host.branches.delete(proposalBranchName);
    expect((await propose(first)).stderr).toContain('1 with the same edits was closed by hand');
    expect((await propose(more)).stderr).toContain('2 was opened.');
  });

  nightly('that were merged do not hold up the next proposal', async (night) => {
    const { propose, pushAs, host, commit, open } = night;
    await propose(first);
    pushAs('ben');
    const [review] = open();
    if (review === undefined) throw new Error('none');
    host.merge(review, commit({ ...first, 'b.yaml': 'audiences: []\n' }));
    expect((await propose(more)).stderr).toContain('2 was opened.');
  });

  nightly('a request that a person opened from the branch is left alone', async (night) => {
    const { propose, pushAs, host, open } = night;
    const head = pushAs('ben');
    host.open({ number: 1, head, branch: proposalBranchName, author: 'ben' });
    const { exitCode, stderr } = await propose(first);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('is not the one of this job')]);
    await propose({});
    expect([open().length, host.branches.get(proposalBranchName)]).toEqual([1, head]);
    expect(host.reviews[0]?.body).toBe('');
  });

  nightly('so is one that a person opened from our own commit, and its branch', async (night) => {
    const { propose, host, open } = night;
    await propose(first);
    const [ours] = open();
    if (ours === undefined) throw new Error('none');
    host.shut(ours);
    const { head, branch } = ours;
    host.open({ number: 2, head, branch, author: 'ben' });
    expect((await propose({})).stderr).toBe('Nothing to propose.');
    expect([open().length, host.branches.get(branch)]).toEqual([1, head]);
  });

  nightly('a description that a person copied declines nothing', async (night) => {
    const { propose, host, open } = night;
    await propose(first);
    const { body } = shown(night);
    await propose({});
    const head = night.tip();
    const copy = { branch: proposalBranchName, author: 'ben', body };
    host.shut(host.open({ number: 2, head, ...copy }));
    expect((await propose(first)).stderr).toContain('3 was opened.');
    expect(open()).toHaveLength(1);
  });

  nightly('so is ours with another target', async (night) => {
    const { propose, host } = night;
    await propose(first);
    const [review] = host.reviews;
    if (review !== undefined) review.target = 'release';
    expect((await propose(more)).stderr).toContain('is not the one of this job');
    expect(host.reviews).toHaveLength(1);
  });

  nightly("a fork's request with the same branch name is not ours", async (night) => {
    const { propose, host } = night;
    const branch = proposalBranchName;
    const from = 'acme/fork';
    const more = { branch, from, author: jobAccount };
    host.open({ number: 1, head: night.tip(), ...more });
    host.shut(host.open({ number: 2, head: night.tip(), ...more }));
    expect((await propose(first)).stderr).toContain('3 was opened.');
    await propose({});
    expect(host.reviews.map(({ closedAt }) => closedAt === null)).toEqual([true, false, false]);
  });
});
