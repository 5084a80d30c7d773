import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readAlgebra } from '../model/algebra.ts';
import type { Declaration } from '../model/declaration.ts';
import { nearestAmong } from '../model/name.ts';
import { referencesIn } from '../model/references.ts';
import { withoutOperator } from '../model/text/hint-for-name.ts';
import { findingFor } from './finding-at.ts';
import type { DeclaredSegments } from './names/declared-segments.ts';

/** How many pairs of names are compared to distinguish a mistyped reference from a forgotten segment. */
const maxComparisons = 200_000;

/**
 * `segment-unused`: a segment that no declared audience and no lookalike uses. Where no audience is
 * declared they are made elsewhere; and where one cannot be read, or names a segment by an ID alone, its
 * segments are unknown: then nothing is reported. Nor is a segment that a mistyped name may have meant: that is a finding of
 * its own.
 * @param namedElsewhere names or addresses of segments that something else needs, such as rules
 */
export function findUnusedSegments(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
  namedElsewhere: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  const present = declarations.filter(({ state }) => state === 'present');
  const audiences = present.filter(({ kind }) => kind === 'audience');
  const isReadable = audiences.every(
    ({ attributes }) => readAlgebra(attributes['algebra']) !== null,
  );
  if (audiences.length === 0 || !isReadable) return [];
  const used = new Set(
    present.filter(({ name, address }) => namedElsewhere.has(name) || namedElsewhere.has(address)),
  );
  const unknown = new Set<string>();
  for (const declaration of present) {
    for (const { reference } of referencesIn(declaration.attributes)) {
      const segment = segments.find(reference, declaration);
      if (segment) used.add(segment);
      else if ('id' in reference) return [];
      else unknown.add(reference.name).add(withoutOperator(reference.name));
    }
  }
  const unused = present.filter((each) => each.kind === 'segment' && !used.has(each));
  const isComparable = unused.length * unknown.size <= maxComparisons;
  const nearestTo = nearestAmong(unknown, 1);
  return unused
    .filter(({ name }) => !isComparable || nearestTo(name).length === 0)
    .map((declaration) =>
      findingFor(declaration, {
        severity: 'warning',
        code: 'segment-unused',
        message: `no audience and no lookalike uses the segment "${declaration.name}"`,
        hint: 'Use it in an audience, or delete it with state: absent.',
      }),
    );
}
