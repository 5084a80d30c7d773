import type { FindingCase } from './marked-manifest.ts';

const list = 'contactList: { identifierType: Email }';
const long = 'x'.repeat(257);
const nested = (levels: number) => {
  let node = '{ and: [a, b] }';
  for (let level = 2; level < levels; level += 1) node = `{ not: ${node} }`;
  return node;
};
const declared = `segments:\n  - { name: a, ${list} }\n  - { name: b, ${list} }\n`;
const algebra = (node: string) => `${declared}audiences:\n  - name: x\n    algebra: ${node}`;
const names = (count: number) =>
  Array.from({ length: count }, (_, n) => (n % 2 ? 'a' : 'b')).join(', ');

/** Each mark is where the finding of the same position is expected. */
const ten = Array.from({ length: 10 }, (_, index) => `s${index}`);
const tenSegments = `segments:
${ten.map((name) => `  - { name: ${name}, ${list} }\n`).join('')}audiences:
  - { name: x, algebra: { and: [${ten.join(', ')}] } }`;

export const retailMediaCases: readonly FindingCase[] = [
  ['nothing wrong', `${algebra('{ and: [a, { not: b }] }')}`],
  ['unknown key of a manifest', '▶segment: []', 'unknown-key'],
  ['key for notes', 'x-notes: { anything: [1] }\nsegments: []'],
  [
    'unknown key of a segment',
    `segments:\n  - name: a\n    ▶descripton: x\n    ${list}`,
    'unknown-key',
  ],
  [
    'key of the other platform',
    `segments:\n  - ▶name: a\n    ▶inMarket: { country: FR }`,
    'segment-needs-one-type',
    'unknown-key',
  ],
  ['list at the top', '▶- name: a', 'wrong-type'],
  ['text at the top', '▶segments', 'wrong-type'],
  ['entities that are no list', 'segments:\n  ▶name: a', 'wrong-type'],
  ['entities left empty', 'segments:\naudiences:\n'],
  ['entity that is text', 'segments:\n  - ▶a', 'wrong-type'],
  ['name missing', `segments:\n  - ▶${list}`, 'name-must-not-be-empty'],
  ['name mistyped', `segments:\n  - ▶nmae: a\n    ${list}`, 'unknown-key'],
  ['name empty', `segments:\n  - name: ▶""\n    ${list}`, 'name-must-not-be-empty'],
  ['name blank', `segments:\n  - name: ▶"  "\n    ${list}`, 'name-must-not-be-empty'],
  ['name left out behind its key', `segments:\n  - ▶name:\n    ${list}`, 'name-must-not-be-empty'],
  ['name a number', `segments:\n  - name: ▶2025\n    ${list}`, 'wrong-type'],
  ['name yes is text', `segments:\n  - name: yes\n    ${list}`],
  ['name true is not', `segments:\n  - name: ▶true\n    ${list}`, 'wrong-type'],
  ['blank before a name', `segments:\n  - name: ▶" a"\n    ${list}`, 'name-must-be-trimmed'],
  ['blank after a name', `segments:\n  - name: ▶"a\\u00a0"\n    ${list}`, 'name-must-be-trimmed'],
  ['name of 256 characters', `segments:\n  - name: ${'x'.repeat(256)}\n    ${list}`],
  [
    'name of 257 characters',
    `segments:\n  - name: ▶${long}\n    ${list}`,
    'name-must-not-be-too-long',
  ],
  [
    'name of 129 emoji',
    `segments:\n  - name: ▶${'😀'.repeat(129)}\n    ${list}`,
    'name-must-not-be-too-long',
  ],
  ['name of 128 emoji', `segments:\n  - name: ${'😀'.repeat(128)}\n    ${list}`],
  [
    'description of 501 characters',
    `segments:\n  - name: a\n    description: ▶${'x'.repeat(501)}\n    ${list}`,
    'description-must-not-be-too-long',
  ],
  [
    'description a number',
    `segments:\n  - name: a\n    description: ▶12\n    ${list}`,
    'wrong-type',
  ],
  ['description taken away', `segments:\n  - name: a\n    description:\n    ${list}`],
  ['same name', `segments:\n  - { name: a, ${list} }\n  - { name: ▶a, ${list} }`, 'duplicate-name'],
  [
    'same name but for case',
    `segments:\n  - { name: STRASSE, ${list} }\n  - { name: ▶Straße, ${list} }`,
    'duplicate-name',
  ],
  [
    'same name but for its Unicode form',
    `segments:\n  - { name: "\\u00e9", ${list} }\n  - { name: ▶"e\\u0301", ${list} }`,
    'duplicate-name',
  ],
  [
    'three of a name',
    `segments:\n  - { name: a, ${list} }\n  - { name: ▶A, ${list} }\n  - { name: ▶a, ${list} }`,
    'duplicate-name',
    'duplicate-name',
  ],
  ['segment and audience of one name', `${algebra('a').replace('name: x', 'name: a')}`],
  [
    'absent needs a name only',
    'segments:\n  - { name: a, state: absent }\naudiences:\n  - { name: b, state: absent }',
  ],
  ['state mistyped', `segments:\n  - name: a\n    state: ▶absnt\n    ${list}`, 'unknown-value'],
  ['no type', 'segments:\n  - ▶name: a\n    description: x', 'segment-needs-one-type'],
  ['no type, in flow style', 'segments:\n  - { ▶name: a }', 'segment-needs-one-type'],
  [
    'two types',
    `segments:\n  - ▶name: a\n    ${list}\n    events: { shopperActivity: Buy, lookbackDays: Last7Days }`,
    'segment-needs-one-type',
  ],
  [
    'type mistyped',
    `segments:\n  - name: a\n    ▶contactlist: { identifierType: Email }`,
    'unknown-key',
  ],
  ['identifier type missing', 'segments:\n  - ▶name: a\n    contactList: {}', 'missing-key'],
  [
    'identifier type of the other platform',
    'segments:\n  - name: a\n    contactList: { identifierType: ▶email }',
    'unknown-value',
  ],
  [
    'look-back mistyped',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: ▶Last30days }',
    'unknown-value',
  ],
  [
    'look-back missing',
    'segments:\n  - ▶name: a\n    events:\n      shopperActivity: View',
    'missing-key',
  ],
  ['events left empty', 'segments:\n  - name: a\n    ▶events:', 'wrong-type'],
  [
    'category that is no ID',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, categoryIds: [1, ▶x1] }',
    'non-parsable-id',
  ],
  [
    'category twice',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, categoryIds: [1, 2, ▶"1", ▶2] }',
    'duplicate-item',
    'duplicate-item',
  ],
  [
    'price below zero',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, minPrice: ▶-1 }',
    'out-of-range',
  ],
  [
    'prices that cross',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, minPrice: 5, maxPrice: ▶4 }',
    'impossible-window',
  ],
  [
    'prices that meet',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, minPrice: 5, maxPrice: 5 }',
  ],
  [
    'price as text',
    'segments:\n  - name: a\n    events: { shopperActivity: View, lookbackDays: Last7Days, minPrice: ▶"5" }',
    'wrong-type',
  ],
  [
    'retailer that is no ID',
    `segments:\n  - name: a\n    retailerId: ▶carrefour\n    ${list}`,
    'non-parsable-id',
  ],
  [
    'retailer a fraction',
    `segments:\n  - name: a\n    retailerId: ▶12.5\n    ${list}`,
    'non-parsable-id',
  ],

  ['algebra missing', 'audiences:\n  - ▶name: a', 'audience-algebra-cannot-be-null-or-empty'],
  [
    'algebra left empty',
    'audiences:\n  - name: a\n    ▶algebra:',
    'audience-algebra-cannot-be-null-or-empty',
  ],
  [
    'algebra null',
    'audiences:\n  - name: a\n    algebra: ▶null',
    'audience-algebra-cannot-be-null-or-empty',
  ],
  [
    'algebra without operator',
    'audiences:\n  - name: a\n    algebra: ▶{}',
    'audience-algebra-cannot-be-null-or-empty',
  ],
  [
    'node without operator',
    algebra('{ and: [a, ▶{}] }'),
    'audience-algebra-cannot-be-null-or-empty',
  ],
  ['node left empty', algebra('{ and: [a, ▶~] }'), 'audience-algebra-cannot-be-null-or-empty'],
  ['node a list', algebra('▶[a, b]'), 'wrong-type'],
  ['node a number', algebra('{ and: [a, ▶2025] }'), 'wrong-type'],
  ['two operators', algebra('▶{ and: [a, b], not: a }'), 'multiple-algebra-operators'],
  [
    'two operators in block style',
    `${declared}audiences:\n  - name: x\n    algebra:\n      ▶and: [a, b]\n      not: a`,
    'multiple-algebra-operators',
  ],
  [
    'and of one',
    algebra('{ and: ▶[a] }'),
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  ],
  [
    'or of none',
    algebra('{ or: ▶[] }'),
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  ],
  [
    'and of one in block style',
    `${declared}audiences:\n  - name: x\n    algebra:\n      and:\n        ▶- a`,
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  ],
  ['and of text', algebra('{ and: ▶a }'), 'wrong-type'],
  ['operator mistyped', algebra('{ ▶adn: [a, b] }'), 'unknown-key'],
  ['operator in capitals', algebra('{ ▶NOT: a }'), 'unknown-key'],
  ['long forms', algebra('{ and: [{ segment: a }, { segmentId: 738406688413290497 }] }')],
  ['segment ID that is none', algebra('{ and: [a, { segmentId: ▶a1 }] }'), 'non-parsable-id'],
  ['ten levels', algebra(nested(10))],
  [
    'eleven levels',
    algebra(`▶${nested(11)}`),
    'audience-algebra-must-be-limited',
    'audience-algebra-too-deep',
  ],
  ['ten segments', tenSegments],
  [
    'eleven occurrences of two segments',
    algebra(`▶{ and: [${names(11)}] }`),
    'audience-algebra-has-too-many-segments',
  ],
  ['only exclusions', algebra('▶{ not: a }'), 'audience-algebra-must-be-limited'],
  [
    'exclusion as an alternative',
    algebra('▶{ or: [a, { not: b }] }'),
    'audience-algebra-must-be-limited',
  ],
  ['double negation', algebra('{ not: { not: a } }')],
  ['reference to nothing declared', algebra('{ and: [a, ▶c] }'), 'reference-not-declared'],
  [
    'reference to nothing declared, long form',
    algebra('{ and: [a, { segment: ▶c }] }'),
    'reference-not-declared',
  ],
  ['reference but for case', algebra('{ and: [b, ▶A] }'), 'reference-not-declared'],
  ['reference empty', algebra('{ and: [b, ▶""] }'), 'name-must-not-be-empty'],
  [
    'segment of another retailer',
    `segments:\n  - { name: a, retailerId: 9, ${list} }\naudiences:\n  - { name: x, algebra: ▶a }`,
    'audience-retailer-must-match-segment-retailers',
  ],
  [
    'segment that is to go',
    'segments:\n  - ▶name: a\n    state: absent\naudiences:\n  - { name: x, algebra: a }',
    'segment-must-not-be-used-in-audience',
  ],
  [
    'segment that is to go with its audience',
    'segments:\n  - { name: a, state: absent }\naudiences:\n  - { name: x, state: absent, algebra: a }',
  ],

  [
    'name cut by a comment',
    `${declared}audiences:\n  - name: x\n    algebra:\n      and:\n        - a\n        - ▶b #1`,
    'comment-in-name',
  ],
  [
    'a comment that is one',
    `${declared}audiences:\n  - name: x\n    algebra:\n      and:\n        - a\n        - b # one`,
  ],
  [
    'name cut by a colon',
    `${declared}audiences:\n  - name: x\n    algebra:\n      and:\n        - a\n        - ▶Buyers: 30 days`,
    'unknown-key',
  ],
  ['key given twice', `segments:\n  - name: a\n    ${list}\n    ▶name: b`, 'duplicate-key'],
  [
    'several things at once',
    `segments:\n  - name: ▶""\n    ▶foo: 1\n    contactList: { identifierType: ▶x }\naudiences:\n  - name: x\n    algebra: { and: ▶[▶q] }`,
    'name-must-not-be-empty',
    'unknown-key',
    'unknown-value',
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
    'reference-not-declared',
  ],
];
