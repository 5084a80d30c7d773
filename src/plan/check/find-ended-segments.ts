import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { quoteNames } from '../../model/name.ts';
import { referencesIn } from '../../model/references.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { isJsonObject } from '../../model/text/json.ts';

/**
 * `segment-has-ended`: audiences that use a behavioral segment of Criteo's whose end has passed. It is no part
 * of a plan, which knows no time.
 *
 * @param now milliseconds since the epoch.
 */
export function findEndedSegments(
  declarations: readonly Declaration[],
  { segments }: Snapshot,
  now: number,
): readonly Diagnostic[] {
  const ended = segments.flatMap(({ id, attributes }) => {
    const { name, behavioral } = attributes;
    const end = dayOf(isJsonObject(behavioral) ? behavioral['endDate'] : null);
    if (end === null || end >= new Date(now).toISOString().slice(0, 10)) return [];
    return typeof name === 'string' ? [{ id, name, end }] : [];
  });
  if (ended.length === 0) return [];
  const declared = new Set(
    declarations.flatMap(({ kind, name }) => (kind === 'segment' ? [name] : [])),
  );
  return declarations.flatMap(({ kind, state, attributes, locate, address }) => {
    if (kind !== 'audience' || state !== 'present') return [];
    return referencesIn(attributes).flatMap(({ reference, path }): readonly Diagnostic[] => {
      const found = ended.find((segment) =>
        'id' in reference
          ? segment.id === reference.id
          : segment.name === reference.name && !declared.has(reference.name),
      );
      if (found === undefined) return [];
      return [
        {
          severity: 'warning',
          code: 'segment-has-ended',
          message: `the behavioral segment ${quoteNames([found])} ended on ${found.end}`,
          source: locate(path),
          address,
          hint: 'Remove the segment from the audience, or use another one. Run audiencectl catalog behavioral for a list with dates.',
        },
      ];
    });
  });
}

/** `2026-12-31` of an instant with or without a zone; null for what is none. */
function dayOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(?:T|$)/u.test(value)
    ? value.slice(0, 10)
    : null;
}
