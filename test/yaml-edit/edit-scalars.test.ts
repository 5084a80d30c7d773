import { describe } from '@jest/globals';
import { type EditRow, entry, set, tryRows } from './edit-a-text.ts';

const scalars: readonly EditRow[] = [
  [
    'plain stays plain',
    entry('    description: old # c\n'),
    [set('description', 'new one')],
    entry('    description: new one # c\n'),
  ],
  [
    'single stays single',
    entry("    description: 'old'\n"),
    [set('description', "it's")],
    entry("    description: 'it''s'\n"),
  ],
  [
    'double stays double',
    entry('    description: "old"\n'),
    [set('description', 'a "b"')],
    entry('    description: "a \\"b\\""\n'),
  ],
  [
    'a word of YAML 1.1 is quoted',
    entry('    description: old\n'),
    [set('description', 'yes')],
    entry('    description: "yes"\n'),
  ],
  [
    'a date is quoted',
    entry('    description: old\n'),
    [set('description', '2026-11-30')],
    entry('    description: "2026-11-30"\n'),
  ],
  [
    'a number as text is quoted',
    entry('    description: old\n'),
    [set('description', '0x1F')],
    entry('    description: "0x1F"\n'),
  ],
  [
    'digits of an ID stay plain',
    entry('    retailerId: 12 # c\n'),
    [set('retailerId', '34')],
    entry('    retailerId: 34 # c\n'),
  ],
  [
    'leading zeros are quoted',
    entry('    retailerId: 12\n'),
    [set('retailerId', '0034')],
    entry('    retailerId: "0034"\n'),
  ],
  [
    'an ID that is equal keeps its writing',
    entry('    retailerId: 0012\n'),
    [set('retailerId', '0012')],
    entry('    retailerId: 0012\n'),
  ],
  [
    'a number',
    entry('    events: { minPrice: 1.50 } # c\n'),
    [set('events.minPrice', 2)],
    entry('    events: { minPrice: 2 } # c\n'),
  ],
  [
    'a comma in brackets is quoted',
    entry('    algebra: { and: [X, Y] }\n'),
    [set('algebra.and.1', 'a, b')],
    entry('    algebra: { and: [X, "a, b"] }\n'),
  ],
  [
    'a block stays a block',
    entry('    description: |\n        one\n        two\n    state: active\n'),
    [set('description', 'one\nthree\n')],
    entry('    description: |\n        one\n        three\n    state: active\n'),
  ],
  [
    'a folded block is folded',
    entry('    description: >-  # why\n      one two\n      three\n'),
    [set('description', 'one two four\nlast')],
    entry('    description: >-  # why\n      one two\n      four\n\n      last\n'),
  ],
  [
    'a block that cannot hold it is quoted',
    entry('    description: |\n      one\n    state: active\n'),
    [set('description', ' lead\n')],
    entry('    description: " lead\\n"\n    state: active\n'),
  ],
  [
    'a value where none was',
    entry('    description: # c\n    state: active\n'),
    [set('description', 'x')],
    entry('    description: x # c\n    state: active\n'),
  ],
  [
    'control characters are escaped',
    entry('    description: x\n'),
    [set('description', 'a\u0085\u202eb')],
    entry('    description: "a\\u0085\\u202eb"\n'),
  ],
];

describe('a scalar', () => tryRows(scalars));
