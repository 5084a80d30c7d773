import type { Project } from '../project.ts';
import { matchesPath, parseFileGlob } from '../text/file-glob.ts';

/**
 * Whether a project would read a file.
 *
 * @param path of a file, relative to the project folder; outside of it, with `..` at the start alone.
 */
export function isManifestPath(path: string, { manifests }: Pick<Project, 'manifests'>): boolean {
  const globs = manifests ?? [];
  const plain = (text: string) => text.replace(/^(?:\.\/+)+/u, '').replace(/\/+$/u, '');
  if (globs.some((glob) => glob.startsWith('!') && plain(glob.slice(1)) === path)) return false;
  const positive = globs.filter((glob) => !glob.startsWith('!'));
  const isBelowProject = !path.startsWith('../');
  if (positive.length === 0) return isBelowProject;
  return positive.some((glob) => {
    const parsed = parseFileGlob(glob);
    if (typeof parsed === 'string') return false;
    return parsed.some((each) => {
      const folder = plain(each.folder);
      if (each.names.length === 0) return folder === path;
      if (folder === '' || folder === '.')
        return isBelowProject && matchesPath(each, path.split('/'));
      const isBelow = path.startsWith(`${folder}/`);
      return isBelow && matchesPath(each, path.slice(folder.length + 1).split('/'));
    });
  });
}
