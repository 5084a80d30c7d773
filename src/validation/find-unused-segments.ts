import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readAlgebra } from '../model/algebra.ts';
import type { Declaration } from '../model/declaration.ts';
import { withoutOperator } from '../model/hints/hint-for-name.ts';
import { nearestAmong } from '../model/name.ts';
import { referencesIn } from '../model/references.ts';
import { findingFor } from './finding-at.ts';
import type { DeclaredSegments } from './names/declared-segments.ts';

/** Whether a hint for one of the unknown words may name a segment. */
function meantBy(
  unknown: ReadonlySet<string>,
  unused: readonly Declaration[],
): (name: string) => boolean {
  if (unused.length * unknown.size > maxComparisons) return () => false;
  const nearestTo = nearestAmong(unknown, 1);
  const suggest = nearestAmong([...new Set(unused.map(({ name }) => name))], 3);
  const suggested = new Set([...unknown].flatMap((word) => suggest(word)));
  return (name) => suggested.has(name) || nearestTo(name).length > 0;
}

/** What a name that leads nowhere may have in it: itself, or several names and operators. */
function wordsOf(name: string): readonly string[] {
  const parts = name.split(/[,;+&|()!]|\b(?:and|or|not|without|except|minus)\b|\s[-–—−]|^[-–—−]/iu);
  const words = [name, withoutOperator(name), ...parts.map((part) => part.trim())];
  return words.filter((word) => word.length > 0);
}

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
  const unknown: string[] = [];
  for (const declaration of present) {
    for (const { reference } of referencesIn(declaration.attributes)) {
      const segment = segments.find(reference, declaration);
      if (segment) used.add(segment);
      else if ('id' in reference) return [];
      else unknown.push(reference.name);
    }
  }
  const unused = present.filter((each) => each.kind === 'segment' && !used.has(each));
  const isMeant = meantBy(new Set(unknown.flatMap(wordsOf)), unused);
  return unused
    .filter(({ name }) => !isMeant(name))
    .map((declaration) =>
      findingFor(declaration, {
        severity: 'warning',
        code: 'segment-unused',
        message: `no audience and no lookalike uses the segment "${declaration.name}"`,
        hint: 'Use it in an audience, or delete it with state: absent.',
      }),
    );
}
