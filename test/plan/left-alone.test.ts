import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Project } from '../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { compareWithRemote } from '../../src/plan/compare/compare-with-remote.ts';
import { findContactLists } from '../../src/plan/people/find-contact-lists.ts';
import type { PlannedSyncs } from '../../src/plan/people/planned-sync.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import type { PlannedMembers } from '../../src/schema/generated/plan.ts';
import {
  absent,
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../support/memory-remote.ts';

interface Task {
  readonly declarations: readonly Declaration[];
  readonly options?: PlanOptions;
  readonly project?: Partial<Project>;
}

function planned({ declarations, options = {}, project = {} }: Task, snapshot: Snapshot) {
  const { value, diagnostics } = planChanges({
    project: aProject(project),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Applies a plan that is not refused, and plans again: there must be nothing left to do. */
async function applied(task: Task, snapshot: Snapshot): Promise<MemoryRemote> {
  const remote = createMemoryRemote(snapshot);
  const plan = planned(task, snapshot);
  expect(plan.refusals).toEqual([]);
  const result = await applyPlan({
    plan,
    snapshot,
    remote,
    clock: createFakeClock(),
    parallelism: 2,
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  expect(result.report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const second = planned(task, remote.snapshot());
  expect([second.changes, second.moves]).toEqual([[], []]);
  return remote;
}

const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });
const rowOf = ({ segments, audiences }: Snapshot, name: string) =>
  [...segments, ...audiences].find(({ attributes }) => attributes['name'] === name);
const algebraOf = (remote: MemoryRemote, name: string) =>
  rowOf(remote.snapshot(), name)?.attributes['algebra'];
const idOf = (remote: MemoryRemote, name: string) => rowOf(remote.snapshot(), name)?.id ?? '';

const ignoring = (declaration: Declaration, ...ignoreChanges: readonly string[]): Declaration => ({
  ...declaration,
  ignoreChanges,
});
const replaced = (name: string, attributes: JsonObject = {}): Declaration => ({
  ...aSegment(name, { contactList: { identifierType: 'CustomerId' }, ...attributes }),
  allowReplace: true,
});
const based = (declarations: readonly Declaration[]): PlanOptions => ({
  base: { declarations, label: 'base' },
});

/** Git says "A"; the UI says "A, without B". */
const world = aSnapshot(
  [aSegmentRow('1', 'A'), aSegmentRow('2', 'B'), aSegmentRow('3', 'C')],
  [anAudienceRow('9', 'X', { and: [leaf('1'), { not: leaf('2') }] })],
);
const lists = [aSegment('A'), aSegment('B'), aSegment('C')];

describe('the algebra of an audience that is left alone', () => {
  const git = anAudience('X', 'A');
  const ways: readonly [string, Declaration, PlanOptions][] = [
    ['by ignoreChanges', ignoring(git, 'algebra'), {}],
    ['by --drift leave', git, { ...based([...lists, git]), drift: 'leave' }],
  ];

  test.each(ways)('%s has only the ID of a replaced segment exchanged', async (_, x, options) => {
    const task = { declarations: [replaced('A'), aSegment('B'), aSegment('C'), x], options };
    const plan = planned(task, world);
    expect(plan.moves).toMatchObject([
      {
        before: { algebra: { and: ['A', { not: 'B' }] } },
        after: { algebra: { and: ['A', { not: 'B' }] } },
        segmentIds: { before: { A: '1', B: '2' }, after: { A: null, B: '2' } },
      },
    ]);
    const remote = await applied(task, world);
    expect(algebraOf(remote, 'X')).toEqual({
      and: [leaf(idOf(remote, 'A')), { not: leaf('2') }],
    });
  });

  test.each(ways)('%s is moved for a segment that git does not name', async (_, x, options) => {
    const task = { declarations: [aSegment('A'), replaced('B'), aSegment('C'), x], options };
    const remote = await applied(task, world);
    expect(algebraOf(remote, 'X')).toEqual({
      and: [leaf('1'), { not: leaf(idOf(remote, 'B')) }],
    });
  });

  test.each(ways)('%s keeps a segment from deletion that it alone names', (_, x, options) => {
    const declarations = [aSegment('A'), absent('segment', 'B'), aSegment('C'), x];
    const plan = planned({ declarations, options }, world);
    expect(plan.refusals).toMatchObject([
      { code: 'segment-must-not-be-used-in-audience', address: 'segment/B' },
    ]);
    expect(plan.changes.map(({ address }) => address)).toEqual(['segment/B']);
    expect(plan.moves).toEqual([]);
  });

  test.each(ways)('%s keeps a segment from being pruned that it alone names', (_, x, options) => {
    const project = { prune: 'owned', owns: { segments: { names: ['*'] } } } as const;
    const plan = planned({ declarations: [aSegment('A'), x], options, project }, world);
    expect(plan.changes.map(({ address }) => address)).toEqual(['segment/C']);
    expect(plan.leftAlone).toContainEqual(
      expect.objectContaining({ address: 'segment/B', reason: 'in-use' }),
    );
  });

  test.each(ways)('%s stays while another attribute changes', async (_, x, options) => {
    const described = { ...x, attributes: { ...x.attributes, description: 'New words' } };
    const task = {
      declarations: [replaced('A'), aSegment('B'), aSegment('C'), described],
      options,
    };
    const plan = planned(task, world);
    expect(plan.changes.find(({ address }) => address === 'audience/X')).toMatchObject({
      paths: ['description', 'algebra'],
      after: { algebra: { and: ['A', { not: 'B' }] } },
      reach: { enter: null },
    });
    const remote = await applied(task, world);
    expect(rowOf(remote.snapshot(), 'X')?.attributes).toMatchObject({
      description: 'New words',
      algebra: { and: [leaf(idOf(remote, 'A')), { not: leaf('2') }] },
    });
  });

  test('an ID that the manifest pins still blocks the replacement: it would lead nowhere', () => {
    const pinned = ignoring(anAudience('X', { segmentId: '1' }), 'algebra');
    const plan = planned({ declarations: [replaced('A'), ...lists.slice(1), pinned] }, world);
    expect(plan.refusals).toMatchObject([{ code: 'replace-blocked', address: 'segment/A' }]);
  });

  test('is left alone, too, where the entity itself is replaced', async () => {
    const owner = (retailerId: string, name: string) => aSegment(name, { retailerId });
    const snapshot = aSnapshot(
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [anAudienceRow('9', 'X', { or: [leaf('1'), leaf('2')] }, { retailerId: '77' })],
    );
    const x = { ...ignoring(anAudience('X', 'A'), 'algebra'), allowReplace: true };
    const task = { declarations: [owner('1234', 'A'), owner('1234', 'B'), x] };
    expect(planned(task, snapshot).changes).toMatchObject([
      { action: 'replace', after: { retailerId: '1234', algebra: { or: ['A', 'B'] } } },
    ]);
    const remote = await applied(task, snapshot);
    expect(algebraOf(remote, 'X')).toEqual({ or: [leaf('1'), leaf('2')] });
  });
});

describe('an attribute that is left alone', () => {
  const described = aSnapshot([aSegmentRow('1', 'A', { description: 'by hand' })], []);

  test.each<[string, Declaration, PlanOptions]>([
    ['ignored', ignoring(replaced('A', { description: 'git' }), 'description'), {}],
    ['ignored and unset in git', ignoring(replaced('A'), 'description'), {}],
    [
      'left by --drift leave',
      replaced('A', { description: 'git' }),
      { ...based([aSegment('A', { description: 'git' })]), drift: 'leave' },
    ],
  ])('%s is carried over to the one that replaces the entity', async (_, a, options) => {
    const remote = await applied({ declarations: [a], options }, described);
    expect(rowOf(remote.snapshot(), 'A')).toMatchObject({
      id: expect.not.stringMatching(/^1$/u),
      attributes: { description: 'by hand', contactList: { identifierType: 'CustomerId' } },
    });
  });

  test('is recognised by the run that finishes a replacement, whatever it is asked to leave', async () => {
    const task = { declarations: [ignoring(replaced('A', { description: 'git' }), 'description')] };
    for (const nth of [1, 2, 3]) {
      const remote = createMemoryRemote(described);
      remote.killAt(nth, 'after');
      const plan = planned(task, described);
      await applyPlan({
        ...{ plan, snapshot: described, remote },
        ...{ clock: createFakeClock(), parallelism: 1 },
      }).catch(() => null);
      const again = createMemoryRemote(remote.snapshot());
      const end = await applied(task, again.snapshot());
      expect(end.snapshot().segments).toMatchObject([
        { attributes: { name: 'A', description: 'by hand' } },
      ]);
      // The saved plan finds the same state, and finishes it alike.
      const result = await applyPlan({
        ...{ plan, snapshot: again.snapshot(), remote: again },
        ...{ clock: createFakeClock(), parallelism: 1 },
      });
      expect(result).toMatchObject({ state: 'applied', report: { summary: { done: 1 } } });
      expect(again.snapshot().segments).toMatchObject([
        { attributes: { name: 'A', description: 'by hand' } },
      ]);
    }
  });

  test('is taken over as it is when the replacement is finished, and not as it was when it began', async () => {
    const task = { declarations: [ignoring(replaced('A', { description: 'git' }), 'description')] };
    const remote = createMemoryRemote(described);
    remote.killAt(1, 'after');
    const plan = planned(task, described);
    const clock = createFakeClock();
    const input = { plan, snapshot: described, remote, clock, parallelism: 1 };
    await expect(applyPlan(input)).rejects.toThrow(Killed);
    const edited = createMemoryRemote(remote.snapshot());
    const words = { description: { value: 'edited meanwhile' } };
    const update = { kind: 'segment', verb: 'update' } as const;
    await edited.write({ ...update, items: [{ id: '1', attributes: words }] });
    const end = await applied(task, edited.snapshot());
    expect(end.snapshot().segments).toMatchObject([
      { attributes: { name: 'A', description: 'edited meanwhile' } },
    ]);
  });

  test('by its type block does not hide what else differs', () => {
    const snapshot = aSnapshot([
      aSegmentRow('1', 'A', { events: { shopperActivity: 'View', lookbackDays: 'Last7Days' } }),
    ]);
    const a = ignoring(aSegment('A', { description: 'New words' }), 'contactList');
    expect(planned({ declarations: [a] }, snapshot).changes).toMatchObject([
      { action: 'update', paths: ['description'], after: { events: { shopperActivity: 'View' } } },
    ]);
  });

  test('an owner that is left alone is not what an entity is replaced for', () => {
    const snapshot = aSnapshot([aSegmentRow('1', 'A', { retailerId: '77' })]);
    const a = ignoring(
      { ...aSegment('A', { description: 'd' }), allowReplace: true },
      'retailerId',
    );
    expect(planned({ declarations: [a] }, snapshot).changes).toMatchObject([
      { action: 'update', after: { retailerId: '77', description: 'd' } },
    ]);
  });

  test('an owner that is left alone is the one whose segments a name means', () => {
    const twins = [aSegmentRow('1', 'A'), aSegmentRow('2', 'A', { retailerId: '77' })];
    const snapshot = aSnapshot(twins, [anAudienceRow('9', 'X', leaf('2'), { retailerId: '77' })]);
    const x = ignoring(anAudience('X', 'A'), 'retailerId');
    expect(planned({ declarations: [x] }, snapshot)).toMatchObject({ changes: [], moves: [] });
  });

  test('an attribute that the API does not tell is made anew as git has it', () => {
    const snapshot = aSnapshot([
      aSegmentRow('1', 'A', { retailerId: '77', contactList: { identifierType: 'Unknown' } }),
    ]);
    const a = { ...ignoring(aSegment('A'), 'contactList.identifierType'), allowReplace: true };
    expect(planned({ declarations: [a] }, snapshot).changes).toMatchObject([
      { action: 'replace', after: { contactList: { identifierType: 'Email' } } },
    ]);
  });

  test('an identifier type that is left alone takes no members of the declared one', () => {
    const snapshot = aSnapshot([
      aSegmentRow('1', 'A', { contactList: { identifierType: 'CustomerId' } }),
    ]);
    const a = ignoring(aSegment('A', { description: 'd' }), 'contactList.identifierType');
    const members: PlannedMembers = {
      ...{ state: 'first-upload', mode: 'mirror', identifierType: 'Email', column: null },
      ...{ format: 'plain', send: 'hashed', consents: [], held: 0 },
      ...{ adds: 3, removes: 0, total: 3, invalid: 0, requests: 1 },
    };
    const syncs: PlannedSyncs = new Map([[a, { members, refusals: [], missing: null }]]);
    const { changes } = planned({ declarations: [a], options: { syncs } }, snapshot);
    expect(changes).toMatchObject([{ paths: ['description'] }]);
    expect(changes[0]?.members).toBeUndefined();
    expect(
      findContactLists(compareWithRemote({ project: aProject(), declarations: [a], snapshot })),
    ).toEqual([]);
  });

  test('a name that is left alone is not free for another', () => {
    const snapshot = aSnapshot([aSegmentRow('1', 'Z')]);
    const a = ignoring({ ...aSegment('A'), id: '1' }, 'name');
    const task = { project: aProject(), snapshot, version: '0' };
    const { diagnostics } = planChanges({ ...task, declarations: [a, aSegment('Z')] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['name-must-be-unique']);
  });

  test('a name that is left alone would be lost by a replacement that is cut off', () => {
    const snapshot = aSnapshot([aSegmentRow('1', 'Z')]);
    const a = { ...ignoring(replaced('A'), 'name'), renamedFrom: ['Z'] };
    expect(planned({ declarations: [a] }, snapshot).refusals).toMatchObject([
      { code: 'replace-blocked', address: 'segment/A' },
    ]);
  });
});

describe('a lookalike', () => {
  const row = (id: string, name: string, attributes: JsonObject): RemoteRow => ({
    id,
    attributes: { advertiserId, name, ...attributes },
  });
  const list = (id: string, name: string) =>
    row(id, name, { type: 'ContactList', contactList: { isReadOnly: false } });
  const platform = 'marketing-solutions' as const;
  const snapshot = aSnapshot(
    [
      list('1', 'Seed'),
      list('2', 'Other seed'),
      row('3', 'Alike', {
        type: 'Lookalike',
        lookalike: { seedSegmentId: '2', targetSize: 70_000 },
      }),
    ],
    [],
    platform,
  );
  const declare = (name: string, attributes: JsonObject, differs: Partial<Declaration> = {}) =>
    aDeclaration('segment', name, { advertiserId, ...attributes }, differs);
  const inMarket = { inMarket: { country: 'FR' } };
  const git = { lookalike: { seedSegment: 'Seed', targetSize: 1_000 } };
  const ask = (declarations: readonly Declaration[]) => ({ declarations, project: { platform } });

  test('whose seed is left alone follows the seed that it has when that is replaced', () => {
    const plan = planned(
      ask([
        declare('Seed', { contactList: {} }),
        declare('Other seed', inMarket, { allowReplace: true }),
        declare('Alike', git, {
          allowReplace: true,
          ignoreChanges: ['lookalike.seedSegmentId'],
        }),
      ]),
      snapshot,
    );
    expect(plan.changes.find(({ address }) => address === 'segment/Alike')).toMatchObject({
      action: 'replace',
      after: { lookalike: { seedSegment: 'Other seed', targetSize: 1_000 } },
      segmentIds: { before: { 'Other seed': '2' }, after: { 'Other seed': null } },
    });
  });

  test('whose seed is left alone does not follow the one that git names', () => {
    const plan = planned(
      ask([
        declare('Seed', inMarket, { allowReplace: true }),
        declare('Other seed', { contactList: {} }),
        declare('Alike', git, { ignoreChanges: ['lookalike'] }),
      ]),
      snapshot,
    );
    expect(plan.changes.map(({ address }) => address)).toEqual(['segment/Seed']);
  });

  test('that is replaced for its seed keeps the target size that is left alone', async () => {
    const task = ask([
      declare('Seed', { contactList: {} }),
      declare('Other seed', { contactList: {} }),
      declare('Alike', git, { allowReplace: true, ignoreChanges: ['lookalike.targetSize'] }),
    ]);
    const remote = await applied(task, snapshot);
    expect(rowOf(remote.snapshot(), 'Alike')?.attributes).toMatchObject({
      lookalike: { seedSegmentId: '1', targetSize: 70_000 },
    });
  });

  test('whose seed is left alone keeps that seed from being deleted', () => {
    const plan = planned(
      ask([
        declare('Seed', { contactList: {} }),
        { ...absent('segment', 'Other seed') },
        declare('Alike', git, { ignoreChanges: ['lookalike'] }),
      ]),
      snapshot,
    );
    expect(plan.refusals).toMatchObject([{ code: 'segment-must-not-be-used-in-audience' }]);
  });
});

describe('a name that is made free by what is deleted', () => {
  test('is not taken for that of the old one by the run that finishes it', async () => {
    const start = aSnapshot(
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [anAudienceRow('9', 'X', { and: [leaf('1'), { or: [leaf('1'), leaf('2')] }] })],
    );
    const declarations = [
      { ...absent('segment', ''), id: '2', address: 'segment/#2' as const },
      aSegment('B', { description: 'new' }),
      aSegment('A'),
      anAudience('X', 'B'),
    ];
    const whole = await applied({ declarations }, start);
    for (let nth = 1; nth <= whole.requests.length; nth += 1) {
      const remote = createMemoryRemote(start);
      remote.killAt(nth, 'after');
      const plan = planned({ declarations }, start);
      const clock = createFakeClock();
      const input = { plan, snapshot: start, remote, clock, parallelism: 1 };
      await expect(applyPlan(input)).rejects.toThrow(Killed);
      const end = await applied({ declarations }, remote.snapshot());
      expect(end.snapshot().segments).toMatchObject([
        { id: '1', attributes: { name: 'A' } },
        { attributes: { name: 'B', description: 'new' } },
      ]);
    }
  });
});

describe('a move', () => {
  test('of a tree that names the old one and its successor leads to the successor alone', async () => {
    const task = {
      declarations: [replaced('A'), aSegment('B'), anAudience('X', { or: ['A', 'B'] })],
    };
    const start = aSnapshot(
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [anAudienceRow('9', 'X', { or: [leaf('1'), leaf('2')] })],
    );
    const remote = createMemoryRemote(start);
    remote.killAt(1, 'after');
    const clock = createFakeClock();
    const input = { plan: planned(task, start), snapshot: start, remote, clock, parallelism: 1 };
    await expect(applyPlan(input)).rejects.toThrow(Killed);
    const half = remote.snapshot();
    const made = half.segments.at(-1)?.id ?? '';
    const both = { or: [leaf('1'), leaf(made), leaf('2')] };
    const end = await applied(task, { ...half, audiences: [anAudienceRow('9', 'X', both)] });
    expect(algebraOf(end, 'X')).toEqual({ or: [leaf(made), leaf(made), leaf('2')] });
  });

  const twoWays = aSnapshot(
    [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
    [
      anAudienceRow('9', 'X', {
        or: [leaf('1'), { and: [leaf('2'), leaf('1')] }],
      }),
    ],
  );

  test('exchanges the ID in the remote tree, and sends no other tree that is equal', async () => {
    const task = { declarations: [replaced('A'), aSegment('B'), anAudience('X', 'A')] };
    expect(planned(task, twoWays).moves).toMatchObject([
      {
        before: { algebra: { or: ['A', { and: ['B', 'A'] }] } },
        after: { algebra: { or: ['A', { and: ['B', 'A'] }] } },
      },
    ]);
    const remote = await applied(task, twoWays);
    const id = idOf(remote, 'A');
    expect(algebraOf(remote, 'X')).toEqual({ or: [leaf(id), { and: [leaf('2'), leaf(id)] }] });
  });

  test('is a change of its own where another segment is deleted that the tree names', async () => {
    const task = {
      declarations: [replaced('A'), absent('segment', 'B'), anAudience('X', 'A')],
    };
    const plan = planned(task, twoWays);
    expect(plan.moves).toEqual([]);
    expect(plan.changes.find(({ address }) => address === 'audience/X')).toMatchObject({
      reasons: [{ code: 'reference-freed' }],
      after: { algebra: 'A' },
    });
    await applied(task, twoWays);
  });

  test('is a change of its own where the API would not take the remote tree again', () => {
    const tree = { and: [leaf('1')] };
    const snapshot = aSnapshot([aSegmentRow('1', 'A')], [anAudienceRow('9', 'X', tree)]);
    const plan = planned({ declarations: [replaced('A'), anAudience('X', 'A')] }, snapshot);
    expect(plan.moves).toEqual([]);
    expect(plan.changes[0]).toMatchObject({
      address: 'audience/X',
      reasons: [{ code: 'reference-freed' }],
      after: { algebra: 'A' },
    });
  });
});
