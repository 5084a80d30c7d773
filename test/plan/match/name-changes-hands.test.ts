import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Project } from '../../../src/model/project.ts';
import { defaultLimits } from '../../../src/model/project.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { newName, stepAsideName } from '../../../src/plan/match/temporary-name.ts';
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

function planned(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  options: PlanOptions = {},
  project: Partial<Project> = {},
) {
  const { value, diagnostics } = planChanges({
    project: aProject(project),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return { ...value, findings: diagnostics };
}

const emails: JsonObject = { contactList: { identifierType: 'Email' } };
const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });
const base = (...declarations: readonly Declaration[]): PlanOptions => ({
  base: { declarations, label: 'base' },
});
const bound = (declaration: Declaration, id: string): Declaration => ({ ...declaration, id });
const renamed = (declaration: Declaration, ...renamedFrom: readonly string[]): Declaration => ({
  ...declaration,
  renamedFrom,
});

describe('whose change it is', () => {
  const snapshot = aSnapshot(
    [aSegmentRow('1', 'A'), aSegmentRow('2', 'B'), aSegmentRow('3', 'C')],
    [anAudienceRow('9', 'X', { or: [leaf('1'), leaf('2')] })],
  );
  const wasX = anAudience('X', { or: ['A', 'B'] });
  const were = [aSegment('A'), aSegment('B'), aSegment('C'), wasX];
  const rest = [aSegment('B'), aSegment('C')];
  const changeOfX = (
    declarations: readonly Declaration[],
    remote: Snapshot,
    ...was: Declaration[]
  ) =>
    planned(declarations, remote, base(...was)).changes.find(
      ({ address }) => address === 'audience/X',
    );

  test.each<[string, readonly Declaration[], Snapshot]>([
    ['is being', [renamed(aSegment('A2'), 'A'), ...rest], snapshot],
    [
      'has been',
      [renamed(aSegment('A2'), 'A'), ...rest],
      { ...snapshot, segments: [aSegmentRow('1', 'A2'), ...snapshot.segments.slice(1)] },
    ],
    ['is being, by its ID,', [bound(aSegment('A2'), '1'), ...rest], snapshot],
  ])(
    'an edited audience whose segment %s renamed is declared, no conflict',
    (_, segments, remote) => {
      const x = anAudience('X', { or: ['A2', 'B', 'C'] });
      expect(changeOfX([...segments, x], remote, ...were)?.origin).toBe('declared');
    },
  );

  test('an audience edited in the UI is drift while one of its segments is renamed', () => {
    const remote = { ...snapshot, audiences: [anAudienceRow('9', 'X', leaf('2'))] };
    const x = anAudience('X', { or: ['A2', 'B'] });
    const segments = [renamed(aSegment('A2'), 'A'), ...rest];
    expect(changeOfX([...segments, x], remote, ...were)?.origin).toBe('drift');
  });

  test('an audience that names another segment by the same name has been changed', () => {
    // The old A is called A2 now; what is called A is new.
    const segments = [renamed(aSegment('A2'), 'A'), aSegment('A', { description: 'new' }), ...rest];
    expect(changeOfX([...segments, wasX], snapshot, ...were)).toMatchObject({
      origin: 'declared',
      reasons: [{ code: 'attribute-changed', text: 'algebra' }],
    });
  });

  test('in a chain of renames each is held against what it was', () => {
    const remote = aSnapshot([
      aSegmentRow('1', 'A', { description: 'a' }),
      aSegmentRow('2', 'B', { description: 'b' }),
    ]);
    const were = [aSegment('A', { description: 'a' }), aSegment('B', { description: 'b' })];
    const are = [
      renamed(aSegment('B', { description: 'a' }), 'A'),
      renamed(aSegment('C', { description: 'c' }), 'B'),
    ];
    const { changes } = planned(are, remote, base(...were));
    expect(changes.map(({ address, origin, id }) => [address, origin, id])).toEqual([
      ['segment/B', 'declared', '1'],
      ['segment/C', 'declared', '2'],
    ]);
    expect(changes[1]?.reasons).toMatchObject([
      { code: 'renamed', origin: 'declared' },
      { code: 'attribute-changed', text: 'description', origin: 'declared' },
    ]);
  });

  test('a rename that is older than the base speaks of nothing that the base has', () => {
    const remote = aSnapshot([
      aSegmentRow('1', 'M', { description: 'm' }),
      aSegmentRow('2', 'N', { description: 'edited' }),
    ]);
    const m = renamed(aSegment('M', { description: 'm' }), 'N');
    const n = aSegment('N', { description: 'n' });
    const options: PlanOptions = { ...base(m, n), drift: 'leave' };
    expect(planned([m, n], remote, options)).toMatchObject({
      changes: [],
      leftAlone: [{ address: 'segment/N', reason: 'drift' }],
    });
  });

  test.each<[string, string]>([
    ['a swap', stepAsideName('segment/B', '1')],
    ['a replacement', newName('segment/B', { name: 'B', retailerId: '1234', ...emails })],
  ])('the temporary name of %s is nobody’s edit, and is never left', (_, name) => {
    const b = aSegment('B');
    const options: PlanOptions = { ...base(b), drift: 'leave' };
    expect(planned([b], aSnapshot([aSegmentRow('1', name)]), options)).toMatchObject({
      changes: [{ address: 'segment/B', id: '1', origin: 'declared', after: { name: 'B' } }],
      leftAlone: [],
    });
  });

  test('a name that was edited in the UI is left, where drift is', () => {
    const b = bound(aSegment('B'), '1');
    const options: PlanOptions = { ...base(b), drift: 'leave' };
    expect(planned([b], aSnapshot([aSegmentRow('1', 'Mine')]), options)).toMatchObject({
      changes: [],
      leftAlone: [{ address: 'segment/B', reason: 'drift' }],
    });
  });
});

