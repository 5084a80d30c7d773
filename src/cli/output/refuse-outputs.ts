/** Checks the outputs of a command against the files that must not be overwritten. */
import { fstatSync, type Stats, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isatty } from 'node:tty';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { whereItLeads } from '../../disk/object-to-path.ts';
import { projectFileName } from '../../model/files/project-file-name.ts';
import { matchesPath, parseFileGlob } from '../../model/text/file-glob.ts';

/** A file that an option names, `-` for standard output. */
export interface Output {
  /** As messages call it, such as `--report html`. */
  readonly option: string;
  readonly file: string;
}

/** What must not be written over, and what messages call it, such as `a manifest`. */
export interface KeptPath {
  readonly path: string;
  readonly is: string;
}

/** A glob of files that the next run would read; `folder` is absolute. */
export interface KeptGlob {
  readonly glob: string;
  readonly folder: string;
  readonly is: string;
}

export interface Kept {
  readonly files: readonly KeptPath[];
  /** With all that is below them. */
  readonly folders?: readonly KeptPath[];
  readonly globs?: readonly KeptGlob[];
  /** Folders, absolute, in which YAML files declare something, or may do so tomorrow. */
  readonly yamlIn?: readonly string[];
}

/** A place, by every name that leads to it. */
interface Place extends Output {
  /** As it is named, and where links lead; absolute. */
  readonly paths: readonly string[];
  /** Null where there is nothing yet. */
  readonly found: Stats | null;
}

/** Files at once that are looked at. */
const atOnce = 64;

/**
 * Before anything is opened: refuses an output that would write over what is kept, or over another
 * output of the same call. Links, other spellings and other cases of letters count as the same file.
 *
 * @throws DiagnosticError `output-not-allowed`, with all of them.
 */
export async function refuseOutputs(kept: Kept, outputs: readonly Output[]): Promise<void> {
  if (outputs.length === 0) return;
  const named = outputs.filter(({ file }) => file !== '-');
  const all = await Promise.all(named.map(placeOf));
  const places = all.filter(isFile);
  const problems = [
    ...findStdout(all),
    ...findDoubles(outputs, places),
    ...(await findKept(kept, places)),
  ];
  if (problems.length > 0) throw new DiagnosticError(problems);
}

async function placeOf(output: Output): Promise<Place> {
  const path = resolve(output.file);
  const found = await stat(path).catch(() => null);
  return { ...output, paths: [...new Set([path, await whereItLeads(path)])], found };
}

/** A device or a pipe holds nothing that could be lost. */
function isFile({ found }: Place): boolean {
  return found === null || found.isFile();
}

const stdout = 1;

/** A second name for stdout would get a second document, or be overwritten. */
function findStdout(places: readonly Place[]): readonly Diagnostic[] {
  const own = fstatOf(stdout);
  if (own === null || !(own.isFile() || own.isFIFO() || own.isSocket() || isatty(stdout)))
    return [];
  return places
    .filter(({ found }) => found !== null && found.dev === own.dev && found.ino === own.ino)
    .map(({ option, file }) =>
      refusal(`${option} "${file}" is standard output`, 'Write - for standard output.'),
    );
}

function fstatOf(descriptor: number): Stats | null {
  try {
    return fstatSync(descriptor);
  } catch {
    return null;
  }
}

function findDoubles(outputs: readonly Output[], places: readonly Place[]): readonly Diagnostic[] {
  const [first, second] = outputs.filter(({ file }) => file === '-');
  const onStdout =
    first && second
      ? [refusal(`${first.option} and ${second.option} both write to standard output`, onlyOne)]
      : [];
  const doubles = places.flatMap((place, at) => {
    const other = places.slice(0, at).find((each) => isSame(each, place));
    if (other === undefined) return [];
    const what = `${other.option} and ${place.option} both write "${place.file}"`;
    return [refusal(what, 'Give each of them a different file.')];
  });
  return [...onStdout, ...doubles];
}

const onlyOne = 'Write only one of them to standard output, and give files for the others.';

