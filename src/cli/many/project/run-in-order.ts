import pLimit from 'p-limit';

/** So many results may wait for an earlier one, for each run that goes on at once. */
const aheadForEach = 8;

/**
 * Runs a task for each item, so many at once, and hands on the results in the order of the items. How many are
 * kept for a slow one is bounded, so memory does not grow with the number of items.
 *
 * @param run must not throw: what fails is a result, too.
 */
export async function runInOrder<Item, Result>(
  items: readonly Item[],
  width: number,
  run: (item: Item) => Promise<Result>,
  take: (result: Result) => Promise<void>,
): Promise<void> {
  const limit = pLimit(width);
  const queue: Promise<Result>[] = [];
  const takeNext = async () => {
    const next = queue.shift();
    if (next !== undefined) await take(await next);
  };
  for (const item of items) {
    queue.push(limit(() => run(item)));
    if (queue.length >= width * aheadForEach) await takeNext();
  }
  while (queue.length > 0) await takeNext();
}
