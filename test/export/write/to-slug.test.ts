import { expect, test } from '@jest/globals';
import { toSlug } from '../../../src/export/write/to-slug.ts';

test.each([
  ['FR | CRM: all', 'fr-crm-all'],
  ['Été à Paris!', 'ete-a-paris'],
  ['../../etc/passwd', 'etc-passwd'],
  ['.hidden', 'hidden'],
  ['日本', ''],
  ['CON', ''],
  ['lpt1', ''],
  ['console', 'console'],
  [`${'long '.repeat(30)}`, `${'long-'.repeat(15)}long`],
])('%j becomes %j', (name, slug) => {
  expect(toSlug(name)).toBe(slug);
});
