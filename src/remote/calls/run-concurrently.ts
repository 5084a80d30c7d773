/**
 * Runs a task for each item, so many at once. Once one has failed no more are started, and when
 * those under way have ended, the error of the first item that failed is thrown: the same error
 * in every order of arrival, and nothing continues in the background.
 * @returns the results in the order of the items.
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  width: number,
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const outcomes: ({ readonly value: Result } | { readonly error: unknown })[] = [];
  const queue = items.entries();
  let hasFailed = false;

  async function work(): Promise<void> {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      try {
        outcomes[index] = { value: await run(item) };
      } catch (error) {
        hasFailed = true;
        outcomes[index] = { error };
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return outcomes.map((outcome) => {
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  });
}
