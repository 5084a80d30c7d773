import { isJsonObject, type JsonObject, valueAt } from '../../model/text/json.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { bearing, distance, isSurelyWithin, type Point, placeFrom } from './on-the-sphere.ts';
import { numberAt } from './segment-rule.ts';

interface Circles {
  readonly radius: number;
  readonly points: readonly Point[];
}

/** The server keeps coordinates at five decimals (marketing-solutions location schema). */
const coordinateScale = 1e5;

/** More pairs of points are not measured: a segment may have thousands of them. */
const maxPairs = 10_000;

/** Directions in which the edge of a circle is looked at, and points that it is looked at away from. */
const maxDirections = 24;

/**
 * Judges the circles of a location segment: people near any of the points are in. A circle that lies
 * within one of the other side changes nothing; a place outside all of those does. Where several
 * circles may cover one together, it is unknown.
 */
export function judgeLocation(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [circlesOf(before), circlesOf(after)];
  if (old === null || fresh === null) return 'unknown';
  const [enter, leave] = [reachesBeyond(fresh, old), reachesBeyond(old, fresh)];
  return enter === null || leave === null ? 'unknown' : verdictOf(enter, leave);
}

/** Whether some place in the circles of one side is in none of the other's; null where that is open. */
function reachesBeyond(inner: Circles, outer: Circles): boolean | null {
  const shared = new Set(outer.points.map(keyOf));
  const isCovered = (point: Point) => inner.radius <= outer.radius && shared.has(keyOf(point));
  const open = inner.points.filter((point) => !isCovered(point));
  if (open.length * outer.points.length > maxPairs) return null;
  const beyond = open.filter(
    (point) =>
      !outer.points.some((other) => isSurelyWithin(point, inner.radius, other, outer.radius)),
  );
  if (beyond.length === 0) return false;
  return beyond.some((point) => hasPlaceOutside(point, inner.radius, outer)) ? true : null;
}

function hasPlaceOutside(centre: Point, radius: number, outer: Circles): boolean {
  const near = outer.points.filter((point) => distance(centre, point) <= radius + outer.radius);
  const away = near.slice(0, maxDirections).map((point) => bearing(centre, point) + Math.PI);
  const around = Array.from(
    { length: maxDirections },
    (_, turn) => (2 * Math.PI * turn) / maxDirections,
  );
  const edge = [...away, ...around].map((direction) => placeFrom(centre, direction, radius));
  return [centre, ...edge].some((place) =>
    near.every((point) => distance(point, place) > outer.radius),
  );
}

function keyOf({ latitude, longitude }: Point): string {
  return `${latitude} ${longitude}`;
}

/** Equal for points at the same place. */
export function placeKey(point: JsonObject): string | null {
  const place = pointIn(point);
  return place && keyOf(place);
}

/** Null where a radius or a coordinate is missing, or where there is no point. */
function circlesOf(attributes: JsonObject): Circles | null {
  const radius = numberAt(attributes, 'location.radiusInKm');
  const listed = valueAt(attributes, 'location.pointsOfInterest');
  if (radius === null || !Array.isArray(listed) || listed.length === 0) return null;
  const points = listed.flatMap((point) => (isJsonObject(point) ? (pointIn(point) ?? []) : []));
  return points.length === listed.length ? { radius, points } : null;
}

/** What a point is made of; anything else may say more about who is near it. */
const pointKeys: ReadonlySet<string> = new Set(['name', 'latitude', 'longitude']);

function pointIn(point: JsonObject): Point | null {
  if (Object.keys(point).some((key) => !pointKeys.has(key))) return null;
  const [latitude, longitude] = [numberAt(point, 'latitude'), numberAt(point, 'longitude')];
  return latitude === null || longitude === null
    ? null
    : { latitude: round(latitude), longitude: round(longitude) };
}

function round(coordinate: number): number {
  // Zero is added so that no -0 is left, which is the same place.
  return Math.round(coordinate * coordinateScale) / coordinateScale + 0;
}
