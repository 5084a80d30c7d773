/** Fills the lists of one batch, few at once: each holds its source's digests in memory. */
import type { LimitFunction } from 'p-limit';
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Operation } from '../plan/order/operation.ts';
import type { ContactLists, FillOutcome } from './contact-lists.ts';
import type { OperationOutcome } from './run-batch.ts';

/** Lists that are filled at once in a run. */
export const listsAtOnce = 2;

/** Who can fill nothing says so of every list. */
export const noLists: ContactLists = {
  begin: async () => null,
  fill: async () => ({
    outcome: 'failed',
    members: { added: 0, removed: 0, requests: 0 },
    error: {
      code: 'members-not-filled',
      detail: 'nothing here can upload members',
      traceId: null,
    },
  }),
};

/** What the run knows, and wants to know. */
interface FillContext {
  /** Whether this run has created the list of that ID. */
  readonly isNew: (id: string) => boolean;
  /** Why no further one is begun; null where nothing is against it. */
  readonly findStop: () => string | null;
  /** Told of each, whether the API was there to answer. */
  readonly onFilled: (isFault: boolean) => void;
}

/**
 * @param limit of the whole run, at `listsAtOnce`.
 * @returns one outcome for each operation, by its key.
 */
export async function runFills(
  operations: readonly Operation[],
  lists: ContactLists,
  limit: LimitFunction,
  { isNew, findStop, onFilled }: FillContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const outcomes = await Promise.all(
    operations.map((operation) =>
      limit(async (): Promise<readonly [string, OperationOutcome]> => {
        const { key, id, address, attributes, members } = operation;
        const because = findStop();
        if (because !== null) return [key, { outcome: 'skipped', because }];
        invariant(id !== null && members !== null, `${key} lacks its list or its members`);
        const list = { address, id, isNew: isNew(id), attributes, members };
        const filled = await lists.fill(list);
        onFilled(isFault(filled));
        return [key, outcomeOf(id, filled)];
      }),
    ),
  );
  return new Map(outcomes);
}

/** Codes of an API that is not there, also for what is asked before the first chunk. */
const faultCodes = new Set([
  'api-unavailable',
  'api-unreachable',
  'api-timeout',
  'api-rate-limited',
]);

function isFault(filled: FillOutcome): boolean {
  if (filled.outcome === 'failed') return faultCodes.has(filled.error.code);
  return filled.outcome === 'unknown';
}

function outcomeOf(id: string, filled: FillOutcome): OperationOutcome {
  switch (filled.outcome) {
    case 'done':
      return { id, ...filled };
    case 'unknown':
      return { outcome: 'unknown', error: filled.error, members: filled.members };
    case 'failed':
      return { outcome: 'failed', error: filled.error, members: filled.members };
    case 'interrupted':
      return { outcome: 'skipped', because: 'interrupted', members: filled.members };
  }
}
