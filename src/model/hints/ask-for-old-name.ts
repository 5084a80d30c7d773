import type { Declaration } from '../declaration.ts';

/** What to do so that an entry has `renamedFrom`, as part of a sentence: a second key would be an error. */
export function askForOldName(
  { renamedFrom = [] }: Pick<Declaration, 'renamedFrom'>,
  name: string,
): string {
  const text = JSON.stringify(name);
  return renamedFrom.length === 0
    ? `add the line renamedFrom: ${text}`
    : `replace its renamedFrom with renamedFrom: ${text}`;
}
