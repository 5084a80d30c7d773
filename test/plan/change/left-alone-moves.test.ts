import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import {
  absent,
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, Killed } from '../../support/memory-remote.ts';
import { algebraOf, applied, idOf, leaf, planned, replaced, rowOf } from './planned-and-applied.ts';

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
