/** What a run with `--check` would write: to the projects that come later, it counts as written. */
import { join, resolve } from 'node:path';
import { whereItLeads } from '../../disk/object-to-path.ts';
import { nameFrom } from '../../files/name-from.ts';
import { isManifestPath } from '../../model/files/is-manifest-path.ts';
import type { ChangedFile, SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';

export interface UnwrittenTexts {
  /** @param folder of the project, absolute. */
  readonly add: (folder: string, files: readonly ChangedFile[]) => Promise<void>;
  /** The manifests of a project as they would then be. */
  readonly over: (
    folder: string,
    project: Pick<Project, 'manifests'>,
    manifests: readonly SourceFile[],
  ) => Promise<readonly SourceFile[]>;
}

export function createUnwrittenTexts(): UnwrittenTexts {
  const texts = new Map<string, Omit<ChangedFile, 'file'>>();
  return {
    add: async (folder, files) => {
      for (const { file, ...text } of files) {
        texts.set(await whereItLeads(resolve(folder, file)), text);
      }
    },
    over: async (folder, project, manifests) => {
      if (texts.size === 0) return manifests;
      const all: SourceFile[] = [];
      for (const { file, text } of manifests) {
        const place = await whereItLeads(join(folder, file));
        all.push({ file, text: texts.get(place)?.after ?? text });
      }
      const home = await whereItLeads(folder);
      for (const [place, { before, after }] of texts) {
        const file = nameFrom(home, place);
        if (before === null && isManifestPath(file, project)) all.push({ file, text: after });
      }
      return all;
    },
  };
}
