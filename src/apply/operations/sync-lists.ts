/** Syncs the lists of one batch, a few at once: each holds its source's digests in memory. */
import type { LimitFunction } from 'p-limit';
import { invariant } from '../../diagnostics/diagnostic.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { ContactLists } from '../contact-lists.ts';
import type { OperationOutcome } from '../operation-outcome.ts';

/** Lists that are synced at once in a run. */
export const listsAtOnce = 2;

/** For a run that cannot upload members: the sync of every list fails. */
export const noLists: ContactLists = {
  begin: async () => null,
  sync: async () => ({
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
interface SyncContext {
  /** Whether this run has created the list of that ID. */
  readonly isNew: (id: string) => boolean;
  /** Why no further one is begun; null where nothing is against it. */
  readonly findStop: () => string | null;
  /** Called after each list. A fault is an API that was not there to answer. */
  readonly onSynced: (isFault: boolean) => void;
}

/**
 * @param limit of the whole run, at `listsAtOnce`.
 * @returns one outcome for each operation, by its key.
 */
export async function syncLists(
  operations: readonly Operation[],
  lists: ContactLists,
  limit: LimitFunction,
  { isNew, findStop, onSynced }: SyncContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const outcomes = await Promise.all(
    operations.map((operation) =>
      limit(async (): Promise<readonly [string, OperationOutcome]> => {
        const { key, id, address, attributes, members } = operation;
        const because = findStop();
        if (because !== null) return [key, { outcome: 'skipped', because }];
        invariant(id !== null && members !== null, `${key} lacks its list or its members`);
        const list = { address, id, isNew: isNew(id), attributes, members };
        const synced = await lists.sync(list);
        onSynced(isFault(synced));
        return [key, { id, ...synced }];
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

function isFault({ outcome, error }: Outcome): boolean {
  return outcome === 'unknown' || (outcome === 'failed' && faultCodes.has(error.code));
}
