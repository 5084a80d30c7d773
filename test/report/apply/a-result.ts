/** What became of a change, for reports. */
import type { ChangeResult } from '../../../src/apply/apply-report.ts';
import type { Outcome } from '../../../src/model/outcome.ts';

type Differing = Partial<Omit<ChangeResult, keyof Outcome>> & (Outcome | { outcome?: never });

export function aResult(address: string, differs: Differing = {}): ChangeResult {
  return { address, action: 'create', outcome: 'done', id: '1', source: null, ...differs };
}

export const outage = {
  code: 'api-unavailable',
  detail: 'POST /2026-07/audience-segments/create answered 503 at the last of 6 tries',
  traceId: null,
  hint: 'Wait until the API works again, or let the run wait longer with --timeout.',
};
