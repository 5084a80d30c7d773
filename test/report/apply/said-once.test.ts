import { describe, expect, test } from '@jest/globals';
import { type ChangeResult, summarizeResults } from '../../../src/apply/apply-report.ts';
import { renderApplyReport } from '../../../src/report/apply/render-apply-report.ts';
import { aResult, outage } from './a-result.ts';

describe('the same thing is said once', () => {
  const text = (results: readonly ChangeResult[]) =>
    renderApplyReport(summarizeResults(results), { format: 'text', width: 10_000 });

  test('of many audiences whose segments failed', () => {
    const failed = Array.from({ length: 20 }, (_, index) =>
      aResult(`segment/S ${index}`, { outcome: 'failed', error: outage, id: null }),
    );
    const waiting = failed.map(({ address }, index) =>
      aResult(`audience/A ${index}`, { outcome: 'skipped', because: address }),
    );
    expect(text([...failed, ...waiting]).match(/not started.*/gu)).toEqual([
      'not started, because segments that they need failed: "A 0", "A 1", "A 2", "A 3", "A 4" and 15 more.',
    ]);
  });

  const failedBy = (request: string, traceId: string | null, index: number) =>
    aResult(`segment/S ${index}`, {
      outcome: 'failed',
      error: { ...outage, detail: `${request} answered 503`, traceId },
    });

  test('with three of its trace IDs, one for each request', () => {
    const results = ['a', 'a', 'b', 'c', 'd'].map((traceId, index) =>
      failedBy('POST /2026-07/audience-segments/create', traceId, index),
    );
    expect(text(results)).toContain('trace IDs a, b, c and 1 more.');
  });

  test('and requests of two sorts are no one request', () => {
    const told = text([
      failedBy('POST /2026-07/audience-segments/delete', null, 1),
      failedBy('PATCH /2026-07/audience-segments', null, 2),
    ]);
    expect(told).toContain('segments/delete answered');
    expect(told).toContain('PATCH /2026-07/audience-segments answered');
  });

  test('nor do the lists of several segments share one address', () => {
    const told = text(
      [71, 72].map((id) =>
        failedBy(`POST /2026-07/audience-segments/${id}/contact-list/add-remove`, null, id),
      ),
    );
    expect(told).toContain('POST /2026-07/audience-segments/{id}/contact-list/add-remove answered');
  });

  test('of a version that is gone, and of a run that was stopped', () => {
    const gone = 'Criteo no longer serves this API version';
    const error = (code: string, detail: string, hint?: string) => ({
      ...{ code, detail, traceId: null },
      ...(hint === undefined ? {} : { hint }),
    });
    const told = text([
      aResult('segment/A', {
        outcome: 'failed',
        error: error('api-version-gone', 'GET / answered 410', `${gone}: set a newer one.`),
      }),
      aResult('segment/B', {
        outcome: 'unknown',
        error: error('interrupted', 'The run was stopped at once'),
      }),
    ]);
    expect(told.split(gone)).toHaveLength(2);
    expect(told).toContain('Set a newer one.');
    expect(told).not.toContain('The run was interrupted.');
  });
});
