/** A remote side that was made from manifests, and then edited as a manifest says it, as if in the UI. */

import type { SourceFile } from '../../src/model/files/source-file.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { EarlierProject } from '../../src/plan/compare-with-remote.ts';
import type { PullResult } from '../../src/pull/pull-result.ts';
import { apply } from '../../src/reconciler/apply.ts';
import { type Loaded, load } from '../../src/reconciler/load.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { type PullOptions, pull } from '../../src/reconciler/pull.ts';
import { projectFile } from '../support/a-folder.ts';
import { aSnapshot } from '../support/a-world.ts';
import { createMemoryRemote, type MemoryRemote } from '../support/memory-remote.ts';

export const head = 'defaults: { retailerId: "1234" }\n';

export type Texts = Readonly<Record<string, string>>;

export function projectOf(more = ''): SourceFile {
  return { file: 'audiencectl.yaml', text: projectFile + more };
}

export function filesOf(texts: Texts | string): readonly SourceFile[] {
  const all = typeof texts === 'string' ? { 'a.yaml': texts } : texts;
  return Object.entries(all).map(([file, text]) => ({ file, text }));
}

export function loadedOf(texts: Texts | string, project: SourceFile = projectOf()): Loaded {
  const { value, diagnostics } = load(project, filesOf(texts));
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Makes the remote as these manifests say. */
async function become(
  remote: MemoryRemote,
  texts: Texts | string,
  project: SourceFile = projectOf(),
): Promise<void> {
  const { value, diagnostics } = plan(loadedOf(texts, project), remote.snapshot(), {
    allowReplace: true,
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics, null, 1));
  const result = await apply(value, remote);
  if (result.state !== 'applied') throw new Error(JSON.stringify(result, null, 1));
}

/** What is remote once each of these manifests was applied, one after the other. */
export async function remoteAfter(...versions: readonly (Texts | string)[]): Promise<Snapshot> {
  const remote = createMemoryRemote(aSnapshot());
  for (const texts of versions) await become(remote, texts);
  return remote.snapshot();
}

export function pulled(
  texts: Texts | string,
  snapshot: Snapshot,
  options: PullOptions = {},
  project: SourceFile = projectOf(),
): PullResult {
  const { value, diagnostics } = pull(
    { projectFile: project, manifests: filesOf(texts) },
    snapshot,
    options,
  );
  if (value === null) throw new Error(JSON.stringify(diagnostics, null, 1));
  return value;
}

/** The one file as it is after a pull. */
export function textAfter({ files }: PullResult, file = 'a.yaml'): string | undefined {
  return files.find((each) => each.file === file)?.after;
}

export function baseOf(texts: Texts | string, project: SourceFile = projectOf()): EarlierProject {
  return { label: 'base', declarations: loadedOf(texts, project).declarations };
}
