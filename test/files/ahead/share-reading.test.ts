import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type SharedReading, shareReading } from '../../../src/files/ahead/share-reading.ts';
import { readAhead } from '../../../src/yaml-source/read-ahead.ts';

const limits = { fewestCharacters: 0, processors: 2, longestWait: 300 };
const texts = Array.from({ length: 6 }, (_, at) => `segments:\n  - name: S${at}\n`);
/** By them the tests see whether the thread is done: it reads them after all that it does besides. */
const marks = Array.from({ length: 500 }, (_, at) => `mark: ${at}\n`);
const files = [...texts, ...marks].map((text, at) => ({ file: `${at}.yaml`, text }));

const program = new URL('../../../dist/bin/read-in-thread.js', import.meta.url);

/** A thread that does something else. */
function programOf(code: string): URL {
  const whole = `import { workerData } from 'node:worker_threads';
const { texts, taken, port } = workerData;
${code}
for (let at = texts.length - 1; at >= ${texts.length}; at -= 1) {
  if (Atomics.compareExchange(taken, at, 0, 1) !== 0) continue;
  port.postMessage([at, []]);
  Atomics.store(taken, at, 2);
}`;
  return new URL(`data:text/javascript,${encodeURIComponent(whole)}`);
}

async function untilDone({ findAhead }: SharedReading, tries = marks.length): Promise<void> {
  for (const mark of marks.slice(0, tries)) {
    if (findAhead(mark) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the thread did nothing');
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('reading in two threads', () => {
  test('gives what the other thread has read', async () => {
    const shared = shareReading(files, program, limits);
    await untilDone(shared);
    const read = files.map(({ text }) => shared.findAhead(text));
    shared.end();
    expect(read.filter((each) => each !== null)).not.toHaveLength(0);
    for (const [at, each] of read.entries()) {
      if (each !== null) expect(each).toEqual(readAhead(files[at]?.text ?? ''));
    }
  });

  test('leaves what the other thread does not read, or has left, to this one', async () => {
    const shared = shareReading(
      files,
      programOf(`
        port.postMessage([4, [{ value: 'of the thread', items: new Map() }]]);
        Atomics.store(taken, 4, 2);
        port.postMessage([5, null]);
        Atomics.store(taken, 5, 2);`),
      limits,
    );
    await untilDone(shared);
    expect(texts.map(shared.findAhead)).toEqual([
      ...[null, null, null, null],
      [{ value: 'of the thread', items: new Map() }],
      null,
    ]);
    expect(shared.findAhead('another text')).toBeNull();
    shared.end();
    expect(texts.map(shared.findAhead)).toEqual(texts.map(() => null));
  });

  test('equal texts are waited for no more than others', async () => {
    const twice = [
      ...files,
      ...files.slice(0, 6).map((each) => ({ ...each, file: `2-${each.file}` })),
    ];
    const shared = shareReading(twice, programOf(''), limits);
    const wait = jest.spyOn(Atomics, 'wait');
    for (const text of [...texts, ...texts]) expect(shared.findAhead(text)).toBeNull();
    expect(wait).not.toHaveBeenCalled();
    shared.end();
  });

  test('a text that the other thread took in vain delays the run once', async () => {
    const shared = shareReading(
      files,
      programOf('for (let at = 0; at < 6; at += 1) taken[at] = 1;'),
      limits,
    );
    await untilDone(shared);
    const wait = jest.spyOn(Atomics, 'wait');
    expect(texts.map(shared.findAhead)).toEqual(texts.map(() => null));
    expect(wait).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['that fails', programOf('throw new Error("x");')],
    ['that ends', programOf('process.exit(1);')],
    ['that is no program', programOf('(')],
    ['that is not there', new URL('file:///nowhere/none.js')],
    ['that no thread can run', new URL('http://localhost/none.js')],
  ])('a program %s changes nothing', async (_, broken) => {
    const shared = shareReading(files, broken, limits);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(texts.map(shared.findAhead)).toEqual(texts.map(() => null));
    shared.end();
  });

  test.each([
    ['few characters', { ...limits, fewestCharacters: 1_000_000 }],
    ['one processor', { ...limits, processors: 1 }],
  ])(
    'is not done for %s',
    async (_, few) => {
      const shared = shareReading(files, program, few);
      await expect(untilDone(shared, 40)).rejects.toThrow('the thread did nothing');
    },
    20_000,
  );
});
