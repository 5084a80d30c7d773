/** What rules are held against: the account under its names of today, and as exactly this plan leaves it. */
import { describe, expect, test } from '@jest/globals';
import { stepAsideName } from '../../../src/plan/match/temporary-name.ts';
import { anAudienceRow, aSegmentRow } from '../../support/a-world.ts';
import { planTexts } from './a-ruled-plan.ts';

const list = 'contactList: { identifierType: Email }';
const excludesOut = 'rules:\n  - { name: R, excludes: Out }\n';
const rows = (...names: readonly string[]) =>
  names.map((name, index) => aSegmentRow(`${index + 1}`, name));
const lists = rows('In', 'Out', 'More');
const idOf = (audienceSegmentId: string) => ({ audienceSegmentId });
const [inId, outId, moreId] = [idOf('1'), idOf('2'), idOf('3')];
const declare = (...names: readonly string[]) =>
  `segments:\n${names.map((name) => `  - { name: ${name}, ${list} }\n`).join('')}`;
const declared = declare('In', 'Out', 'More');

describe('a name that a plan takes away', () => {
  const pruning =
    'owns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }\nprune: owned\n';
  const a = 'audiences:\n  - { name: A, algebra: In }\n';
  const deletesOut = { errors: ['this plan deletes the segment "Out"'] };

  test.each([
    ['excludes', excludesOut],
    ['within', 'rules:\n  - { name: R, within: Out }\n'],
    ['no audience', 'rules:\n  - { name: R, audiences: "X *", excludes: Out }\n'],
    ['none but exceptions', 'rules:\n  - { name: R, excludes: Out, except: ["*"] }\n'],
    ['a warning', 'rules:\n  - { name: R, excludes: Out, level: warning }\n'],
    ['an address', 'rules:\n  - { name: R, excludes: segment/Out }\n'],
    ['a person', 'people:\n  - { name: P, in: [Out], notReachedBy: "*" }\n'],
    ['a person of no audience', 'people:\n  - { name: P, notIn: [Out], reachedBy: "X *" }\n'],
  ])('through prune, in a rule of %s', (_, rules) => {
    const manifest = `${declare('In', 'More')}${a}`;
    const given = { manifest, rules, segments: lists };
    expect(planTexts({ ...given, project: pruning })).toMatchObject(deletesOut);
    expect(planTexts(given).errors).toEqual([]);
  });

  test.each([
    ['', '"Out"'],
    ['audience/', '"Out"'],
  ])('of an audience, as %sOut', (prefix, name) => {
    const rules = `rules:\n  - { name: R, audiences: A, excludes: ${prefix}Out }\n`;
    const given = {
      rules,
      segments: rows('In', 'More'),
      audiences: [anAudienceRow('10', 'Out', outId)],
    };
    const manifest = `${declare('In', 'More')}${a}`;
    const pruned = planTexts({ ...given, manifest, project: pruning });
    expect(pruned.errors).toEqual([`this plan deletes the audience ${name}`]);
    const absent = `${manifest}  - { name: Out, state: absent }\n`;
    expect(planTexts({ ...given, manifest: absent }).errors).toEqual(pruned.errors);
    const gone = planTexts({ ...given, manifest: absent, audiences: [] });
    expect(gone.errors).toEqual([`the audience ${name} is deleted (state: absent)`]);
    expect(planTexts({ ...given, manifest }).errors).toEqual([]);
  });

  test('by a rename of an audience', () => {
    const rules = 'rules:\n  - { name: R, audiences: A, excludes: Old }\n';
    const manifest = `${declared}${a}  - { name: New, renamedFrom: Old, algebra: Out }\n`;
    const given = { manifest, segments: lists, audiences: [anAudienceRow('10', 'Old', outId)] };
    const found = planTexts({ ...given, rules });
    expect(found.errors).toEqual(['this still uses the old name "Old" of the audience "New"']);
    expect(found.hints).toEqual(['Write "New".']);
    const byAddress = planTexts({ ...given, rules: rules.replace(': Old', ': audience/Old') });
    expect(byAddress.hints).toEqual(['Write "audience/New".']);
  });

  test('that means nothing to begin with', () => {
    const rules = 'rules:\n  - { name: R, audiences: "X *", excludes: [Out, Nothing] }\n';
    const found = planTexts({ manifest: declared, rules, segments: lists });
    expect(found.errors).toEqual([
      'no declared or remote segment or audience has the name "Nothing"',
    ]);
  });
});

