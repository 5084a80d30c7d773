/** The trees of declared audiences over one key for each segment, however it is referred to. */
import { isAcceptable } from '../../algebra/logic/is-acceptable.ts';
import {
  type Algebra,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
  writeAlgebra,
} from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { JsonValue } from '../../model/text/json.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';

export interface KeyedAudience {
  readonly declaration: Declaration;
  readonly algebra: Algebra<string>;
  /** A tree of the same keys in the manifest's words. */
  readonly write: (algebra: Algebra<string>) => JsonValue;
}

/** Those that stay and whose tree the API takes; what is wrong with the others is said as an error. */
export function keyAudiences(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
): readonly KeyedAudience[] {
  const keys = new Map<Declaration, string>();
  const keyOf = (reference: SegmentReference, user: Declaration): string => {
    const declared = segments.find(reference, user);
    if (!declared) return 'name' in reference ? `name ${reference.name}` : `id ${reference.id}`;
    const key = keys.get(declared) ?? `declared ${keys.size}`;
    keys.set(declared, key);
    return key;
  };
  return declarations.flatMap((declaration): readonly KeyedAudience[] => {
    if (declaration.kind !== 'audience' || declaration.state !== 'present') return [];
    const tree = readAlgebra(declaration.attributes['algebra']);
    if (tree === null || !isAcceptable(tree)) return [];
    const words = new Map<string, SegmentReference>();
    const algebra = mapAlgebra(tree, (reference) => {
      const key = keyOf(reference, declaration);
      if (!words.has(key)) words.set(key, reference);
      return key;
    });
    const write = (keyed: Algebra<string>) =>
      writeAlgebra(mapAlgebra(keyed, (key) => words.get(key) ?? { name: key }));
    return [{ declaration, algebra, write }];
  });
}
