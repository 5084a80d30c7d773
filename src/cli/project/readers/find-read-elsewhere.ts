/** Manifests that other projects of the repository read as well, of whatever account. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { findProjectFiles } from '../../../files/find-project-files.ts';
import { findRepository } from '../../../files/find-repository.ts';
import { listProjectFiles } from '../../../files/read-project-files.ts';
import type { SourceFile } from '../../../model/source-file.ts';

/**
 * The project file of one that reads it, by the file; both relative to the folder of this project.
 *
 * @param folder of this project, absolute.
 * @param sources its own texts: its file first, then its manifests.
 */
export async function findReadElsewhere(
  folder: string,
  sources: readonly SourceFile[],
): Promise<ReadonlyMap<string, string>> {
  const [projectFile, ...manifests] = sources.map(({ file }) => ({
    file,
    path: resolve(folder, file),
  }));
  const own = new Map(
    await Promise.all(manifests.map(async ({ file, path }) => [await realOf(path), file] as const)),
  );
  const repository = (await findRepository(folder)) ?? folder;
  const known = new Set(manifests.map(({ path }) => path));
  const { files } = await findProjectFiles(repository, { skip: [], known });
  const shared = new Map<string, string>();
  for (const path of files.filter((each) => each !== projectFile?.path)) {
    for (const read of await listManifests(path)) {
      const file = own.get(await realOf(read));
      if (file !== undefined) shared.set(file, relative(folder, path).split(sep).join('/'));
    }
  }
  return shared;
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Those of all environments, absolute. */
async function listManifests(projectFile: string): Promise<readonly string[]> {
  const place = { cwd: dirname(projectFile), projectFile: basename(projectFile) };
  const first = (await listProjectFiles(place)).value;
  const all = [first];
  for (const { name: environment } of first.project === null ? first.environments : []) {
    all.push((await listProjectFiles({ ...place, environment })).value);
  }
  return all.flatMap(({ root, found }) => (found?.files ?? []).map((file) => join(root, file)));
}
