/** Whose audiences a plan answers for: those that it changes, and those that its project declares. */
import { describe, expect, test } from '@jest/globals';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import { anAudienceRow, aSegmentRow } from '../../support/a-world.ts';
import { planTexts } from './a-ruled-plan.ts';

const list = 'contactList: { identifierType: Email }';
const id = (audienceSegmentId: string) => ({ audienceSegmentId });
const viewed = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, categoryIds: ['1'] },
});
const views = (name: string, days: number) =>
  `  - { name: ${name}, events: { shopperActivity: View, lookbackDays: Last${days}Days, categoryIds: ["1"] } }\n`;
const segments = [
  aSegmentRow('1', 'Viewers', viewed(7)),
  aSegmentRow('2', 'Recent', viewed(7)),
  aSegmentRow('3', 'Out'),
];
const withinRecent = 'rules:\n  - { name: R, within: Recent }\n';
const excludesOut = 'rules:\n  - { name: R, excludes: Out }\n';
const declare = (days: number) => `segments:\n${views('Viewers', days)}`;

describe('an audience that another project declares', () => {
  const sister = 'audiences:\n  - { name: Theirs, algebra: Viewers }\n';
  const audiences = [anAudienceRow('10', 'Theirs', id('1'))];
  const given = { segments, audiences, sister };

  test('counts where this plan changes its people', () => {
    const wider = planTexts({ ...given, manifest: declare(30), rules: withinRecent });
    expect(wider.codes).toEqual(['audience/Theirs rule-broken']);
    expect(wider.fixes).toEqual([expect.stringContaining('other/a.yaml:3')]);
  });

  test('counts where this plan changes whom a rule means', () => {
    const manifest = `segments:\n${views('Recent', 30)}`;
    const rules = 'rules:\n  - { name: R, excludes: Recent }\n';
    const given10 = [anAudienceRow('10', 'Theirs', id('3'))];
    const wider = planTexts({ ...given, audiences: given10, manifest, rules });
    expect(wider.codes).toEqual(['audience/Theirs rule-broken']);
  });

  test('is not the business of a plan that does not touch it', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: Mine, algebra: { and: [Viewers, { not: Out }] } }\n`;
    const found = planTexts({ ...given, manifest, rules: excludesOut });
    expect(found).toMatchObject({ codes: [], warned: [], errors: [], changed: [] });
  });

  test('must not be overlapped by one of this project', () => {
    const rules = 'rules:\n  - { name: R, disjoint: [Theirs, Mine] }\n';
    const manifest = `${declare(7)}audiences:\n  - { name: Mine, algebra: Recent }\n`;
    const found = planTexts({ ...given, manifest, rules });
    expect(found.refused).toEqual([
      expect.stringMatching(/^audience\/Mine: it may reach the same people as "Theirs"/u),
    ]);
  });

  test('is what its name means in rules', () => {
    const rules = 'rules:\n  - { name: R, audiences: Mine, excludes: Theirs }\n';
    const manifest = `${declare(7)}audiences:\n  - { name: Mine, algebra: Recent }\n`;
    const found = planTexts({ ...given, manifest, rules });
    expect(found).toMatchObject({ errors: [], codes: ['audience/Mine rule-broken'] });
  });

  test('is one of this project where both declare it', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: Theirs, algebra: Viewers }\n`;
    const rows = [anAudienceRow('10', 'Theirs', { and: [id('1'), { not: id('3') }] })];
    const found = planTexts({ ...given, manifest, rules: excludesOut, audiences: rows });
    expect(found.codes).toEqual(['audience/Theirs rule-broken']);
  });
});

