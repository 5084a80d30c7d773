import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { validateDeclarations } from '../../../src/validation/validate-declarations.ts';
import { anAudience, aProject, aSegment } from '../../support/a-world.ts';

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
  expect(found.filter(({ code }) => code === 'rule-broken')).not.toEqual([]);
});
