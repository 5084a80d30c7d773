/** The folders of `--out` and `--events`: made, and that of plans cleared of what an earlier run wrote there. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import { eachIndexName } from '../../model/project-file-name.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { readNamedJson } from '../output/read-named-json.ts';
import { proveFolder, writeFileWhole } from '../output/write-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { renderJson } from '../process/render-json.ts';
import type { ManyTarget } from './find/find-projects.ts';
import { mirroredPath } from './find/mirrored-paths.ts';

/**
 * Edge: so that no plan of a project that is gone, or that could not be planned now, is left to be applied.
 *
 * @param files what this run may write there; relative to the folder.
 * @throws DiagnosticError `output-not-allowed` where the folder holds anything else, with nothing removed.
 */
export async function prepareFolder(
  option: string,
  folder: string,
  files: readonly string[],
): Promise<void> {
  await proveLog(option, folder, files);
  const twice = files.find((file, at) => files.indexOf(file) !== at || file === eachIndexName);
  if (twice !== undefined) {
    throw refusal(
      `two files would be written to "${join(folder, twice)}"`,
      'Rename one of the project files.',
    );
  }
  const found = await listFiles(folder);
  const earlier = found.includes(eachIndexName) ? await readIndex(join(folder, eachIndexName)) : [];
  const foreign = found.find((file) => file !== eachIndexName && !earlier.includes(file));
  if (foreign !== undefined) {
    throw refusal(
      `${option} "${folder}" holds "${foreign}", which was not written there by an earlier run`,
      'Give an empty folder, or one that an earlier run with --each wrote.',
    );
  }
  for (const file of found) await rm(join(folder, file));
  await mkdir(folder, { recursive: true });
  await writeFileWhole(join(folder, eachIndexName), renderJson({ formatVersion: 1, files }));
}

/**
 * Edge: removes the plans of an earlier run with their list, so that they are not taken for those of a run that ends
 * before it has a list of its own. What was not written there by that run stays.
 */
export async function removeEarlierPlans(folder: string): Promise<void> {
  if ((await objectToPath(folder)) !== null) return;
  const found = await listFiles(folder);
  if (!found.includes(eachIndexName)) return;
  const earlier = await readIndex(join(folder, eachIndexName)).catch((): readonly string[] => []);
  for (const file of found) {
    if (file === eachIndexName || earlier.includes(file)) await rm(join(folder, file));
  }
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
      const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
      // A link is none of ours, by any name.
      return entry.isFile() ? path : `${path} (a link or a device)`;
    });
}

async function readIndex(path: string): Promise<readonly string[]> {
  const value = await readNamedJson(path, 'list of files', 'output-not-allowed');
  const files: unknown = isJsonObject(value) ? value['files'] : null;
  return Array.isArray(files) ? files.filter((each) => typeof each === 'string') : [];
}

function refusal(message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code: 'output-not-allowed', message, hint }]);
}
