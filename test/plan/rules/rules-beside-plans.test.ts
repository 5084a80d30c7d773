/** Rules beside what else a plan does: parts of it, drift, names and segments that change, several retailers. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { anAudienceRow, aSegmentRow } from '../../support/a-world.ts';
import { loadTexts, planTexts as planOf } from './a-ruled-plan.ts';

const loaded = (manifest: string, rules = '') => loadTexts({ manifest, rules });

const list = 'contactList: { identifierType: Email }';
const rule = 'rules:\n  - { name: R, excludes: Out }\n';
const names = (ids: readonly string[], ...all: readonly string[]) =>
  all.map((name, index) => aSegmentRow(ids[index] ?? '', name));
const lists = names(['1', '2', '3'], 'In', 'Out', 'More');
const declared = `segments:\n  - { name: In, ${list} }\n  - { name: Out, ${list} }\n  - { name: More, ${list} }\n`;
const id = (audienceSegmentId: string) => ({ audienceSegmentId });
const safe = { and: [id('1'), { not: id('2') }] };

describe('a part of a plan', () => {
  const manifest = `${declared}audiences:\n  - { name: A, algebra: In }\n  - { name: B, algebra: More }\n`;
  const audiences = [anAudienceRow('10', 'A', safe), anAudienceRow('11', 'B', safe)];
  const given = { manifest, rules: rule, segments: lists, audiences };

  test('is refused for what it breaks, and for nothing that is left out', () => {
    const part = planOf({
      ...given,
      options: { selection: { target: ['audience/A'], exclude: [] } },
    });
    expect(part.refused).toEqual([expect.stringMatching(/^audience\/A: it may reach/u)]);
    const whole = planOf(given);
    expect(whole.refused).toHaveLength(2);
  });
});

describe('what is left as it is remotely', () => {
  const base = loaded(
    `${declared}audiences:\n  - { name: A, algebra: { and: [In, { not: Out }] } }\n`,
  );
  const manifest = `${declared}audiences:\n  - { name: A, algebra: { and: [In, { not: Out }] } }\n`;
  const given = {
    ...{ manifest, rules: rule, segments: lists },
    audiences: [anAudienceRow('10', 'A', id('1'))],
  };
  const earlier = { declarations: base.declarations, label: 'git base' };

  test('is warned of, and set right unless it is left', () => {
    const reverted = planOf({ ...given, options: { base: earlier } });
    expect(reverted.changed).toEqual(['kept audience/A']);
    const left = planOf({ ...given, options: { base: earlier, drift: 'leave' } });
    expect(left).toMatchObject({ refused: [], changed: [] });
    expect(left.warned).toEqual([expect.stringContaining('is broken today by "A"')]);
  });
});

describe('an audience that no manifest declares', () => {
  const events = (days: number) =>
    `events: { shopperActivity: View, lookbackDays: Last${days}Days, categoryIds: ["1"] }`;
  const row = (days: number) => ({
    events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, categoryIds: ['1'] },
  });
  const segments = [aSegmentRow('1', 'Viewers', row(7)), aSegmentRow('2', 'Recent', row(7))];
  const audiences = [anAudienceRow('10', 'By hand', id('1'))];
  const manifest = (days: number) => `segments:\n  - { name: Viewers, ${events(days)} }\n`;
  const rules = 'rules:\n  - { name: R, within: Recent }\n';

  test('refuses a plan that makes it worse through a segment', () => {
    const same = planOf({ manifest: manifest(7), rules, segments, audiences });
    expect(same).toMatchObject({ refused: [], warned: [], errors: [] });
    const wider = planOf({ manifest: manifest(30), rules, segments, audiences });
    expect(wider.refused).toEqual([expect.stringMatching(/^audience\/By hand: it may reach/u)]);
    expect(wider.fixes[0]).toContain('Declare the audience');
    expect(wider.changed).toEqual(['broken audience/By hand']);
  });
});

describe('a segment that a rule names', () => {
  test('by its new name, when it is renamed', () => {
    const manifest = `segments:\n  - { name: In, ${list} }\n  - { name: Out 2026, renamedFrom: Out, ${list} }\naudiences:\n  - { name: A, algebra: { and: [In, { not: Out 2026 }] } }\n`;
    const audiences = [anAudienceRow('10', 'A', safe)];
    const given = { manifest, segments: lists, audiences };
    const renamed = rule.replace('Out', 'Out 2026');
    expect(planOf({ ...given, rules: renamed })).toMatchObject({
      errors: [],
      refused: [],
      warned: [],
    });
    // The old name leads nowhere once the plan is carried out.
    expect(planOf({ ...given, rules: rule }).errors).toEqual([
      'this still uses the old name "Out" of the segment "Out 2026"',
    ]);
  });

  test('and that the plan deletes, is an error', () => {
    const manifest = `segments:\n  - { name: In, ${list} }\n  - { name: Out, state: absent }\naudiences:\n  - { name: A, algebra: In }\n`;
    const audiences = [anAudienceRow('10', 'A', safe)];
    const found = planOf({ manifest, rules: rule, segments: lists, audiences });
    expect(found.errors).toEqual(['this plan deletes the segment "Out"']);
  });

  test('and that the plan replaces, is the same one', () => {
    const manifest = `segments:\n  - { name: In, ${list} }\n  - { name: Out, contactList: { identifierType: PhoneNumber } }\naudiences:\n  - { name: A, algebra: { and: [In, { not: Out }] } }\n  - { name: B, algebra: In }\n`;
    const audiences = [anAudienceRow('10', 'A', safe), anAudienceRow('11', 'B', safe)];
    const options = { allowReplace: true };
    const found = planOf({ manifest, rules: rule, segments: lists, audiences, options });
    expect(found.errors).toEqual([]);
    expect(found.refused).toEqual([expect.stringMatching(/^audience\/B: it may reach/u)]);
  });

  test('and that is empty for now, will be filled: no one more is reached then', () => {
    const manifest = `segments:\n  - { name: In, contactList: { identifierType: PhoneNumber } }\n  - { name: Out, ${list} }\naudiences:\n  - { name: A, algebra: { and: [In, Out] } }\n`;
    const audiences = [anAudienceRow('10', 'A', id('2'))];
    const options = { allowReplace: true };
    const found = planOf({ manifest, rules: rule, segments: lists, audiences, options });
    expect(found).toMatchObject({ errors: [], refused: [] });
    expect(found.warned).toEqual([expect.stringContaining('is broken today by "A"')]);
  });

  test('and that only exists remotely, counts', () => {
    const manifest = `audiences:\n  - { name: A, algebra: { and: [In, { not: Out }] } }\n  - { name: B, algebra: In }\n`;
    const found = planOf({ manifest, rules: rule, segments: lists });
    expect(found.errors).toEqual([]);
    expect(found.refused).toEqual([expect.stringMatching(/^audience\/B: /u)]);
  });
});

describe('several retailers', () => {
  const of = (retailerId: string, name: string, more = '') =>
    `  - { name: ${name}, retailerId: "${retailerId}", ${more || list} }\n`;
  const two = (tree1: string, tree2: string, out2 = 'Out 2') =>
    `segments:\n${of('1', 'In 1')}${of('1', 'Out')}${of('2', 'In 2')}${of('2', out2)}audiences:\n${of('1', 'A', `algebra: ${tree1}`)}${of('2', 'B', `algebra: ${tree2}`)}`;
  const rowOf = (retailerId: string, rowId: string, name: string) =>
    aSegmentRow(rowId, name, { retailerId });
  const remote = [
    ...[rowOf('1', '1', 'In 1'), rowOf('1', '2', 'Out')],
    ...[rowOf('2', '3', 'In 2'), rowOf('2', '4', 'Out')],
  ];
  /** The two lists of one name, bound by their IDs. */
  const twins = (tree1: string, tree2: string) =>
    `segments:\n${of('1', 'In 1')}${of('1', 'Out', `id: "2", ${list}`)}${of('2', 'In 2')}${of('2', 'Out', `id: "4", ${list}`)}audiences:\n${of('1', 'A', `algebra: ${tree1}`)}${of('2', 'B', `algebra: ${tree2}`)}`;

  const keep = (which: string) => `{ and: [${which}, { not: Out }] }`;

  test('a name means the list of the audience’s own retailer: in validate', () => {
    const codes = (manifest: string, rules = rule) =>
      validate(loaded(manifest, rules))
        .filter(({ code }) => /^(?:rule|people)-/u.test(code))
        .map(({ address, code }) => `${address ?? ''} ${code}`);
    expect(codes(twins(keep('In 1'), keep('In 2')))).toEqual([]);
    expect(codes(twins(keep('In 1'), 'In 2'))).toEqual(['audience/B rule-broken']);
    expect(codes(twins('In 1', keep('In 2')))).toEqual(['audience/A rule-broken']);
    const people = 'people:\n  - { name: P, in: Out, notReachedBy: "*" }\n';
    expect(codes(twins(keep('In 1'), keep('In 2')), people)).toEqual([]);
    expect(codes(twins(keep('In 1'), 'In 2'), people)).toEqual([' people-not-as-expected']);
  });

  test('and in plans', () => {
    const refused = (manifest: string, rules = rule) =>
      planOf({ manifest, rules, segments: remote }).refused.map((text) => text.split(':')[0]);
    expect(refused(twins(keep('In 1'), keep('In 2')))).toEqual([]);
    expect(refused(twins(keep('In 1'), 'In 2'))).toEqual(['audience/B']);
    expect(refused(twins('In 1', keep('In 2')))).toEqual(['audience/A']);
    const people = 'people:\n  - { name: P, in: Out, notReachedBy: "*" }\n';
    expect(refused(twins(keep('In 1'), keep('In 2')), people)).toEqual([]);
    expect(refused(twins(keep('In 1'), 'In 2'), people)).toEqual(['audience/B']);
  });

  test('of a segment that only another retailer has, no hint makes use', () => {
    const manifest = two(keep('In 1'), 'In 2');
    const advice = /^Write one rule for each retailer: "Out" belongs to another one\./u;
    const [found] = validate(loaded(manifest, rule)).filter(({ code }) => code === 'rule-broken');
    expect(found).toMatchObject({ address: 'audience/B', hint: expect.stringMatching(advice) });
    const planned = planOf({ manifest, rules: rule });
    expect(planned.refused).toEqual([expect.stringMatching(/^audience\/B: /u)]);
    expect(planned.fixes).toEqual([expect.stringMatching(advice)]);
    // Remote alone.
    const bare = `audiences:\n${of('2', 'B', 'algebra: In 2')}`;
    const beside = planOf({ manifest: bare, rules: rule, segments: remote.slice(0, 3) });
    expect(beside.fixes).toEqual([expect.stringMatching(advice)]);
  });

  test('a name of lists of two other retailers is ambiguous', () => {
    const segments = [
      ...[rowOf('1', '1', 'Out'), rowOf('3', '2', 'Out')],
      ...[rowOf('2', '3', 'In 2'), rowOf('2', '4', 'OUT')],
    ];
    const manifest = `audiences:\n${of('2', 'B', 'algebra: In 2')}`;
    const found = planOf({ manifest, rules: rule, segments });
    expect(found.errors).toEqual(['2 remote segments are named "Out": IDs 1, 2']);
    const alike = planOf({ manifest, rules: rule, segments: segments.slice(2) });
    expect(alike.errors).toEqual([expect.stringContaining('only in case, blanks')]);
    const none = planOf({ manifest, rules: rule, segments: segments.slice(2, 3) });
    expect(none.errors).toEqual(['no declared or remote segment or audience has the name "Out"']);
  });

  test('two audiences of two retailers do not overlap by a hint that the API refuses', () => {
    const rules = 'rules:\n  - { name: R, disjoint: [A, B] }\n';
    const manifest = two('In 1', 'In 2');
    const planned = planOf({ manifest, rules });
    const [found] = validate(loaded(manifest, rules)).filter(({ code }) => code === 'rule-broken');
    for (const hint of [found?.hint, ...planned.fixes]) {
      expect(hint).toBe(
        'Change the audience, or add its name to except of the rule. No algebra is suggested: "In 2" belongs to another retailer.',
      );
    }
  });
});