describe('what is bound by its ID while the base has no ID', () => {
  const declared = (name: string, description: string) => aSegment(name, { description });
  const leaving = (...were: readonly Declaration[]): PlanOptions => ({
    ...base(...were),
    drift: 'leave',
  });
  const remote = (...names: readonly string[]) =>
    aSnapshot(
      names.map((name, at) => aSegmentRow(`${at + 1}`, name, { description: `edited ${at + 1}` })),
    );

  test.each<[string, string]>([
    ['before the rename', 'Old'],
    ['after it', 'New'],
    ['half-way', stepAsideName('segment/New', '1')],
  ])('is held against what it was called, %s', (_, name) => {
    const { changes, leftAlone } = planned(
      [bound(declared('New', 'git'), '1')],
      remote(name),
      leaving(declared('Old', 'git')),
    );
    expect(leftAlone).toMatchObject([{ address: 'segment/New', reason: 'drift' }]);
    expect(changes.map(({ paths }) => paths)).toEqual(name === 'New' ? [] : [['name']]);
  });

  const swap = [bound(declared('B', 'a'), '1'), bound(declared('A', 'b'), '2')];
  const swapped = [declared('A', 'a'), declared('B', 'b')];

  test.each<[string, string, string]>([
    ['before the swap', 'A', 'B'],
    ['after its first write', stepAsideName('segment/B', '1'), 'B'],
    ['after its second', stepAsideName('segment/B', '1'), 'A'],
    ['after it', 'B', 'A'],
  ])('two that swap names are held against what they were, %s', (_, first, second) => {
    const { changes, leftAlone } = planned(swap, remote(first, second), leaving(...swapped));
    expect(leftAlone.map(({ address }) => address)).toEqual(['segment/A', 'segment/B']);
    expect(changes.flatMap(({ paths }) => paths).filter((path) => path !== 'name')).toEqual([]);
  });

  test('whatever names change hands, and wherever that was cut off, edits in the UI are left', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const four = fc.shuffledSubarray(names, { minLength: 4, maxLength: 4 });
    const steps = fc.array(fc.constantFrom('old', 'moving', 'new'), { minLength: 4, maxLength: 4 });
    let held = 0;
    fc.assert(
      fc.property(four, four, steps, (before, after, at) => {
        const are = before.map((old, index) => {
          const name = after[index] ?? old;
          if (at[index] === 'old') return old;
          return at[index] === 'new' || name === old
            ? name
            : stepAsideName(`segment/${name}`, `${index + 1}`);
        });
        fc.pre(new Set(are).size === are.length);
        const { changes, leftAlone } = planned(
          after.map((name, index) => bound(declared(name, `git ${index}`), `${index + 1}`)),
          remote(...are),
          leaving(...before.map((name, index) => declared(name, `git ${index}`))),
        );
        expect(leftAlone).toHaveLength(4);
        expect(changes.filter(({ paths }) => paths.join() !== 'name')).toEqual([]);
        held += 1;
      }),
      { numRuns: 150 },
    );
    expect(held).toBeGreaterThan(100);
  });

  test('is what it was called where only the ID is new, whatever else is alike', () => {
    const now = [bound(declared('A', 'new'), '1'), bound(declared('B', 'b'), '2')];
    const { changes, leftAlone } = planned(
      now,
      aSnapshot([
        aSegmentRow('1', 'A', { description: 'a' }),
        aSegmentRow('2', 'B', { description: 'edited' }),
      ]),
      leaving(declared('A', 'a'), declared('B', 'b')),
    );
    expect(changes).toMatchObject([{ address: 'segment/A', paths: ['description'] }]);
    expect(leftAlone).toMatchObject([{ address: 'segment/B' }]);
  });

  test.each<[string, Declaration, Snapshot]>([
    ['is there still', declared('Old', 'git'), remote('New', 'Old')],
    [
      'cannot have become it',
      aSegment('Old', { description: 'git', contactList: { identifierType: 'PhoneNumber' } }),
      remote('New'),
    ],
    [
      'is of another retailer',
      aSegment('Old', { description: 'git', retailerId: '99' }),
      remote('New'),
    ],
  ])('is not what %s', (_, was, snapshot) => {
    const { changes } = planned([bound(declared('New', 'git'), '1')], snapshot, leaving(was));
    expect(changes).toMatchObject([{ address: 'segment/New', origin: 'adopted' }]);
  });
});