describe('an audience whose tree the API does not return', () => {
  const hidden = (rowId: string, name: string): RemoteRow => {
    const { attributes, ...row } = anAudienceRow(rowId, name, {});
    return { ...row, attributes: { ...attributes, algebra: null } };
  };
  const audiences = [hidden('10', 'Hidden')];
  const given = { segments, audiences };
  const unknown = 'the API does not return its algebra';

  test('is a warning where the plan does not touch it', () => {
    const found = planTexts({ ...given, manifest: declare(30), rules: excludesOut });
    expect(found).toMatchObject({ codes: [], errors: [] });
    expect(found.warned).toEqual([
      'the rule "R" is not decided for "Hidden", because the API does not return the algebra',
    ]);
    const people = 'people:\n  - { name: P, in: [Out], notReachedBy: "*" }\n';
    expect(planTexts({ ...given, manifest: declare(30), rules: people }).warned).toEqual([
      '"P" is not decided for "Hidden", because the API does not return the algebra',
    ]);
  });

  test('is undecided where a manifest declares it', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: Hidden, algebra: { and: [Viewers, { not: Out }] } }\n`;
    const found = planTexts({ ...given, manifest, rules: excludesOut });
    expect(found.codes).toEqual(['audience/Hidden rule-undecided']);
    expect(found.refused).toEqual([expect.stringContaining(unknown)]);
    const ignored = manifest.replace('}] } }', '}] }, lifecycle: { ignoreChanges: [algebra] } }');
    expect(planTexts({ ...given, manifest: ignored, rules: excludesOut })).toEqual(found);
    const excepted = excludesOut.replace(' }', ', except: Hidden }');
    expect(planTexts({ ...given, manifest, rules: excepted }).codes).toEqual([]);
  });

  test('is undecided where the plan changes whom a rule means', () => {
    const rules = 'rules:\n  - { name: R, excludes: Viewers }\n';
    const found = planTexts({ ...given, manifest: declare(30), rules });
    expect(found.codes).toEqual(['audience/Hidden rule-undecided']);
  });

  test('leaves one undecided that is held against it', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: Mine, algebra: Viewers }\n`;
    const rules = 'rules:\n  - { name: R, audiences: Mine, within: Hidden }\n';
    const found = planTexts({ ...given, manifest, rules });
    expect(found.codes).toEqual(['audience/Mine rule-undecided']);
    expect(found.refused).toEqual([expect.stringContaining('the algebra of "Hidden"')]);
  });

  test('holds where its people do not matter', () => {
    const rules = 'rules:\n  - { name: R, within: Hidden }\n';
    const found = planTexts({ ...given, manifest: declare(7), rules });
    expect(found).toMatchObject({ codes: [], warned: [] });
  });
});

describe('more than twenty segments', () => {
  const many = Array.from({ length: 21 }, (_, at) => aSegmentRow(`${at + 100}`, `S${at}`));
  const tree = { or: many.map((row) => id(row.id)) };
  const given = {
    segments: [...segments, ...many],
    audiences: [anAudienceRow('10', 'Large', tree)],
  };

  test('are a warning where nothing of them is declared or changed', () => {
    const found = planTexts({ ...given, manifest: declare(30), rules: excludesOut });
    expect(found).toMatchObject({ codes: [], errors: [] });
    expect(found.warned).toEqual([
      'the rule "R" is not decided for "Large", and this plan does not change that',
    ]);
  });

  test('are undecided where the plan changes one of them, or declares the audience', () => {
    const rules = 'rules:\n  - { name: R, excludes: Viewers }\n';
    const undecided = ['audience/Large rule-undecided'];
    expect(planTexts({ ...given, manifest: declare(30), rules }).codes).toEqual(undecided);
    const manifest = `${declare(7)}audiences:\n  - { name: Mine, algebra: S1 }\n`;
    const named = 'rules:\n  - { name: R, audiences: Mine, excludes: Large }\n';
    expect(planTexts({ ...given, manifest, rules: named }).codes).toEqual([
      'audience/Mine rule-undecided',
    ]);
  });
});

