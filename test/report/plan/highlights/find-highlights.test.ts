import { describe, expect, test } from '@jest/globals';
import { findHighlights } from '../../../../src/report/plan/highlights/find-highlights.ts';
import { phraseText } from '../../../../src/report/text/phrase.ts';
import type { PlanDocument, Verdict } from '../../../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from '../../a-plan.ts';

function sentences(differs: Partial<PlanDocument>): readonly string[] {
  return findHighlights(aPlan(differs)).map(({ phrase }) => phraseText(phrase));
}

const reachOf = (verdict: Verdict) => ({ verdict, enter: null, leave: null });

describe('a live audience', () => {
  const live = { known: true, adSetIds: ['1', '2'] };

  test.each([
    ['wider', ['"A" is live in 2 ad sets: some people enter.']],
    ['narrower', ['"A" is live in 2 ad sets: some people leave.']],
    ['unknown', ['"A" is live in 2 ad sets: who enters and who leaves is not known.']],
    ['same', []],
  ] as const)('%s', (verdict, expected) => {
    const change = aChange('audience/A', 'update', { liveUse: live, reach: reachOf(verdict) });
    expect(sentences({ changes: [change] })).toEqual(expected);
  });

  test('that would hold nobody is one line', () => {
    const change = aChange('audience/A', 'update', { liveUse: live, reach: reachOf('empty') });
    expect(sentences({ changes: [change] })).toEqual([
      '"A" is live in 2 ad sets: everyone leaves.',
    ]);
  });
});

test('what may be live and cannot be seen asks once for a look', () => {
  const changes = ['A', 'B'].map((name) =>
    aChange(`audience/${name}`, 'update', { liveUse: { known: false }, reach: reachOf('wider') }),
  );
  expect(sentences({ changes })).toEqual([
    '"A" changes: some people enter.',
    '"B" changes: some people enter.',
    'Criteo does not say which line items use an audience in retail media. Look where "A" and "B" are used.',
  ]);
});

test('an edit made in the UI that would be overwritten', () => {
  const reasons = [
    { code: 'attribute-changed', text: 'events.minPrice', origin: 'drift' as const },
    { code: 'attribute-changed', text: 'description', origin: 'declared' as const },
  ];
  expect(sentences({ changes: [aChange('segment/S', 'update', { reasons })] })).toEqual([
    '"S" was edited in the Criteo UI: its lowest price would be set back.',
  ]);
});

test('what cannot come back', () => {
  const reasons = [{ code: 'pruned', text: 'no manifest declares it' }];
  const changes = [
    aChange('segment/List', 'delete', { undo: 'irreversible', reasons }),
    aChange('segment/Events', 'delete', { reasons }),
  ];
  expect(sentences({ changes })).toEqual([
    '"List" is deleted with its members: they cannot be read back, only uploaded again.',
    '"Events" is deleted because no manifest declares it. It can come back only under a new ID.',
  ]);
});

test('audiences that change through a segment, the live ones by themselves', () => {
  const affected = [
    { ...anAffected('Live', 'S', ['7']), verdict: 'narrower' as const },
    anAffected('B', 'S'),
    { ...anAffected('Same', 'S'), verdict: 'same' as const },
  ];
  expect(sentences({ affected })).toEqual([
    '"Live" is live in 1 ad set and changes without being edited: some people leave, through "S".',
    '"B" may change without being edited: who enters and who leaves is not known, through "S".',
  ]);
});

test('those that perhaps change are not counted among those that do', () => {
  const affected = [
    ...Array.from({ length: 7 }, (_, n) => ({
      ...anAffected(`Wider ${n}`, 'S'),
      verdict: 'wider' as const,
    })),
    ...Array.from({ length: 6 }, (_, n) => anAffected(`Unknown ${n}`, 'S')),
  ];
  const [changing, perhaps] = sentences({ affected });
  expect(changing).toMatch(/^7 audiences change without being edited: /u);
  expect(perhaps).toMatch(/^6 audiences may change without being edited: /u);
});

describe('more than five of a sort', () => {
  const many = (count: number, action: 'replace' | 'delete', kind = 'audience') =>
    Array.from({ length: count }, (_, index) => aChange(`${kind}/A ${index + 100}`, action));

  test('are counted, with three names', () => {
    expect(sentences({ changes: many(20, 'replace', 'segment') })).toEqual([
      '20 segments are rebuilt under a new ID: "A 100", "A 101", "A 102" and 17 more.',
    ]);
    expect(sentences({ changes: many(127, 'delete') })).toEqual([
      '127 audiences are deleted: "A 100", "A 101", "A 102" and 124 more.',
    ]);
  });

  test('and five of another kind are not', () => {
    const changes = [...many(6, 'delete'), ...many(5, 'delete', 'segment')];
    expect(sentences({ changes })).toHaveLength(6);
  });

  const live = { known: true, adSetIds: ['7'] };
  test.each([
    ['live', { liveUse: live }, '6 audiences are live and would be deleted'],
    ['of a list', { undo: 'irreversible' as const }, '6 audiences are deleted with their members'],
  ])('a deletion is inside no other count: %s', (_, differs, counted) => {
    const deleted = many(6, 'delete').map((change) => ({ ...change, ...differs }));
    const changed = Array.from({ length: 6 }, (__, index) =>
      aChange(`audience/B ${index}`, 'update', { ...differs, reach: reachOf('wider') }),
    );
    const [first] = sentences({ changes: [...changed, ...deleted] });
    expect(first).toBe(`${counted}: "A 100", "A 101", "A 102" and 3 more.`);
  });

  test('hide nothing else that is to say of one of them', () => {
    const changes = many(6, 'replace', 'segment').map((change, index) =>
      index === 3
        ? { ...change, reasons: [{ code: 'x', text: 'description', origin: 'drift' as const }] }
        : change,
    );
    expect(sentences({ changes })).toEqual([
      '6 segments are rebuilt under a new ID: "A 100", "A 101", "A 102" and 3 more.',
      '"A 103" was edited in the Criteo UI: its description would be set back.',
    ]);
  });
});

