/** The folders of `--out` and `--events`: made, and that of plans cleared of what an earlier run wrote there. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import { leadsInto } from '../../disk/off-limits.ts';
import { nameFrom } from '../../files/name-from.ts';
import { eachIndexName } from '../../model/files/project-file-name.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { isOwnFile, type SavedKind } from '../output/is-own-file.ts';
import { readNamedJson } from '../output/read-named-json.ts';
import { proveFolder, writeFileWhole } from '../output/write-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { renderJson } from '../process/render-json.ts';
import type { ManyTarget } from './find/find-projects.ts';
import { mirroredPath } from './find/mirrored-paths.ts';

/**
 * Edge: so that no plan of a project that is gone, or that could not be planned now, is left to be applied. Snapshots
 * stay, also those of projects that are not in this run.
 *
 * @param kind what this run writes there.
 * @param files their names; relative to the folder.
 * @throws DiagnosticError `output-not-allowed` where the folder holds anything else, with nothing removed.
 */
export async function prepareFolder(
  kind: SavedKind,
  folder: string,
  files: readonly string[],
): Promise<void> {
  const option = '--out';
  await proveLog(option, folder, files);
  const twice = files.find((file, at) => files.indexOf(file) !== at || file === eachIndexName);
  if (twice !== undefined) {
    throw refusal(
      `two files would be written to "${join(folder, twice)}"`,
      'Rename one of the project files.',
    );
  }
  const found = await listFiles(folder);
  const earlier = new Set(found.includes(eachIndexName) ? await readIndex(folder) : []);
  const others = found.filter((file) => file !== eachIndexName);
  const foreign = others.find((file) => !earlier.has(file));
  if (foreign !== undefined) {
    throw refusal(
      `${option} "${folder}" holds "${foreign}", which was not written there by an earlier run`,
      'Give an empty folder, or one that an earlier run with --each wrote.',
    );
  }
  // A list says what it likes: it came with the folder.
  const { strange } = await sortOut(kind, folder, others);
  if (strange !== undefined) {
    throw refusal(
      `${option} "${folder}" holds "${strange}", which is not a ${kind} of an earlier run`,
      `Give an empty folder, or one that holds ${kind}s of an earlier run with --each.`,
    );
  }
  // A snapshot is only replaced by a whole one: nothing can be read again of an account that does not answer.
  const kept = kind === 'snapshot' ? others : [];
  if (kind === 'plan') for (const file of found) await rm(join(folder, file));
  await mkdir(folder, { recursive: true });
  const listed = [...files, ...kept.filter((file) => !files.includes(file))];
  const document = renderJson({ formatVersion: 1, files: listed });
  await writeFileWhole(join(folder, eachIndexName), document);
}

/**
 * Edge: removes the plans of an earlier run with their list, so that they are not taken for those of a run that ends
 * before it has a list of its own. What was not written there by that run stays, and so does a list that names
 * anything else: then the folder is for something else.
 */
export async function removeEarlierPlans(folder: string): Promise<void> {
  if ((await objectToPath(folder)) !== null) return;
  const found = await listFiles(folder);
  if (!found.includes(eachIndexName)) return;
  const earlier = new Set(await readIndex(folder).catch((): readonly string[] => []));
  const listed = found.filter((file) => file !== eachIndexName && earlier.has(file));
  const { own, strange } = await sortOut('plan', folder, listed);
  for (const file of own) await rm(join(folder, file));
  if (strange === undefined) await rm(join(folder, eachIndexName));
}

/**
 * Files that a list names, by what they are.
 *
 * @returns those of the kind, and the first of any other.
 */
async function sortOut(kind: SavedKind, folder: string, files: readonly string[]) {
  const own: string[] = [];
  let strange: string | undefined;
  for (const file of files) {
    const isOurs = isPlace(file) && (await isOwnFile(join(folder, file), kind));
    if (isOurs) own.push(file);
    else strange ??= file;
  }
  return { own, strange };
}

/** Whether this tool would write there. */
function isPlace(file: string): boolean {
  const isOffLimits = leadsInto(file, '.git') || leadsInto(file, '.audiencectl');
  return /\.json$/u.test(file) && !isOffLimits;
}

/** Edge: removes the plans of this run; its list remains, so that they are known to be missing. */
export async function removePlans(
  targets: readonly ManyTarget[],
  { options }: Pick<CommandContext, 'options'>,
): Promise<void> {
  const folder = options.text('out');
  if (folder === null) return;
  for (const { file } of targets) await rm(mirroredPath(folder, file, '.json'), { force: true });
}

/**
 * The same for logs, which are continued.
 *
 * @throws DiagnosticError `output-not-allowed` for a project that has no place there.
 */
export async function proveLog(
  option: string,
  folder: string,
  files: readonly string[],
): Promise<void> {
  await proveFolder(folder);
  if (!files.some((file) => file === '..' || file.startsWith('../'))) return;
  throw refusal(
    `${option} "${folder}" has no place for a project outside the working directory`,
    'Run the command in a folder that contains all of the projects: use --chdir.',
  );
}

/** All that is no folder, links included, relative to the folder. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = nameFrom(folder, join(entry.parentPath, entry.name));
      // A link is none of ours, by any name.
      return entry.isFile() ? path : `${path} (a link or a device)`;
    });
}

async function readIndex(folder: string): Promise<readonly string[]> {
  const path = join(folder, eachIndexName);
  const value = await readNamedJson(path, 'list of files', 'output-not-allowed');
  const files: unknown = isJsonObject(value) ? value['files'] : null;
  return Array.isArray(files) ? files.filter((each) => typeof each === 'string') : [];
}

function refusal(message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code: 'output-not-allowed', message, hint }]);
}
