import { anAudience as audience, aSegment as segment } from '../example-manifest.ts';

export const retailMediaExamples: Readonly<Record<string, string>> = {
  'multiple-algebra-operators': audience('algebra: { and: [A, B], or: [C, D] }'),
  'audience-algebra-cannot-be-null-or-empty': audience('algebra: {}'),
  'audience-algebra-must-be-limited': audience('algebra: { not: Customers }'),
  'audience-algebra-and-or-nodes-must-include-more-than-one-node': audience(
    'algebra: { and: [Customers] }',
  ),
  'name-must-not-be-empty': 'audiences:\n  - name: ""\n    algebra: Customers\n',
  'non-parsable-id': segment('id: 12a\n    contactList: { identifierType: Email }'),
  'unknown-key': segment('contactlist: { identifierType: Email }'),
  'unknown-value': segment('contactList: { identifierType: Mail }'),
  'wrong-type': segment('contactList: Email'),
  'comment-in-name': audience('algebra:\n      or:\n        - Viewers\n        - Promo #1'),
  'quotes-in-name': 'audiences:\n  - name: “Example”\n    algebra: Customers\n',
  'segment-needs-one-type': segment('description: No block says what it is made of'),
  'name-must-be-trimmed': 'audiences:\n  - name: "Example "\n    algebra: Customers\n',
  'text-not-unicode': segment(
    'description: "Shoes \\uD83D"\n    contactList: { identifierType: Email }',
  ),
  'names-look-alike':
    'audiences:\n  - name: Shoe buyers\n    algebra: Buyers\n  - name: "Shoe\\u00A0buyers"\n    algebra: Viewers\n',
  'reference-renamed':
    'segments:\n  - name: New\n    renamedFrom: Old\n    contactList: { identifierType: Email }\naudiences:\n  - name: Example\n    algebra: Old\n',
  'reference-not-declared': audience('algebra: Costumers'),
  'audience-holds-nobody': audience('algebra: { and: [Buyers, { not: Buyers }] }'),
  'operand-holds-nobody': audience(
    'algebra: { or: [Viewers, { and: [Buyers, { not: Buyers }] }] }',
  ),
  'operand-holds-everyone': audience(
    'algebra: { and: [Viewers, { or: [Buyers, { not: Buyers }] }] }',
  ),
  'operand-without-effect': audience('algebra: { or: [Viewers, { and: [Viewers, Buyers] }] }'),
  'duplicate-operand': audience('algebra: { and: [Viewers, Buyers, Viewers] }'),
  'audiences-equal':
    'audiences:\n  - name: One\n    algebra: { and: [Viewers, Buyers] }\n  - name: Two\n    algebra: { and: [Buyers, Viewers] }\n',
  'segment-unused':
    'segments:\n  - name: Forgotten\n    contactList: { identifierType: Email }\naudiences:\n  - name: Example\n    algebra: Buyers\n',
  'duplicate-name':
    'audiences:\n  - name: Example\n    algebra: Buyers\n  - name: example\n    algebra: Viewers\n',
  'rename-cycle':
    'audiences:\n  - name: One\n    renamedFrom: Two\n    algebra: Buyers\n  - name: Two\n    renamedFrom: One\n    algebra: Viewers\n',
  'impossible-window': segment(
    'events: { shopperActivity: View, lookbackDays: Last30Days, minPrice: 50, maxPrice: 20 }',
  ),
};
