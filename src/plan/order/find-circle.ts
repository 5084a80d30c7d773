/**
 * A circle of keys, each waiting for the next and the last for the first; null when there is none.
 * Depth first without recursion, so that the longest chain is no deeper than any other.
 */
export function findCircle(
  keys: readonly string[],
  needsOf: (key: string) => readonly string[],
): readonly string[] | null {
  const finished = new Set<string>();
  for (const start of keys) {
    if (finished.has(start)) continue;
    const path: { readonly key: string; readonly rest: string[] }[] = [];
    const onPath = new Map<string, number>();
    const enter = (key: string) => {
      onPath.set(key, path.length);
      path.push({ key, rest: [...needsOf(key)].sort().reverse() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        finished.add(top.key);
        onPath.delete(top.key);
        path.pop();
      } else if (onPath.has(next)) {
        return path.slice(onPath.get(next)).map(({ key }) => key);
      } else if (!finished.has(next)) {
        enter(next);
      }
    }
  }
  return null;
}
