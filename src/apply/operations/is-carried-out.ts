import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { differingPaths } from '../../plan/change/compare-described.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { IdOfSegment } from './encode-operation.ts';

/** Whether a remote entity shows what an operation sends; a create is compared with all of its attributes. */
export function isCarriedOut(
  operation: Operation,
  entity: RemoteEntity,
  idOf: IdOfSegment,
  platform: Platform,
): boolean {
  const { attributes, name, paths, verb } = operation;
  if (attributes === null || (name !== null && entity.name !== name)) return false;
  if (verb === 'update' && paths.length === 0) return true;
  const differing = differingPaths(
    entity,
    attributes,
    (segment) => idOf(operation, segment),
    platform,
  );
  return verb === 'create'
    ? differing.length === 0
    : !differing.some((path) => paths.includes(path));
}
