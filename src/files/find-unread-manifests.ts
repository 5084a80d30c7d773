import { resolve } from 'node:path';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import { createFileGuard } from './create-file-guard.ts';
import { firstDeclared } from './declared-lists.ts';
import { findManifests } from './find-manifests.ts';
import { readTextFile } from './read-text-file.ts';

/** More are not worth a line each. */
const maxFound = 10;

/** A file that declares something, and the line where it begins to. */
export interface UnreadManifest {
  readonly source: SourceFile;
  readonly line: number;
}

/**
 * Files anywhere below the project folder that declare something, and that no glob of `manifests`
 * matches. Those of another project, in a folder with a project file of its own, are none of our
 * business.
 *
 * @param root the project folder, absolute.
 * @param known the manifests that are read, and the files that are reported already.
 * @returns none where every YAML file is a manifest, or where the folder can't be looked through.
 */
export async function findUnreadManifests(
  root: string,
  { manifests, file: projectFile }: Pick<Project, 'manifests' | 'file'>,
  known: ReadonlySet<string>,
): Promise<readonly UnreadManifest[]> {
  if (manifests === null) return [];
  const guard = await createFileGuard(root, null);
  const project = { manifests, file: projectFile };
  const looked = findManifests(root, project, guard, { everywhere: true });
  const { passedOver } = await looked.catch(() => ({ passedOver: [] }));
  const found: UnreadManifest[] = [];
  for (const { file, reason, isBeside } of passedOver) {
    if (found.length === maxFound) break;
    if (known.has(file) || reason !== null || isBeside) continue;
    const path = resolve(root, file);
    if ((await guard(path)) !== null) continue;
    const { value: source } = await readTextFile(path, file);
    const line = source && firstDeclared(source);
    if (source && line) found.push({ source, line });
  }
  return found;
}
