import type { Project } from '../../model/project.ts';
import { matchesPath, parseFileGlob } from '../../model/text/file-glob.ts';

/** Whether a project would read a file below its folder. */
export function isManifestPath(path: string, { manifests }: Pick<Project, 'manifests'>): boolean {
  const globs = manifests ?? [];
  const plain = (text: string) => text.replace(/^(?:\.\/+)+/u, '').replace(/\/+$/u, '');
  if (globs.some((glob) => glob.startsWith('!') && plain(glob.slice(1)) === path)) return false;
  const positive = globs.filter((glob) => !glob.startsWith('!'));
  if (positive.length === 0) return true;
  return positive.some((glob) => {
    const parsed = parseFileGlob(glob);
    if (typeof parsed === 'string') return false;
    return parsed.some((each) => {
      const folder = plain(each.folder);
      if (each.names.length === 0) return folder === path;
      if (folder === '' || folder === '.') return matchesPath(each, path.split('/'));
      const isBelow = path.startsWith(`${folder}/`);
      return isBelow && matchesPath(each, path.slice(folder.length + 1).split('/'));
    });
  });
}
