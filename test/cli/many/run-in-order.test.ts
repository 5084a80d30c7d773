/** Results in the order of the items, so many runs at once, and few results held for a slow one. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runInOrder } from '../../../src/cli/many/project/run-in-order.ts';

test('keeps the order, the width and the bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, width) => {
        const taken: number[] = [];
        let running = 0;
        let held = 0;
        let [most, mostHeld] = [0, 0];
        await runInOrder(
          [...delays.keys()],
          width,
          async (index) => {
            running += 1;
            most = Math.max(most, running);
            for (let tick = delays[index] ?? 0; tick > 0; tick -= 1) await null;
            if (index % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
            running -= 1;
            held += 1;
            mostHeld = Math.max(mostHeld, held);
            return index;
          },
          async (index) => {
            held -= 1;
            taken.push(index);
          },
        );
        expect(taken).toEqual([...delays.keys()]);
        expect(most).toBeLessThanOrEqual(width);
        expect(mostHeld).toBeLessThanOrEqual(width * 4);
      },
    ),
    { numRuns: 60 },
  );
});

test('ends in the error of a run that throws, which none should', async () => {
  const run = async (item: number) => {
    if (item === 2) throw new Error('a bug');
    return item;
  };
  await expect(runInOrder([1, 2, 3], 2, run, async () => {})).rejects.toThrow('a bug');
});
