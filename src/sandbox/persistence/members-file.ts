/**
 * Members of a served sandbox, beside its data file: changes are appended, one JSON line each, so
 * that a list of a million is not written again with every chunk.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MembersChange } from '../contact-lists/member-book.ts';
import { isObject, textOf, textsOf } from '../json.ts';

export function membersFileOf(dataFile: string): string {
  return `${dataFile}.members`;
}

/** A last line that a kill cut off was never answered, and is left out. */
export function readMembersFile(file: string): readonly MembersChange[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .map(readLine)
    .filter((change) => change !== null);
}

export function appendMembersFile(file: string, change: MembersChange): void {
  mkdirSync(dirname(file), { recursive: true });
  // The line break comes first: it also ends a line that was cut off. Digests are personal data.
  appendFileSync(file, `\n${JSON.stringify(change)}`, { mode: 0o600 });
}

function readLine(line: string): MembersChange | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return null;
    const segmentId = textOf(value['segmentId']);
    const { change } = value;
    if (segmentId === null) return null;
    if (change !== 'add' && change !== 'remove' && change !== 'clear') return null;
    return { segmentId, change, digests: textsOf(value['digests']) };
  } catch {
    return null;
  }
}