describe('a new name', () => {
  const reaching = anAudienceRow('10', 'Old', inId);
  const refused = (given: Parameters<typeof planTexts>[0]) =>
    planTexts({ segments: lists, ...given }).codes;

  test.each([
    [
      'into a glob',
      'rules:\n  - { name: R, audiences: "VIP *", excludes: Out }\n',
      'renamedFrom: Old',
    ],
    [
      'into a glob, bound by its ID',
      'rules:\n  - { name: R, audiences: "VIP *", excludes: Out }\n',
      'id: "10"',
    ],
    [
      'out of the exceptions',
      'rules:\n  - { name: R, excludes: Out, except: Old }\n',
      'renamedFrom: Old',
    ],
    ['into a group', 'rules:\n  - { name: R, disjoint: ["VIP *", Other] }\n', 'renamedFrom: Old'],
    [
      'into the view of a person',
      'people:\n  - { name: P, in: [In, Out], notReachedBy: "VIP *" }\n',
      'renamedFrom: Old',
    ],
  ])('brings an audience %s', (_, rules, bond) => {
    const more = 'audiences:\n  - { name: Other, algebra: More }\n';
    const given = {
      rules,
      audiences: [reaching, anAudienceRow('11', 'Other', moreId)],
    };
    const renamed = `${declared}${more}  - { name: VIP 1, ${bond}, algebra: In }\n`;
    const code = rules.startsWith('rules') ? 'rule-broken' : 'people-not-as-expected';
    const whose = rules.includes('disjoint') ? 'audience/Other' : 'audience/VIP 1';
    expect(
      refused({ ...given, manifest: renamed }).map((each) => each.replace('audience/VIP 1', whose)),
    ).toEqual([`${whose} ${code}`]);
    expect(refused({ ...given, manifest: `${declared}${more}` })).toEqual([]);
  });

  test('of a segment means other people', () => {
    // The audience reaches the people of More, who will be the people of Out.
    const manifest = `${declare('In')}  - { name: Out, id: "3", ${list} }\n  - { name: More, id: "2", ${list} }\n`;
    const audiences = [anAudienceRow('10', 'By hand', moreId)];
    expect(refused({ manifest, rules: excludesOut, audiences })).toEqual([
      'audience/By hand rule-broken',
    ]);
    const clean = [anAudienceRow('10', 'By hand', { and: [inId, { not: moreId }] })];
    expect(
      planTexts({ manifest, rules: excludesOut, segments: lists, audiences: clean }).changed,
    ).toEqual(['kept audience/By hand']);
  });

  test('brings a segment under a rule', () => {
    const manifest = `${declare('In')}  - { name: Opted out, renamedFrom: Out, ${list} }\n`;
    const rules = 'rules:\n  - { name: R, excludes: Opted out }\n';
    const audiences = [anAudienceRow('10', 'By hand', outId)];
    expect(refused({ manifest, rules, audiences })).toEqual(['audience/By hand rule-broken']);
  });

  test('that a segment takes from an audience', () => {
    const rules = 'rules:\n  - { name: R, audiences: A, excludes: Gold }\n';
    const audiences = [
      anAudienceRow('10', 'A', inId),
      anAudienceRow('11', 'Gold', { and: [outId, moreId] }),
    ];
    const manifest = `${declare('In', 'More')}  - { name: Gold, renamedFrom: Out, ${list} }\n`;
    // Today it is the audience, which is smaller.
    expect(refused({ manifest, rules, audiences })).toEqual(['audience/A rule-broken']);
    const kept = planTexts({ manifest: declare('In', 'More'), rules, segments: lists, audiences });
    expect(kept).toMatchObject({
      codes: [],
      warned: [expect.stringContaining('is broken today by "A"')],
    });
  });

  test('of two groups that change sides is the same overlap', () => {
    const rules = 'rules:\n  - { name: R, disjoint: ["New *", "Loyal *"] }\n';
    const audiences = [anAudienceRow('10', 'New 1', inId), anAudienceRow('11', 'Loyal 1', inId)];
    const manifest = `${declared}audiences:\n  - { name: Loyal 2, renamedFrom: New 1, algebra: In }\n  - { name: New 2, renamedFrom: Loyal 1, algebra: In }\n`;
    const found = planTexts({ manifest, rules, segments: lists, audiences });
    expect(found).toMatchObject({
      codes: [],
      warned: [expect.stringContaining('is broken today')],
    });
  });

  test('that an earlier run was about to give is given already', () => {
    const moving = stepAsideName('audience/A', '10');
    const manifest = `${declared}audiences:\n  - { name: A, algebra: In }\n`;
    const audiences = [anAudienceRow('10', moving, inId)];
    const rules = 'rules:\n  - { name: R, audiences: A, excludes: Out }\n';
    const resumed = { codes: [], warned: [expect.stringContaining('is broken today by "A"')] };
    expect(planTexts({ manifest, rules, segments: lists, audiences })).toMatchObject(resumed);
    const segments = [...rows('In'), aSegmentRow('2', stepAsideName('segment/Out', '2'))];
    const named = [anAudienceRow('10', 'A', inId)];
    expect(planTexts({ manifest, rules, segments, audiences: named })).toMatchObject(resumed);
  });

  test('that is left alone is one of two that a segment has', () => {
    const manifest = `${declare('In')}  - { name: Out, id: "2", lifecycle: { ignoreChanges: [name] }, ${list} }\naudiences:\n  - { name: A, algebra: In }\n`;
    const segments = rows('In', 'Blocked in the UI');
    for (const name of ['Out', 'Blocked in the UI']) {
      const rules = `rules:\n  - { name: R, excludes: ${name} }\n`;
      const found = planTexts({ manifest, rules, segments });
      expect(found).toMatchObject({ errors: [], codes: ['audience/A rule-broken'] });
    }
  });
});

