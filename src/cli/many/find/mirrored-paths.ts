/** Where the file of a project stands in the folder of `--out`, and the way back. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** @param file a project file, relative to the working directory. */
export function mirroredPath(folder: string, file: string, ending: string): string {
  return join(folder, file.replace(/\.ya?ml$/iu, '') + ending);
}

/** Edge: the project file that a plan has the path of. */
export async function projectPathOf(plan: string): Promise<string> {
  const path = plan.replace(/\.json$/iu, '');
  for (const file of [`${path}.yaml`, `${path}.yml`]) {
    if ((await stat(file).catch(() => null))?.isFile()) return file;
  }
  return `${path}.yaml`;
}
