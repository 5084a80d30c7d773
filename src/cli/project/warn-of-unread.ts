import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { UnreadManifests } from '../../files/diagnose-passed-over.ts';
import { findUnreadManifests } from '../../files/find-unread-manifests.ts';
import type { Project } from '../../model/project.ts';

/**
 * `manifest-not-read`, for a project that declares nothing: a manifest was written where none is
 * looked for.
 *
 * @param known the manifests that are read, and the files that are reported already.
 */
export async function warnOfUnread(
  project: Project,
  folder: string,
  known: ReadonlySet<string>,
): Promise<UnreadManifests> {
  const found = await findUnreadManifests(folder, project, known);
  const globs = (project.manifests ?? []).join(', ');
  const diagnostics = found.map(
    ({ source, line }): Diagnostic => ({
      severity: 'warning',
      code: 'manifest-not-read',
      message: 'nothing is declared, and this file looks like a manifest, but is not read',
      source: { file: source.file, line, column: 1 },
      hint: `Move it to a path that the globs in manifests match (${globs}), or add it to manifests in ${project.file}.`,
    }),
  );
  return { diagnostics, sources: found.map(({ source }) => source) };
}
