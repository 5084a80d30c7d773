import { createHash } from 'node:crypto';
import type { ApplyReport, ChangeResult } from '../../../apply/apply-report.ts';
import { sortByOutcome } from '../../apply/outcome-order.ts';
import { stateOf } from '../../apply/step-of.ts';

/** Equal where the same became of the same changes. The sentences of a report say why, so that only codes count. */
export function digestOutcomes({ results }: ApplyReport): string {
  const hash = createHash('sha256');
  for (const result of sortByOutcome(results))
    hash.update(`${JSON.stringify(readOfOutcome(result))}\n`);
  return hash.digest('hex');
}

function readOfOutcome(result: ChangeResult): readonly unknown[] {
  const { address, action, outcome, alreadyDone = false, error, warning } = result;
  const said = warning ? [warning, ...(warning.also ?? [])] : [];
  const codes = [...(error ? [error, ...(error.also ?? [])] : []), ...said].map(({ code }) => code);
  return [address, action, outcome, alreadyDone, stateOf(result), codes];
}
