import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Project } from '../model/project.ts';
import { projectFileName } from '../model/project-file-name.ts';
import type { SourceFile } from '../model/source-file.ts';
import { createLinkCheck } from './create-link-check.ts';
import { findAllYamlFiles } from './find-manifests.ts';

/** More are not worth a line each. */
const maxFound = 10;

/** A list of entities at the top of a document that has something in it. */
const entityList = /^(?:segments|audiences):(?!\s*\[\s*\])/mu;

/**
 * Files below the project folder that read like manifests, and that no glob of `manifests` matches.
 * Those of another project, in a folder with a project file of its own, are none of our business.
 *
 * @param root the project folder, absolute.
 * @param known the manifests that are read.
 * @returns none where every YAML file is a manifest, or where the folder can't be looked through.
 */
export async function findUnreadManifests(
  root: string,
  { manifests, file: projectFile }: Pick<Project, 'manifests' | 'file'>,
  known: readonly SourceFile[],
): Promise<readonly SourceFile[]> {
  if (manifests === null) return [];
  const all = await findAllYamlFiles(root).catch(() => []);
  const checkLink = await createLinkCheck(root);
  const read = new Set([projectFile, ...known.map(({ file }) => file)]);
  const projects = all
    .filter((file) => file.endsWith(`/${projectFileName}`))
    .map((file) => `${dirname(file)}/`);
  const found: SourceFile[] = [];
  for (const file of all) {
    if (found.length === maxFound) break;
    if (read.has(file) || projects.some((folder) => file.startsWith(folder))) continue;
    const path = resolve(root, file);
    if ((await checkLink(path, file)) !== null) continue;
    const text = await readFile(path, 'utf8').catch(() => '');
    if (entityList.test(text)) found.push({ file, text });
  }
  return found;
}

/** Where a file that was found begins to read like a manifest. */
export function placeOfEntities({ text }: SourceFile): number {
  const before = text.slice(0, text.search(entityList));
  return before.split('\n').length;
}
