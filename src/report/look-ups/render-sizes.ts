/** `sizes` as text: a row for each entity, figures first so that names of any length leave the columns as they are. */

import { groupBy } from '../../model/group-by.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { SizeRow } from '../../sizes/list-sizes.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';
import { renderTable } from '../text/render-table.ts';

const hole = 'n/a';

export function renderSizes(rows: readonly SizeRow[]): string {
  if (rows.length === 0) return 'There is nothing to show a size for.';
  const channels = [...new Set(rows.flatMap(({ channel }) => channel ?? []))].sort().reverse();
  const hasChannels = channels.length > 0;
  const figures = hasChannels ? channels : ['People'];
  const entities = [...groupBy(rows, keyOf).values()];
  const cells = entities.flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, name } = readAddress(first.address);
    const shown = shownOf(own);
    const cellOf = (title: string) => {
      const row = shown.find(({ channel }) => !hasChannels || channel === title);
      return row === undefined ? '' : row.size === null ? hole : formatCount(row.size);
    };
    return [[kind, ...figures.map(cellOf), quoteName(name), remarks(own).join('; ')]];
  });
  const holes = rows.filter(({ size }) => size === null).length;
  const columns = [
    { title: 'Kind' },
    ...figures.map((title) => ({ title, align: 'right' as const })),
    { title: 'Name' },
    { title: '' },
  ];
  return [
    ...renderTable(columns, cells),
    '',
    `${countOf(rows.length - holes, 'size')}, ${formatCount(holes)} not available.`,
  ].join('\n');
}

/** Names repeat, and what is not remote yet has no ID. */
function keyOf({ address, id }: SizeRow): string {
  return id === null ? address : `${readAddress(address).kind} ${id}`;
}

/** What there is, or what is declared where there is nothing yet. */
function shownOf(own: readonly SizeRow[]): readonly SizeRow[] {
  const existing = own.filter(({ basis }) => basis === 'computed');
  return existing.length > 0 ? existing : own;
}

function remarks(own: readonly SizeRow[]): readonly string[] {
  const shown = shownOf(own);
  const declared = own.filter((row) => !shown.includes(row));
  const isEstimate = shown.some(({ basis }) => basis === 'estimated');
  const isThere = own.some(({ id }) => id !== null);
  return [
    ...holesOf(shown),
    ...sharesOf(shown),
    ...(isEstimate ? [`estimated, ${isThere ? 'as declared' : 'not remote yet'}`] : []),
    ...holesOf(declared).map((reason) => `as declared, ${reason}`),
    ...listFigures(declared).map((figures) => `as declared, about ${figures}`),
  ];
}

/** `n/a: why`, once where the reason is the same in all channels. */
function holesOf(rows: readonly SizeRow[]): readonly string[] {
  const reasons = rows.flatMap(({ channel, reason }) =>
    reason ? [{ channel, text: printable(reason.text) }] : [],
  );
  return saidOnce(
    reasons.length === rows.length ? reasons.map(({ text }) => `${hole}: ${text}`) : [],
    reasons.map(({ channel, text }) => `${hole}${inChannel(channel)}: ${text}`),
  );
}

function sharesOf(rows: readonly SizeRow[]): readonly string[] {
  const shares = rows.flatMap(({ channel, size, relativeSize }) =>
    relativeSize === null || size === null
      ? []
      : [{ channel, text: `${Number((relativeSize * 100).toPrecision(3))} %` }],
  );
  const ofPeople = "of the retailer's people";
  return saidOnce(
    shares.map(({ text }) => `${text} ${ofPeople}`),
    shares.map(({ channel, text }) => `${text} ${ofPeople}${inChannel(channel)}`),
  );
}

/** None, or all figures as one text. */
function listFigures(rows: readonly SizeRow[]): readonly string[] {
  const figures = rows.flatMap(({ channel, size }) =>
    size === null ? [] : [`${formatCount(size)}${inChannel(channel)}`],
  );
  return figures.length === 0 ? [] : [figures.join(' and ')];
}

/** The one text of several that are the same; else each with its channel. */
function saidOnce(texts: readonly string[], each: readonly string[]): readonly string[] {
  return new Set(texts).size === 1 ? texts.slice(0, 1) : each;
}

function inChannel(channel: SizeRow['channel']): string {
  return channel === null ? '' : ` ${channel.toLowerCase()}`;
}
