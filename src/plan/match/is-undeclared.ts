import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Elsewhere } from './find-declared-elsewhere.ts';

interface Declared {
  /** What this project declares. */
  readonly matched: ReadonlySet<RemoteEntity>;
  readonly elsewhere: Elsewhere;
}

/** Whether a manifest could declare an entity, and none of this project or of another does. */
export function isUndeclared(entity: RemoteEntity, { matched, elsewhere }: Declared): boolean {
  return entity.unmanageable === null && !matched.has(entity) && !elsewhere.declares(entity);
}
