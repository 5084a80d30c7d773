/** `manifest-not-read`: a file that is not read must never look like a file that was deleted. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { stat } from '../disk/local-files.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import type { FileGuard, GuardReason } from './create-file-guard.ts';
import { firstDeclared, manifestsOfProject, ruleLists } from './declared-lists.ts';
import { findManifests, type PassedOver } from './find-manifests.ts';
import { readTextFile } from './read-text-file.ts';

export interface UnreadManifests {
  readonly diagnostics: readonly Diagnostic[];
  /** The files that the findings point into. */
  readonly sources: readonly SourceFile[];
}

type Reason = GuardReason | 'no-glob' | 'only-in-base';

const reasons: Readonly<Record<Reason, string>> = {
  'no-glob': 'no glob in manifests matches this file, so it is not read',
  'only-in-base': '--base reads this file, but here it is not read',
  'leads-out': 'this link leads out of the git repository, so its target is not read',
  '.git': 'this link leads into .git, so its target is not read',
  '.audiencectl': 'this link leads into .audiencectl, so its target is not read',
};

/**
 * An error where something could be deleted because of it. `ignore` does not silence it, for a word
 * that hides one file hides the next one, too: each is named by `!FILE` under `manifests`.
 */
export function notRead(
  file: string,
  reason: Reason,
  { prune, file: projectFile }: Pick<Project, 'prune' | 'file'>,
  line = 1,
): Diagnostic {
  const isFile = reason === 'no-glob' || reason === 'only-in-base';
  const instead = isFile ? 'Add it to manifests' : 'Keep the files themselves in the repository';
  return {
    severity: prune === 'off' ? 'warning' : 'error',
    code: 'manifest-not-read',
    message: reasons[reason],
    source: { file, line, column: 1 },
    hint: `${instead}, or write "!${file}" under manifests in ${projectFile} to leave it out.`,
  };
}

/**
 * Edge: what is passed over and might be missed.
 *
 * @param known the identities of the files that are read, under any name.
 */
export async function diagnosePassedOver(
  passedOver: readonly PassedOver[],
  context: {
    readonly root: string;
    readonly project: Pick<Project, 'prune' | 'file'>;
    readonly guard: FileGuard;
    readonly known: ReadonlySet<string | null>;
  },
): Promise<UnreadManifests> {
  const { root, project, guard, known } = context;
  const diagnostics: Diagnostic[] = [];
  const sources: SourceFile[] = [];
  let ofOthers: Promise<ReadonlySet<string>> | null = null;
  const askOthers = () => {
    ofOthers ??= findReadByOthers(passedOver, root, guard);
    return ofOthers;
  };
  for (const each of passedOver) {
    const { file } = each;
    const path = resolve(root, file);
    const refused = each.reason ?? (await guard(path));
    if (refused !== null) {
      if (!each.isBeside) diagnostics.push(notRead(file, refused, project));
      continue;
    }
    if (known.has(await identityOf(path))) continue;
    const missed = await findMissed(path, each, askOthers);
    if (missed === null) continue;
    diagnostics.push(notRead(file, 'no-glob', project, missed.line));
    if (missed.source) sources.push(missed.source);
  }
  return { diagnostics, sources };
}

/** The manifests of other project files of the folder, such as `fr.yaml`. */
async function findReadByOthers(
  passedOver: readonly PassedOver[],
  root: string,
  guard: FileGuard,
): Promise<ReadonlySet<string>> {
  const read = new Set<string>();
  for (const { file } of passedOver.filter(({ isBeside }) => isBeside)) {
    const path = resolve(root, file);
    if (file.includes('/') || (await guard(path)) !== null) continue;
    const { value: source } = await readTextFile(path, file);
    for (const manifests of source ? manifestsOfProject(source) : []) {
      const found = await findManifests(root, { manifests, file }, guard).catch(() => null);
      for (const each of found?.files ?? []) read.add(each);
    }
  }
  return read;
}

/** Null for a file in which nothing is missed. */
async function findMissed(
  path: string,
  { file, mayBeForeign, isBeside }: PassedOver,
  askOthers: () => Promise<ReadonlySet<string>>,
) {
  if (!mayBeForeign) return { line: 1, source: null };
  const { value: source } = await readTextFile(path, file);
  if (source === null) return isBeside ? null : { line: 1, source };
  const line = firstDeclared(source, isBeside ? ruleLists : undefined);
  if (line === null || (isBeside && (await askOthers()).has(file))) return null;
  return { line, source };
}

async function identityOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? null : `${found.dev}:${found.ino}`;
}
