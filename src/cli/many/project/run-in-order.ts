/** So many results may wait for an earlier one, for each run that goes on at once. */
const aheadForEach = 4;

interface Begun<Result> {
  readonly result: Promise<Result>;
  isDone: boolean;
}

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
  const queue: Begun<Result>[] = [];
  const running = new Set<Promise<Result>>();
  const takeNext = async () => {
    const next = queue.shift();
    if (next !== undefined) await take(await next.result);
  };
  for (const item of items) {
    while (running.size >= width) await Promise.race(running);
    while (queue[0]?.isDone || queue.length >= width * aheadForEach) await takeNext();
    const result = run(item);
    const begun: Begun<Result> = { result, isDone: false };
    queue.push(begun);
    running.add(result);
    const settle = () => {
      running.delete(result);
      begun.isDone = true;
    };
    result.then(settle, settle);
  }
  while (queue.length > 0) await takeNext();
}
