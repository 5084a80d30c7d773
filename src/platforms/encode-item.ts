/** Bulk items as the OpenAPI's create, update and delete schemas want them. */

import { invariant } from '../diagnostics/diagnostic.ts';
import { type Algebra, mapAlgebra, readAlgebra, type SegmentReference } from '../model/algebra.ts';
import type { Kind } from '../model/entity.ts';
import { type JsonObject, type JsonValue, valueAt, withValueAt } from '../model/text/json.ts';
import type { AttributeRule } from './attribute-rule.ts';
import type { Platform } from './platform.ts';
import { endpointsOf } from './platform-named.ts';

/** Turns a reference of the manifest into the ID that goes on the wire. */
export type ResolveId = (reference: SegmentReference) => string;

/** A create: everything that is set, values plain. */
export function encodeCreate(
  platform: Platform,
  kind: Kind,
  entity: { readonly name: string; readonly attributes: JsonObject; readonly type: string | null },
  rules: readonly AttributeRule[],
  resolveId: ResolveId,
): JsonObject {
  let attributes: JsonObject = {
    name: entity.name,
    ...(entity.type === null ? {} : { [entity.type]: {} }),
  };
  for (const rule of rules) {
    const value = wireValue(entity.attributes, rule, resolveId);
    if (value !== undefined) attributes = withValueAt(attributes, rule.path, value);
  }
  return { ...itemType(platform, kind, 'create'), attributes };
}

/** An update: the new name when it changes, and the changed paths alone, wrapped where the API wants it. */
export function encodeUpdate(
  platform: Platform,
  kind: Kind,
  target: {
    readonly id: string;
    readonly name: string | null;
    readonly attributes: JsonObject;
    readonly paths: readonly string[];
  },
  rules: readonly AttributeRule[],
  resolveId: ResolveId,
): JsonObject {
  let attributes: JsonObject = target.name === null ? {} : { name: target.name };
  for (const rule of rules.filter(({ path }) => target.paths.includes(path))) {
    const value = wireValue(target.attributes, rule, resolveId);
    attributes = withValueAt(attributes, rule.path, updatedValue(value, rule));
  }
  return { id: target.id, ...itemType(platform, kind, 'update'), attributes };
}

export function encodeDelete(platform: Platform, kind: Kind, id: string): JsonObject {
  const { emptyDelete } = endpointsOf(platform, kind);
  return { id, ...itemType(platform, kind, 'delete'), ...(emptyDelete ? { attributes: {} } : {}) };
}

function itemType(platform: Platform, kind: Kind, verb: 'create' | 'update' | 'delete') {
  const type = endpointsOf(platform, kind).itemType[verb];
  return type === null ? {} : { type };
}

function updatedValue(value: JsonValue | undefined, rule: AttributeRule): JsonValue {
  if (rule.wrapped) return { value: value ?? null };
  if (value !== undefined) return value;
  invariant(rule.form === 'set', `${rule.path} cannot be cleared`);
  return [];
}

function wireValue(
  attributes: JsonObject,
  rule: AttributeRule,
  resolveId: ResolveId,
): JsonValue | undefined {
  if (rule.form === 'segment-reference') return wireSeed(attributes, rule, resolveId);
  const value = valueAt(attributes, rule.path);
  if (value === null || rule.form !== 'algebra') return value ?? undefined;
  const algebra = readAlgebra(value);
  invariant(algebra !== null, 'an audience without algebra');
  return wireAlgebra(mapAlgebra(algebra, resolveId));
}

/** A reference attribute is declared by name (`seedSegment`) or by ID (`seedSegmentId`). */
function wireSeed(
  attributes: JsonObject,
  rule: AttributeRule,
  resolveId: ResolveId,
): JsonValue | undefined {
  const id = valueAt(attributes, rule.path);
  if (typeof id === 'string') return resolveId({ id });
  const name = valueAt(attributes, rule.path.replace(/Id$/u, ''));
  return typeof name === 'string' ? resolveId({ name }) : undefined;
}

function wireAlgebra(node: Algebra<string>): JsonValue {
  if ('segment' in node) return { audienceSegmentId: node.segment };
  if ('and' in node) return { and: node.and.map(wireAlgebra) };
  if ('or' in node) return { or: node.or.map(wireAlgebra) };
  return { not: wireAlgebra(node.not) };
}
