/** The data file of a served sandbox: read at the start, replaced as a whole after each write. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isList, type JsonObject, type JsonValue, parseJson } from '../json.ts';

/**
 * @returns what the file holds, or undefined when there is none
 * @throws Error when it is no JSON or cannot be read
 */
export function readDataFile(file: string): JsonValue | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch (cause) {
    throw new Error(`${file} holds no JSON`, { cause });
  }
}

/** Written beside and renamed over, so that a kill at any moment leaves the old file or the new one. */
export function writeDataFile(file: string, document: JsonObject): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, formatDocument(document));
  renameSync(draft, file);
}

/** One row a line: short to write after each request, and a difference between two files can be read. */
function formatDocument(document: JsonObject): string {
  const members = Object.entries(document).map(([key, value]) => {
    const text =
      isList(value) && value.length > 0
        ? `[\n    ${value.map((row) => JSON.stringify(row)).join(',\n    ')}\n  ]`
        : JSON.stringify(value);
    return `  ${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
