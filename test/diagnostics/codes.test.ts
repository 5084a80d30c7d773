import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { codes, findCode } from '../../src/diagnostics/codes.ts';

const folders = ['yaml-source', 'project', 'manifest', 'validation', 'files'];

/** Codes as they are written in the sources of a folder. */
async function codesIn(folder: string): Promise<readonly string[]> {
  const path = new URL(`../../src/${folder}/`, import.meta.url);
  const names = (await readdir(path)).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, path), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/code: '([a-z0-9-]+)'|(?:error|report)\(\s*'([a-z0-9-]+)'/gu)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
}

describe('the list of codes', () => {
  test('has every code once', () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  });

  test.each(folders)('has every code that %s reports', async (folder) => {
    const reported = await codesIn(folder);
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.filter((code) => findCode(code) === undefined)).toEqual([]);
  });
});
