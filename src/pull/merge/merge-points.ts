/** Points of interest as the remote has them, in the manifest's order, each spelled as before where it is the same. */
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/text/json.ts';
import { roundCoordinate } from '../../platforms/canonical-attributes.ts';
import { fillPlaces } from './fill-places.ts';

export function mergePoints(
  written: JsonValue | undefined,
  remote: readonly JsonValue[],
): readonly JsonValue[] {
  const old = (Array.isArray(written) ? written : []).filter(isJsonObject);
  const open = remote.filter(isJsonObject);
  const partners = new Map<JsonObject, JsonObject>();
  for (const keyOf of [wholeKey, placeKey, nameKey]) {
    for (const point of old) {
      const key = keyOf(point);
      if (partners.has(point) || key === null) continue;
      const at = open.findIndex((each) => keyOf(each) === key);
      const [partner] = at === -1 ? [] : open.splice(at, 1);
      if (partner) partners.set(point, respell(point, partner));
    }
  }
  return fillPlaces(
    old.map((point) => partners.get(point) ?? null),
    open,
  );
}

/** The remote point, with the old spelling of what did not change. */
function respell(written: JsonObject, remote: JsonObject): JsonObject {
  if (wholeKey(written) === wholeKey(remote)) return written;
  const { name: _, ...place } = placeKey(written) === placeKey(remote) ? written : remote;
  const { name } = remote;
  return name === undefined ? place : { name, ...place };
}

function wholeKey(point: JsonObject): string {
  const { name } = point;
  return canonicalJson([placeKey(point), name === '' ? null : (name ?? null)]);
}

function placeKey({ latitude, longitude }: JsonObject): string {
  return canonicalJson([roundCoordinate(latitude), roundCoordinate(longitude)]);
}

function nameKey({ name }: JsonObject): string | null {
  return typeof name === 'string' && name !== '' ? name : null;
}
