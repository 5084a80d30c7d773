/** Places on the earth, taken as a sphere. */

/** In degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The mean radius of the earth. */
const earthKm = 6371.0088;

/** The earth is no sphere, and Criteo does not say how it measures: the largest error is 0.6 percent. */
const rounding = 1.01;

/** Closer points are one place, which longitudes of 180 and -180 degrees spell in two ways. */
const samePlaceKm = 1e-9;

/** Whether a circle lies within another one, however exactly distances are measured. */
export function isSurelyWithin(
  inner: Point,
  innerKm: number,
  outer: Point,
  outerKm: number,
): boolean {
  const apart = distance(inner, outer);
  return (apart < samePlaceKm ? 0 : apart * rounding) + innerKm <= outerKm;
}

/** Along a great circle, in kilometres (the haversine formula). */
export function distance(a: Point, b: Point): number {
  const [latitude, other] = [radians(a.latitude), radians(b.latitude)];
  const north = Math.sin((other - latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const share = north + Math.cos(latitude) * Math.cos(other) * east;
  return 2 * earthKm * Math.asin(Math.sqrt(Math.min(1, share)));
}

/** The direction from a point to another one, clockwise from north, in radians. */
export function bearing(from: Point, to: Point): number {
  const [latitude, other] = [radians(from.latitude), radians(to.latitude)];
  const turn = radians(to.longitude - from.longitude);
  return Math.atan2(
    Math.sin(turn) * Math.cos(other),
    Math.cos(latitude) * Math.sin(other) - Math.sin(latitude) * Math.cos(other) * Math.cos(turn),
  );
}

/** The place that far from a point, in a direction. */
export function placeFrom(from: Point, direction: number, km: number): Point {
  const [latitude, angle] = [radians(from.latitude), km / earthKm];
  const sine =
    Math.sin(latitude) * Math.cos(angle) +
    Math.cos(latitude) * Math.sin(angle) * Math.cos(direction);
  const turn = Math.atan2(
    Math.sin(direction) * Math.sin(angle) * Math.cos(latitude),
    Math.cos(angle) - Math.sin(latitude) * sine,
  );
  return {
    latitude: degrees(Math.asin(Math.max(-1, Math.min(1, sine)))),
    longitude: from.longitude + degrees(turn),
  };
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
