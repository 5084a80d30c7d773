/** What a key says about the scalar behind it, so that reading keeps what a plain YAML reader loses. */

/**
 * - `id`: digits that are text even without quotes (`738406688413290497`, `0012`);
 * - `name` and `text`: text where an unquoted `#` is likely to be part of what was meant.
 */
export type ScalarRole = 'id' | 'name' | 'text' | 'plain';

const nameKeys = new Set([
  'name',
  'segment',
  'seedSegment',
  'renamedFrom',
  'algebra',
  'and',
  'or',
  'not',
]);

/** Numbers on the wire, although their names suggest IDs (marketing-solutions contact-list page). */
const numberKeys = new Set(['gumCallerId']);

/** The role of the scalar behind a key, or of the scalars in the list behind it. */
export function scalarRoleOf(key: string): ScalarRole {
  if (numberKeys.has(key)) return 'plain';
  if (key === 'id' || key.endsWith('Id') || key.endsWith('Ids')) return 'id';
  if (key === 'description') return 'text';
  return nameKeys.has(key) ? 'name' : 'plain';
}
