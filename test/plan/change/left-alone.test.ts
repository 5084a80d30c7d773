import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import { compareWithRemote } from '../../../src/plan/compare-with-remote.ts';
import { findContactLists } from '../../../src/plan/people/find-contact-lists.ts';
import type { PlannedSyncs } from '../../../src/plan/people/planned-sync.ts';
import { type PlanOptions, planChanges } from '../../../src/plan/plan-changes.ts';
import type { PlannedMembers } from '../../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, Killed } from '../../support/memory-remote.ts';
import {
  algebraOf,
  applied,
  based,
  idOf,
  ignoring,
  leaf,
  lists,
  planned,
  replaced,
  rowOf,
  world,
} from './planned-and-applied.ts';

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
