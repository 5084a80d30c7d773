/** Keys of YAML maps, which may be anything, as the text that JSON wants. */
import { isNode, isScalar, type Node, type Pair } from 'yaml';

/** The key of a pair and its node; null when it is a list, a map or an alias. */
export function readKey(pair: Pair): { readonly text: string; readonly node: Node } | null {
  const { key } = pair;
  if (!isScalar(key)) return null;
  const text = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  return { text, node: key };
}

/** `<<` without quotes: its value lends the keys that the map does not have itself. */
export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.source === '<<';
}

/** The node to mark for a key that is no text. */
export function nodeOfKey(pair: Pair): Node | null {
  return isNode(pair.key) ? pair.key : null;
}

/** Sets an own property of any name, even `__proto__`. */
export function setKey<T>(object: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}
