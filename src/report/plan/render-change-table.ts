/** The table of a pull-request comment, without columns that say nothing, or the same in every row. */
import { fitBlocks } from '../text/fit-blocks.ts';

/** The action and the name are never left out. */
const fixedColumns = 2;

/**
 * @param rows of a cell for each column; null where a column does not apply
 * @param named the title of the column of names
 * @param room characters that the rows may take
 */
export function renderChangeTable(
  rows: readonly (readonly (string | null)[])[],
  named: string,
  room: number,
  more: (hidden: number) => string,
): readonly string[] {
  const titles = ['', named, 'People', 'Size', 'Live in', 'Can be undone'];
  const valuesOf = titles.map((_, column) => new Set(rows.flatMap((row) => row[column] ?? [])));
  const isShown = valuesOf.map(
    (values, column) => column < fixedColumns || isTelling(values, rows),
  );
  const shown = <Cell>(cells: readonly Cell[]) => cells.filter((_, column) => isShown[column]);
  const line = (cells: readonly (string | null)[]) =>
    `|${shown(cells)
      .map((cell) => (cell === '' ? ' ' : ` ${cell ?? '–'} `))
      .join('|')}|`;
  const same = titles.flatMap((title, column) => {
    const [value = '–'] = valuesOf[column] ?? [];
    return isShown[column] || value === '–' ? [] : [`${title.toLowerCase()}: ${value}`];
  });
  const blank = titles.map((_, column) => (column === 1 ? more : () => ''));
  return [
    line(titles),
    `|${shown(titles.map(() => '---|')).join('')}`,
    ...fitBlocks(rows.map(line), room, (hidden) => line(blank.map((cell) => cell(hidden)))),
    ...(same.length === 0 ? [] : ['', `The same in every row: ${same.join('; ')}.`]),
  ];
}

/** A single row shows all that it has, and who enters or leaves is read in its row. */
function isTelling(values: ReadonlySet<string>, rows: readonly unknown[]): boolean {
  const [first = '–'] = values;
  return values.size > 1 || first.includes(': ') || (rows.length === 1 && first !== '–');
}
