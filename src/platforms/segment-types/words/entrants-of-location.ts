import { placeKey } from '../../../algebra/segments/judge-location.ts';
import { numberAt } from '../../../algebra/segments/segment-rule.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../../model/text/json.ts';
import { listSome } from '../../../model/text/list-some.ts';
import { quote } from '../../../model/text/quote.ts';
import type { Entrants } from './entrants.ts';

/** More places than this are counted. */
const maxPlaces = 3;

/** People near a point that was not there. */
export const entrantsNearPoints: Entrants = (before, after) => {
  const old = new Set(pointsAt(before).map(placeKey));
  const added = pointsAt(after).filter((point) => !old.has(placeKey(point)));
  if (added.length === 0) return [];
  const radius = radiusOf(after);
  return radius === null
    ? null
    : [`within ${radius} km of ${listSome(added.map(describePoint), maxPlaces)}`];
};

/** People further away from points that stay. */
export const entrantsByRadius: Entrants = (before, after) => {
  const places = new Set(pointsAt(before).map(placeKey));
  if (!pointsAt(after).some((point) => places.has(placeKey(point)))) return [];
  const [old, fresh] = [radiusOf(before), radiusOf(after)];
  if (old === null || fresh === null) return null;
  return fresh > old ? [`between ${old} and ${fresh} km away`] : [];
};

function pointsAt(attributes: JsonObject): readonly JsonObject[] {
  const points = valueAt(attributes, 'location.pointsOfInterest');
  return Array.isArray(points) ? points.filter(isJsonObject) : [];
}

function radiusOf(attributes: JsonObject): number | null {
  return numberAt(attributes, 'location.radiusInKm');
}

function describePoint(point: JsonObject): string {
  const { name } = point;
  return typeof name === 'string' && name !== ''
    ? quote(name)
    : `${numberAt(point, 'latitude')} ${numberAt(point, 'longitude')}`;
}
