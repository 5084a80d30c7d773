import { invariant } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { Operation } from '../../plan/order/operation.ts';
import {
  encodeCreate,
  encodeDelete,
  encodeUpdate,
  type ResolveId,
} from '../../platforms/encode-item.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules, typeIn } from '../../platforms/platform-named.ts';

/** The ID behind a segment name of an operation; null while the segment is not created. */
export type IdOfSegment = (operation: Operation, name: string) => string | null;

/** One operation as the bulk item that carries it out. */
export function encodeOperation(
  operation: Operation,
  platform: Platform,
  idOf: IdOfSegment,
): JsonObject {
  const resolveId: ResolveId = (reference) => {
    if ('id' in reference) return reference.id;
    const found = idOf(operation, reference.name);
    invariant(found !== null, `${operation.key} came before "${reference.name}"`);
    return found;
  };
  const { kind, verb, id, name, attributes, paths } = operation;
  if (verb === 'delete') {
    invariant(id !== null, `${operation.key} has no ID`);
    return encodeDelete(platform, kind, id);
  }
  invariant(attributes !== null, `${operation.key} has no attributes`);
  const type = typeIn(platform, attributes);
  const rules = attributeRules(platform, kind, type);
  if (verb === 'create') {
    invariant(name !== null, `${operation.key} has no name`);
    return encodeCreate(platform, kind, { name, attributes, type }, rules, resolveId);
  }
  invariant(id !== null, `${operation.key} has no ID`);
  return encodeUpdate(platform, kind, { id, name, attributes, paths }, rules, resolveId);
}
