/** Nothing counts as edited only because a name that it uses leads elsewhere by now. */
import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { baseOf, head, projectOf, pulled, remoteAfter, textAfter } from './ui.ts';

const owning = projectOf('owns: { segments: {}, audiences: {} }\n');
const everything = ['drift', 'unknown', 'new', 'gone'] as const;
const git = `${head}segments:
  - name: S1 # one
    events: { shopperActivity: View, lookbackDays: Last7Days }
  - name: S2
    contactList: { identifierType: Email }
audiences:
  - name: A1
    algebra: S1 # the S
  - name: A2
    algebra: { or: [S1, S2] }
`;

type Row = Snapshot['segments'][number];

const named = (row: Row, name: string): Row => ({
  ...row,
  attributes: { ...row.attributes, name },
});

function rename(snapshot: Snapshot, from: string, to: string): Snapshot {
  const change = (row: Row) => (row.attributes['name'] === from ? named(row, to) : row);
  const { segments, audiences } = snapshot;
  return { ...snapshot, segments: segments.map(change), audiences: audiences.map(change) };
}

/** A twin that comes first in the list. */
function addTwin(snapshot: Snapshot, name: string, more = {}): Snapshot {
  const twins = snapshot.segments.filter(({ attributes }) => attributes['name'] === name);
  const [twin] = twins.map((row) => ({
    ...row,
    id: '1',
    attributes: { ...row.attributes, ...more },
  }));
  return { ...snapshot, segments: [...(twin ? [twin] : []), ...snapshot.segments] };
}

describe.each([
  ['with a base', { base: baseOf(git, owning) }],
  ['without a base', {}],
])('%s', (_, options) => {
  const pullAll = (snapshot: Snapshot, text = git) =>
    pulled(text, snapshot, { ...options, take: everything }, owning);

  test.each([[{}], [{ retailerId: '99' }], [{ description: 'another' }]])(
    'a twin of a segment in the UI: %j',
    async (more) => {
      const result = pullAll(addTwin(await remoteAfter(git), 'S1', more));
      expect(result.files).toEqual([]);
      expect(result.left).toMatchObject([{ address: 'segment/S1', path: null }]);
      expect(result.left[0]?.text).toMatch(/^2 remote segments are named "S1": IDs 1, \d+\.$/u);
      expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  test.each([
    ['S1', 'S1 neu'],
    ['S1', 's1'],
    ['S2', 'S2 neu'],
  ])('a segment %s renamed to %s in the UI', async (from, to) => {
    const before = await remoteAfter(git);
    const id = before.segments.find(({ attributes }) => attributes['name'] === from)?.id;
    const result = pullAll(rename(before, from, to));
    expect(result).toMatchObject({
      files: [],
      left: [
        {
          address: `segment/${from}`,
          path: 'name',
          text: `It looks like a rename to "${to}" in the Criteo UI.`,
          fix: `To follow it, add id: "${id}" to the entry and pull again. To put the old name back, add renamedFrom: "${to}" and apply.`,
        },
      ],
      diagnostics: [],
    });
  });

  test('an audience renamed in the UI', async () => {
    const result = pullAll(rename(await remoteAfter(git), 'A1', 'A3'));
    expect(result).toMatchObject({ files: [], left: [{ address: 'audience/A1', path: 'name' }] });
    expect(result.left).toHaveLength(1);
  });

  test('an audience and the segment that it uses, both renamed in the UI', async () => {
    const remote = rename(rename(await remoteAfter(git), 'A1', 'A3'), 'S1', 'S1 neu');
    const result = pullAll(remote);
    expect(result.files).toEqual([]);
    expect(result.left).toMatchObject([{ address: 'audience/A1' }, { address: 'segment/S1' }]);
  });

  test('a tree that was edited, too, keeps the declared names', async () => {
    const ui = git.replace('{ or: [S1, S2] }', '{ and: [S1, S2] }');
    const result = pullAll(rename(await remoteAfter(git, ui), 'S1', 'S1 neu'));
    expect(textAfter(result)).toBe(ui);
    expect(result.left).toMatchObject([{ address: 'segment/S1', path: 'name' }]);
  });
});

test('an undeclared segment that has a twin by now', async () => {
  const text = `${head}audiences:\n  - name: A1\n    algebra: S1 # the S\n`;
  const result = pulled(text, addTwin(await remoteAfter(git), 'S1'), { base: baseOf(text) });
  expect(result.files).toEqual([]);
});
