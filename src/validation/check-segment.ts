/** Rules inside one segment that a schema can't state. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { isJsonObject, valueAt } from '../model/text/json.ts';
import { roundCoordinate } from '../platforms/canonical-attributes.ts';
import type { SegmentTypeName, Window } from '../platforms/segment-types/segment-type.ts';
import { segmentTypes } from '../platforms/segment-types/segment-types.ts';
import { findingAt } from './finding-at.ts';

/** What there is to check of each type beside its windows. */
const checks: Readonly<
  Record<SegmentTypeName, ((declaration: Declaration) => readonly Diagnostic[]) | null>
> = {
  contactList: null,
  events: null,
  inMarket: checkInterests,
  location: checkLocation,
  prospecting: null,
  lookalike: null,
  retargeting: null,
  behavioral: null,
};

export function checkSegment(declaration: Declaration): readonly Diagnostic[] {
  if (declaration.kind !== 'segment' || declaration.state !== 'present') return [];
  // An entity with several types is wrong already, and its other errors are still reported.
  const types = Object.values(segmentTypes).filter(({ name }) =>
    Object.hasOwn(declaration.attributes, name),
  );
  return types.flatMap(({ name, windows }) => [
    ...windows.flatMap((window) => checkWindow(declaration, window)),
    ...(checks[name]?.(declaration) ?? []),
  ]);
}

function checkLocation(declaration: Declaration): readonly Diagnostic[] {
  return [...checkPoints(declaration), ...checkRadius(declaration)];
}

/** Half of the circumference of the earth: no place is farther away from another. */
const farthestInKm = 20_015;
/** Where the schema refuses it. */
const maxInt32 = 2_147_483_647;

function checkRadius(declaration: Declaration): readonly Diagnostic[] {
  const radius = valueAt(declaration.attributes, 'location.radiusInKm');
  if (typeof radius !== 'number' || !(radius > farthestInKm && radius <= maxInt32)) return [];
  return [
    findingAt(declaration, ['location', 'radiusInKm'], {
      severity: 'warning',
      code: 'radius-must-be-in-range',
      message: `radiusInKm ${radius} is larger than the distance between any two places on earth`,
      hint: 'Give the radius in kilometres. The API has an upper bound, which is not published.',
    }),
  ];
}

/** The guide calls interests and brands required, and the OpenAPI does not. */
function checkInterests(declaration: Declaration): readonly Diagnostic[] {
  const { inMarket, advertiserId } = declaration.attributes;
  if (!isJsonObject(inMarket) || advertiserId === undefined) return [];
  const { country, interestIds, brandIds } = inMarket;
  if (typeof country !== 'string' || country === '') return [];
  const areMissing = [interestIds, brandIds].every(
    (ids) => ids === null || ids === undefined || (Array.isArray(ids) && ids.length === 0),
  );
  if (!areMissing) return [];
  return [
    findingAt(declaration, ['inMarket'], {
      severity: 'warning',
      code: 'in-market-without-interests',
      message:
        'the in-market segment has neither interestIds nor brandIds, which the guide of the API requires',
      hint: `Give at least one of them. To find IDs, run audiencectl catalog interests --country ${country} or audiencectl catalog brands --country ${country}.`,
    }),
  ];
}

function checkWindow(
  declaration: Declaration,
  { low, high, mayBeEqual, severity, code }: Window,
): readonly Diagnostic[] {
  const from = valueAt(declaration.attributes, low);
  const to = valueAt(declaration.attributes, high);
  if (typeof from !== 'number' || typeof to !== 'number') return [];
  if (from < to || (mayBeEqual && from === to)) return [];
  const path = laterOf(declaration, low.split('.'), high.split('.'));
  const message = `${lastOf(low)} (${from}) must be ${mayBeEqual ? 'at most' : 'below'} ${lastOf(high)} (${to})`;
  const [lower, upper] = from === to ? oneDayAround(from) : [to, from];
  const lead = from === to ? 'Give a window that contains at least one day' : 'Swap them';
  const hint = `${lead}: ${lastOf(low)}: ${lower}, ${lastOf(high)}: ${upper}.`;
  return [findingAt(declaration, path, { severity, code, message, hint })];
}

/** The shortest window that ends where this one does, or begins at day 0. */
function oneDayAround(day: number): readonly [number, number] {
  return day > 0 ? [day - 1, day] : [day, day + 1];
}

/** Of two values that contradict each other the one further down is marked, as with twins. */
function laterOf(
  declaration: Declaration,
  a: readonly string[],
  b: readonly string[],
): readonly string[] {
  const isAfter = (one: Source, other: Source) =>
    one.line > other.line || (one.line === other.line && one.column > other.column);
  return isAfter(declaration.locate(a, 'value'), declaration.locate(b, 'value')) ? a : b;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** `poi-coordinates-must-be-unique`, after the rounding to 5 decimals that the API does. */
function checkPoints(declaration: Declaration): readonly Diagnostic[] {
  const points = valueAt(declaration.attributes, 'location.pointsOfInterest');
  if (!Array.isArray(points)) return [];
  const first = new Map<string, number>();
  return points.flatMap((point, index) => {
    if (!isJsonObject(point)) return [];
    const { latitude, longitude } = point;
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
    const key = `${roundCoordinate(latitude)}/${roundCoordinate(longitude)}`;
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, index);
      return [];
    }
    const path = ['location', 'pointsOfInterest'];
    return [
      findingAt(declaration, [...path, index], {
        code: 'poi-coordinates-must-be-unique',
        message: 'two points of interest are the same place after rounding to 5 decimals',
        hint: 'Remove one of them.',
        related: [
          { label: 'first given here', source: declaration.locate([...path, twin], 'value') },
        ],
      }),
    ];
  });
}
