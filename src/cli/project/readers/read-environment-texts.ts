import { resolve } from 'node:path';
import { createFileGuard } from '../../../files/create-file-guard.ts';
import { readTextFile } from '../../../files/read-text-file.ts';
import type { SourceFile } from '../../../model/files/source-file.ts';

/**
 * The manifests that only other environments of a project read.
 *
 * @param folder of the project, absolute.
 * @param readers the manifests that other environments read.
 * @param own those of this environment.
 */
export async function readEnvironmentTexts(
  folder: string,
  readers: ReadonlyMap<string, readonly string[]>,
  own: readonly SourceFile[],
): Promise<readonly SourceFile[]> {
  const known = new Set(own.map(({ file }) => file));
  // Where no file is shared, nothing that is written concerns another environment.
  if (!own.some(({ file }) => readers.has(file))) return [];
  const guard = await createFileGuard(folder, null);
  const texts: SourceFile[] = [];
  for (const file of readers.keys()) {
    const path = resolve(folder, file);
    if (known.has(file) || (await guard(path)) !== null) continue;
    const { value } = await readTextFile(path, file);
    if (value !== null) texts.push(value);
  }
  return texts;
}
