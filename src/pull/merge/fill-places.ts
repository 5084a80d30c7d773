/**
 * What is new, for a list whose remote order says nothing: as many as go take their places, else the new ones come last.
 *
 * @param old what stays, and null for what goes, in the manifest's order.
 */
export function fillPlaces<Item>(
  old: readonly (Item | null)[],
  come: readonly Item[],
): readonly Item[] {
  const staying = old.filter((item) => item !== null);
  if (staying.length + come.length !== old.length) return [...staying, ...come];
  const next = come.values();
  return old.flatMap((item) => item ?? next.next().value ?? []);
}
