/** A list of the look-ups as a table: what to write in a manifest on the left, what it stands for beside it. */
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { printable } from '../text/printable.ts';
import { renderTable } from '../text/render-table.ts';

/** One entry of a list; null for what the list does not say. */
export interface CatalogueRow {
  readonly id: string;
  readonly name: string | null;
  readonly parentId: string | null;
  readonly size: number | null;
  readonly country: string | null;
  readonly category: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

const columns = [
  { title: 'Name', of: 'name' },
  { title: 'Parent', of: 'parentId' },
  { title: 'Category', of: 'category' },
  { title: 'Country', of: 'country' },
  { title: 'From', of: 'startDate' },
  { title: 'Until', of: 'endDate' },
] as const;

/** The day of an instant is enough to choose by. */
const day = /^(\d{4}-\d{2}-\d{2})T.*$/u;

/** Columns that nothing in the list fills are left out. */
export function renderCatalogue(rows: readonly CatalogueRow[]): string {
  const shown = columns.filter(({ of }) => rows.some((row) => row[of] !== null));
  const hasSizes = rows.some(({ size }) => size !== null);
  const table = renderTable(
    [
      { title: 'ID' },
      ...shown.map(({ title }) => ({ title })),
      ...(hasSizes ? [{ title: 'People', align: 'right' as const }] : []),
    ],
    rows.map((row) => [
      printable(row.id),
      ...shown.map(({ of }) => printable((row[of] ?? '').replace(day, '$1'))),
      ...(hasSizes ? [row.size === null ? '' : formatCount(row.size)] : []),
    ]),
  );
  const count = countOf(rows.length, 'entry', 'entries');
  return rows.length === 0 ? 'Nothing found.' : [...table, '', `${count}.`].join('\n');
}
