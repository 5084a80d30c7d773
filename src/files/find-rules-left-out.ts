import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import { quote } from '../model/text/quote.ts';
import { locateInProject } from '../project/locate-in-project.ts';
import type { FileGuard } from './create-file-guard.ts';
import { firstDeclared, ruleLists } from './declared-lists.ts';
import type { UnreadManifests } from './diagnose-passed-over.ts';
import { findManifests } from './find-manifests.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * `rules-left-out`: an environment may only add rules, so it must read each file with rules that all
 * environments share.
 */
export async function findRulesLeftOut(
  project: Project,
  projectSource: SourceFile,
  {
    root,
    guard,
    files,
  }: {
    readonly root: string;
    readonly guard: FileGuard;
    /** The manifests that are read. */
    readonly files: readonly string[];
  },
): Promise<UnreadManifests> {
  const { sharedManifests: manifests, file: projectFile } = project;
  const diagnostics: Diagnostic[] = [];
  const sources: SourceFile[] = [];
  const none = { diagnostics, sources };
  if (manifests === undefined) return none;
  const shared = await findManifests(root, { manifests, file: projectFile }, guard).catch(
    () => null,
  );
  const read = new Set(files);
  for (const file of shared?.files ?? []) {
    const path = resolve(root, file);
    if (read.has(file) || (await guard(path)) !== null) continue;
    const { value: source } = await readTextFile(path, file);
    const line = source && firstDeclared(source, ruleLists);
    if (!(source && line)) continue;
    sources.push(source);
    diagnostics.push({
      severity: 'error',
      code: 'rules-left-out',
      message: `${quote(file)} has rules that always hold, and these manifests leave it out`,
      source: locateInProject(projectSource, project)(['manifests']),
      hint: 'Add it here, or move its rules to the project file.',
      related: [{ label: 'the rules', source: { file, line, column: 1 } }],
    });
  }
  return none;
}
