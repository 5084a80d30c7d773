import { displayWidth, padColumns } from './display-width.ts';

/** A column of a table of text; figures stand at its right edge. */
export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** Widest a column gets before its text pushes the rest of its own line out. */
const maxColumnWidth = 48;

/** Lines of a table under its titles; the last column is as wide as it needs. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) =>
    Math.max(
      ...[titles, ...rows]
        .map((row) => displayWidth(row[index] ?? ''))
        .filter((width, line) => line === 0 || width <= maxColumnWidth),
    ),
  );
  return [titles, ...rows].map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        if (columns[index]?.align === 'right') {
          return ' '.repeat(Math.max(0, width - displayWidth(cell))) + cell;
        }
        return padColumns(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
}
