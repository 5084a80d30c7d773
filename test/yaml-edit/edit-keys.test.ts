import { describe } from '@jest/globals';
import { type EditRow, entry, remove, set, tryRows } from './edit-a-text.ts';

const keys: readonly EditRow[] = [
  [
    'a key goes where people put it',
    entry('    # what it is\n    events: { shopperActivity: View }\n    meta: { a: b }\n'),
    [set('description', 'x'), set('algebra', 'B'), set('renamedFrom', 'Old')],
    entry(
      '    renamedFrom: Old\n    description: x\n    # what it is\n    events: { shopperActivity: View }\n    algebra: B\n    meta: { a: b }\n',
    ),
  ],
  [
    'never before the dash',
    'segments:\n  - meta: { a: b }\n    state: active\n',
    [set('name', 'A')],
    'segments:\n  - meta: { a: b }\n    name: A\n    state: active\n',
  ],
  [
    'in braces',
    'segments:\n  - { name: A, meta: { a: b } }\n',
    [set('description', 'x')],
    'segments:\n  - { name: A, description: x, meta: { a: b } }\n',
  ],
  [
    'a word among words without quotes',
    entry('    description: "x"\n    inMarket:\n      country: FR\n      brandIds: ["4"]\n'),
    [set('inMarket.gender', 'Male')],
    entry(
      '    description: "x"\n    inMarket:\n      country: FR\n      brandIds: ["4"]\n      gender: Male\n',
    ),
  ],
  [
    'a word among words with quotes',
    entry("    inMarket: { country: 'FR' }\n"),
    [set('inMarket.gender', 'Male')],
    entry("    inMarket: { country: 'FR', gender: 'Male' }\n"),
  ],
  [
    'without a line end',
    'segments:\n  - name: A',
    [set('description', 'x')],
    'segments:\n  - name: A\n    description: x',
  ],
  [
    'with its comments',
    entry(
      '    # section\n\n    # about\n    # it\n    description: x # c\n      # deeper\n    state: active\n',
    ),
    [remove('description')],
    entry('    # section\n\n    state: active\n'),
  ],
  [
    'the first one',
    'segments:\n  # it\n  - name: A # c\n    id: 1\n',
    [remove('name')],
    'segments:\n  # it\n  - id: 1\n',
  ],
  [
    'the first one, before a comment',
    'segments:\n  - name: A # c\n    # about\n    id: 1\n',
    [remove('name')],
    'segments:\n  -\n    # about\n    id: 1\n',
  ],
  [
    'all',
    'segments:\n  - name: A # c\n    id: 1\n',
    [remove('name'), remove('id')],
    'segments:\n  - {}\n',
  ],
  [
    'all of an inner map',
    entry('    lifecycle:\n      preventDestroy: true # c\n    meta: {}\n'),
    [remove('lifecycle.preventDestroy')],
    entry('    lifecycle: {}\n    meta: {}\n'),
  ],
  [
    'all in braces',
    entry('    lifecycle: { preventDestroy: true }\n'),
    [remove('lifecycle.preventDestroy')],
    entry('    lifecycle: {}\n'),
  ],
  [
    'one in braces',
    entry('    events: { a: 1, b: 2, c: 3 }\n'),
    [remove('events.b')],
    entry('    events: { a: 1, c: 3 }\n'),
  ],
  [
    'the last one in braces',
    entry('    events: { a: 1, b: 2 }\n'),
    [remove('events.b')],
    entry('    events: { a: 1 }\n'),
  ],
  [
    'nothing where nothing is',
    entry('    id: 1\n'),
    [remove('state'), set('id', '1')],
    entry('    id: 1\n'),
  ],
  [
    'a name and what it was',
    'segments:\n  - name: "Buyers"   # c\n    contactList: { a: b }\n',
    [set('name', 'Customers: all'), set('renamedFrom', 'Buyers')],
    'segments:\n  - name: "Customers: all"   # c\n    renamedFrom: "Buyers"\n    contactList: { a: b }\n',
  ],
];

describe('a key', () => tryRows(keys));
