/** A short selection of what `npm run fuzz` runs at length. */
import { describe, expect, test } from '@jest/globals';
import { createDice } from './create-dice.ts';
import { type FuzzedRun, judgeRun } from './judge-run.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateValue } from './mutate-value.ts';
import { runFuzz } from './run-fuzz.ts';

test('files and answers that nobody meant end in a finding', async () => {
  const figures = await runFuzz({ seed: 1, cases: 64 });
  expect(figures.findings).toEqual([]);
  expect(figures.cases).toBe(64);
  // What is changed is understood often enough to tell something.
  expect(figures.exits.get('0') ?? 0).toBeGreaterThan(5);
  expect(figures.exits.get('1') ?? 0).toBeGreaterThan(5);
}, 120_000);

test('the same seed changes the same', () => {
  const value = { a: [1, 'b', { c: null }], d: 'e' };
  for (let seed = 0; seed < 50; seed += 1) {
    const [one, other] = [createDice(seed), createDice(seed)];
    expect(mutateBytes(Buffer.from('a: [b]'), one)).toEqual(
      mutateBytes(Buffer.from('a: [b]'), other),
    );
    expect(mutateValue(value, one)).toEqual(mutateValue(value, other));
  }
  expect(value).toEqual({ a: [1, 'b', { c: null }], d: 'e' });
});

describe('a run is complained about', () => {
  const good: FuzzedRun = {
    exitCode: 1,
    stdout: 'error x\n  at the end: 1:2\n',
    stderr: '',
    milliseconds: 10,
    newFiles: [],
    ended: 'by-itself',
  };

  test('not where it is as it must be', () => {
    for (const exitCode of [0, 1, 2, 3, 4]) expect(judgeRun({ ...good, exitCode })).toEqual([]);
  });

  test.each<[string, Partial<FuzzedRun>]>([
    ['it ends with another code', { exitCode: 5 }],
    ['it ends with none', { exitCode: null }],
    ['it was killed', { exitCode: null, ended: 'killed' }],
    ['it took the process with it', { exitCode: 134, ended: 'crashed' }],
    ['it shows where it failed', { stderr: 'x\n    at run (file:///a/b.js:1:2)\n' }],
    [
      'it shows where Node.js failed',
      { stderr: '    at node:internal/process/task_queues:95:5\n' },
    ],
    ['it asks to be reported', { stdout: 'hint: please report it\n' }],
    ['it moves the cursor', { stdout: '\u001b[2J' }],
    ['it moves the cursor in one byte', { stderr: 'a\u009b2J' }],
    ['it returns to the beginning of the line', { stdout: 'a\rb' }],
    ['it takes too long', { milliseconds: 5001 }],
    ['it leaves a draft behind', { newFiles: ['plan.json.1.tmp'] }],
  ])('where %s', (_, differs) => {
    expect(judgeRun({ ...good, ...differs })).toHaveLength(1);
  });
});
