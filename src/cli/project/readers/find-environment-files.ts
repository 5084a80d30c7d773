import { join } from 'node:path';
import { nameFrom } from '../../../files/name-from.ts';
import { listProjectFiles } from '../../../files/read-project-files.ts';
import type { LoadedDeclarations } from '../load-declarations.ts';
import { readVars } from '../read-vars.ts';

/**
 * The manifests that other environments of the project read, relative to its folder, each with the names of these.
 *
 * @param vars `--var` of the command line, which may be part of globs.
 */
export async function findEnvironmentFiles(
  {
    project,
    folder,
    environments,
  }: Pick<LoadedDeclarations, 'project' | 'folder' | 'environments'>,
  vars: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const readers = new Map<string, string[]>();
  for (const { name } of environments.filter((each) => each.name !== project.environment)) {
    const place = { cwd: folder, projectFile: project.file, environment: name };
    const { root, found } = (await listProjectFiles({ ...place, vars: readVars(vars) })).value;
    for (const each of found?.files ?? []) {
      const file = nameFrom(folder, join(root, each));
      readers.set(file, [...(readers.get(file) ?? []), name]);
    }
  }
  return readers;
}
