import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import { plan as planLoaded } from '../../src/reconciler/plan.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
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

const plan = (
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  options: PlanOptions = {},
) => planChanges({ project: aProject(), declarations, snapshot, version: '0', options });

describe('an entry for what is not remote', () => {
  const world = aSnapshot([aSegmentRow('1', 'Black Friday')]);
  const entry = (state: 'absent' | 'released', name: string, id?: string) =>
    aDeclaration('segment', name, {}, id === undefined ? { state } : { state, id });
  const gone = 'If the entity is already gone, remove the entry.';
  const misspelt = 'If its name is misspelt, it may be "Black Friday".';

  test.each([
    ['absent, mistyped', entry('absent', 'Blak Friday'), `${gone} ${misspelt}`],
    ['released, mistyped', entry('released', 'Blak Friday'), `${gone} ${misspelt}`],
    ['absent, with nothing near', entry('absent', 'Customers'), gone],
    ['absent, by an ID', entry('absent', '', '99'), gone],
  ])('is told of, and not counted as unchanged: %s', (_, declaration, hint) => {
    const { value, diagnostics } = plan([declaration], world);
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'nothing-remote', hint }),
    ]);
    expect(value?.summary.unchanged).toBe(0);
  });

  test('never leads to the deletion of what is declared', () => {
    const declared = [entry('absent', 'Blak Friday'), aSegment('Black Friday')];
    expect(plan(declared, world).diagnostics).toMatchObject([{ hint: gone }]);
  });

  test('that deletes something is not', () => {
    expect(plan([absent('segment', 'Black Friday')], world).diagnostics).toEqual([]);
  });
});

describe('a reference by an old name', () => {
  const world = aSnapshot(
    [aSegmentRow('1', 'Boots')],
    [anAudienceRow('2', 'X', { audienceSegmentId: '1' })],
  );
  const users = [anAudience('X', 'Boots')];

  test.each<[string, Partial<Declaration>]>([
    ['renamedFrom', { renamedFrom: ['Boots'] }],
    ['id', { id: '1' }],
  ])('of a segment that %s renames is an error of the plan', (_, differs) => {
    const renamed = { ...aSegment('Boots viewers'), ...differs };
    for (const snapshot of [world, aSnapshot([aSegmentRow('1', 'Boots')])]) {
      const loaded = { project: aProject(), declarations: [renamed, ...users] };
      const { value, diagnostics } = planLoaded(loaded, snapshot);
      expect(value).toBeNull();
      expect(diagnostics).toEqual([
        expect.objectContaining({
          severity: 'error',
          code: 'reference-renamed',
          address: 'audience/X',
          hint: 'Write "Boots viewers".',
        }),
      ]);
    }
  });

  test('that another declared segment has now is right', () => {
    const renamed = { ...aSegment('Boots viewers'), renamedFrom: ['Boots'] };
    const { diagnostics } = plan([renamed, aSegment('Boots'), ...users], world);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a base without the project', () => {
  const world = aSnapshot([aSegmentRow('1', 'A')]);
  const base = { declarations: [], label: 'base x', missing: 'project in this folder' };

  test('is a warning', () => {
    const { value, diagnostics } = plan([aSegment('A')], world, { base });
    expect(value).not.toBeNull();
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'base-without-project' }]);
  });

  test('cannot say what --drift leave leaves', () => {
    const { value, diagnostics } = plan([aSegment('A')], world, { base, drift: 'leave' });
    expect(value).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'base-without-project' }]);
  });
});

describe('a base of another account', () => {
  const world = aSnapshot([aSegmentRow('1', 'A'), aSegmentRow('2', 'Of somebody else')]);
  const target = { platform: 'marketing-solutions', scopeId: '999' } as const;
  const base = {
    declarations: [aSegment('A'), aSegment('Of somebody else'), aSegment('New here')],
    label: 'base x',
    target,
  };
  const declared = [aSegment('A'), aSegment('New here')];

  test('is a warning, and says nothing of what is remote here', () => {
    const { value, diagnostics } = plan(declared, world, { base });
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'base-other-account' }]);
    expect(diagnostics[0]?.message).toContain('999');
    expect(value?.changes).toMatchObject([{ action: 'create', reasons: [{ code: 'not-remote' }] }]);
  });

  test('leads to no deletion', () => {
    const { value } = planChanges({
      project: aProject({ prune: 'removed' }),
      declarations: declared,
      snapshot: world,
      version: '0',
      options: { base },
    });
    expect(value?.changes.filter(({ action }) => action === 'delete')).toEqual([]);
  });

  test('cannot say what --drift leave leaves', () => {
    const { value, diagnostics } = plan(declared, world, { base, drift: 'leave' });
    expect(value).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'base-other-account' }]);
  });

  test('is told first', () => {
    const { value } = plan(declared, world, { base });
    if (value === null) throw new Error('no plan');
    const text = renderPlan(value, { format: 'text' }).replace(/\s+/gu, ' ');
    expect(text).toMatch(/Look at these first ! The base is of .* 999, but this project is of/u);
    expect(text.match(/The base is of/giu)).toHaveLength(1);
  });
});

describe('a lookalike of a new list', () => {
  const segment = (name: string, block: JsonObject) =>
    aDeclaration('segment', name, { advertiserId, ...block });
  const audience = (name: string, algebra: JsonObject | string) =>
    aDeclaration('audience', name, { advertiserId, algebra });
  const made = [
    segment('CRM', { contactList: {} }),
    segment('Alike', { lookalike: { seedSegment: 'CRM' } }),
    segment('Visitors', { retargeting: { visitorsType: 'All', lookbackDays: 'Last30Days' } }),
  ];

  test.each<[string, Declaration, RegExp]>([
    ['only includes it', audience('X', 'Alike'), /X holds nobody/u],
    [
      'excludes it',
      audience('X', { and: ['Visitors', { not: 'Alike' }] }),
      /it excludes nobody from X/u,
    ],
  ])('is empty, too, for an audience that %s', (_, x, words) => {
    const { value } = planChanges({
      project: aProject({ platform: 'marketing-solutions' }),
      declarations: [...made, x],
      snapshot: aSnapshot([], [], 'marketing-solutions'),
      version: '0',
    });
    if (!value) throw new Error('no plan');
    expect(value.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'new-list-empty', address: 'audience/X' }),
    );
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = renderPlan(value, { format, width: 300 }).replaceAll(/<[^>]*>|[`"*]/gu, '');
      expect(text).toMatch(words);
      expect(text).toMatch('Its lookalike Alike is empty until then, too.');
    }
  });
});
