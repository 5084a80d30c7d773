import type { FindingCase } from './marked-manifest.ts';

const list = 'contactList: { identifierType: Email }';

/** Segments of these words, each a contact list. */
const lists = (...segments: readonly string[]) =>
  `segments:\n${segments.map((words) => `  - { ${words}, ${list} }\n`).join('')}`;
const audiences = (...words: readonly string[]) =>
  `audiences:\n${words.map((each) => `  - { ${each} }\n`).join('')}`;

/** What binds a declaration to a remote entity. Each mark is where the finding of the same position is expected. */
export const bindingCases: readonly FindingCase[] = [
  ['id', lists('name: a, id: 738406688413290497')],
  ['id, quoted', lists('name: a, id: "0012"')],
  ['id that is no number', lists('name: a, id: ▶12a'), 'non-parsable-id'],
  ['id that is negative', lists('name: a, id: ▶-1'), 'non-parsable-id'],
  ['id of nothing', lists('name: a, ▶id: '), 'wrong-type'],
  ['the same id twice', lists('name: a, id: 1', 'name: b, id: ▶"1"'), 'duplicate-id'],
  [
    'the same id of two kinds',
    `${lists('name: a, id: 1')}${audiences('name: x, id: 1, algebra: a')}`,
  ],
  [
    'the same id three times',
    lists('name: a, id: 1', 'name: b, id: ▶1', 'name: c, id: ▶1'),
    'duplicate-id',
    'duplicate-id',
  ],
  ['id beside renamedFrom', lists('name: a, id: 1, ▶renamedFrom: b'), 'id-with-renamed-from'],
  ['equal names with an id each', lists('name: a, id: 1', 'name: a, id: 2', 'name: A, id: 3')],
  [
    'equal names with one id',
    lists('name: a, id: 1', 'name: ▶a', 'name: ▶A, id: 2'),
    'duplicate-name',
    'duplicate-name',
  ],
  [
    'a name between two ids',
    lists('name: a', 'name: ▶a, id: 1', 'name: ▶a, id: 2'),
    'duplicate-name',
    'duplicate-name',
  ],

  ['renamed from one name', lists('name: a, renamedFrom: b')],
  ['renamed from several names', lists('name: a, renamedFrom: [b, c]')],
  [
    'renamed from a name with blanks, which only the remote can have',
    lists('name: a, renamedFrom: " a "'),
  ],
  ['renamed from nothing', lists('name: a, ▶renamedFrom: '), 'wrong-type'],
  ['renamed from an empty name', lists('name: a, renamedFrom: ▶""'), 'empty-value'],
  ['renamed from no name', lists('name: a, renamedFrom: ▶[]'), 'empty-value'],
  [
    'renamed from an empty name among others',
    lists('name: a, renamedFrom: [b, ▶""]'),
    'empty-value',
  ],
  ['renamed from a number', lists('name: a, renamedFrom: ▶1'), 'wrong-type'],
  ['the same earlier name twice', lists('name: a, renamedFrom: [b, ▶b]'), 'duplicate-item'],
  ['renamed from itself', lists('name: a, renamedFrom: ▶a'), 'rename-cycle'],
  ['renamed from itself among others', lists('name: a, renamedFrom: [b, ▶a]'), 'rename-cycle'],
  ['renamed from another spelling', lists('name: Shoes, renamedFrom: shoes')],
  ['a chain of renames', lists('name: c, renamedFrom: b', 'name: b, renamedFrom: a', 'name: a')],
  [
    'a swap by name',
    lists('name: a, renamedFrom: ▶b', 'name: b, renamedFrom: ▶a'),
    'rename-cycle',
    'rename-cycle',
  ],
  [
    'a longer circle, and who leads into it',
    lists(
      'name: a, renamedFrom: ▶b',
      'name: b, renamedFrom: [x, ▶c]',
      'name: c, renamedFrom: ▶a',
      'name: d, renamedFrom: y',
    ),
    'rename-cycle',
    'rename-cycle',
    'rename-cycle',
  ],
  ['a swap by id', lists('name: a, id: 2', 'name: b, id: 1')],
  [
    'two that come from one name',
    lists('name: a, renamedFrom: c', 'name: b, renamedFrom: [x, ▶c]'),
    'rename-ambiguous',
  ],
  [
    'two of different kinds that come from one name',
    `${lists('name: a, renamedFrom: c')}${audiences('name: x, renamedFrom: c, algebra: a')}`,
  ],

  ['absent by name', 'segments:\n  - { name: a, state: absent }'],
  [
    'absent by id',
    'segments:\n  - { id: 1, state: absent }\naudiences:\n  - { id: 1, state: absent }',
  ],
  ['several absent by id', 'segments:\n  - { id: 1, state: absent }\n  - { id: 2, state: absent }'],
  ['absent of nothing', 'segments:\n  - { ▶state: absent }', 'name-must-not-be-empty'],
  ['present by id alone', `segments:\n  - { ▶id: 1, ${list} }`, 'name-must-not-be-empty'],
  [
    'absent by id twice',
    'segments:\n  - { id: 1, state: absent }\n  - { id: ▶1, state: absent }',
    'duplicate-id',
  ],
  [
    'absent by id and still used by id',
    `segments:\n  - { ▶id: 1, state: absent }\n${audiences('name: x, algebra: { segmentId: 1 }')}`,
    'segment-must-not-be-used-in-audience',
  ],

  [
    'released by name or by id',
    'segments:\n  - { name: a, state: released }\naudiences:\n  - { id: 1, state: released }',
  ],
  ['released of nothing', 'segments:\n  - { ▶state: released }', 'name-must-not-be-empty'],
  [
    'released and declared',
    `segments:\n  - { name: a, state: released }\n  - { name: ▶a, ${list} }`,
    'duplicate-name',
  ],
  [
    'released and still used, also by id',
    `segments:\n  - { name: a, state: released }\n  - { id: 1, state: released }\n${audiences('name: x, algebra: { or: [a, { segmentId: 1 }] }')}`,
  ],

  [
    'lifecycle',
    `segments:\n  - name: a\n    lifecycle: { replace: allow, ignoreChanges: [name, description, events, events.minPrice] }\n    events: { shopperActivity: View, lookbackDays: Last30Days }`,
  ],
  ['replace with no consent', lists('name: a, lifecycle: { replace: ▶deny }'), 'unknown-value'],
  ['key of lifecycle', lists('name: a, lifecycle: { ▶prevent: x }'), 'unknown-key'],
  [
    'ignored attributes that there are not',
    lists('name: a, lifecycle: { ignoreChanges: [▶descripton, ▶events.minPrice, name] }'),
    'unknown-attribute',
    'unknown-attribute',
  ],
  [
    'ignored attribute of the other kind',
    `${lists('name: a, lifecycle: { ignoreChanges: [▶algebra] }')}${audiences('name: x, algebra: a, lifecycle: { ignoreChanges: [algebra] }')}`,
    'unknown-attribute',
  ],
  [
    'ignored twice',
    lists('name: a, lifecycle: { ignoreChanges: [name, ▶name] }'),
    'duplicate-item',
  ],

  ['meta', lists('name: a, meta: { owner: me, ticket: "12" }')],
  ['meta that is no text', lists('name: a, meta: { ticket: ▶12 }'), 'wrong-type'],
  ['meta as default', `defaults: { ▶meta: { owner: me } }\n${lists('name: a')}`, 'unknown-key'],
  ['lifecycle as default', `defaults: { ▶lifecycle: {} }\n${lists('name: a')}`, 'unknown-key'],
  ['id as default', `defaults: { ▶id: 1 }\n${lists('name: a')}`, 'unknown-key'],
];
