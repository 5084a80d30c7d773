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
          fix: `To follow it, add id: "${id}" to the entry and pull again. To put the old name back, add the line renamedFrom: "${to}" and apply.`,
        },
      ],
      diagnostics: [],
    });
  });

  test('a segment renamed in git before, and in the UI since', async () => {
    const text = git.replace('name: S1 # one', 'name: S1 # one\n    renamedFrom: S0');
    const result = pullAll(rename(await remoteAfter(git), 'S1', 'S1 neu'), text);
    expect(result.left[0]?.fix).toContain(
      'To put the old name back, replace its renamedFrom with renamedFrom: "S1 neu" and apply.',
    );
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

describe('renamed and edited in the UI', () => {
  const options = { base: baseOf(git, owning) };
  const edited = async (kind: 'segments' | 'audiences', name: string, more: object) => {
    const snapshot = await remoteAfter(git);
    const change = (row: Row): Row =>
      row.attributes['name'] === name
        ? { ...row, attributes: { ...row.attributes, ...more } }
        : row;
    return { ...snapshot, [kind]: snapshot[kind].map(change) };
  };

  test.each([[['drift']], [['drift', 'new']], [['drift', 'gone']], [everything]] as const)(
    'a segment stays, and so does what names it: %j',
    async (take) => {
      const more = {
        name: 'S1 x',
        events: { shopperActivity: 'View', lookbackDays: 'Last30Days' },
      };
      const result = pulled(
        git,
        await edited('segments', 'S1', more),
        { ...options, take: [...take] },
        owning,
      );
      expect(result.files).toEqual([]);
      expect(result.left).toMatchObject([
        { address: 'segment/S1', path: null, code: 'pull-unsafe' },
      ]);
      expect(result.left[0]?.fix).toMatch(/^If "S1 x" is the same, add id: "\d+" to the entry/u);
    },
  );

  test('a segment whose type is another one is taken where both words ask for it', async () => {
    const more = { name: 'S9', events: undefined, contactList: { identifierType: 'Email' } };
    const remote = await edited('segments', 'S1', more);
    expect(pulled(git, remote, options, owning)).toMatchObject({
      files: [],
      left: [{ address: 'segment/S1', fix: expect.stringContaining('--take drift,new,gone') }],
    });
    const result = pulled(git, remote, { ...options, take: ['drift', 'new', 'gone'] }, owning);
    expect(textAfter(result)).toContain('algebra: S9 # the S');
    expect(textAfter(result)).not.toContain('S1');
  });

  test('the other edits of an audience that names it are taken', async () => {
    const ui = git.replace('{ or: [S1, S2] }', '{ and: [S1, S2] }');
    const snapshot = await remoteAfter(git, ui);
    const segments = snapshot.segments.map((row) =>
      row.attributes['name'] === 'S1'
        ? named({ ...row, attributes: { ...row.attributes, description: 'by Ana' } }, 'S1 x')
        : row,
    );
    expect(textAfter(pulled(git, { ...snapshot, segments }, options, owning))).toBe(ui);
  });

  test('an audience', async () => {
    const remote = await edited('audiences', 'A2', { name: 'A2 x', description: 'by Ana' });
    const take = ['drift', 'new', 'gone'] as const;
    const result = pulled(git, remote, { ...options, take }, owning);
    expect(result).toMatchObject({ files: [], left: [{ address: 'audience/A2', path: null }] });
  });

  test('what git names and does not declare has taken no place', async () => {
    const text = git.replace('{ or: [S1, S2] }', '{ or: [S1, S5] }');
    const ui = `${git.replace('algebra: S1 # the S', 'algebra: S2').replace('{ or: [S1, S2] }', 'S5')}`;
    const withS5 = ui
      .replace('audiences:', '  - name: S5\n    contactList: { identifierType: Email }\naudiences:')
      .replace(/ {2}- name: S1.*\n.*\n/u, '');
    const result = pulled(
      text,
      await remoteAfter(withS5),
      { base: baseOf(text, owning), take: ['drift', 'gone'] },
      owning,
    );
    expect(textAfter(result)).not.toContain('S1');
  });
});
