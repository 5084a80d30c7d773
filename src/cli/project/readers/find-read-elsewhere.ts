/** Manifests that other projects read as well, of whatever account. */
import { basename, resolve } from 'node:path';
import { nameFrom } from '../../../files/name-from.ts';
import type { OtherReader } from '../../../model/files/other-reader.ts';
import { projectFileName } from '../../../model/files/project-file-name.ts';
import type { SourceFile } from '../../../model/files/source-file.ts';
import {
  identityOf,
  mayRead,
  placeOfReaders,
  type Reader,
  type ReaderIndex,
  realOf,
} from './create-reader-index.ts';

export interface ReadElsewhere {
  /** One that reads it, or that may, by the file. */
  readonly files: ReadonlyMap<string, OtherReader>;
  /** How many projects read each of these, with this one. */
  readonly counts: ReadonlyMap<string, number>;
  /** One that would read a new file, or that may; null where there is none. */
  readonly readerOfNew: (file: string) => OtherReader | null;
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
  const repository = await placeOfReaders(folder);
  const unclear = (await index.unclear(repository)).filter(isOther);
  const home = await realOf(folder);
  /** @param real with all links followed. */
  const nameOne = (readers: readonly Reader[], real: string): OtherReader | null => {
    const sure = readers.find(isOther);
    const other = sure ?? unclear.find((each) => mayRead(each, home, real));
    if (other === undefined) return null;
    return { project: nameFrom(folder, other.projectFile), isSure: other === sure };
  };
  const files = new Map<string, OtherReader>();
  const counts = new Map<string, number>();
  for (const { file, path } of manifests) {
    const readers = await index.readersOf(repository, path);
    const other = nameOne(readers, await realOf(path));
    if (other === null) continue;
    files.set(file, other);
    const others = readers.filter(isOther).map(({ identity }) => identity);
    if (other.isSure) counts.set(file, new Set(others).size + 1);
  }
  const readersOfNew = await index.readersOfNew(repository);
  return {
    ...{ files, counts },
    readerOfNew: (file) => nameOne(readersOfNew(resolve(folder, file)), resolve(home, file)),
  };
}
