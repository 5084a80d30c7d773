import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findUnreadManifests, placeOfEntities } from '../files/find-unread-manifests.ts';
import type { Project } from '../model/project.ts';
import type { SourceFile } from '../model/source-file.ts';

export interface UnreadManifests {
  readonly diagnostics: readonly Diagnostic[];
  /** The files that the findings point into. */
  readonly sources: readonly SourceFile[];
}

/** `manifests-not-read`, for a project that declares nothing: a manifest was written where none is looked for. */
export async function warnOfUnread(
  project: Project,
  folder: string,
  manifests: readonly SourceFile[],
): Promise<UnreadManifests> {
  const sources = await findUnreadManifests(folder, project, manifests);
  const globs = (project.manifests ?? []).join(', ');
  const diagnostics = sources.map((source): Diagnostic => {
    const line = placeOfEntities(source);
    return {
      severity: 'warning',
      code: 'manifests-not-read',
      message: 'nothing is declared, and this file, which looks like a manifest, is not read',
      source: { file: source.file, line, column: 1 },
      hint: `Move it to where manifests: looks (${globs}), or add it there in ${project.file}.`,
    };
  });
  return { diagnostics, sources };
}
