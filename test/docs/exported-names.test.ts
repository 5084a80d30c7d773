import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const declared =
  /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gmu;

/** What may have the name of something else, and why. */
const allowed: readonly { readonly folder: string; readonly why: string }[] = [
  { folder: 'schema/generated', why: 'a schema names the parts of a document as its readers do' },
  { folder: 'sandbox', why: 'it imports nothing of the rest, so it has its own JSON and algebra' },
];

/** The names that files export, each with those that export it. */
function exportsOf(texts: readonly (readonly [string, string])[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [file, text] of texts) {
    for (const [, name = ''] of text.matchAll(declared)) {
      const files = found.get(name) ?? [];
      if (!files.includes(file)) found.set(name, [...files, file]);
    }
  }
  return found;
}

function sharedNames(texts: readonly (readonly [string, string])[]): readonly string[] {
  return [...exportsOf(texts)]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(', ')}`);
}

const all = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map((file): [string, string] => [file, readFileSync(join(src, file), 'utf8')]);
const isIn = (file: string, folder: string) => file.startsWith(`${folder}/`);

describe('two exports of src/ have two names', () => {
  test('in all folders but those that are allowed to repeat', () => {
    const rest = all.filter(([file]) => !allowed.some(({ folder }) => isIn(file, folder)));
    expect(rest.length).toBeGreaterThan(500);
    expect(sharedNames(rest)).toEqual([]);
  });

  test('also within the sandbox, where the wings of platforms have the same tables', () => {
    const wing = /^sandbox\/(?:retail-media|marketing-solutions|commerce-grid)\//u;
    const rest = all.filter(([file]) => isIn(file, 'sandbox') && !wing.test(file));
    expect(sharedNames(rest)).toEqual([]);
  });

  test('and a name that two files export is found', () => {
    const texts = [
      ['a.ts', 'export interface Size {}\nexport const one = 1;\n'],
      ['b.ts', 'export type Size = number;\nexport async function two() {}\n'],
      ['c.ts', "export type { Size } from './a.ts';\n"],
    ] as const;
    expect(sharedNames(texts)).toEqual(['Size: a.ts, b.ts']);
  });

  test.each(allowed)('$folder still has such names', ({ folder }) => {
    const inFolder = exportsOf(all.filter(([file]) => isIn(file, folder)));
    const outside = exportsOf(all.filter(([file]) => !isIn(file, folder)));
    expect([...inFolder.keys()].some((name) => outside.has(name))).toBe(true);
  });
});