describe('a part of a plan', () => {
  const target = (...addresses: string[]) => ({ selection: { target: addresses, exclude: [] } });
  const base = {
    segments,
    audiences: [anAudienceRow('10', 'A', { and: [id('1'), { not: id('3') }] })],
  };
  const plainly = 'audiences:\n  - { name: A, algebra: Viewers }\n';

  test('is held against the names that it leaves', () => {
    const manifest = `${declare(7)}  - { name: Gone away, renamedFrom: Out, ${list} }\n${plainly}`;
    const options = target('audience/A');
    const broken = ['audience/A rule-broken'];
    expect(planTexts({ ...base, manifest, rules: excludesOut, options }).codes).toEqual(broken);
    // The name that it will have stands for it already.
    const rules = excludesOut.replace('Out', 'Gone away');
    expect(planTexts({ ...base, manifest, rules, options }).codes).toEqual(broken);
    expect(planTexts({ ...base, manifest, rules: excludesOut }).errors).toHaveLength(1);
  });

  test('is held against the audiences that it leaves', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: A, algebra: { and: [Viewers, { not: Out }] } }\n  - { name: B, algebra: Viewers }\n`;
    const rules = 'rules:\n  - { name: R, audiences: A, excludes: B }\n';
    // B is not there yet.
    const given = { ...base, manifest, rules };
    expect(planTexts({ ...given, options: target('audience/A') })).toMatchObject({
      codes: [],
      errors: [],
    });
    expect(planTexts(given).codes).toEqual(['audience/A rule-broken']);
  });

  test('leaves what it does not rename out of the globs of its new name', () => {
    const manifest = `${declare(7)}audiences:\n  - { name: VIP 1, renamedFrom: A, algebra: Viewers }\n`;
    const rules = 'rules:\n  - { name: R, audiences: "VIP *", excludes: Out }\n';
    const given = { ...base, manifest, rules };
    expect(planTexts({ ...given, options: target('segment/Viewers') }).codes).toEqual([]);
    expect(planTexts(given).codes).toEqual(['audience/VIP 1 rule-broken']);
  });
});

describe('what is said', () => {
  test('of another retailer’s audience is no advice to declare its segment', () => {
    const other = { retailerId: '2' };
    const rules = 'rules:\n  - { name: R, audiences: A, excludes: Gold }\n';
    const found = planTexts({
      ...{ rules, manifest: `${declare(7)}audiences:\n  - { name: A, algebra: Viewers }\n` },
      segments: [...segments, aSegmentRow('9', 'Members', other)],
      audiences: [anAudienceRow('10', 'Gold', id('9'), other)],
    });
    expect(found.fixes).toEqual([
      'Change the audience, or add its name to except of the rule. No algebra is suggested: "Members" belongs to another retailer.',
    ]);
  });

  test('to hold again for an audience is true of every one that it is held against', () => {
    const rules = 'rules:\n  - { name: R, disjoint: [A, "B*"] }\n';
    const found = planTexts({
      rules,
      segments,
      manifest: `${declare(7)}audiences:\n  - { name: B1, algebra: { and: [Out, { not: Viewers }] } }\n`,
      audiences: [
        anAudienceRow('10', 'A', id('1')),
        anAudienceRow('11', 'B1', id('3')),
        anAudienceRow('12', 'B2', id('3')),
      ],
    });
    expect(found).toMatchObject({ codes: [], changed: [] });
    expect(found.warned).toHaveLength(1);
  });
});

test('of two audiences that overlap, the refusal is of the one that the plan changes', () => {
  const rules = 'rules: [{ name: R, disjoint: ["A *", "VIP"] }]';
  const manifest = `segments:
  - { name: In, contactList: { identifierType: Email } }
  - { name: More, contactList: { identifierType: Email } }
audiences:
  - { name: A one, algebra: In }
  - { name: VIP, algebra: { or: [In, More] } }
`;
  const { codes } = planTexts({
    ...{ manifest, rules },
    segments: [aSegmentRow('1', 'In'), aSegmentRow('2', 'More')],
    audiences: [
      anAudienceRow('10', 'A one', { audienceSegmentId: '1' }),
      anAudienceRow('11', 'VIP', { audienceSegmentId: '2' }),
    ],
    options: { selection: { target: ['audience/VIP'], exclude: [] } },
  });
  expect(codes).toEqual(['audience/VIP rule-broken']);
});
