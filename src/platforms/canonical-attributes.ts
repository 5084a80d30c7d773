/**
 * One form for what means the same, so that declared and remote values can be compared as JSON:
 * sets sorted without twins, points rounded and sorted, texts without line ends at their end, null and
 * empty left out.
 */
import {
  buildObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../model/text/json.ts';
import type { AttributeRule } from './attribute-rule.ts';

/** Coordinates are kept by the server at five decimals (marketing-solutions location schema). */
const coordinateDecimals = 5;

/**
 * The attributes that the rules name, in canonical form; everything else is left out, but a type
 * type stays even when nothing in it is set.
 */
export function canonicalAttributes(
  attributes: JsonObject,
  rules: readonly AttributeRule[],
  type: string | null,
): JsonObject {
  const { object, put } = type === null ? buildObject() : buildObject(type);
  for (const rule of rules) {
    const value = canonicalValue(valueAt(attributes, rule.path), rule);
    if (value !== undefined) put(rule.path, value);
  }
  return object;
}

/** The canonical form of one value, `undefined` for what counts as not set. */
export function canonicalValue(
  value: JsonValue | undefined,
  rule: AttributeRule,
): JsonValue | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (rule.form === 'text') return canonicalText(value);
  if (rule.form === 'set') return canonicalSet(value);
  if (rule.form === 'points') return canonicalPoints(value);
  return value;
}

/** A block of YAML ends in a line end that nobody typed, and an editor may write CR LF. */
function canonicalText(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  const text = value.replace(/\r\n?/gu, '\n');
  let end = text.length;
  // An expression would try every run of line ends in the text.
  while (text.charAt(end - 1) === '\n') end -= 1;
  return text.slice(0, end) || undefined;
}

function canonicalSet(value: JsonValue): JsonValue | undefined {
  if (!Array.isArray(value)) return value;
  const members = new Set(value.map((member) => String(member)));
  return members.size === 0 ? undefined : [...members].sort();
}

function canonicalPoints(value: JsonValue): JsonValue | undefined {
  if (!Array.isArray(value)) return value;
  const points = value.filter(isJsonObject).map((point) => ({
    ...(typeof point['name'] === 'string' && point['name'] !== '' ? { name: point['name'] } : {}),
    latitude: roundCoordinate(point['latitude']),
    longitude: roundCoordinate(point['longitude']),
  }));
  const keyed = points.map((point) => ({
    point,
    key: JSON.stringify([point.latitude, point.longitude, point.name ?? '']),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.length === 0 ? undefined : keyed.map(({ point }) => point);
}

/** Half away from zero at five decimals, on the decimal digits and not on their binary neighbour. */
export function roundCoordinate(value: JsonValue | undefined): JsonValue {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value ?? null;
  const shifted = Number(`${Math.abs(value)}e${coordinateDecimals}`);
  // What JavaScript writes with an exponent of its own is smaller than anything five decimals keep.
  if (!Number.isFinite(shifted)) return 0;
  const rounded = Number(`${Math.round(shifted)}e-${coordinateDecimals}`);
  // Never -0, which would be another JSON text for the same place.
  return rounded === 0 ? 0 : Math.sign(value) * rounded;
}
