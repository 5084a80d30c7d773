import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Kind } from '../../src/model/entity.ts';
import { defaultLimits, type Project } from '../../src/model/project.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import {
  absent,
  aDeclaration,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const released = (kind: Kind, name: string, differs: Partial<Declaration> = {}) =>
  aDeclaration(kind, name, {}, { state: 'released', ...differs });
const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });

function plan(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  project: Partial<Project> = {},
  options: PlanOptions = {},
) {
  return planChanges({ project: aProject(project), declarations, snapshot, version: '0', options });
}

const world = aSnapshot(
  [
    aSegmentRow('1', 'A'),
    aSegmentRow('2', 'B'),
    aSegmentRow('3', 'UI list', { contactList: { isReadOnly: true } }),
  ],
  [anAudienceRow('9', 'X', { and: [leaf('1'), { not: leaf('2') }] })],
);
const pruning: Partial<Project> = {
  prune: 'owned',
  owns: { segments: { names: ['*'] }, audiences: { names: ['*'] } },
  limits: { ...defaultLimits, maxDeletePercent: 100 },
};

describe('what a manifest releases', () => {
  test.each<[string, Declaration]>([
    ['by its name', released('segment', 'B')],
    ['by its ID', released('segment', '', { id: '2', address: 'segment/#2' })],
    ['that only the UI can change, by its name', released('segment', 'UI list')],
    [
      'that only the UI can change, by its ID',
      released('segment', '', { id: '3', address: 'segment/#3' }),
    ],
  ])('%s is not touched', (_, declaration) => {
    const { value, diagnostics } = plan([aSegment('A'), declaration], world);
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({ changes: [], moves: [], refusals: [], requests: [] });
  });

  test.each<[string, Declaration]>([
    ['by its name', released('segment', 'Gone')],
    ['by its ID', released('segment', '', { id: '77', address: 'segment/#77' })],
  ])('that is gone, %s, is a warning', (_, declaration) => {
    const { value, diagnostics } = plan([aSegment('A'), declaration], world);
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'nothing-remote' }]);
    expect(value).toMatchObject({ changes: [], moves: [], refusals: [], requests: [] });
  });

  test('is named among what is left alone', () => {
    const { value } = plan([aSegment('A'), released('segment', 'B')], world);
    expect(value?.leftAlone).toEqual([
      {
        address: 'segment/B',
        id: '2',
        reason: 'released',
        text: 'released by its manifest (state: released)',
      },
    ]);
    expect(value?.summary).toMatchObject({ unchanged: 1, unmanaged: 2 });
  });

  test('is a remote segment like any other to those that refer to it', () => {
    const x = anAudience('X', { and: ['A', { not: 'B' }] });
    const by = (algebra: JsonObject) =>
      plan([aSegment('A'), released('segment', 'B'), anAudience('X', algebra)], world);
    expect(plan([aSegment('A'), released('segment', 'B'), x], world).value?.changes).toEqual([]);
    expect(by({ or: ['A', 'B'] }).value?.changes).toMatchObject([
      { address: 'audience/X', segmentIds: { after: { A: '1', B: '2' } } },
    ]);
    expect(by({ or: ['A', { segmentId: '2' }] }).value?.refusals).toEqual([]);
    // Nothing is created for it.
    const gone = plan([released('segment', 'C'), anAudience('Y', 'C')], world);
    expect(gone.diagnostics.map(({ code }) => code)).toEqual([
      'reference-unknown',
      'nothing-remote',
    ]);
  });

  test('keeps what it uses', () => {
    const { value } = plan([absent('segment', 'A'), released('audience', 'X')], world);
    expect(value?.refusals).toMatchObject([
      { code: 'segment-must-not-be-used-in-audience', address: 'segment/A' },
    ]);
    const pruned = plan([aSegment('C'), released('audience', 'X')], world, pruning).value;
    expect(pruned?.changes.filter(({ action }) => action === 'delete')).toEqual([]);
  });

  test('keeps its name', () => {
    const bound = released('segment', '', { id: '2', address: 'segment/#2' });
    expect(plan([bound, aSegment('B')], world).diagnostics).toMatchObject([
      { code: 'name-must-be-unique' },
    ]);
  });

  test('is never pruned, and never missed', () => {
    const base = { declarations: [aSegment('A'), aSegment('B')], label: 'base' };
    const letGo = [aSegment('A'), released('segment', 'B'), released('audience', 'X')];
    for (const prune of ['owned', 'removed', 'off'] as const) {
      const { value, diagnostics } = plan(letGo, world, { ...pruning, prune }, { base });
      expect(value?.changes).toEqual([]);
      expect(diagnostics).toEqual([]);
    }
    // Nor is it the base's own once the line is gone.
    const after = { declarations: letGo, label: 'base' };
    const { value, diagnostics } = plan(
      [aSegment('A')],
      world,
      { ...pruning, owns: null, prune: 'removed' },
      { base: after },
    );
    expect(value?.changes).toEqual([]);
    expect(diagnostics).toEqual([]);
  });

  test('is not what a new entity of the same content is a rename of', () => {
    const snapshot = aSnapshot([aSegmentRow('2', 'B', { description: 'telling' })]);
    const twin = aSegment('Twin', { description: 'telling' });
    const base = { declarations: [aSegment('B', { description: 'telling' })], label: 'base' };
    expect(plan([twin], snapshot, {}, { base }).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'looks-like-rename' }),
    );
    const { diagnostics } = plan([twin, released('segment', 'B')], snapshot, {}, { base });
    expect(diagnostics).toEqual([]);
  });
});
