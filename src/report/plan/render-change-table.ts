/** The table of a pull-request comment, without columns that say nothing, or the same in every row. */
import { fitBlocks } from '../text/fit-blocks.ts';

/** The action and the name are never left out. */
const fixedColumns = 2;

/**
 * @param rows of a cell for each column
 * @param named the title of the column of names
 * @param room characters that the rows may take
 */
export function renderChangeTable(
  rows: readonly (readonly string[])[],
  named: string,
  room: number,
  more: (hidden: number) => string,
): readonly string[] {
  const titles = ['', named, 'People', 'Size', 'Live in', 'Can be undone'];
  const isShown = titles.map((_, column) => column < fixedColumns || !isLeftOut(rows, column));
  const shown = (cells: readonly string[]) => cells.filter((_, column) => isShown[column]);
  const line = (cells: readonly string[]) =>
    `|${shown(cells)
      .map((cell) => (cell === '' ? ' ' : ` ${cell} `))
      .join('|')}|`;
  const same = titles.flatMap((title, column) => {
    const value = rows[0]?.[column] ?? '';
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

function isLeftOut(rows: readonly (readonly string[])[], column: number): boolean {
  const first = rows[0]?.[column];
  return (rows.length > 1 || first === '–') && rows.every((row) => row[column] === first);
}