test('several sentences about one entity are one line, the worst first', () => {
  const change = aChange('audience/A', 'replace', {
    liveUse: { known: true, adSetIds: ['1'] },
    reach: reachOf('narrower'),
    reasons: [{ code: 'x', text: 'description', origin: 'conflict' }],
  });
  expect(sentences({ changes: [change] })).toEqual([
    '"A" is live in 1 ad set: some people leave. It is rebuilt under a new ID. It was edited in the ' +
      'Criteo UI: git changed its description, too, and would overwrite the edit.',
  ]);
});

test('what was deleted in the UI and is created again', () => {
  const reasons = [{ code: 'gone', text: 'gone', origin: 'drift' as const }];
  expect(sentences({ changes: [aChange('audience/A', 'create', { reasons })] })).toEqual([
    '"A" is created again: it was deleted in the Criteo UI, or never applied.',
  ]);
});

test('by harm', () => {
  const live = { known: true, adSetIds: ['1'] };
  const of = (address: string, action: 'create' | 'update' | 'replace' | 'delete', differs = {}) =>
    aChange(address, action, differs);
  const all = sentences({
    affected: [anAffected('Untouched', 'S'), anAffected('Live untouched', 'S', ['1'])],
    changes: [
      of('audience/Gone', 'create', { reasons: [{ code: 'gone', text: 'gone' }] }),
      of('audience/Edited', 'update', {
        reasons: [{ code: 'x', text: 'description', origin: 'drift' }],
      }),
      of('segment/Rebuilt', 'replace'),
      of('audience/Emptied', 'update', { reach: reachOf('empty') }),
      of('audience/Deleted', 'delete'),
      of('audience/Live', 'update', { liveUse: live, reach: reachOf('wider') }),
      of('audience/Live deleted', 'delete', { liveUse: live }),
      of('segment/List', 'delete', { undo: 'irreversible', undoBecause: 'members-lost' }),
    ],
    diagnostics: [
      { severity: 'warning', code: 'api-version-unproven', message: 'Version' },
      {
        severity: 'warning',
        code: 'looks-like-rename',
        message: 'looks like a rename of audience "B" (ID 7), which this plan deletes',
        hint: 'Way one. Way two.',
        address: 'audience/Renamed',
      },
    ],
  });
  expect(
    all.map((text) => text.replace(/ (?:is|was|would|looks|changes|may) .*|\.$/u, '')),
  ).toEqual([
    ...[
      'Version',
      '"List"',
      '"Live deleted"',
      '"Live"',
      '"Live untouched"',
      '"Renamed"',
      '"Deleted"',
    ],
    ...['"Emptied"', '"Rebuilt"', '"Gone"', '"Edited"', '"Untouched"'],
  ]);
  expect(all[5]).toBe(
    '"Renamed" looks like a rename of audience "B" (ID 7), which this plan deletes. Way one. Way two.',
  );
});

describe('house rules', () => {
  const broken = (name: string, audience: string) => ({
    ...{ name, becomes: 'broken' as const, addresses: [`audience/${audience}`] },
    text: `the rule "${name}" is broken: "${audience}" may reach people in "X", for example a person in "X"`,
  });
  const kept = (name: string) => ({
    ...{ name, becomes: 'kept' as const, addresses: ['audience/A'] },
    text: `the rule "${name}" holds for "A" after this plan, and does not today`,
  });

  test('one line for a rule that a plan breaks, before all that is lost, and for one that holds again, after it', () => {
    const changes = [aChange('audience/Z', 'delete')];
    const rules = [kept('K'), broken('R', 'A'), broken('R', 'B'), broken('R', 'C')];
    const told = sentences({ changes, rules });
    expect(told[0]).toBe(
      'The rule "R" is broken: "A" may reach people in "X", for example a person in "X". The same is true of 2 other audiences.',
    );
    expect(told.at(-1)).toBe('The rule "K" holds for "A" after this plan, and does not today.');
    expect(told).toHaveLength(3);
  });

  test('many are counted', () => {
    const rules = Array.from({ length: 9 }, (_, index) => broken(`R${index}`, 'A'));
    const told = sentences({ rules });
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toBe('4 more rules are broken, too.');
    expect(sentences({ rules: rules.slice(0, 6) })).toHaveLength(6);
  });
});
