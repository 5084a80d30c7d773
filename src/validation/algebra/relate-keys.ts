/** What segments say of one another by their definitions, over one key for each. */
import { compareOnce, type Relate } from '../../algebra/logic/list-facts.ts';
import type { SegmentDefinition } from '../../algebra/segments/relate-segments.ts';
import { canonicalJson } from '../../model/text/json.ts';
import { relateDefinitions } from '../../platforms/segment-types/segment-types.ts';

export interface KeyRelations {
  readonly relate: Relate<string>;
  /** The first key of those that are defined in the same words, and therefore hold the same people. */
  readonly alike: (key: string) => string;
}

export function relateKeys(definitions: ReadonlyMap<string, SegmentDefinition>): KeyRelations {
  const relate = compareOnce<string>(
    (a, b) => {
      const [one, other] = [definitions.get(a), definitions.get(b)];
      return one && other ? relateDefinitions(one, other) : null;
    },
    (key) => key,
  );
  const first = new Map<string, string>();
  return {
    relate,
    alike: (key) => {
      const definition = definitions.get(key);
      if (!definition || relate(key, key)?.relation !== 'equal') return key;
      const { attributes, type, ownerId } = definition;
      const words = canonicalJson([ownerId, attributes[type] ?? null]);
      const known = first.get(words) ?? key;
      first.set(words, known);
      return known;
    },
  };
}
