import type { SourceFile } from '../../model/files/source-file.ts';
import { findVersionWarnings, type VersionsInUse } from '../../platforms/find-version-warnings.ts';
import { shownIn } from '../../reconciler/shown-in.ts';
import { writeWarnings } from '../output/write-warnings.ts';
import type { CommandContext } from '../process/command-context.ts';

/** Warns on stderr of the versions that end: today's date is no part of any result. */
export function warnOfVersions(
  context: CommandContext,
  inUse: VersionsInUse,
  place: { readonly sources: readonly SourceFile[]; readonly folder: string },
): void {
  const { clock, notices } = context;
  const ignore = inUse.ignore ?? [];
  const found = shownIn({ ignore }, findVersionWarnings(inUse, clock.now()));
  notices.add(found);
  writeWarnings(context, found, place);
}
