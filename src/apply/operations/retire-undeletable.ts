/** What becomes of a replaced segment that can never be deleted. */
import type { ChangeError, ChangeWarning } from '../../model/outcome.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import { otherRetiredName } from '../../plan/match/temporary-name.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import type { BatchContext } from './batch-context.ts';
import type { OpenItem } from './open-item.ts';
import { runBatch } from './run-batch.ts';

/**
 * The refusal while a segment is in use; the vendor's own sample has it for a segment that has served
 * impressions, too (retail-media segment page).
 */
const inUse = 'segment-must-not-be-used-in-audience';

/**
 * A replaced segment that has served impressions can never be deleted (retail-media segment page).
 * It makes its name free instead, and the replacement is done, with a warning; with its ID in the name where the
 * usual one is taken. A fault that passes is a failure, which the next run takes up.
 *
 * @returns what became of it, or the item that has to be read once more.
 */
export async function retireUndeletable(
  operation: Operation,
  outcome: OperationOutcome,
  context: BatchContext,
  usage: UsageReader,
): Promise<OperationOutcome | OpenItem> {
  const { retiredName, id } = operation;
  if (retiredName === null || outcome.outcome !== 'failed') return outcome;
  // If problems cannot be assigned to items, all of them may be this item's.
  if (!isInUse(outcome.error) && !outcome.isForGood) return outcome;
  const mayBeUsed = codesOf(outcome.error).includes(inUse);
  if (mayBeUsed && (await usage.isUsed(id)) !== false) return outcome;
  const renamed = await rename(operation, outcome.error, retiredName, context);
  if (!isTaken(renamed) || id === null) return renamed;
  return rename(operation, outcome.error, otherRetiredName(retiredName, id), context);
}

function isTaken(renamed: OperationOutcome | OpenItem): boolean {
  return (
    'outcome' in renamed &&
    renamed.outcome === 'failed' &&
    renamed.error.code === 'name-must-be-unique'
  );
}

/** @param refusal why it could not be deleted. */
async function rename(
  operation: Operation,
  refusal: ChangeError,
  name: string,
  context: BatchContext,
): Promise<OperationOutcome | OpenItem> {
  const { outcomes, open } = await runBatch(
    [{ ...operation, verb: 'update', name, attributes: {}, paths: [], retiredName: null }],
    context,
  );
  // The words of several may be about another one.
  const said = refusal.unattributed ? null : refusal.detail;
  const why = (said ?? refusal.code).replace(/\.$/u, '');
  const text = `the old one could not be deleted (${why}). It now has the name "${name}", and nothing uses it. Leave it, or delete it in the Criteo UI if that works there`;
  const warning: ChangeWarning = { code: 'retired', text };
  const [doubtful] = open;
  if (doubtful) return { ...doubtful, warning };
  const renamed = outcomes.get(operation.key);
  if (renamed?.outcome === 'done') return { outcome: 'done', id: operation.id, warning };
  return renamed?.outcome === 'failed'
    ? { outcome: 'failed', error: refusedTwice(renamed.error, why, name) }
    : (renamed ?? { outcome: 'failed', error: refusal });
}

function refusedTwice(error: ChangeError, why: string, name: string): ChangeError {
  const said = error.detail === null ? '' : `: ${error.detail}`;
  return {
    ...error,
    detail: `the old one can neither be deleted (${why}) nor renamed to "${name}"${said}`,
    hint: error.hint ?? 'Delete the old one in the Criteo UI, or rename it there. Then plan again.',
  };
}

/** What an item's own problem says; of several that may be other items', all have to say it. */
export function isInUse(error: ChangeError): boolean {
  const codes = error.unattributed ? codesOf(error) : [error.code];
  return codes.every((code) => code === inUse);
}

function codesOf({ code, also = [] }: ChangeError): readonly string[] {
  return [code, ...also.map((each) => each.code)];
}

/**
 * A deletion that the API refuses as if audiences used the segment, where none does.
 * @param usage read after the refusal.
 */
export async function withServedImpressions(
  { id, verb, kind }: Operation,
  outcome: OperationOutcome,
  usage: UsageReader,
): Promise<OperationOutcome> {
  if (verb !== 'delete' || kind !== 'segment' || outcome.outcome !== 'failed') return outcome;
  const { code, traceId } = outcome.error;
  if (!isInUse(outcome.error) || (await usage.isUsed(id)) !== false) return outcome;
  const detail = `the API answered ${code}`;
  return { ...outcome, error: { code: 'served-impressions', detail, traceId } };
}

export interface UsageReader {
  /** Whether an audience refers to a segment now; null where that cannot be read. */
  readonly isUsed: (id: string | null) => Promise<boolean | null>;
}

/** Audiences are read when they are first asked for, and once. */
export function createUsageReader({
  readAll,
}: Pick<BatchContext['remote'], 'readAll'>): UsageReader {
  let reading: Promise<readonly RemoteRow[] | null> | null = null;
  return {
    isUsed: async (id) => {
      if (id === null) return null;
      reading ??= readAll('audience', { afterFault: true, isOptional: true }).catch(() => null);
      const rows = await reading;
      return rows?.some(({ attributes }) => mentions(attributes['algebra'], id)) ?? null;
    },
  };
}

/** Searches a tree of any shape, because an entity that no manifest could declare uses its segments, too. */
function mentions(tree: unknown, id: string): boolean {
  const ids: readonly string[] = JSON.stringify(tree ?? null).match(/\d+/gu) ?? [];
  return ids.includes(id);
}
