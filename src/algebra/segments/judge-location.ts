import { isJsonObject, type JsonObject, valueAt } from '../../model/text/json.ts';
import { combineVerdicts, type Verdict, verdictOf } from '../verdict.ts';
import { judgeSets } from './judge-sets.ts';
import { numberAt } from './segment-rule.ts';

/** The server keeps coordinates at five decimals (marketing-solutions location schema). */
const coordinateScale = 1e5;

/**
 * Judges the circles of a location segment. Points are the same when their rounded coordinates are;
 * their names are for people. Where points go and the radius grows, or the other way round, the
 * circles that stay may or may not cover the ones that go.
 */
export function judgeLocation(before: JsonObject, after: JsonObject): Verdict {
  const [oldRadius, radius] = [before, after].map((side) => numberAt(side, 'location.radiusInKm'));
  if (typeof oldRadius !== 'number' || typeof radius !== 'number') return 'unknown';
  const points = judgeSets(pointsOf(before), pointsOf(after));
  const reach = verdictOf(radius > oldRadius, radius < oldRadius);
  const verdict = combineVerdicts([points, reach]);
  return verdict === 'different' && reach !== 'same' ? 'unknown' : verdict;
}

function pointsOf(attributes: JsonObject): ReadonlySet<string> {
  const points = valueAt(attributes, 'location.pointsOfInterest');
  if (!Array.isArray(points)) return new Set();
  return new Set(
    points
      .filter(isJsonObject)
      .map((point) => `${coordinate(point, 'latitude')} ${coordinate(point, 'longitude')}`),
  );
}

function coordinate(point: JsonObject, axis: 'latitude' | 'longitude'): number {
  // Zero is added so that no -0 is left, which is the same place.
  return Math.round((numberAt(point, axis) ?? 0) * coordinateScale) + 0;
}
