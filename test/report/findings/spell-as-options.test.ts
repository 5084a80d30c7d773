/** Hints about a source that the command line names speak of options, and not of keys of manifests. */
import { expect, test } from '@jest/globals';
import { spellAsOptions } from '../../../src/report/findings/spell-as-options.ts';

test.each([
  [
    'Rename it, or set "type" to one of these.',
    'Rename it, or give --source-type with one of these.',
  ],
  ['If the file is CSV, set "type" to csv', 'If the file is CSV, give --source-type csv'],
  [
    'Set "column" to the key with the identifiers, and leave out "header".',
    'Set --column to the key with the identifiers, and leave out --no-header.',
  ],
])('%s', (hint, spelled) => {
  expect(spellAsOptions(hint)).toBe(spelled);
});
