import { findEmptyListEffects } from '../../algebra/logic/find-empty-list-effects.ts';
import { mapAlgebra, readAlgebra } from '../../model/algebra.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteReader } from '../../model/remote/remote.ts';
import type { RemoteEntity, RemoteRow } from '../../model/remote/snapshot.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';

/**
 * The names of the audiences that keep people out by a list: they are too wide while it is empty.
 * Where that is too much to prove they count, too.
 */
export function findExcludingAudiences(
  segmentId: string,
  { platform, scopeId }: Pick<Project, 'platform' | 'scopeId'>,
  rows: readonly RemoteRow[],
): readonly string[] {
  return rows
    .map((row) => decodeRow(platformNamed(platform), 'audience', scopeId, row))
    .filter((audience) => excludes(audience, segmentId))
    .map(({ name }) => name);
}

/** The same, read from the API. The ID of a list of the older endpoints is that of a segment, too. */
export async function readExcludingAudiences(
  listId: string,
  project: Pick<Project, 'platform' | 'scopeId'>,
  remote: RemoteReader,
): Promise<readonly string[]> {
  return findExcludingAudiences(listId, project, await remote.readAll('audience'));
}

function excludes({ attributes }: RemoteEntity, segmentId: string): boolean {
  const algebra = readAlgebra(attributes['algebra']);
  if (algebra === null) return false;
  const keys = mapAlgebra(algebra, (leaf) => ('id' in leaf ? leaf.id : leaf.name));
  const effects = findEmptyListEffects(keys, new Set([segmentId]));
  return effects === null || effects.excludesNobody.length > 0;
}
