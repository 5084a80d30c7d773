import { describe } from '@jest/globals';
import { type EditRow, entry, set, tryRows } from './edit-a-text.ts';

const tree = entry(
  '    algebra:\n      and:\n        # about X\n        - X # x\n        - not: Y # y\n        - Z\n',
);

const lists: readonly EditRow[] = [
  [
    'an item in brackets',
    entry("    categoryIds: ['1', '2'] # c\n"),
    [set('categoryIds', ['1', '3', '2', '4'])],
    entry("    categoryIds: ['1', '3', '2', '4'] # c\n"),
  ],
  [
    'an ID among digits',
    entry('    categoryIds: [1, 2]\n'),
    [set('categoryIds', ['1', '2', '7'])],
    entry('    categoryIds: [1, 2, 7]\n'),
  ],
  [
    'an item of a block',
    entry("    categoryIds:\n    - '1' # one\n    # two\n    - '2'\n"),
    [set('categoryIds', ['1', '3'])],
    entry("    categoryIds:\n    - '1' # one\n    - '3'\n"),
  ],
  [
    'items of several lines',
    entry('    categoryIds: [\n      "1", # one\n      # two\n      "2",\n      "3"\n    ]\n'),
    [set('categoryIds', ['1', '3', '4'])],
    entry('    categoryIds: [\n      "1", # one\n      "3",\n      "4"\n    ]\n'),
  ],
  [
    'an empty list',
    entry('    categoryIds: ["1"]\n'),
    [set('categoryIds', [])],
    entry('    categoryIds: []\n'),
  ],
  [
    'a list that was empty',
    entry('    categoryIds: []\n'),
    [set('categoryIds', ['1'])],
    entry('    categoryIds: ["1"]\n'),
  ],
  [
    'a list that was missing',
    entry('    events: { shopperActivity: View }\n'),
    [set('events.categoryIds', ['1'])],
    entry('    events: { shopperActivity: View, categoryIds: ["1"] }\n'),
  ],
  [
    'a map among maps in braces',
    entry(
      '    location:\n      pointsOfInterest:\n        - { name: Paris, latitude: 48.8566000 } # home\n',
    ),
    [
      set('location.pointsOfInterest', [
        { name: 'Paris', latitude: 48.8566 },
        { name: 'Lyon', latitude: 45.764 },
      ]),
    ],
    entry(
      '    location:\n      pointsOfInterest:\n        - { name: Paris, latitude: 48.8566000 } # home\n        - { name: Lyon, latitude: 45.764 }\n',
    ),
  ],
  [
    'an operand',
    tree,
    [set('algebra', { and: ['X', { not: 'Y' }, 'Z', { or: ['P', 'Q'] }] })],
    `${tree}        - or:\n            - P\n            - Q\n`,
  ],
  [
    'an operand less',
    tree,
    [set('algebra', { and: [{ not: 'Y' }, 'Z'] })],
    entry('    algebra:\n      and:\n        - not: Y # y\n        - Z\n'),
  ],
  [
    'a tree in a tree',
    tree,
    [set('algebra', { or: ['T', { and: ['X', { not: 'Y' }, 'Z'] }] })],
    entry(
      '    algebra:\n      or:\n        - T\n        - and:\n            # about X\n            - X # x\n            - not: Y # y\n            - Z\n',
    ),
  ],
  [
    'another operator',
    tree,
    [set('algebra', { or: ['X', { not: 'Y' }, 'Z'] })],
    tree.replace('and:', 'or:'),
  ],
  [
    'another order',
    tree,
    [set('algebra', { and: ['Z', 'X', { not: 'Y' }] })],
    entry(
      '    algebra:\n      and:\n        - Z\n        # about X\n        - X # x\n        - not: Y # y\n',
    ),
  ],
  [
    'a tree that shrinks',
    tree,
    [set('algebra', { not: 'Y' })],
    entry('    algebra:\n      not: Y # y\n'),
  ],
  ['a tree that becomes a name', tree, [set('algebra', 'Z')], entry('    algebra: Z\n')],
  [
    'a name that becomes a tree',
    entry('    algebra: X # c\n'),
    [set('algebra', { and: ['X', { not: 'P' }] })],
    entry('    algebra: # c\n      and:\n        - X\n        - not: P\n'),
  ],
  [
    'a tree in brackets stays in brackets',
    entry('    algebra: { and: [X, { not: Y }] } # c\n'),
    [set('algebra', { or: [{ and: ['X', { not: 'Y' }] }, 'Z'] })],
    entry('    algebra: { or: [{ and: [X, { not: Y }] }, Z] } # c\n'),
  ],
  [
    'a pair without braces',
    entry('    algebra: { and: [X, not: Y, not: Z] } # c\n'),
    [set('algebra.and.1.not', 'P: q'), set('algebra.and.2.not', 'R')],
    entry('    algebra: { and: [X, not: "P: q", not: R] } # c\n'),
  ],
  [
    'among pairs without braces',
    entry('    algebra: { and: [X, not: Y, not: Z] }\n'),
    [set('algebra', { and: ['X', { not: 'Q' }, { not: 'Z' }, { not: 'P' }] })],
    entry('    algebra: { and: [X, not: Q, not: Z, { not: P }] }\n'),
  ],
  [
    'a pair without braces that becomes the whole',
    entry('    algebra: { and: [X, not: Y] } # c\n'),
    [set('algebra', { not: 'Y' })],
    entry('    algebra: { not: Y } # c\n'),
  ],
  [
    'names that change places',
    entry(
      '    algebra:\n      and:\n        - Shoes # first\n        - { segment: CRM }\n        - not: Hats\n',
    ),
    [
      set('algebra.and.2.not', 'Shoes'),
      set('algebra.and.0', 'CRM'),
      set('algebra.and.1.segment', 'Hats'),
    ],
    entry(
      '    algebra:\n      and:\n        - CRM # first\n        - { segment: Hats }\n        - not: Shoes\n',
    ),
  ],
  [
    'a comment behind brackets that give way to a part of them',
    entry(
      "    algebra:\n      or: [\n          { and: ['A', 'B'] },\n          C\n        ] # c\n",
    ),
    [set('algebra', { and: ['A', 'B'] })],
    entry("    algebra: { and: ['A', 'B'] } # c\n"),
  ],
  [
    'a comment behind brackets that give way to something else',
    entry('    algebra:\n      or: [A, B] # A or B\n'),
    [set('algebra', 'C')],
    entry('    algebra: C\n'),
  ],
];

describe('a list or a tree', () => tryRows(lists));
