import { compareText } from '../../../diagnostics/diagnostic.ts';
import { foldName } from '../../../model/name.ts';
import type { CatalogueEntry } from '../../../remote/look-ups/read-catalogue.ts';

/**
 * The entries of a country that a search finds, by name; those without a name by ID.
 *
 * @param country null for all. An entry without a country is in every one.
 * @param search words that must all be in the name, in upper or lower case; or an ID or a parent's ID.
 */
export function filterCatalogue(
  entries: readonly CatalogueEntry[],
  country: string | null,
  search: string | null,
): readonly CatalogueEntry[] {
  const words = foldName(search ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return entries
    .filter((entry) => country === null || (entry.country ?? country) === country)
    .filter(({ id, parentId, name, category }) => {
      if (words.length === 0 || search === id || search === parentId) return true;
      const text = foldName(`${name ?? ''} ${category ?? ''}`);
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        compareText(foldName(a.name ?? ''), foldName(b.name ?? '')) ||
        a.id.length - b.id.length ||
        compareText(a.id, b.id),
    );
}
