import { expect, test } from '@jest/globals';
import { addressOf, isAddress, kindOf, nameOf } from '../../src/model/entity.ts';

test.each([
  ['segment', 'CRM', 'segment/CRM'],
  ['audience', 'FR/Shoes/New', 'audience/FR/Shoes/New'],
  ['segment', 'audience/x', 'segment/audience/x'],
] as const)('the address of %s %s', (kind, name, address) => {
  expect(addressOf(kind, name)).toBe(address);
  expect(nameOf(addressOf(kind, name))).toBe(name);
  expect(kindOf(addressOf(kind, name))).toBe(kind);
});

test.each([
  ['segment/A', true],
  ['audience/A/B', true],
  ['segment/', false],
  ['segments/A', false],
  ['A', false],
])('isAddress %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});
