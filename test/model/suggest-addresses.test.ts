import { expect, test } from '@jest/globals';
import { suggestAddresses } from '../../src/model/suggest-addresses.ts';

const addresses = [
  'segment/Customers',
  'segment/Buyers 7d',
  'segment/Segment A',
  'segment/FR | Shoes',
  'audience/Spring',
];
const matter = ' Upper and lower case matter.';
const segment = ' It is a segment, not an audience.';

test.each([
  ['audience/Customers', `Did you mean "segment/Customers"?${segment}`],
  ['audience/Custommers', `Did you mean "segment/Customers"?${segment}`],
  ['segment/Spring', 'Did you mean "audience/Spring"? It is an audience, not a segment.'],
  ['Segment/Customers', `Did you mean "segment/Customers"?${matter}`],
  ['SEGMENT/CUSTOMERS', `Did you mean "segment/Customers"?${matter}`],
  ['Segments/Customers', `Did you mean "segment/Customers"?${matter}`],
  ['segments/Customers', 'Did you mean "segment/Customers"?'],
  ['segment/customers', `Did you mean "segment/Customers"?${matter}`],
  ['customers', `Did you mean "segment/Customers"?${matter}`],
  ['Customers', 'Did you mean "segment/Customers"?'],
  ['segment:Customers', 'Did you mean "segment/Customers"?'],
  ['segment Customers', 'Did you mean "segment/Customers"?'],
  ['segment\\Customers', 'Did you mean "segment/Customers"?'],
  ['Segment A', 'Did you mean "segment/Segment A"?'],
  ['segment/Custommers', 'Did you mean "segment/Customers"?'],
  ['Segment/*', `Did you mean "segment/*"?${matter}`],
  ['segments/*', 'Did you mean "segment/*"?'],
  ['audience/FR | *', `Did you mean "segment/FR | *"?${segment}`],
  ['segment/fr | *', `Did you mean "segment/FR | Shoes"?${matter}`],
  ['fr | *', 'Did you mean "segment/FR | Shoes"?'],
  ['Zebra', 'Give an address, such as "segment/NAME" or "audience/FR | *".'],
  [
    'segment/Zebra',
    'No segment has a name like this. Give "segment/Customers", "segment/Buyers 7d" or one of 2 others.',
  ],
  ['audience/Zebra*', 'No audience has a name like this. Give "audience/Spring".'],
])('%s', (glob, hint) => {
  expect(suggestAddresses(glob, addresses)).toBe(hint);
});

test('there may be nothing of the kind, or nothing at all', () => {
  const none = 'There is no audience here. Give "segment/Customers".';
  expect(suggestAddresses('audience/Zebra', ['segment/Customers'])).toBe(none);
  expect(suggestAddresses('segment/Zebra', [])).toBe('Give an address, such as "segment/NAME".');
});

test('a platform without audiences has none in its hints', () => {
  expect(suggestAddresses('x', ['segment/Zebra'])).toBe('Give an address, such as "segment/NAME".');
});
