/** Edge: the files behind what a manifest or an option calls a source. */
import { type Stats, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { explainOffLimits } from '../../../disk/explain-unreadable.ts';
import { whereItLeads } from '../../../disk/object-to-path.ts';
import { leadsInto } from '../../../disk/off-limits.ts';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import { describeSource, sourceError } from '../fields/field-reader.ts';
import type { SourceFiles, SourcePlace } from '../member-source.ts';
import { explainFileError, special } from './explain-file-error.ts';
import { findByGlob } from './find-by-glob.ts';

export interface MemberFile {
  /** As it is named in messages; `-` is standard input. */
  readonly name: string;
  readonly path: string;
  /** A pipe: it can be read once, and its name need not show what it holds. */
  readonly isStream: boolean;
}

/**
 * In the order in which they are read: places as they are named, what is in a folder or matches a
 * glob by name. Names that begin with a dot or an underscore are passed over there, as Hadoop and
 * Spark write `_SUCCESS` and `.part-0.crc`.
 *
 * @throws DiagnosticError where there is no file, which is never an empty source.
 */
export async function findSourceFiles(source: SourceFiles): Promise<readonly MemberFile[]> {
  if (source.places.some(({ name }) => name === '-')) return [onlyStandardInput(source)];
  const found = new Map<string, MemberFile>();
  for (const place of source.places) {
    for (const file of await filesAt(place)) {
      await refuseOffLimits(file);
      if (!found.has(file.path)) found.set(file.path, file);
    }
  }
  return [...found.values()];
}

/**
 * The same for callers that only need the paths: a missing or forbidden file is reported when it
 * is read. A file that is named counts even where it is missing.
 */
export async function findSourcePaths(source: SourceFiles): Promise<readonly NamedFile[]> {
  const found = await Promise.all(
    source.places
      .filter(({ name }) => name !== '-')
      .map((place) => filesAt(place).catch(() => place)),
  );
  return found.flatMap((each): readonly NamedFile[] => ('folder' in each ? namedFile(each) : each));
}

type NamedFile = Pick<MemberFile, 'name' | 'path'>;

/** A folder without files to read has others, which may well be tracked. */
function namedFile({ name, folder }: SourcePlace): readonly NamedFile[] {
  const path = resolve(folder, name);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? [] : [{ name, path }];
}

function onlyStandardInput({ places }: SourceFiles): MemberFile {
  if (places.length === 1) return { name: '-', path: '', isStream: true };
  throw sourceError(
    'members-source-unreadable',
    'Standard input is given together with other files',
    'Give only -, or give only files.',
  );
}

async function filesAt(place: SourcePlace): Promise<readonly MemberFile[]> {
  const { name, folder } = place;
  const path = resolve(folder, name);
  try {
    // A name that exists is no glob, even with `*` in it.
    if (/[*?[{]/u.test(name) && !(await isThere(path))) return await filesByGlob(place);
    const found = await stat(path);
    if (found.isDirectory()) return await filesInFolder(place, path);
    return [fileOf(place, name, path, found)];
  } catch (error) {
    throw explainFileError(name, path, error);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => systemErrorCode(error) !== 'ENOENT',
  );
}

/** @throws DiagnosticError that names it, and not the folder or glob that it was found by. */
async function statOf(name: string, path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw explainFileError(name, path, error);
  });
}

/** @throws DiagnosticError for a pipe where none is read, a socket, a terminal or a disk. */
function fileOf(place: SourcePlace, name: string, path: string, found: Stats): MemberFile {
  const isPipe = found.isFIFO();
  if (!found.isFile() && !(isPipe && place.mayBePipe)) throw special(name);
  // What a shell has opened for us has the name of its number.
  return { name, path, isStream: isPipe || /^\/(?:dev|proc)\//u.test(path) };
}

async function filesInFolder(place: SourcePlace, path: string): Promise<readonly MemberFile[]> {
  const { name } = place;
  const entries = (await readdir(path)).sort(compareText);
  if (entries.includes('_temporary')) {
    throw sourceError(
      'members-source-changed',
      `${describeSource(name)} is still being written: it has a folder _temporary`,
      'Wait until the job that writes it ends.',
    );
  }
  const files: MemberFile[] = [];
  for (const entry of entries.filter(isPart)) {
    const [part, partPath] = [`${name.replace(/\/+$/u, '')}/${entry}`, join(path, entry)];
    const found = await statOf(part, partPath);
    if (found.isDirectory()) throw folderInFolder(name, entry);
    files.push(fileOf(place, part, partPath, found));
  }
  if (files.length === 0)
    throw noFiles(`${describeSource(name)} is a folder without a file to read`);
  return files;
}

function isPart(name: string): boolean {
  return !/^[._]/u.test(name);
}

/** Folders inside it may be parts, or last year's: only a glob makes that clear. */
function folderInFolder(name: string, entry: string) {
  return sourceError(
    'members-source-unreadable',
    `${describeSource(name)} is a folder with a folder in it, ${JSON.stringify(entry)}`,
    `Give the files with a glob, such as "${name.replace(/\/+$/u, '')}/**/*.csv".`,
  );
}

async function filesByGlob(place: SourcePlace): Promise<readonly MemberFile[]> {
  const { name, folder } = place;
  const files: MemberFile[] = [];
  for (const each of await findByGlob(name, folder)) {
    if (!isPart(each.split('/').at(-1) ?? '')) continue;
    const path = resolve(folder, each);
    files.push(fileOf(place, each, path, await statOf(each, path)));
  }
  if (files.length === 0) throw noFiles(`${describeSource(name)} matches no file`);
  return files;
}

function noFiles(message: string) {
  return sourceError(
    'members-source-no-files',
    message,
    'Check the path and the export. A missing file is never read as an empty list.',
  );
}

/** Neither what git keeps for itself nor what the tool does is a list of people. */
async function refuseOffLimits({ name, path }: MemberFile): Promise<void> {
  const real = await whereItLeads(path);
  for (const folder of ['.git', '.audiencectl'] as const) {
    if (!leadsInto(path, folder) && !leadsInto(real, folder)) continue;
    const { code, message, hint } = explainOffLimits(folder);
    throw sourceError(code, `${describeSource(name)}: ${message}`, hint);
  }
}
