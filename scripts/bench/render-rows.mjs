const headings = ['row', 'ratio', 'goal', 'holds', 'medians'];

/** Rows of one or more measurements as a table for the terminal. */
export function renderRows(rows) {
  const lines = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column].length)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Whether a measurement reaches its goal; null where there is none, or nothing to compare with. */
export function holds({ ratio, goal, isBroken = false }) {
  if (ratio === null || goal === null) return null;
  return ratio <= goal && !isBroken;
}

function cellsOf(row) {
  const verdict = holds(row);
  return [
    `${row.row}: ${row.what}`,
    row.ratio?.toFixed(2) ?? '–',
    row.goal?.toFixed(2) ?? '–',
    verdict === null ? '–' : verdict ? 'yes' : 'NO',
    row.missing === undefined ? row.aside : `${row.aside}; not compared: ${row.missing}`,
  ];
}
