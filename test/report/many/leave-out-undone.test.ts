import { describe, expect, test } from '@jest/globals';
import type { ChangeResult } from '../../../src/apply/apply-report.ts';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { leaveOutUndone } from '../../../src/report/many/condense/leave-out-undone.ts';

const address = 'audience/New people';
const change = { address, action: 'create', id: null, source: null } as const;
const error = { code: 'invalid', detail: null, traceId: null };
const ends: Readonly<Record<string, ChangeResult>> = {
  done: { ...change, outcome: 'done' },
  before: { ...change, outcome: 'done', alreadyDone: true },
  failed: { ...change, outcome: 'failed', error },
  partly: { ...change, outcome: 'failed', error, partly: true },
  unknown: { ...change, outcome: 'unknown', error },
  skipped: { ...change, outcome: 'skipped', because: 'interrupted' },
};
const finding = (code: string): Diagnostic => ({
  severity: 'warning',
  code,
  message: code,
  address,
});

describe('findings that still hold after apply', () => {
  test.each([
    ['new-list-empty', ['done', 'partly', 'unknown']],
    ['looks-like-rename', ['failed', 'partly', 'unknown', 'skipped']],
    ['already-declared', Object.keys(ends)],
    ['segment-unused', Object.keys(ends)],
  ])('%s', (code, kept) => {
    const holds = Object.entries(ends).flatMap(([end, result]) =>
      leaveOutUndone([finding(code)], summarizeResults([result])).map(() => end),
    );
    expect(holds.toSorted()).toEqual(kept.toSorted());
    expect(leaveOutUndone([finding(code)], null)).toHaveLength(1);
    expect(leaveOutUndone([finding(code)], summarizeResults([]))).toHaveLength(1);
  });
});
