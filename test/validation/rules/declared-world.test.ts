import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import { noHouseRules } from '../../../src/model/house-rule.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { validateDeclarations } from '../../../src/validation/validate-declarations.ts';
import { anAudience, aProject, aSegment } from '../../support/a-world.ts';
import { aRule } from '../../support/house-rules.ts';

type Tree = string | JsonObject;

test('audiences of one name, of two retailers, are told apart', () => {
  const ofRetailer = (retailerId: string, fresh: Tree, loyal: Tree) => [
    { ...aSegment('Customers', { retailerId }), id: `${retailerId}1` },
    { ...aSegment('Staff', { retailerId }), id: `${retailerId}2` },
    { ...anAudience('New', fresh, { retailerId }), id: `${retailerId}3` },
    { ...anAudience('Loyal', loyal, { retailerId }), id: `${retailerId}4` },
  ];
  const source = { file: 'rules.yaml', line: 1, column: 1 };
  const rule = {
    ...{ name: 'Apart', source, locate: () => source, level: 'error' as const },
    ...{ kind: 'audience' as const, over: ['*'], except: [] },
    demand: { kind: 'disjoint' as const, groups: ['New', 'Loyal'] },
  };
  const declarations = [
    ...ofRetailer(
      '1',
      { and: ['Customers', { not: 'Staff' }] },
      { and: ['Staff', { not: 'Customers' }] },
    ),
    ...ofRetailer('2', 'Customers', 'Customers'),
  ];
  const found = validateDeclarations(declarations, aProject(), {
    houseRules: { rules: [rule], people: [] },
  });
  const broken = found.filter(({ code }) => code === 'rule-broken');
  expect(broken.map(({ message }) => message)).toContain(
    '"New" may reach the same people as "Loyal"',
  );
});

test('two audiences of one name are not one audience in two groups', () => {
  const ofRetailer = (retailerId: string) => ({
    ...anAudience('New', 'Customers', { retailerId }),
    id: retailerId,
  });
  const rule = aRule({ kind: 'disjoint', groups: ['New', 'N*'] });
  const found = validateDeclarations([ofRetailer('1'), ofRetailer('2')], aProject(), {
    houseRules: { rules: [rule], people: [] },
  }).filter(({ code }) => code === 'rule-broken');
  expect(found.map(({ message, example }) => [message, example]).toSorted()).toEqual([
    [
      '"New" is in two groups that must not overlap, and may reach the same people as another "New"',
      'a person in "Customers"',
    ],
    ['"New" is in two groups that must not overlap', 'a person in "Customers"'],
  ]);
});

describe('a name that nothing declares', () => {
  const ofRetailer = (name: string, retailerId: string, algebra: Tree) =>
    anAudience(name, algebra, { retailerId });
  const disjoint = aRule({ kind: 'disjoint', groups: ['New', 'Loyal'] });
  const codesOf = (declarations: readonly Declaration[], houseRules = noHouseRules) =>
    validateDeclarations(declarations, aProject(), { houseRules }).map(({ code }) => code);
  const apart = { rules: [disjoint], people: [] };
  const within: Tree = { and: ['Viewers', 'Customers'] };
  const outside: Tree = { and: ['Viewers', { not: 'Customers' }] };

  test('is a segment of each retailer: what one is in and the other is not, may share people', () => {
    const all = (second: string) => [
      ofRetailer('New', '1', within),
      ofRetailer('Loyal', second, outside),
    ];
    expect(codesOf(all('2'), apart)).toContain('rule-broken');
    expect(codesOf(all('1'), apart)).not.toContain('rule-broken');
    const [found] = validateDeclarations(all('2'), aProject(), { houseRules: apart }).filter(
      ({ code }) => code === 'rule-broken',
    );
    expect(found?.example).toBe(
      'a person in "Viewers" of retailer 1, "Customers" of retailer 1 and "Viewers" of retailer 2, in no other segment named here, whom "New" and "Loyal" both reach',
    );
  });

  test('makes no audiences of two retailers equal', () => {
    const all = (second: string) => [
      ofRetailer('New', '1', within),
      ofRetailer('Loyal', second, within),
    ];
    expect(codesOf(all('2'))).not.toContain('audiences-equal');
    expect(codesOf(all('1'))).toContain('audiences-equal');
  });

  test('means that of the audience’s own retailer in a rule', () => {
    const audiences = [ofRetailer('New', '1', outside), ofRetailer('Loyal', '2', within)];
    const rule = aRule({ kind: 'excludes', names: ['Customers'] });
    const found = validateDeclarations(audiences, aProject(), {
      houseRules: { rules: [rule], people: [] },
    });
    const broken = found.filter(({ code }) => code === 'rule-broken');
    expect(broken.map(({ address }) => address)).toEqual(['audience/Loyal']);
  });

  test('is one segment of an advertiser, and one ID is one segment', () => {
    const project = aProject({ platform: 'marketing-solutions' });
    const byId = (retailerId: string, algebra: JsonObject) =>
      ofRetailer(`By ID ${retailerId}`, retailerId, algebra);
    const ids = { and: [{ segmentId: '1' }, { segmentId: '2' }] };
    expect(codesOf([byId('1', ids), byId('2', ids)])).toContain('audiences-equal');
    const twins = ['New', 'Loyal'].map((name) =>
      anAudience(name, within, { advertiserId: project.scopeId }),
    );
    const found = validateDeclarations(twins, project).map(({ code }) => code);
    expect(found).toContain('audiences-equal');
  });
});
