import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import { defaultLimits, type Project } from '../../../src/model/project.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import { type PlanOptions, planChanges } from '../../../src/plan/plan-changes.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

function plan(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  project: Partial<Project> = {},
  options: PlanOptions = {},
) {
  return planChanges({ project: aProject(project), declarations, snapshot, version: '0', options });
}

const world = () =>
  aSnapshot(
    [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
    [anAudienceRow('3', 'X', { audienceSegmentId: '1' })],
  );

describe('what a plan must never promise', () => {
  test.each<[string, readonly Declaration[]]>([
    ['by ID what is absent by name', [absent('segment', 'A'), anAudience('X', { segmentId: '1' })]],
    ['by name what is absent by ID', [{ ...absent('segment', ''), id: '1' }, anAudience('X', 'A')]],
    [
      'in a new audience too',
      [absent('segment', 'A'), absent('audience', 'X'), anAudience('Y', { segmentId: '1' })],
    ],
  ])('a reference %s is an error', (_, declarations) => {
    const { diagnostics } = plan(declarations, world());
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { severity: 'error', code: 'segment-must-not-be-used-in-audience' },
    ]);
  });

  test('a replaced segment that a manifest pins by its ID blocks the replacement', () => {
    const replaced = {
      ...aSegment('A', { contactList: { identifierType: 'CustomerId' } }),
      allowReplace: true,
    };
    const { value } = plan([replaced, anAudience('X', { or: ['B', { segmentId: '1' }] })], world());
    expect(value?.refusals).toMatchObject([{ code: 'replace-blocked', address: 'segment/A' }]);
  });

  test.each<[string, readonly Declaration[]]>([
    ['an audience that begins to use it', [anAudience('X', { segmentId: '2' })]],
    [
      'an audience that is new',
      [anAudience('X', 'A'), anAudience('Y', { or: ['A', { segmentId: '2' }] })],
    ],
  ])('so does %s by its ID in the same plan', (_, audiences) => {
    const replaced = {
      ...aSegment('B', { contactList: { identifierType: 'CustomerId' } }),
      allowReplace: true,
    };
    const { value } = plan([aSegment('A'), replaced, ...audiences], world());
    expect(value?.refusals).toMatchObject([{ code: 'replace-blocked', address: 'segment/B' }]);
    // By its name it is moved along.
    const byName = [aSegment('A'), replaced, anAudience('X', 'B'), anAudience('Y', 'B')];
    expect(plan(byName, world()).value?.refusals).toEqual([]);
  });

  test('what is bound by its ID is not replaced, since the ID would be gone', () => {
    const bound = {
      ...aSegment('B', { contactList: { identifierType: 'CustomerId' } }),
      allowReplace: true,
      id: '2',
    };
    expect(plan([bound], world()).value?.refusals).toMatchObject([{ code: 'replace-bound-by-id' }]);
  });
});

