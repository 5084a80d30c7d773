import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ExportSelection } from '../export/choose-entities.ts';
import { exportManifests, type ManifestExport } from '../export/export-manifests.ts';
import { findDeclaredAlready } from '../export/find-declared-already.ts';
import type { Layout } from '../export/write/place-entities.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import { type Loaded, loadManifests } from './load.ts';

export type { ManifestExport } from '../export/export-manifests.ts';
export { writeStream } from '../export/write/write-stream.ts';

/** What is remote as manifests, such that a plan with them is empty. */
export function exportRemote(
  { project, sisters = [] }: Pick<Loaded, 'project' | 'sisters'>,
  remote: Snapshot,
  options: ExportSelection & { readonly layout: Layout },
): ManifestExport {
  return exportManifests({ ...options, project, sisters, snapshot: remote });
}

/** What the project declares already, beside what was exported. */
export function findExportedTwice(
  exported: readonly RemoteEntity[],
  project: Project,
  manifests: readonly SourceFile[],
): readonly Diagnostic[] {
  return findDeclaredAlready(exported, loadManifests(project, manifests, []).declarations);
}