async function findKept(kept: Kept, places: readonly Place[]): Promise<readonly Diagnostic[]> {
  const files = await lookAt([...kept.files, ...(await filesWithin(kept, places))], places);
  const folders = await Promise.all((kept.folders ?? []).map(bothNames));
  const globs = await Promise.all((kept.globs ?? []).map(withRealFolder));
  const yamlIn = await Promise.all((kept.yamlIn ?? []).map(namesOf));
  return places.flatMap((place): readonly Diagnostic[] => {
    const file = files.find((each) => isSame(each, place));
    if (file) return [wouldReplace(place, file.is)];
    if (place.paths.some((path) => fold(basename(path)) === projectFileName)) {
      return [wouldReplace(place, 'a project file')];
    }
    const folder = folders.find(({ paths }) => paths.some((each) => isBelow(each, place)));
    if (folder) return [wouldReplace(place, folder.is)];
    const glob = globs.find((each) => isMatched(each, place));
    if (glob) return [wouldBeRead(place, glob.is)];
    const isYaml = place.paths.some((path) => /\.ya?ml$/iu.test(path));
    const isInside = yamlIn.some((paths) => paths.some((each) => isBelow(each, place)));
    return isYaml && isInside ? [wouldBeRead(place, 'a manifest')] : [];
  });
}

/** What is in the folders, where an output may be one of these files by a second name. */
async function filesWithin(
  { folders = [] }: Kept,
  places: readonly Place[],
): Promise<readonly KeptPath[]> {
  if (!places.some(({ found }) => found !== null && found.nlink > 1)) return [];
  const all = folders.map(async ({ path, is }) => {
    const folder = resolve(path);
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.map((name) => ({ path: join(folder, name), is }));
  });
  return (await Promise.all(all)).flat();
}

interface KeptPlace extends Pick<Place, 'paths' | 'found'> {
  readonly is: string;
}

/** What is there already may be a kept file by another name: links are followed. */
async function lookAt(
  files: readonly KeptPath[],
  places: readonly Place[],
): Promise<readonly KeptPlace[]> {
  const mustFollow = places.some(({ found }) => found !== null);
  const looked: KeptPlace[] = [];
  for (let at = 0; at < files.length; at += atOnce) {
    const some = files.slice(at, at + atOnce).map(async ({ path, is }): Promise<KeptPlace> => {
      const absolute = resolve(path);
      const found = mustFollow ? await stat(absolute).catch(() => null) : null;
      // What is missing may be waited for behind a link.
      const paths = found === null ? await namesOf(absolute) : [absolute];
      return { paths, found, is };
    });
    looked.push(...(await Promise.all(some)));
  }
  return looked;
}

async function namesOf(path: string): Promise<readonly string[]> {
  return [...new Set([path, await whereItLeads(path)])];
}

async function bothNames({ path, is }: KeptPath) {
  return { paths: await namesOf(resolve(path)), is };
}

async function withRealFolder({ glob, folder, is }: KeptGlob) {
  return { glob, folders: await namesOf(folder), is };
}

function isSame(a: Pick<Place, 'paths' | 'found'>, b: Pick<Place, 'paths' | 'found'>): boolean {
  if (a.found && b.found) return a.found.dev === b.found.dev && a.found.ino === b.found.ino;
  // Some disks take names that differ in case, or in how an accent is written, for the same.
  return a.paths.some((path) => b.paths.some((other) => fold(path) === fold(other)));
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function isBelow(folder: string, { paths }: Place): boolean {
  return paths.some((path) => {
    const way = relative(fold(folder), fold(path));
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
  });
}

/** Whether the next run would find it: in a folder that is read whole, or by a glob. */
function isMatched(
  { glob, folders }: { readonly glob: string; readonly folders: readonly string[] },
  { paths }: Place,
): boolean {
  const parsed = parseFileGlob(glob);
  if (typeof parsed === 'string') return false;
  return parsed.some((each) =>
    folders.some((folder) => {
      const start = resolve(folder, each.folder);
      const isFolder = each.names.length === 0 && statSync(start, quietly)?.isDirectory();
      return paths.some((path) => {
        const way = relative(start, path);
        const names = way.split(sep);
        if (way === '' || names[0] === '..' || join(start, way) !== path) return false;
        return isFolder ? names.length === 1 && !/^[._]/u.test(way) : matchesPath(each, names);
      });
    }),
  );
}

const quietly = { throwIfNoEntry: false } as const;

function wouldReplace({ option, file }: Output, is: string): Diagnostic {
  return refusal(`${option} "${file}" is ${is} and would be overwritten`, another);
}

function wouldBeRead({ option, file }: Output, is: string): Diagnostic {
  return refusal(
    `the next run would read ${option} "${file}" as ${is}`,
    'Give it another folder, or another name, such as one that ends in .json, .md or .txt.',
  );
}

const another = 'Write to another file.';

function refusal(message: string, hint: string): Diagnostic {
  return { severity: 'error', code: 'output-not-allowed', message, hint };
}
