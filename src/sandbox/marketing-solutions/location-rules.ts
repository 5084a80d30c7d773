import type { Candidate } from '../entities/family.ts';
import { isList, isObject, type JsonObject, objectOf } from '../json.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { roundCoordinate } from './round-coordinate.ts';

/** Looked at only when the request sets it, so that a row with gaps can still be renamed. */
export function findLocationProblems({ call, after, sent }: Candidate): readonly Problem[] {
  const own = after.attributes['location'];
  return isObject(own) && isObject(sent['location'])
    ? findAreaProblems(own, call.settings.maxRadiusInKm)
    : [];
}

/** @param maxRadiusInKm the bound is not published; the sandbox has one so that its code can be met. */
export function findAreaProblems(location: JsonObject, maxRadiusInKm: number): readonly Problem[] {
  const list = location['pointsOfInterest'];
  const points = (isList(list) ? list : []).map(objectOf);
  const radius = location['radiusInKm'] ?? null;
  return [
    ...(points.length === 0
      ? [problem('poi-list-must-be-not-empty', 'There is no point of interest.')]
      : []),
    ...findPointProblems(points),
    ...findRadiusProblems(typeof radius === 'number' ? radius : null, maxRadiusInKm),
  ];
}

function findPointProblems(points: readonly JsonObject[]): readonly Problem[] {
  if (points.some((point) => !isOnEarth(point))) {
    return [
      problem('poi-coordinates-must-be-valid', 'A latitude or longitude is missing or too large.'),
    ];
  }
  const keys = points.map((point) =>
    [point['latitude'], point['longitude']].map((each) => roundCoordinate(Number(each))).join(),
  );
  return new Set(keys).size === keys.length
    ? []
    : [problem('poi-coordinates-must-be-unique', 'Two points have the same coordinates.')];
}

function isOnEarth(point: JsonObject): boolean {
  const { latitude, longitude } = point;
  return (
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180
  );
}

function findRadiusProblems(radius: number | null, max: number): readonly Problem[] {
  if (radius === null) return [problem('poi-radius-must-be-not-null', 'The radius is missing.')];
  return radius >= 1 && radius <= max
    ? []
    : [problem('radius-must-be-in-range', `The radius must be from 1 to ${max} km.`)];
}
