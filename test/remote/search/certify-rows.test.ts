import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { certifyRows, type Page } from '../../../src/remote/search/certify-rows.ts';

const rowsOf = (ids: readonly number[]) => ids.map((id) => ({ id: String(id), attributes: {} }));

/** A search over IDs in the order they stand, in pages of the server's choice. */
function search(
  ids: readonly number[],
  pageSize: (offset: number) => number,
  total: number | null = ids.length,
) {
  const offsets: number[] = [];
  const readPage = async (offset: number): Promise<Page> => {
    offsets.push(offset);
    return { rows: rowsOf(ids.slice(offset, offset + pageSize(offset))), total };
  };
  return { offsets, readPage };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('certifyRows', () => {
  test.each([
    [0, 500, 1],
    [1, 500, 1],
    [499, 500, 1],
    [500, 500, 1],
    [501, 500, 2],
    [1000, 500, 2],
    [2600, 500, 6],
  ])('%i rows in pages of %i take %i requests', async (count, size, requests) => {
    const { offsets, readPage } = search(upTo(count), () => size);
    const found = await certifyRows(readPage, 4);
    expect(found).toEqual({ complete: true, rows: rowsOf(upTo(count)) });
    expect(offsets).toEqual(Array.from({ length: requests }, (_, page) => page * size));
  });

  test('without a total reads until a page is empty', async () => {
    const { offsets, readPage } = search(upTo(25), () => 10, null);
    const found = await certifyRows(readPage, 4);
    expect(found).toEqual({ complete: true, rows: rowsOf(upTo(25)) });
    expect(offsets).toEqual([0, 10, 20, 25, 25]);
  });

  test.each([0, 10, 20])(
    'without a total, a page at %i that comes back empty once is asked for again',
    async (broken) => {
      const { readPage } = search(upTo(25), () => 10, null);
      let isBroken = true;
      const found = await certifyRows(async (offset) => {
        if (offset !== broken || !isBroken) return readPage(offset);
        isBroken = false;
        return { rows: [], total: null };
      }, 4);
      expect(found).toEqual({ complete: true, rows: rowsOf(upTo(25)) });
    },
  );

  test.each<[string, readonly (readonly number[])[], readonly number[]]>([
    ['an empty answer', [[], [1, 2, 3]], [1, 2, 3]],
    ['an answer without its first row', [[2, 3], [3], [], [1, 2, 3]], [1, 2, 3]],
    ['an answer without a row in the middle', [[1, 3], [3], [], [1, 2, 3]], [1, 2, 3]],
    ['an empty account, twice', [[], []], []],
  ])(
    'without a total, %s is believed only when a second reading agrees',
    async (_, answers, all) => {
      let page = 0;
      const found = await certifyRows(async () => {
        const ids = answers[page] ?? [];
        page += 1;
        return { rows: rowsOf(ids), total: null };
      }, 4);
      expect(found).toEqual({ complete: true, rows: rowsOf(all) });
    },
  );

  test('readings that never agree on what nothing counts are refused', async () => {
    let reading = 0;
    const found = await certifyRows(async (offset) => {
      if (offset === 0) reading += 1;
      const ids = offset < 4 ? [reading, reading + 1] : [];
      return { rows: rowsOf(ids), total: null };
    }, 4);
    expect(found).toMatchObject({ complete: false, totals: [] });
  });

  test('whatever the order, the page sizes and the twins, gives each ID once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 19n })),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        async (ids, sizes, hasTotal, width) => {
          const rows = ids.map((id) => ({ id: String(id), attributes: {} }));
          let page = 0;
          const found = await certifyRows(async (offset) => {
            page += 1;
            // An overlap with the page before, as a careless server has it.
            const start = Math.max(0, offset - (page % 2));
            const end = offset + (sizes[page % sizes.length] ?? 1);
            const slice = offset >= rows.length ? [] : rows.slice(start, end);
            return { rows: slice, total: hasTotal ? rows.length : null };
          }, width);
          // An overlap shifts what comes after it; then the reading may be refused but never wrong.
          if (!found.complete) return;
          if (hasTotal) expect(found.rows).toHaveLength(rows.length);
          const order = found.rows.map(({ id }) => BigInt(id));
          expect(order).toEqual([...new Set(order)].sort((a, b) => (a < b ? -1 : 1)));
        },
      ),
    );
  });

  test('any page sizes with a total give every row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        async (count, sizes, width) => {
          const { readPage } = search(upTo(count), (offset) => sizes[offset % sizes.length] ?? 1);
          const found = await certifyRows(readPage, width);
          expect(found).toEqual({ complete: true, rows: rowsOf(upTo(count)) });
        },
      ),
    );
  });

  test('reads again when the total moves, and takes what then comes out even', async () => {
    let reading = 0;
    const found = await certifyRows(async (offset) => {
      if (offset === 0) reading += 1;
      const total = reading === 1 && offset > 0 ? 31 : 30;
      return { rows: rowsOf(upTo(30).slice(offset, offset + 10)), total };
    }, 4);
    expect(found.complete).toBe(true);
    expect(reading).toBe(2);
  });

  test.each([
    ['a row is missing', upTo(29), 30],
    ['there are more rows than counted', upTo(31), 30],
    ['rows are there twice', [...upTo(29), 29], 30],
    ['nothing comes where something is counted', [], 3],
  ])('gives up after three more readings when %s', async (_, ids, total) => {
    const { offsets, readPage } = search(ids, () => 40, total);
    const found = await certifyRows(readPage, 4);
    expect(found).toMatchObject({ complete: false, totals: [total] });
    expect(offsets.filter((offset) => offset === 0)).toHaveLength(4);
  });

  test('asks for no more pages once one is empty too early', async () => {
    const { offsets, readPage } = search(upTo(10), () => 10, 1_000_000);
    const found = await certifyRows(readPage, 4);
    expect(found).toMatchObject({ complete: false, distinct: 10 });
    expect(offsets.length).toBeLessThan(30);
  });

  test('stops where there are more rows than any account has', async () => {
    const { offsets, readPage } = search(upTo(1_300_000), () => 100_000, null);
    const found = await certifyRows(readPage, 4);
    expect(found).toMatchObject({ complete: false, reason: 'endless', distinct: 1_100_000 });
    expect(offsets).toHaveLength(11);
  });

  test('stops where there are more pages than any account has', async () => {
    const { offsets, readPage } = search(upTo(30_000), () => 1, null);
    const found = await certifyRows(readPage, 4);
    expect(found).toMatchObject({ complete: false, reason: 'endless' });
    expect(offsets.length).toBeLessThan(20_010);
  });

  test('fails as a whole when a page fails, with the error of the earliest one', async () => {
    const offsets: number[] = [];
    const reading = certifyRows(async (offset) => {
      offsets.push(offset);
      if (offset > 0) throw new Error(`page at ${offset}`);
      return { rows: rowsOf(upTo(10)), total: 1000 };
    }, 4);
    await expect(reading).rejects.toThrow('page at 10');
    expect(offsets.length).toBeLessThanOrEqual(5);
  });
});
