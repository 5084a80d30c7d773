/** Every segment that an algebra names, with the path to where it stands in the declaration. */
import type { SegmentReference } from '../../model/algebra.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';

export interface PlacedReference {
  readonly reference: SegmentReference;
  /** From the entity down, such as `['algebra', 'and', 0]`. */
  readonly path: readonly (string | number)[];
}

/** In the order of the text, one for each occurrence; what is no algebra node is passed over. */
export function collectReferences(
  node: JsonValue | undefined,
  path: readonly (string | number)[] = ['algebra'],
): readonly PlacedReference[] {
  if (typeof node === 'string') return [{ reference: { name: node }, path }];
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]): readonly PlacedReference[] => {
    const inner = [...path, key];
    if (key === 'segment' && typeof value === 'string') {
      return [{ reference: { name: value }, path: inner }];
    }
    if (key === 'segmentId' && typeof value === 'string') {
      return [{ reference: { id: value }, path: inner }];
    }
    if (key === 'not') return collectReferences(value, inner);
    if ((key !== 'and' && key !== 'or') || !Array.isArray(value)) return [];
    return value.flatMap((child, index) => collectReferences(child, [...inner, index]));
  });
}