describe('an audience whose name is left as it is remotely', () => {
  const remote = [anAudienceRow('9', 'A', { and: [inId, { not: outId }] })];
  const manifest = `${declare('In', 'Out')}audiences:
  - { name: VIP A, id: "9", lifecycle: { ignoreChanges: [name] }, algebra: In }
`;
  const refused = (rules: string) =>
    planTexts({ manifest, rules, segments: lists, audiences: remote }).refused.length > 0;

  test.each([
    ['a rule over its declared name', 'rules: [{ name: R, audiences: "VIP *", excludes: Out }]'],
    ['a rule over its remote name', 'rules: [{ name: R, audiences: A, excludes: Out }]'],
    [
      'a rule with an exception of its remote name',
      'rules: [{ name: R, excludes: Out, except: [A] }]',
    ],
    [
      'a rule with an exception of its declared name',
      'rules: [{ name: R, excludes: Out, except: ["VIP *"] }]',
    ],
    ['a person', 'people: [{ name: P, in: [In, Out], notReachedBy: "VIP *" }]'],
  ])('is held to %s', (_, rules) => expect(refused(rules)).toBe(true));

  test('is spared where both names are exceptions', () =>
    expect(refused('rules: [{ name: R, excludes: Out, except: [A, "VIP *"] }]')).toBe(false));
});
