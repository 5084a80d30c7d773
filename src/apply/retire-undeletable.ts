/** What becomes of a replaced segment that can never be deleted. */
import type { Operation } from '../plan/operation.ts';
import type { ChangeWarning } from './apply-report.ts';
import { type BatchContext, type OpenItem, type OperationOutcome, runBatch } from './run-batch.ts';

/**
 * Refused for as long as somebody uses it; the vendor's own sample has it for a segment that has served
 * impressions, too (retail-media segment page).
 */
export const inUse = 'segment-must-not-be-used-in-audience';

/**
 * A replaced segment that has served impressions can never be deleted (retail-media segment page).
 * It makes its name free instead, and the replacement is done, with a warning. A fault that passes is a
 * failure, which the next run takes up.
 *
 * @returns what became of it, or what is to be looked at once more.
 */
export async function retireUndeletable(
  operation: Operation,
  outcome: OperationOutcome,
  context: BatchContext,
): Promise<OperationOutcome | OpenItem> {
  const { retiredName } = operation;
  if (retiredName === null || outcome.outcome !== 'failed' || !outcome.isForGood) return outcome;
  const { code, detail } = outcome.error;
  if (code === inUse && (await isUsed(operation.id, context))) return outcome;
  const renaming: Operation = {
    ...operation,
    verb: 'update',
    name: retiredName,
    attributes: {},
    paths: [],
    retiredName: null,
  };
  const { outcomes, open } = await runBatch([renaming], context);
  const why = (detail ?? code).replace(/\.$/u, '');
  const text = `the old one could not be deleted (${why}). It is called "${retiredName}" now, and nothing uses it: leave it, or delete it in the Criteo UI if that works there`;
  const warning: ChangeWarning = { code: 'retired', text };
  const [doubtful] = open;
  if (doubtful) return { ...doubtful, warning };
  const renamed = outcomes.get(operation.key);
  if (renamed?.outcome !== 'done') return outcome;
  return { outcome: 'done', id: operation.id, warning };
}

/** Whether an audience refers to it now; what cannot be read may. */
async function isUsed(id: string | null, { remote }: BatchContext): Promise<boolean> {
  if (id === null) return true;
  try {
    const rows = await remote.readAll('audience');
    return rows.some(({ attributes }) => mentions(attributes['algebra'], id));
  } catch {
    return true;
  }
}

/** In a tree of whatever shape, since what no manifest could hold uses its segments all the same. */
function mentions(tree: unknown, id: string): boolean {
  const ids: readonly string[] = JSON.stringify(tree ?? null).match(/\d+/gu) ?? [];
  return ids.includes(id);
}
