/** Reads all pages of a search and vouches that nothing is missing and nothing is there twice. */
import type { RemoteRow } from '../model/snapshot.ts';
import { runConcurrently } from './run-concurrently.ts';
import { sortRows } from './sort-rows.ts';

export interface Page {
  readonly rows: readonly RemoteRow[];
  /** `null` where the API does not say. */
  readonly total: number | null;
}

export type CertifiedRows =
  | { readonly complete: true; readonly rows: readonly RemoteRow[] }
  | { readonly complete: false; readonly distinct: number; readonly totals: readonly number[] };

/** A reading that does not come out even, because the data moved, is repeated this often. */
const maxRereads = 3;

/**
 * @param readPage reads from an offset on; the page is as long as the server likes.
 * @param concurrency how many pages may be read at once, after the first.
 * @returns the rows in ascending order of ID, or the figures of the last reading that did not fit.
 */
export async function certifyRows(
  readPage: (offset: number) => Promise<Page>,
  concurrency: number,
): Promise<CertifiedRows> {
  let before: readonly RemoteRow[] | null = null;
  for (let reading = 0; ; reading += 1) {
    const pages = await readPages(readPage, concurrency);
    const read = pages.flatMap((page) => page.rows);
    const rows = sortRows(read);
    const totals = [...new Set(pages.map(({ total }) => total).filter((total) => total !== null))];
    const isSound =
      totals.length > 0
        ? totals.every((total) => total === rows.length)
        : isPlausible(rows, read.length) || (before !== null && haveSameIds(rows, before));
    if (isSound) return { complete: true, rows };
    if (reading === maxRereads) return { complete: false, distinct: rows.length, totals };
    before = rows;
  }
}

/**
 * Whether rows that nothing counts may be all there are. None at all is also what a broken answer
 * looks like, and a row that comes twice shows that another one was passed over: both are believed
 * only when a second reading says the same.
 */
function isPlausible(rows: readonly RemoteRow[], read: number): boolean {
  return rows.length > 0 && rows.length === read;
}

function haveSameIds(rows: readonly RemoteRow[], others: readonly RemoteRow[]): boolean {
  return rows.length === others.length && rows.every(({ id }, index) => id === others[index]?.id);
}

async function readPages(
  readPage: (offset: number) => Promise<Page>,
  concurrency: number,
): Promise<readonly Page[]> {
  const first = await readPage(0);
  const size = first.rows.length;
  if (first.total === null) {
    return size === 0 ? [first] : [first, ...(await readRange(readPage, size, Infinity))];
  }
  if (size === 0) return [first];
  const starts: number[] = [];
  for (let start = size; start < first.total; start += size) starts.push(start);
  const { total } = first;
  let endedEarly = false;
  const ranges = await runConcurrently(starts, concurrency, async (start) => {
    // A page that is empty too early decides the matter; the rest need not be asked for.
    if (endedEarly) return [];
    const range = await readRange(readPage, start, Math.min(start + size, total));
    endedEarly ||= range.some(({ rows }) => rows.length === 0);
    return range;
  });
  return [first, ...ranges.flat()];
}

/** Pages from one offset up to another, or up to the first empty one. */
async function readRange(
  readPage: (offset: number) => Promise<Page>,
  from: number,
  until: number,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let offset = from;
  while (offset < until) {
    const page = await readPage(offset);
    pages.push(page);
    if (page.rows.length === 0) break;
    offset += page.rows.length;
  }
  return pages;
}
