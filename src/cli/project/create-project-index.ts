/** The project files of a repository and what they are bound to, read once for all projects of a run. */
import { basename } from 'node:path';
import { createFileGuard } from '../../files/create-file-guard.ts';
import { type FoundProjectFiles, findProjectFiles } from '../../files/find-project-files.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { projectFileName } from '../../model/files/project-file-name.ts';
import type { Project } from '../../model/project.ts';
import { listBindings } from '../../reconciler/read-sister.ts';

export interface ProjectIndex {
  /**
   * The project files that are bound to the account of a project, or may be; absolute.
   *
   * @param manifests of that project, absolute: they are no project files, whatever they hold.
   */
  readonly find: (
    repository: string,
    project: Pick<Project, 'platform' | 'scopeId'>,
    manifests: ReadonlySet<string>,
  ) => Promise<Pick<FoundProjectFiles, 'files' | 'isComplete'>>;
}

interface IndexedRepository {
  readonly byTarget: ReadonlyMap<string, readonly string[]>;
  /** Those that may be bound to any account. */
  readonly unclear: readonly string[];
  readonly isComplete: boolean;
}

/** @param skip folders that are no part of a repository, such as a checkout of an earlier commit; absolute. */
export function createProjectIndex(skip: readonly string[]): ProjectIndex {
  const repositories = new Map<string, Promise<IndexedRepository>>();
  return {
    find: async (repository, project, manifests) => {
      const known = repositories.get(repository) ?? indexRepository(repository, skip);
      repositories.set(repository, known);
      const { byTarget, unclear, isComplete } = await known;
      const files = [...(byTarget.get(keyOf(project)) ?? []), ...unclear];
      const isOther = (path: string) => basename(path) === projectFileName || !manifests.has(path);
      return { files: files.filter(isOther), isComplete };
    },
  };
}

async function indexRepository(
  repository: string,
  skip: readonly string[],
): Promise<IndexedRepository> {
  const { files, isComplete } = await findProjectFiles(repository, { skip, known: new Set() });
  const guard = await createFileGuard(repository, null);
  const byTarget = new Map<string, string[]>();
  const unclear: string[] = [];
  for (const path of files) {
    if ((await guard(path)) !== null) continue;
    const { value: source } = await readTextFile(path, basename(path));
    const { targets, isWhole } = source ? listBindings(source) : { targets: [], isWhole: false };
    if (!isWhole) {
      unclear.push(path);
      continue;
    }
    for (const key of new Set(targets.map(keyOf))) {
      const bound = byTarget.get(key) ?? [];
      bound.push(path);
      byTarget.set(key, bound);
    }
  }
  return { byTarget, unclear, isComplete };
}

function keyOf({ platform, scopeId }: Pick<Project, 'platform' | 'scopeId'>): string {
  return `${platform} ${scopeId}`;
}
