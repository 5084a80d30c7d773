import { describe, expect, test } from '@jest/globals';
import type { MembersPlan } from '../../../src/members/members-plan.ts';
import type { MembersResult } from '../../../src/members/members-result.ts';
import { describeMembers } from '../../../src/report/members/describe-members.ts';
import { renderMembers } from '../../../src/report/members/render-members.ts';
import { describeAge } from '../../../src/report/text/describe-age.ts';

const plan: MembersPlan = {
  ...{ address: 'segment/CRM', mode: 'mirror', state: 'delta', adds: 1204, removes: 87 },
  ...{ unconfirmed: 0, held: 1_203_441, total: 1_204_558, requests: 2 },
  ...{ consents: [], allowed: [], turnedInto: null, missing: null, refusals: [] },
  checked: true,
  ledger: {
    ...{ generation: 3, commits: 12, writtenAt: '2026-01-05T09:00:00.000Z' },
    ageSeconds: 200_000,
  },
  source: {
    ...{
      files: 1,
      filled: 1_204_570,
      invalid: 12,
      invalidLook: null,
      title: null,
      zeroed: 0,
      empty: 0,
    },
    ...{ duplicates: 0, excluded: null },
    invalidLines: [
      { file: 'crm.csv', line: 3 },
      { file: 'crm.csv', line: 1017 },
    ],
  },
};

describe('what would become of members', () => {
  test.each<[Partial<MembersPlan>, string]>([
    [{}, '1,203,441 now, +1,204 −87 → 1,204,558'],
    [{ total: 1_204_645, removes: 0 }, '1,203,441 now, +1,204 → 1,204,645'],
    [{ total: null, adds: 0 }, '1,203,441 now, −87 → 1,203,354'],
    [
      { total: null, removes: 0, adds: 6, held: 20, unconfirmed: 6 },
      '14 now, 6 unconfirmed from the last request, +6',
    ],
    [{ held: null, removes: 0 }, '+1,204'],
    [{ state: 'unchanged' }, 'unchanged, 1,203,441'],
    [{ state: 'first-upload', adds: 200_000, removes: 0 }, 'first upload: +200,000'],
    [{ state: 'rebuild-needed', removes: 0 }, 'rebuild needed: cleared, then +1,204'],
    [{ state: 'unknown-here', adds: 0, removes: 0 }, 'unknown here'],
  ])('%j', (changes, expected) => {
    expect(describeMembers({ ...plan, ...changes })).toBe(expected);
  });
});

test.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [7199, '119 minutes ago'],
  [7200, '2 hours ago'],
  [172_799, '47 hours ago'],
  [172_800, '2 days ago'],
  [-5, 'just now'],
])('%i seconds are %s', (seconds, words) => {
  expect(describeAge(seconds)).toBe(words);
});

describe('what became of them', () => {
  const done: MembersResult = {
    ...{ address: 'segment/CRM', outcome: 'done', plan, added: 1204, removed: 87 },
    ...{
      cleared: false,
      left: null,
      requests: 2,
      invalid: 0,
      problem: null,
      warnings: [],
      refusedBy: null,
    },
  };

  test('done', () => {
    expect(renderMembers(done)).toBe(`segment/CRM: members 1,203,441 now, +1,204 −87 → 1,204,558
source: 1,204,570 lines, 0 duplicates, 12 invalid (lines 3, 1017, … of crm.csv)
ledger: last written 2 days ago
Done: 1,204 added, 87 removed in 2 requests.
Criteo recomputes at 00:00 and 12:00 UTC; live campaigns follow about five hours later.`);
  });

  test('failed', () => {
    const problem = { code: 'segment-not-found', detail: null, traceId: 'a1' };
    const text = renderMembers({
      ...done,
      outcome: 'failed',
      added: 0,
      requests: 1,
      invalid: 3,
      problem,
    });
    expect(text.split('\n').slice(3)).toEqual([
      'Failed after 0 added, 87 removed in 1 request: segment-not-found (trace ID a1).',
      'The API called 3 identifiers invalid; it does not say which.',
      'The ledger records what was accepted. Run the same command again to continue.',
    ]);
  });

  test.each([
    ['invalid', 'a1', 'Ask Criteo about it, with the code and the trace ID.'],
    ['invalid', null, 'Ask Criteo about it, with the code and the time of the request.'],
    ['segment-not-found', null, 'Check the ID, and check whether the list was deleted.'],
  ])('refused by Criteo with %s and the trace %s', (code, traceId, advice) => {
    const problem = { code, detail: null, traceId };
    const refusedBy = { status: 200, hint: null };
    const text = renderMembers({ ...done, outcome: 'failed', problem, refusedBy });
    expect(text).toContain(`\n  ${advice} The message from Criteo is not shown`);
  });

  test('refused', () => {
    const refusal = {
      code: 'members-source-empty',
      text: 'The source contains no identifiers',
      fix: 'Check it',
    };
    const text = renderMembers({
      ...done,
      outcome: 'refused',
      plan: { ...plan, refusals: [refusal] },
    });
    expect(text.split('\n').slice(3)).toEqual([
      'refused: The source contains no identifiers',
      '  Check it.',
      'Nothing was sent.',
    ]);
  });
});
