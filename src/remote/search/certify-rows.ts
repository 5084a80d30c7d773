/** Reads all pages of a search and vouches that nothing is missing and nothing is there twice. */
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import { runConcurrently } from '../calls/run-concurrently.ts';
import { sortRows } from './sort-rows.ts';

export interface Page {
  readonly rows: readonly RemoteRow[];
  /** `null` where the API does not say. */
  readonly total: number | null;
}

export type CertifiedRows =
  | { readonly complete: true; readonly rows: readonly RemoteRow[] }
  | ({ readonly complete: false } & Shortcoming);

/** What the last reading that did not fit was like. */
export interface Shortcoming {
  /**
   * `uneven`: there are other rows than are counted. `repeating`: a page holds what was read already,
   * so there may be more. `endless`: there are more rows than any account has.
   */
  readonly reason: 'uneven' | 'repeating' | 'endless';
  readonly distinct: number;
  readonly totals: readonly number[];
}

/** A reading that does not come out even, because the data moved, is repeated this often. */
const maxRereads = 3;

/** Ten times the largest account that anyone has spoken of; the API documents no limit. */
export const maxRows = 1_000_000;

/** Pages of fifty rows would still do for that many. */
const maxPages = 20_000;

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
  for (let rereads = 0; ; rereads += 1) {
    const reading = createReading(readPage);
    await readPages(reading, concurrency);
    const { pages } = reading;
    const stop = reading.stop();
    const read = pages.flatMap((page) => page.rows);
    const rows = sortRows(read);
    const totals = [...new Set(pages.map(({ total }) => total).filter((total) => total !== null))];
    const isSound =
      totals.length > 0
        ? totals.every((total) => total === rows.length)
        : stop === null &&
          (isPlausible(rows, read.length) || (before !== null && haveSameIds(rows, before)));
    if (isSound && stop !== 'endless') return { complete: true, rows };
    const reason = stop ?? 'uneven';
    // What has no end is not worth reading again.
    if (rereads === maxRereads || reason === 'endless') {
      return { complete: false, reason, distinct: rows.length, totals };
    }
    before = rows;
  }
}

/** All pages of one pass. */
interface Reading {
  readonly pages: readonly Page[];
  /** Why no more is worth asking for; null where something is. */
  readonly stop: () => 'repeating' | 'endless' | null;
  readonly read: (offset: number) => Promise<Page>;
}

function createReading(readPage: (offset: number) => Promise<Page>): Reading {
  const pages: Page[] = [];
  const ids = new Set<string>();
  let stop: ReturnType<Reading['stop']> = null;
  return {
    pages,
    stop: () => stop,
    read: async (offset) => {
      const page = await readPage(offset);
      pages.push(page);
      const known = ids.size;
      for (const { id } of page.rows) ids.add(id);
      const isOld = page.rows.length > 0 && ids.size === known;
      // What is counted has an end. Pages may overlap there, but none begins as the first one does.
      const isFirstAgain = page.rows[0]?.id === pages[0]?.rows[0]?.id;
      if (isOld && (page.total === null || isFirstAgain)) stop ??= 'repeating';
      if (ids.size > maxRows || pages.length > maxPages) stop = 'endless';
      if (page.total !== null && page.total > maxRows) stop = 'endless';
      return page;
    },
  };
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

async function readPages(reading: Reading, concurrency: number): Promise<void> {
  const { rows, total } = await reading.read(0);
  const size = rows.length;
  if (size === 0 || reading.stop() !== null) return;
  if (total === null) {
    await readRange(reading, size, Number.POSITIVE_INFINITY);
    return;
  }
  const starts: number[] = [];
  for (let start = size; start < total; start += size) starts.push(start);
  let endedEarly = false;
  await runConcurrently(starts, concurrency, async (start) => {
    // A page that is empty too early decides the matter; the rest need not be asked for.
    if (endedEarly) return;
    const isWhole = await readRange(reading, start, Math.min(start + size, total));
    endedEarly ||= !isWhole;
  });
}

/**
 * Pages from one offset up to another; false where one is empty before. Where nothing is counted, an empty page
 * is the end of all rows, and also what a broken answer looks like: it is asked for twice.
 */
async function readRange(reading: Reading, from: number, until: number): Promise<boolean> {
  let emptyAt: number | null = null;
  for (let offset = from; offset < until && reading.stop() === null; ) {
    const { rows, total } = await reading.read(offset);
    const isEnd = rows.length === 0;
    if (isEnd && (total !== null || emptyAt === offset)) return false;
    emptyAt = isEnd ? offset : null;
    offset += rows.length;
  }
  return true;
}
