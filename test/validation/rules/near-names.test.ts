/** Names that look as if a rule were over them. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';

const project =
  'version: 1\nplatform: retail-media\naccountId: "1"\ndefaults: { retailerId: "1" }\n';
const rule = 'rules: [{ name: R, audiences: ["VIP | *", Été], excludes: Opted out }]\n';

function findingsOf(names: readonly string[], rules: string) {
  const manifest = {
    segments: ['Opted out', 'Viewers'].map((name) => ({ name, contactList: {} })),
    audiences: names.map((name) => ({
      name,
      algebra: { and: ['Viewers', { not: 'Opted out' }] },
    })),
  };
  const { value } = load({ file: 'audiencectl.yaml', text: project }, [
    { file: 'a.yaml', text: JSON.stringify(manifest) },
    { file: 'rules.yaml', text: rules },
  ]);
  if (value === null) throw new Error('nothing was loaded');
  return validate(value).filter(({ code }) => code === 'name-near-rule');
}

describe('a name beside a rule', () => {
  test.each([
    [
      'a Cyrillic letter',
      'VI\u0420 | A',
      '"VI\\u0420 | A" looks like a match of "VIP | *", but is none',
    ],
    [
      'a Greek letter',
      'V\u0399P | A',
      '"V\\u0399P | A" looks like a match of "VIP | *", but is none',
    ],
    ['small capitals', '\u1D20\u026A\u1D18 | A', null],
    [
      'a letter of the same alphabet',
      'VlP | A',
      '"VlP | A" looks like a match of "VIP | *", but is none',
    ],
    ['case', 'Vip | A', null],
    ['wide letters', '\uFF36IP | A', null],
    ['mathematical letters', '\u{1D415}IP | A', null],
    ['another bar', 'VIP \u01C0 A', '"VIP \\u01c0 A" looks like a match of "VIP | *", but is none'],
    ['no blank', 'VIP| A', null],
    ['two blanks', 'VIP  | A', null],
    ['a blank that does not break', 'VIP\u00A0| A', null],
    [
      'a blank of no width',
      'VI\u200BP | A',
      '"VI\\u200bP | A" looks like a match of "VIP | *", but is none',
    ],
    ['a soft hyphen', 'VI\u00ADP | A', null],
    ['a blank before it', '\u2003VIP | A', null],
    ['an accent', 'V\u00CDP | A', null],
    ['decomposed accents', 'E\u0301te\u0301', null],
    ['no accents', 'Ete', null],
  ])('that differs by %s is a warning', (_, name, message) => {
    const [found, ...more] = findingsOf([name], rule);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', rule: 'R', source: { file: 'a.yaml' } });
    if (message !== null) expect(found?.message).toBe(message);
  });

  test.each([
    ['a match', ['VIP | A', 'Été'], rule],
    ['another name', ['VIA | A', 'AVIP | A', 'VIP', 'Éte A', 'FR | VIP | A'], rule],
    ['a rule over everything', ['VI\u0420'], 'rules: [{ name: R, excludes: Opted out }]'],
    ['an exception', ['vip | A'], rule.replace(', excludes', ', except: "vip | *", excludes')],
    ['a segment', ['A'], 'rules: [{ name: R, audiences: [A, viewers], excludes: Opted out }]'],
  ])('is none for %s', (_, names, rules) => {
    expect(findingsOf(names, rules)).toEqual([]);
  });

  test.each([
    ['a group', 'rules: [{ name: R, disjoint: ["VIP *", "New *"] }]'],
    ['reachedBy', 'people: [{ name: R, in: Viewers, reachedBy: ["VIP *"] }]'],
    ['notReachedBy', 'people: [{ name: R, in: Viewers, notReachedBy: ["VIP *"] }]'],
  ])('counts in %s', (_, rules) => {
    expect(findingsOf(['vip A'], rules)).toHaveLength(1);
  });

  test('counts for segments', () => {
    const rules = 'rules: [{ name: R, segments: "VIEW*", schema: true }]';
    expect(findingsOf([], rules).map(({ address }) => address)).toEqual(['segment/Viewers']);
  });
});
