import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { findTracked } from '../../files/find-tracked.ts';
import { findSourcePaths } from '../../members/source/files/find-source-files.ts';
import type { MemberSource, SourceFiles } from '../../members/source/member-source.ts';

/** A source, and what a finding about it is to say. */
export interface CheckedSource {
  readonly source: MemberSource;
  /**
   * Where the source, or the file of excluded people, is named. Asked for only when it is reported, because finding
   * a place takes time.
   */
  readonly locate: (key: 'source' | 'exclude') => Source | undefined;
  /** The list that it syncs. */
  readonly address?: string;
}

/** Edge: a finding `members-source-in-git` for each source or list of exclusions that git tracks. */
export async function checkSourcesInGit(
  asked: readonly CheckedSource[],
): Promise<readonly Diagnostic[]> {
  const checked = await Promise.all(
    asked.flatMap(({ source, locate, address }) => {
      const parts: readonly (readonly ['source' | 'exclude', SourceFiles | null])[] = [
        ['source', source],
        ['exclude', source.exclude],
      ];
      return parts.map(async ([key, files]) => {
        const found = files === null ? [] : await findSourcePaths(files);
        return { found, address, place: () => locate(key) };
      });
    }),
  );
  const tracked = await findTracked(checked.flatMap(({ found }) => found.map(({ path }) => path)));
  return checked.flatMap(({ found, address, place }): readonly Diagnostic[] => {
    const own = found.filter(({ path }) => tracked.has(path));
    const [first] = own;
    if (first === undefined) return [];
    const more = own.length === 1 ? '' : ` (and ${own.length - 1} more)`;
    const source = place();
    return [
      {
        severity: 'error',
        code: 'members-source-in-git',
        message: `The source ${first.name}${more} is tracked by git, so everyone with access to the repository has the identifiers of these people`,
        ...(source === undefined ? {} : { source }),
        ...(address === undefined ? {} : { address }),
        hint: 'Remove it from the repository and its history, and keep such files elsewhere.',
      },
    ];
  });
}
