/** What segments say of one another by their definitions, over one key for each. */
import { compareOnce, type Relate } from '../../algebra/logic/list-facts.ts';
import type { SegmentDefinition } from '../../algebra/segments/relate-segments.ts';
import type { SegmentRule } from '../../algebra/segments/segment-rule.ts';
import { compareText } from '../../diagnostics/diagnostic.ts';
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
  withoutValueAt,
  withValueAt,
} from '../../model/text/json.ts';
import { relateDefinitions, rulesOfType } from '../../platforms/segment-types/segment-types.ts';

export interface KeyRelations {
  readonly relate: Relate<string>;
  /** The first key of those that are defined to hold the same people, in whatever words. */
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
  const alike = new Map<string, string>();
  const firstOf = new Map<string, string>();
  return {
    relate,
    alike: (key) => {
      const known = alike.get(key);
      if (known !== undefined) return known;
      const definition = definitions.get(key);
      const words = definition && wordsThatMatter(definition);
      const first = (words && firstOf.get(words)) ?? key;
      if (words) firstOf.set(words, first);
      alike.set(key, first);
      return first;
    },
  };
}

/**
 * A definition without what makes no difference by the rules of its type, such as a price of 0 or more:
 * the same text for the same people. Comparing each segment with each would take long. Null where the
 * definition does not decide who is in.
 */
function wordsThatMatter(definition: SegmentDefinition): string | null {
  if (relateDefinitions(definition, definition)?.relation !== 'equal') return null;
  const { type, ownerId, attributes } = definition;
  const fewest = rulesOfType(type).reduce(leaveOutNeedless, attributes);
  return canonicalJson([ownerId, type, fewest[type] ?? null]);
}

function leaveOutNeedless(attributes: JsonObject, { paths, judge }: SegmentRule): JsonObject {
  return paths.reduce((kept, path) => {
    const value = valueAt(kept, path);
    if (value === undefined) return kept;
    const without = withoutValueAt(kept, path);
    if (judge(kept, without) === 'same') return without;
    if (!Array.isArray(value) || !value.some(isJsonObject)) return kept;
    const plain = withValueAt(kept, path, withoutNames(value));
    return judge(kept, plain) === 'same' ? plain : kept;
  }, attributes);
}

/** The different items of a list in one order, without their names. */
function withoutNames(items: readonly JsonValue[]): readonly JsonValue[] {
  const named = items.map((item) => (isJsonObject(item) ? withoutValueAt(item, 'name') : item));
  const byText = new Map(named.map((item) => [canonicalJson(item), item]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}
