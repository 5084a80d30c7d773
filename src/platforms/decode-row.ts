/** Rows of the search API, in all their documented spellings, into the manifest's words. */
import { readAlgebra, writeAlgebra } from '../model/algebra.ts';
import type { Kind } from '../model/entity.ts';
import type { RemoteEntity, RemoteRow, Unmanageable } from '../model/remote/snapshot.ts';
import {
  buildObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../model/text/json.ts';
import type { AttributeRule } from './attribute-rule.ts';
import { canonicalValue } from './canonical-attributes.ts';
import type { Platform } from './platform.ts';
import { attributeRules } from './platform-named.ts';

/** What the API answers for an enum it has no name for: nothing can be said about such a value. */
const unknownValue = 'Unknown';

/**
 * @param scopeId the account or advertiser that was read; rows of another one are foreign.
 */
export function decodeRow(
  platform: Platform,
  kind: Kind,
  scopeId: string,
  row: RemoteRow,
): RemoteEntity {
  const raw = jsonObject(row.attributes);
  const type = kind === 'segment' ? readType(platform, raw) : null;
  const { attributes, incomparable } = decodeAttributes(
    raw,
    attributeRules(platform, kind, type),
    type,
  );
  return {
    kind,
    id: row.id,
    name: text(raw['name']) ?? '',
    ownerId: text(raw[platform.ownerAttribute]),
    type,
    attributes,
    incomparable,
    isPartlyRead: isPartlyRead(platform, raw, type),
    unmanageable: whyUnmanageable(platform, kind, scopeId, raw, type),
    adSetIds: kind === 'audience' && platform.tellsLiveUse ? texts(raw['adSetIds']) : null,
    channels: texts(raw['channels']).filter((channel) => channel !== unknownValue),
    updatedAt: text(raw['updatedAt']),
  };
}

function readType(platform: Platform, raw: JsonObject): string | null {
  const declared = platform.segmentTypes.find((type) => type.apiType === raw['type']);
  const present = platform.segmentTypes.find((each) => isJsonObject(raw[each.name]));
  return (declared ?? present)?.name ?? null;
}

function whyUnmanageable(
  platform: Platform,
  kind: Kind,
  scopeId: string,
  raw: JsonObject,
  type: string | null,
): Unmanageable | null {
  const isBehavioral = platform.segmentTypes.some((each) => each.name === type && !each.declarable);
  if (isBehavioral) return 'behavioral';
  const owner = text(raw[platform.scope.attribute]);
  if (owner !== null && owner !== scopeId) return 'foreign';
  if (kind === 'audience') return null;
  if (type === null) return 'unknown-type';
  // One documented sample holds a string instead of the boolean. An unknown value counts as read-only.
  const isReadOnly = String(valueAt(raw, 'contactList.isReadOnly') ?? false).toLowerCase();
  return isReadOnly === 'false' || isReadOnly === 'null' ? null : 'read-only';
}

function isPartlyRead(platform: Platform, raw: JsonObject, type: string | null): boolean {
  const row = platform.segmentTypes.find(({ name }) => name === type);
  if (row === undefined) return false;
  return Object.entries(jsonObject(raw[row.name])).some(([key, value]) => {
    const own = `${row.name}.${key}`;
    const isKnown = row.attributes.some(({ path, readPath = path }) => readPath === own);
    if (isKnown || value === null) return false;
    if (Array.isArray(value) && value.length === 0) return false;
    return !row.fixed?.[key]?.includes(String(value));
  });
}

function decodeAttributes(raw: JsonObject, rules: readonly AttributeRule[], type: string | null) {
  const { object, put } = type === null ? buildObject() : buildObject(type);
  const incomparable: string[] = [];
  // The attribute `type` says that its object belongs there, though the row leaves it out.
  const isLeftOut = type !== null && !isJsonObject(raw[type]);
  for (const rule of rules) {
    const path = rule.readPath ?? rule.path;
    if (isLeftOut && path.startsWith(`${type}.`)) {
      incomparable.push(rule.path);
      continue;
    }
    const value = decodeValue(valueAt(raw, path), rule);
    const isUnknown = rule.form !== 'text' && value === unknownValue;
    if (isUnknown || (value === undefined && rule.required)) {
      incomparable.push(rule.path);
    } else if (value !== undefined) {
      put(rule.path, value);
    }
  }
  return { attributes: object, incomparable };
}

function decodeValue(value: JsonValue | undefined, rule: AttributeRule): JsonValue | undefined {
  // Updates echo wrapped attributes as they were sent, and one sample even shows them in a search.
  const plain = isJsonObject(value) && rule.wrapped ? value['value'] : value;
  if (rule.form === 'algebra') return decodeAlgebra(plain);
  if (rule.form === 'segment-reference') return text(plain) ?? undefined;
  if (rule.form === 'set' && Array.isArray(plain) && plain.includes(unknownValue))
    return unknownValue;
  if (rule.path.endsWith('Id') && typeof plain === 'number') return String(plain);
  return canonicalValue(plain, rule);
}

/** The remote tree with `{ segmentId }` leaves, or `undefined` when it is no tree at all. */
function decodeAlgebra(value: JsonValue | undefined): JsonValue | undefined {
  const algebra = readAlgebra(renameLeaves(value));
  return algebra === null ? undefined : writeAlgebra(algebra);
}

function renameLeaves(node: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(node)) return undefined;
  const id = text(node['audienceSegmentId']);
  const renamed: { [key: string]: JsonValue } = {};
  for (const key of ['and', 'or']) {
    const children = node[key];
    if (Array.isArray(children)) {
      renamed[key] = children.map((child) => renameLeaves(child) ?? null);
    }
  }
  const not = renameLeaves(node['not']);
  if (not !== undefined) renamed['not'] = not;
  if (id !== null) renamed['segmentId'] = id;
  return renamed;
}

function jsonObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function texts(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.map((member) => String(member)))].sort();
}
