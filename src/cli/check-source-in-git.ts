import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { findTracked } from '../files/find-tracked.ts';
import type { MemberSource } from '../members/read-source.ts';

/** A source, and what a finding about it is to say. */
export interface CheckedSource {
  readonly source: MemberSource;
  /** Where it is named; asked for only where it is to be said, since finding a place takes time. */
  readonly locate: () => Source | undefined;
  /** The list that it fills. */
  readonly address?: string;
}

/** Edge: the finding `members-source-in-git`, or null. */
export async function checkSourceInGit(
  source: MemberSource,
  place?: Source,
): Promise<Diagnostic | null> {
  const [finding = null] = await checkSourcesInGit([{ source, locate: () => place }]);
  return finding;
}

/** The same for many sources at once, with a finding for each that is tracked. */
export async function checkSourcesInGit(
  asked: readonly CheckedSource[],
): Promise<readonly Diagnostic[]> {
  const files = asked.filter(({ source }) => source.name !== '-');
  const tracked = await findTracked(files.map(({ source }) => source.path));
  return files
    .filter(({ source }) => tracked.has(source.path))
    .map(({ source, locate, address }) => {
      const place = locate();
      return {
        severity: 'error',
        code: 'members-source-in-git',
        message: `The source ${source.name} is tracked by git: everybody with the repository has these people's identifiers`,
        ...(place === undefined ? {} : { source: place }),
        ...(address === undefined ? {} : { address }),
        hint: 'Take it out of the repository and its history, and keep such files outside of it',
      };
    });
}
