/** Which files are the manifests of a project. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { compareText } from '../diagnostics/diagnostic.ts';
import { findRepository, isInside } from './find-repository.ts';

/** A glob that cannot be followed, and why. */
export interface GlobProblem {
  readonly index: number;
  readonly problem: 'matches-nothing' | 'is-a-folder' | 'leaves-repository';
}

export interface FoundManifests {
  /** Relative to the project folder, `/` between the parts, sorted, each once. */
  readonly files: readonly string[];
  readonly problems: readonly GlobProblem[];
}

/** Every YAML file below the folder, outside dot-folders and `node_modules`; throws where a folder cannot be read. */
export async function findAllYamlFiles(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const hidden = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (entry.isDirectory() && !hidden) await visit(path);
      else if (isYamlName(entry.name) && (await isFile(join(root, path)))) files.push(path);
    }
  };
  await visit('');
  return files.sort(compareText);
}

function isYamlName(name: string): boolean {
  return !name.startsWith('.') && /\.ya?ml$/u.test(name);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

/** The files that globs match; they may lead out of the folder, inside the same git repository. */
export async function findByGlobs(root: string, globs: readonly string[]): Promise<FoundManifests> {
  const { glob, isDynamicPattern } = await import('tinyglobby');
  const repository = (await findRepository(root)) ?? root;
  const files = new Set<string>();
  const problems: GlobProblem[] = [];
  for (const [index, pattern] of globs.entries()) {
    if (!isInside(repository, resolve(root, staticPart(pattern)))) {
      problems.push({ index, problem: 'leaves-repository' });
      continue;
    }
    const matched = await glob(pattern, {
      cwd: root,
      expandDirectories: false,
      ignore: ['**/node_modules/**'],
    });
    for (const file of matched) {
      if (isInside(repository, resolve(root, file))) files.add(file.split(sep).join('/'));
    }
    if (matched.length > 0) continue;
    const isFolder =
      !isDynamicPattern(pattern) &&
      (await stat(resolve(root, pattern)).catch(() => null))?.isDirectory();
    problems.push({ index, problem: isFolder ? 'is-a-folder' : 'matches-nothing' });
  }
  return { files: [...files].sort(compareText), problems };
}

/** The leading folders of a glob that hold no wildcard. */
function staticPart(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => /[*?[\]{}()!+@]/u.test(part));
  return (wild === -1 ? parts : parts.slice(0, wild)).join('/') || '.';
}