describe('what the base declared', () => {
  const pruning: Partial<Project> = {
    prune: 'removed',
    limits: { ...defaultLimits, maxDeletes: 9, maxDeletePercent: 100 },
  };

  test('is not a stranger who has taken its name since', () => {
    const remote = aSnapshot([aSegmentRow('1', 'A renamed in the UI'), aSegmentRow('2', 'A')]);
    const { changes, findings } = planned(
      [aSegment('Other')],
      remote,
      base(bound(aSegment('A'), '1'), aSegment('Other')),
      pruning,
    );
    expect(changes.filter(({ action }) => action === 'delete')).toMatchObject([{ id: '1' }]);
    expect(findings).toEqual([]);
  });

  test('is not what is called as an entity was before its rename', () => {
    const remote = aSnapshot([aSegmentRow('1', 'A2'), aSegmentRow('2', 'A')]);
    const { changes, findings } = planned(
      [renamed(aSegment('A2'), 'A')],
      remote,
      base(aSegment('A')),
      pruning,
    );
    expect(changes).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['renamed-from-spent']);
  });

  test('and in a file that other projects read, they may not have renamed it yet', () => {
    const remote = aSnapshot([aSegmentRow('1', 'A2')]);
    const shared = { file: '../../shared/a.yaml', line: 1, column: 1 };
    const hintOf = (source: Declaration['source']) =>
      planned([{ ...renamed(aSegment('A2'), 'A'), source }], remote, base(), pruning).findings[0]
        ?.hint;
    expect(hintOf(shared)).toContain('in every project that reads this file');
    expect(hintOf({ ...shared, file: 'a.yaml' })).not.toContain('every project');
  });

  test('is of its own retailer', () => {
    const remote = aSnapshot([aSegmentRow('2', 'A', { retailerId: '99' })]);
    const { changes } = planned([aSegment('B')], remote, base(aSegment('A')), pruning);
    expect(changes.map(({ action }) => action)).toEqual(['create']);
  });
});

describe('who enters and who leaves', () => {
  const reachOf = (declarations: readonly Declaration[], snapshot: Snapshot) =>
    planned(declarations, snapshot).changes.find(({ address }) => address === 'audience/X')?.reach;
  const snapshot = aSnapshot(
    [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
    [anAudienceRow('9', 'X', leaf('1'))],
  );

  test('two segments that swap their names are told apart', () => {
    const swap = [bound(aSegment('B'), '1'), bound(aSegment('A'), '2')];
    expect(reachOf([...swap, anAudience('X', 'A')], snapshot)).toMatchObject({
      verdict: 'different',
      enter: 'in "A" (ID 2), not in "B" (ID 1)',
      leave: 'in "B" (ID 1), not in "A" (ID 2)',
    });
  });

  test('a new segment is told from the one whose name it takes', () => {
    const taken = [
      { ...absent('segment', ''), id: '1', address: 'segment/#1' as const },
      aSegment('A', { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } }),
    ];
    expect(reachOf([...taken, anAudience('X', 'A')], snapshot)).toMatchObject({
      enter: 'in "A" (new), not in "A" (ID 1)',
      leave: 'in "A" (ID 1), not in "A" (new)',
    });
  });

  test('a namesake at another retailer needs no ID', () => {
    const twins = aSnapshot(
      [...snapshot.segments, aSegmentRow('3', 'A', { retailerId: '99' })],
      snapshot.audiences,
    );
    expect(reachOf([anAudience('X', { or: ['A', 'B'] })], twins)).toMatchObject({
      enter: 'in "B", not in "A"',
    });
  });
});
