/** `sizes` as text: a table, and a reason in each hole. */

import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { SizeRow } from '../../sizes/list-sizes.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';
import { renderTable } from '../text/render-table.ts';

export function renderSizes(rows: readonly SizeRow[]): string {
  if (rows.length === 0) return 'There is nothing to show a size for.';
  const hasChannels = rows.some(({ channel }) => channel !== null);
  const columns = [
    { title: 'Kind' },
    { title: 'Name' },
    ...(hasChannels ? [{ title: 'Channel' }] : []),
    { title: 'People', align: 'right' as const },
    { title: '' },
  ];
  const cells = rows.map((row) => {
    const { kind, name } = readAddress(row.address);
    return [
      kind,
      quoteName(name),
      ...(hasChannels ? [row.channel ?? ''] : []),
      row.size === null ? '' : formatCount(row.size),
      remark(row),
    ];
  });
  const holes = rows.filter(({ size }) => size === null).length;
  return [
    ...renderTable(columns, cells),
    '',
    `${countOf(rows.length - holes, 'size')}, ${formatCount(holes)} not available.`,
  ].join('\n');
}

function remark({ size, relativeSize, basis, id, reason }: SizeRow): string {
  const share =
    relativeSize === null || size === null
      ? []
      : [`${Number((relativeSize * 100).toPrecision(3))} % of the retailer's people`];
  const declared = id === null ? 'not remote yet' : 'as declared';
  return [
    ...(reason ? [`n/a: ${printable(reason.text)}`] : share),
    ...(basis === 'estimated' ? [size === null ? declared : `estimated, ${declared}`] : []),
  ].join('; ');
}
