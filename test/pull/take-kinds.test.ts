/** Whose change it is decides what is taken, and what only may be. */
import { describe, expect, test } from '@jest/globals';
import type { TakeKind } from '../../src/pull/pull-result.ts';
import { baseOf, head, pulled, remoteAfter, textAfter } from './ui.ts';

const shoes = (description: string, days = 'Last30Days') => `${head}segments:
  - name: Shoes
    description: ${description}
    events: { shopperActivity: View, lookbackDays: ${days} }
`;

describe('with a base', () => {
  // Git: description edited since the base. UI: description and look-back.
  const base = shoes('was');
  const git = shoes('git');
  const remote = () => remoteAfter(base, shoes('ui', 'Last60Days'));

  test('only what was edited in the UI alone is taken', async () => {
    const result = pulled(git, await remote(), { base: baseOf(base) });
    expect(textAfter(result)).toBe(shoes('git', 'Last60Days'));
    expect(result.takings).toMatchObject([
      { action: 'edit', take: 'drift', attributes: [{ path: 'events.lookbackDays' }] },
    ]);
    expect(result.left).toMatchObject([
      {
        ...{ address: 'segment/Shoes', path: 'description', take: 'conflict' },
        ...{
          code: 'pull-not-asked',
          fix: expect.stringContaining('--take drift,conflict --target "segment/Shoes".'),
        },
        source: { file: 'a.yaml', line: 3 },
      },
    ]);
  });

  test('what was edited on both sides is taken on demand', async () => {
    const result = pulled(git, await remote(), {
      base: baseOf(base),
      take: ['drift', 'conflict'],
    });
    expect(textAfter(result)).toBe(shoes('ui', 'Last60Days'));
    expect(result.takings).toMatchObject([{ take: 'conflict' }]);
    expect(result.left).toEqual([]);
  });

  test('where the base cannot be read, it is not known whose change it is', async () => {
    const broken = baseOf(`${base}      wrong: [\n`);
    expect(broken.declarations).toMatchObject([{ incomplete: true }]);
    const result = pulled(base, await remote(), { base: broken });
    expect(result).toMatchObject({
      files: [],
      left: [
        { path: 'description', take: 'unknown' },
        { path: 'events.lookbackDays', take: 'unknown' },
      ],
    });
  });

  test('what git alone changed is neither taken nor named', async () => {
    const all: readonly TakeKind[] = ['drift', 'conflict', 'unknown', 'new', 'gone', 'spent'];
    const result = pulled(git, await remoteAfter(base), { base: baseOf(base), take: all });
    expect(result).toMatchObject({ takings: [], left: [], files: [], people: [] });
  });

  test.each<readonly TakeKind[]>([['drift'], ['drift', 'unknown', 'conflict']])(
    'what the base does not declare is named, and not taken: %s %s %s',
    async (...take) => {
      const none = `${head}segments: []\n`;
      const result = pulled(git, await remoteAfter(shoes('ui')), { base: baseOf(none), take });
      expect(result).toMatchObject({ takings: [], files: [] });
      expect(result.left).toEqual([
        expect.objectContaining({
          ...{ address: 'segment/Shoes', path: 'description', code: 'pull-not-asked' },
          text: 'The base does not declare it, so git or the Criteo UI may have changed it.',
          fix: 'To take the version of the UI, give --take unknown --target "segment/Shoes" and no --base. To keep that of git, apply this project.',
        }),
      ]);
    },
  );

  test('what is new in git and equal to what is there is not named', async () => {
    const none = `${head}segments: []\n`;
    const result = pulled(git, await remoteAfter(git), { base: baseOf(none) });
    expect(result).toMatchObject({ takings: [], left: [], files: [] });
  });
});

describe('without a base', () => {
  test('all that differs is taken', async () => {
    const result = pulled(shoes('git'), await remoteAfter(shoes('ui', 'Last60Days')));
    expect(textAfter(result)).toBe(shoes('ui', 'Last60Days'));
    expect(result.takings).toMatchObject([{ take: 'unknown' }]);
  });

  test('unless other differences are asked for', async () => {
    const result = pulled(shoes('git'), await remoteAfter(shoes('ui')), { take: ['drift'] });
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([
      { take: 'unknown', fix: 'To take it, pull with --take unknown.' },
    ]);
  });
});

test('a second pull takes nothing', async () => {
  const remote = await remoteAfter(shoes('ui', 'Last60Days'));
  const text = textAfter(pulled(shoes('git'), remote)) ?? '';
  expect(pulled(text, remote)).toMatchObject({ takings: [], left: [], files: [], people: [] });
});

test('only what the selection matches is taken', async () => {
  const both = (description: string) => `${shoes(description)}  - name: Hats
    description: ${description}
    events: { shopperActivity: View, lookbackDays: Last30Days }
`;
  const result = pulled(both('git'), await remoteAfter(both('ui')), {
    selection: { target: ['segment/H*'], exclude: [] },
  });
  expect(textAfter(result)).toBe(`${shoes('git')}${both('ui').slice(shoes('ui').length)}`);
  expect(result.left).toEqual([]);
});

test('attributes under ignoreChanges are left alone', async () => {
  const git = `${shoes('git')}    lifecycle: { ignoreChanges: [description] }\n`;
  const result = pulled(git, await remoteAfter(shoes('ui', 'Last60Days')));
  expect(result.takings).toMatchObject([{ attributes: [{ path: 'events.lookbackDays' }] }]);
  expect(result.left).toEqual([]);
});

test('errors in the manifests are refused as a plan refuses them', async () => {
  const remote = await remoteAfter(shoes('ui'));
  expect(() => pulled(`${shoes('git')}    colour: red\n`, remote)).toThrow(/unknown-key/u);
});

test('a rename that git has not applied yet is git’s own', async () => {
  const git = shoes('git').replace('name: Shoes\n', 'name: Boots\n    renamedFrom: Shoes\n');
  const result = pulled(git, await remoteAfter(shoes('ui')));
  expect(textAfter(result)).toBe(git.replace(': git', ': ui'));
  expect(result.left).toMatchObject([
    {
      path: 'name',
      text: 'renamedFrom renames it to "Boots" with the next apply.',
      fix: 'To keep the name in the Criteo UI, write name: "Shoes" and remove renamedFrom.',
    },
  ]);
  const since = pulled(git, await remoteAfter(shoes('ui')), { base: baseOf(shoes('git')) });
  expect(since).toMatchObject({ takings: [{ take: 'drift' }], left: [] });
});
