import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { readPackageFile } from '../../package-file.ts';
import type { NewFile } from './project-template.ts';

/** The files of an example project that ships with the program. */
export function readExample(name: string): Promise<readonly NewFile[]> {
  return readPackageFile(`examples/${name}`, (place) => readFolder(fileURLToPath(place)));
}

async function readFolder(folder: string): Promise<readonly NewFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Promise.all(
    paths.sort(compareText).map(async (path) => ({
      path: path.split(sep).join('/'),
      text: await readFile(join(folder, path), 'utf8'),
    })),
  );
}
