import { describe, expect, test } from '@jest/globals';
import type { Meddling } from './a-code-host.ts';
import { hostNames, type Night, proposalBranchName, withNight } from './a-proposal.ts';
import { hostToken, jobAccount } from './host-state.ts';

const first = { 'a.yaml': 'audiences: [one]\n' };
const second = { ...first, 'b.yaml': 'audiences: [two]\n' };

const nightly = (title: string, use: (night: Night) => Promise<void>) =>
  test.each(hostNames)(`${title} (%s)`, (name) => withNight(name, use));

/** What is there at the end, whatever happened on the way. */
function outcome({ host, proposed }: Night) {
  return {
    open: host.reviews.filter(({ closedAt }) => closedAt === null).length,
    all: host.reviews.length,
    bodies: host.reviews.map(({ body }) => body),
    comments: host.comments.map(({ body }) => body),
    branch: host.branches.has(proposalBranchName),
    files: ['a.yaml', 'b.yaml'].map(proposed),
  };
}

type Nights = (night: Night) => Promise<unknown>;

/** The last night of each is the one that is cut off. */
const stories: readonly (readonly [string, Nights, Nights])[] = [
  ['opening', async () => {}, ({ propose }) => propose(first)],
  ['updating', ({ propose }) => propose(first), ({ propose }) => propose(second)],
  ['closing', ({ propose }) => propose(first), ({ propose }) => propose({})],
];

describe('a run that is cut off', () => {
  test.each(
    hostNames.flatMap((name) =>
      stories.flatMap(([title, earlier, last]) =>
        (['before', 'after'] as const).map((cut) => ({
          name,
          title,
          earlier,
          last,
          cut,
        })),
      ),
    ),
  )('$cut each request while $title is finished by the next ($name)', async (story) => {
    const { name, earlier, last, cut } = story;
    let wanted: ReturnType<typeof outcome> | undefined;
    let requests = 0;
    await withNight(name, async (night) => {
      await earlier(night);
      const { length } = night.host.requests;
      await last(night);
      requests = night.host.requests.length - length;
      wanted = outcome(night);
    });
    expect(requests).toBeGreaterThan(3);
    for (let at = 0; at < requests; at += 1) {
      await withNight(name, async (night) => {
        const { host } = night;
        await earlier(night);
        const { length } = host.requests;
        host.meddle = ({ index }) => (index === length + at ? { cut } : undefined);
        expect(await last(night)).toMatchObject({
          exitCode: 1,
          stderr: expect.stringMatching(/^error \w+ .*did not answer$/),
        });
        host.meddle = null;
        expect(await last(night)).toMatchObject({ exitCode: 0 });
        expect({ at, ...outcome(night) }).toEqual({ at, ...wanted });
      });
    }
  });
});

describe('two runs at once', () => {
  nightly('make one request of the same edits', async (night) => {
    const runs = await Promise.all([1, 2, 3].map(() => night.propose(first)));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(outcome(night)).toMatchObject({
      open: 1,
      all: 1,
      files: [first['a.yaml'], expect.anything()],
    });
  });

  test.each(hostNames)('in any order make one request (%s)', async (name) => {
    // A second run, whole, before each request of the first.
    for (let at = 0; at < 14; at += 1) {
      await withNight(name, async (night) => {
        const { host, propose } = night;
        let inner: Promise<unknown> | null = null;
        await night.propose({});
        const { length } = host.requests;
        host.pause = async ({ index }) => {
          if (index !== length + at || inner !== null) return;
          inner = propose(first);
          await inner;
        };
        expect(await propose(first)).toMatchObject({ exitCode: 0 });
        host.pause = null;
        expect({ at, ...outcome(night) }).toMatchObject({ at, open: 1, all: 1 });
      });
    }
  });

  test("a person's push at any moment is not overwritten (GitHub)", async () => {
    for (let at = 0; at < 14; at += 1) {
      await withNight('GitHub', async (night) => {
        const { host, propose, pushAs } = night;
        await propose(first);
        const { length } = host.requests;
        let pushed = '';
        host.pause = async ({ index }) => {
          if (index === length + at) pushed = pushAs('ben');
        };
        expect(await propose(second)).toMatchObject({ exitCode: 0 });
        host.pause = null;
        if (pushed !== '')
          expect([at, host.branches.get(proposalBranchName)]).toEqual([at, pushed]);
      });
    }
  });
});

test('on GitLab, a push that comes before the last look is not overwritten', async () => {
  for (let at = 0; at < 14; at += 1) {
    await withNight('GitLab', async ({ host, propose, pushAs }) => {
      await propose(first);
      const { length } = host.requests;
      let pushed = '';
      host.pause = async ({ index, method }) => {
        if (index === length + at && method === 'GET') pushed = pushAs('ben');
      };
      expect(await propose(second)).toMatchObject({ exitCode: 0 });
      const head = host.branches.get(proposalBranchName) ?? '';
      if (pushed !== '') expect([at, head]).toEqual([at, pushed]);
    });
  }
});

