import { describe, expect, test } from '@jest/globals';
import type { ApplyProgress } from '../../../src/apply/create-run.ts';
import { createProgress } from '../../../src/cli/progress/create-progress.ts';
import { createFakeClock } from '../../remote/fake-clock.ts';

function watch(live: boolean) {
  const clock = createFakeClock(0);
  const notes: string[] = [];
  const shown: string[] = [];
  let tick = () => {};
  const terminal = {
    live,
    showStatus: (text: string) => shown.push(text),
    writeNote: (text: string) => notes.push(text),
  };
  const progress = createProgress(terminal, clock, (show) => {
    tick = show;
    return () => {
      tick = () => {};
    };
  });
  return { progress, clock, notes, shown, tick: () => tick() };
}

const none = { done: 0, failed: 0, skipped: 0, unknown: 0 };
const begun: ApplyProgress = {
  phase: 'begun',
  verb: 'create',
  kind: 'segment',
  settled: 0,
  total: 30,
  ...none,
  items: none,
  changes: { total: 30, ...none },
};
const ended: ApplyProgress = {
  ...{ ...begun, phase: 'ended', settled: 10, done: 10 },
  items: { ...none, done: 10 },
  changes: { ...begun.changes, done: 10 },
};
const updating: ApplyProgress = { ...ended, phase: 'begun', kind: 'audience', verb: 'update' };

describe('on a terminal', () => {
  test('one line tells what runs, how much is left and how long it has taken', () => {
    const { progress, clock, shown, notes, tick } = watch(true);
    progress.onProgress(begun);
    clock.advance(2000);
    progress.onProgress(ended);
    progress.onProgress(updating);
    clock.advance(61_000);
    tick();
    expect(shown).toEqual([
      '0 of 30 done · create segments · 0 s',
      '10 of 30 done · 2 s',
      '10 of 30 done · update audiences · 2 s',
      '10 of 30 done · update audiences · 63 s',
    ]);
    expect(notes).toEqual([]);
  });

  test('a wait counts down, and the longest of several is shown', () => {
    const { progress, clock, shown, tick } = watch(true);
    progress.onProgress(begun);
    progress.onEvent({ event: 'wait', reason: 'rate-limit', milliseconds: 20_000 });
    progress.onEvent({ event: 'wait', reason: 'fault', milliseconds: 500 });
    clock.advance(15_000);
    tick();
    clock.advance(6000);
    tick();
    expect(shown.slice(1)).toEqual([
      '0 of 30 done · create segments · 0 s · waiting for the rate limit for 20 s',
      '0 of 30 done · create segments · 15 s · waiting for the rate limit for 5 s',
      '0 of 30 done · create segments · 21 s',
    ]);
  });

  test('a wait before the first request of a run is shown, too, and wiped', () => {
    const { progress, clock, shown, tick } = watch(true);
    progress.onEvent({ event: 'wait', reason: 'rate-limit', milliseconds: 3000 });
    clock.advance(4000);
    tick();
    tick();
    expect(shown).toEqual(['waiting for the rate limit for 3 s', '']);
  });

  test('at the end the line is gone and stays so', () => {
    const { progress, shown, tick } = watch(true);
    progress.onProgress(begun);
    progress.end();
    tick();
    progress.end();
    expect(shown.slice(1)).toEqual(['', '']);
  });
});

describe('elsewhere', () => {
  test('lines tell what was done, and which waits are long', () => {
    const { progress, notes, shown } = watch(false);
    progress.onProgress(begun);
    progress.onEvent({ event: 'wait', reason: 'fault', milliseconds: 500 });
    progress.onEvent({ event: 'wait', reason: 'rate-limit', milliseconds: 20_000 });
    progress.onProgress(ended);
    expect(notes).toEqual([
      'waiting for the rate limit: 20 s',
      'create segments: 10 done (10 of 30 changes done so far)',
    ]);
    expect(shown).toEqual([]);
  });

  test('what failed or was skipped is not counted as done', () => {
    const { progress, notes } = watch(false);
    const items = { done: 4, failed: 2, skipped: 3, unknown: 1 };
    progress.onProgress({ ...ended, items, changes: { ...ended.changes, done: 8 } });
    expect(notes).toEqual([
      'create segments: 4 done, 2 failed, 3 skipped, 1 unknown (8 of 30 changes done so far)',
    ]);
  });
});
