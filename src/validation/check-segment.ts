/** Rules inside one segment that a schema can't state. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { isJsonObject, valueAt } from '../model/json.ts';
import { roundCoordinate } from '../platforms/canonical-attributes.ts';
import { findingAt } from './finding-at.ts';

/** Windows whose ends must not cross: dotted paths of the lower and the upper end. */
const windows = [
  {
    low: 'retargeting.daysSinceLastVisitMin',
    high: 'retargeting.daysSinceLastVisitMax',
    mayBeEqual: false,
    severity: 'error',
    code: 'retargeting-segment-days-since-last-visit-are-not-compatible',
  },
  {
    low: 'prospecting.daysSinceLastVisitMin',
    high: 'prospecting.daysSinceLastVisitMax',
    mayBeEqual: true,
    // The API takes these two: nobody is in such a segment.
    severity: 'warning',
    code: 'impossible-window',
  },
  {
    low: 'events.minPrice',
    high: 'events.maxPrice',
    mayBeEqual: true,
    severity: 'warning',
    code: 'impossible-window',
  },
] as const;

export function checkSegment(declaration: Declaration): readonly Diagnostic[] {
  if (declaration.kind !== 'segment' || declaration.state !== 'present') return [];
  return [...checkWindows(declaration), ...checkPoints(declaration)];
}

function checkWindows(declaration: Declaration): readonly Diagnostic[] {
  return windows.flatMap(({ low, high, mayBeEqual, severity, code }) => {
    const from = valueAt(declaration.attributes, low);
    const to = valueAt(declaration.attributes, high);
    if (typeof from !== 'number' || typeof to !== 'number') return [];
    if (from < to || (mayBeEqual && from === to)) return [];
    const path = laterOf(declaration, low.split('.'), high.split('.'));
    const message = `${lastOf(low)} (${from}) must be ${mayBeEqual ? 'at most' : 'below'} ${lastOf(high)} (${to})`;
    const hint = `Exchange them: ${lastOf(low)}: ${to}, ${lastOf(high)}: ${from}`;
    return [findingAt(declaration, path, { severity, code, message, hint })];
  });
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