describe('pruning', () => {
  test('keeps what an audience begins to use by its ID', () => {
    const project: Partial<Project> = {
      prune: 'owned',
      owns: { segments: { names: ['*'] }, audiences: { names: ['*'] } },
    };
    const audiences = [anAudience('X', { or: ['A', { segmentId: '2' }] })];
    const { value } = plan([aSegment('A'), ...audiences], world(), project);
    expect(value?.changes.map(({ address }) => address)).toEqual(['audience/X']);
  });

  const base = {
    declarations: [aSegment('A'), aSegment('B'), anAudience('X', 'A')],
    label: 'base',
  };
  const limits = { ...defaultLimits, maxDeletePercent: 100 };

  test('what the base declared is the project’s own, also where owns is silent', () => {
    const { value } = plan(
      [aSegment('A'), anAudience('X', 'A')],
      world(),
      { prune: 'removed', limits },
      { base },
    );
    expect(value?.changes).toMatchObject([
      { address: 'segment/B', action: 'delete', origin: 'declared' },
    ]);
    expect(value?.refusals).toEqual([]);
  });

  test('what a declared audience lets go of by this plan is not in its way', () => {
    const owns = { segments: { names: ['*'] } };
    const snapshot = aSnapshot(world().segments, [
      anAudienceRow('3', 'X', { or: [{ audienceSegmentId: '1' }, { audienceSegmentId: '2' }] }),
    ]);
    const declarations = [aSegment('A'), anAudience('X', 'A')];
    const { value } = plan(declarations, snapshot, { prune: 'owned', owns, limits });
    expect(value?.changes.map(({ address, action }) => [address, action])).toEqual([
      ['audience/X', 'update'],
      ['segment/B', 'delete'],
    ]);
    expect(value?.refusals).toEqual([]);
  });

  test.each<[string, Declaration]>([
    ['a new audience', anAudience('New', 'B')],
    ['a new audience, by its ID', anAudience('New', { segmentId: '2' })],
    ['an audience that will', anAudience('X', { or: ['A', 'B'] })],
    [
      'an audience whose tree is left alone',
      { ...anAudience('X', 'B'), ignoreChanges: ['algebra'] },
    ],
  ])('what %s refers to is needed, and stays', (_, user) => {
    const owns = { segments: { names: ['*'] } };
    const { value } = plan([aSegment('A'), user], world(), { prune: 'owned', owns, limits });
    expect(value?.changes.filter(({ action }) => action === 'delete')).toEqual([]);
    expect(value?.leftAlone).toMatchObject([
      { address: 'segment/B', reason: 'in-use', text: 'a declared entity refers to it' },
    ]);
  });

  test('manifests that declare nothing never delete', () => {
    const owns = { segments: { names: ['*'] }, audiences: { names: ['*'] } };
    expect(plan([], world(), { prune: 'owned', owns, limits }).value?.changes).toEqual([]);
  });

  test('an audience counts, although a segment of its ID is left alone', () => {
    const remote = aSnapshot(
      [aSegmentRow('5', 'A')],
      ['5', '6'].map((id) => anAudienceRow(id, `X${id}`, { audienceSegmentId: '5' })),
    );
    const owns = { audiences: { names: ['*'] }, segments: { names: ['*'] } };
    const project = { prune: 'owned' as const, owns, protect: ['segment/A'] };
    const { value } = plan([aSegment('B')], remote, project);
    expect(value?.refusals).toMatchObject([
      { code: 'delete-limit', text: expect.stringMatching(/^prune would delete 2 of 2 audiences/) },
    ]);
  });

  test('limits are a share of what prune could touch: the protected and the used are not part of it', () => {
    const rows = Array.from({ length: 10 }, (_, n) => aSegmentRow(String(n + 10), `S${n}`));
    const owns = { segments: { names: ['*'] } };
    const project = {
      prune: 'owned' as const,
      owns,
      protect: ['segment/S[0-6]', ...[0, 1, 2, 3, 4, 5, 6].map((n) => `segment/S${n}`)],
    };
    const { value } = plan([anAudience('Unrelated', 'S0')], aSnapshot(rows), project);
    expect(value?.summary.delete).toBe(3);
    expect(value?.refusals).toMatchObject([
      {
        code: 'delete-limit',
        text: expect.stringMatching(/^prune would delete 3 of 3 .*at most 1/),
      },
    ]);
  });
});

describe('a part of a plan', () => {
  test.each([
    [{ target: ['segment/Nwe'], exclude: [] }, 'Did you mean "segment/New"?'],
    [{ target: ['segment/*', 'New'], exclude: [] }, 'Did you mean "segment/New"?'],
    [{ target: [], exclude: ['audience/New*'] }, /^(?:Did you mean|There is no audience here)/u],
    [
      { target: ['*'], exclude: ['nowhere'] },
      'Give an address, such as "segment/NAME" or "audience/FR | *".',
    ],
  ])('is none where %j matches nothing', (selection, hint) => {
    const { value, diagnostics } = plan([aSegment('New')], world(), {}, { selection });
    expect(value).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'target-unmatched',
        hint: typeof hint === 'string' ? hint : expect.stringMatching(hint),
      },
    ]);
  });
});

test('a segment may be called __proto__', () => {
  const { value } = plan([aSegment('__proto__'), anAudience('Y', '__proto__')], aSnapshot());
  expect(value?.changes[0]?.dependsOn).toEqual(['segment/__proto__']);
  expect(Object.keys(value?.changes[0]?.segmentIds.after ?? {})).toEqual(['__proto__']);
});
