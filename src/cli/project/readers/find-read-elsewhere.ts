/** Manifests that other projects read as well, of whatever account. */
import { basename, resolve } from 'node:path';
import { nameFrom } from '../../../files/name-from.ts';
import { projectFileName } from '../../../model/project-file-name.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import {
  identityOf,
  placeOfReaders,
  type Reader,
  type ReaderIndex,
} from './create-reader-index.ts';

export interface ReadElsewhere {
  /** The project file of one that reads it, by the file. */
  readonly files: ReadonlyMap<string, string>;
  /** How many projects read each of these, with this one. */
  readonly counts: ReadonlyMap<string, number>;
  /** The project file of one that would read a new file; null where there is none. */
  readonly readerOfNew: (file: string) => string | null;
}

/**
 * All paths are relative to the folder of this project.
 *
 * @param folder of this project, absolute.
 * @param sources its own texts: its file first, then its manifests.
 */
export async function findReadElsewhere(
  folder: string,
  sources: readonly SourceFile[],
  index: ReaderIndex,
): Promise<ReadElsewhere> {
  const [projectFile, ...manifests] = sources.map(({ file }) => ({
    file,
    path: resolve(folder, file),
  }));
  const own = projectFile === undefined ? null : await identityOf(projectFile.path);
  const paths = new Set(manifests.map(({ path }) => path));
  // What this project reads as a manifest is no project, unless its name says so.
  const isOther = ({ identity, projectFile: path }: Reader) =>
    identity !== own && (basename(path) === projectFileName || !paths.has(path));
  const nameOne = (readers: readonly Reader[]): string | null => {
    const other = readers.find(isOther);
    return other === undefined ? null : nameFrom(folder, other.projectFile);
  };
  const repository = await placeOfReaders(folder);
  const files = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { file, path } of manifests) {
    const readers = await index.readersOf(repository, path);
    const other = nameOne(readers);
    if (other === null) continue;
    files.set(file, other);
    const others = readers.filter(isOther).map(({ identity }) => identity);
    counts.set(file, new Set(others).size + 1);
  }
  const readersOfNew = await index.readersOfNew(repository);
  return { files, counts, readerOfNew: (file) => nameOne(readersOfNew(resolve(folder, file))) };
}
