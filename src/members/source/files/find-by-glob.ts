/** Edge: the files that a glob of a source matches, links followed. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { offLimitsName } from '../../../disk/off-limits.ts';
import {
  type FileGlob,
  type GlobFault,
  matchesPath,
  parseFileGlob,
} from '../../../model/text/file-glob.ts';
import { describeSource, sourceError } from '../fields/field-reader.ts';

/** A glob of the whole disk is a mistake, and would keep even `validate` busy. */
const mostEntries = 200_000;

/**
 * @param folder what the glob is relative to, absolute.
 * @param most the most files and folders that are looked at; 200,000 unless given.
 * @returns names as the glob would have them, in order; what is no folder counts as a file.
 * @throws DiagnosticError for a glob that is none, or looks through too much.
 */
export async function findByGlob(
  glob: string,
  folder: string,
  most: number = mostEntries,
): Promise<readonly string[]> {
  const parsed = parseFileGlob(glob);
  if (typeof parsed === 'string') throw noGlob(glob, parsed);
  const walk: Walk = { glob, depth: glob.includes('**') ? Infinity : 0, left: most, found: [] };
  for (const each of parsed) await findOne(each, folder, walk);
  return [...new Set(walk.found)].sort(compareText);
}

interface Walk {
  readonly glob: string;
  /** How many folders deep it goes at least. */
  readonly depth: number;
  /** Files and folders that may still be looked at. */
  left: number;
  readonly found: string[];
}

async function findOne(glob: FileGlob, folder: string, walk: Walk): Promise<void> {
  const root = resolve(folder, glob.folder);
  const found = await stat(root).catch(() => null);
  if (glob.names.length === 0) {
    if (found !== null && !found.isDirectory()) walk.found.push(glob.folder);
  } else if (found?.isDirectory()) {
    await walkFolder(root, [], new Set(), glob, walk);
  }
}

/** @param above the real paths of the folders that it was reached through. */
async function walkFolder(
  folder: string,
  path: readonly string[],
  above: ReadonlySet<string>,
  glob: FileGlob,
  walk: Walk,
): Promise<void> {
  const real = await realpath(folder);
  if (above.has(real)) return;
  const entries = await readdir(folder, { withFileTypes: true });
  walk.left -= entries.length;
  if (walk.left < 0) throw tooMuch(walk.glob);
  for (const entry of entries) {
    const own = [...path, entry.name];
    const isFolder = await leadsToFolder(entry, join(folder, entry.name));
    if (!isFolder && matchesPath(glob, own)) walk.found.push(`${glob.folder}${own.join('/')}`);
    const isDeepEnough = own.length >= Math.max(walk.depth, glob.names.length);
    if (!isFolder || isDeepEnough || isPassedOver(entry.name, glob)) continue;
    await walkFolder(join(folder, entry.name), own, new Set(above).add(real), glob, walk);
  }
}

async function leadsToFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function isPassedOver(name: string, { findsHidden }: FileGlob): boolean {
  return offLimitsName(name) !== null || (name.startsWith('.') && !findsHidden);
}

const faults: Readonly<Record<GlobFault, readonly [is: string, hint: string]>> = {
  backslash: ['has a backslash', 'Write / between the names of folders.'],
  extended: ['has an unknown pattern', 'Use only *, ?, [abc], ** and {a,b}.'],
  'too-long': ['is longer than a path can be', 'Shorten it.'],
  'too-many-alternatives': ['has too many alternatives in braces', 'Use *, or list the files.'],
};

function noGlob(glob: string, fault: GlobFault) {
  const [is, hint] = faults[fault];
  return sourceError('members-source-no-files', `${describeSource(glob)} ${is}`, hint);
}

function tooMuch(glob: string) {
  return sourceError(
    'members-source-no-files',
    `${describeSource(glob)} would search too many files and folders`,
    'Give the folder with the files. At most 200,000 files and folders are searched.',
  );
}