describe('a host that refuses', () => {
  const statuses: readonly (readonly [string, Meddling, RegExp])[] = [
    [
      'no rights',
      { status: 403, body: '{"message":"Resource not accessible by integration"}' },
      /answered 403: the token of the job may not do this\. The host says: Resource not accessible by integration/,
    ],
    [
      'an archived repository',
      { status: 403, body: '{"message":"Repository was archived so is read-only."}' },
      /The host says: Repository was archived so is read-only$/,
    ],
    [
      'a protected branch',
      {
        status: 422,
        body: '{"message":"Reference update failed","errors":[{"message":"protected branch hook declined"}]}',
      },
      /answered 422\. The host says: Reference update failed; protected branch hook declined/,
    ],
    [
      'nothing there',
      { status: 404, body: '{"message":"404 Project Not Found"}' },
      /answered 404: it does not exist, or the token of the job may not see it/,
    ],
    [
      'a conflict',
      { status: 409, body: '{"message":["locked"]}' },
      /answered 409\. The host says: \["locked"\]/,
    ],
    [
      'a page of HTML',
      { status: 502, body: '<html>' },
      /answered 502: the host failed\. Run the job again later/,
    ],
    [
      'a word for the log',
      { status: 422, body: '{"message":"::error::\\n##[x] \\u001b[2J"}' },
      /answered 422/,
    ],
    [
      'the token itself',
      { status: 401, body: `{"message":"Bearer ${hostToken} is wrong"}` },
      /says: \*\*\* is wrong/,
    ],
  ];

  test.each(
    hostNames.flatMap((name) =>
      statuses.map(([what, answer, words]) => ({ name, what, answer, words })),
    ),
  )('with $what is one line in plain words ($name)', async ({ name, answer, words }) => {
    await withNight(name, async (night) => {
      const { host, propose } = night;
      host.meddle = ({ method, body }) =>
        method === 'GET' || body.includes('viewer') ? undefined : answer;
      const { exitCode, stderr } = await propose(first);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(words)]);
      expect(stderr.split('\n')).toHaveLength(1);
      for (const text of [hostToken, '    at ', '::error::', '##[x]', '\u001b']) {
        expect(stderr).not.toContain(text);
      }
      expect(host.reviews).toEqual([]);
    });
  });

  nightly('that ends within an answer is told in one line', async ({ host, propose }) => {
    for (let at = 0; at < 4; at += 1) {
      const { length } = host.requests;
      host.meddle = ({ index }) => (index === length + at ? { cut: 'within' } : undefined);
      const { exitCode, stderr } = await propose(first);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error .* did not answer$/)]);
    }
  });

  nightly('a refusal of any request ends with 1, and no second request', async (night) => {
    const { host, propose } = night;
    for (let at = 0; at < 20; at += 1) {
      const { length } = host.requests;
      host.meddle = ({ index }) => (index === length + at ? { status: 403 } : undefined);
      const { exitCode, stderr } = await propose(first);
      if (exitCode !== 0) expect(stderr).toMatch(/^error .*answered 403/);
      expect(host.reviews.length).toBeLessThan(2);
    }
  });

  nightly('a request that may not be opened says which right is missing', async (night) => {
    const { host, propose } = night;
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    host.meddle = ({ method, path }) =>
      method === 'POST' && /pulls$|merge_requests$/.test(path)
        ? { status: 403, body: JSON.stringify({ message }) }
        : undefined;
    const { exitCode, stderr } = await propose(first);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(
        /to create or approve pull requests\. Give the token the right to open a (?:pull|merge) request\.$/,
      ),
    ]);
    host.meddle = null;
    expect(await propose(first)).toMatchObject({ exitCode: 0 });
    expect(host.reviews).toHaveLength(1);
  });

  test('a GraphQL answer with errors is told in its words', () =>
    withNight('GitHub', async ({ host, propose }) => {
      host.meddle = ({ path, body }) =>
        path === '/graphql' && body.includes('updateRefs')
          ? {
              status: 200,
              body: '{"data":null,"errors":[{"message":"Cannot update this protected ref."}]}',
            }
          : undefined;
      const { exitCode, stderr } = await propose(first);
      expect([exitCode, stderr]).toEqual([
        1,
        `error the branch ${proposalBranchName} cannot be changed. The host says: Cannot update this protected ref.`,
      ]);
    }));

  nightly('who asks too often waits as long as the host says, and not for ever', async (night) => {
    const { host, propose } = night;
    let refused = 0;
    host.meddle = () => {
      refused += 1;
      return refused % 2 === 1 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
    };
    expect(await propose(first)).toMatchObject({ exitCode: 0 });
    expect(host.reviews).toHaveLength(1);
    host.meddle = () => ({ status: 429, headers: { 'retry-after': '0' } });
    const { exitCode, stderr } = await propose(second);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/answered 429: too many requests\. Run the job again later$/),
    ]);
  });

  nightly('what a person declined is found on the last page, too', async (night) => {
    const { host, propose, tip } = night;
    await propose(first);
    const [declined] = host.reviews;
    if (declined !== undefined) host.shut(declined);
    const branch = proposalBranchName;
    const others = Array.from({ length: 230 }, (_, index) =>
      host.open({ number: index + 2, head: tip(), branch, author: jobAccount }),
    );
    for (const other of others) host.shut(other);
    // The newest come first.
    host.reviews.reverse();
    expect((await propose(first)).stderr).toContain('1 with the same edits was closed by hand');
    expect(host.reviews).toHaveLength(231);
  });
});
