/** Fills the lists of one batch, few at once: each holds its source's digests in memory. */
import type { LimitFunction } from 'p-limit';
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Operation } from '../plan/operation.ts';
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

/**
 * @param limit of the whole run, at `listsAtOnce`.
 * @param isNew whether this run has created the list of that ID.
 * @returns one outcome for each operation, by its key.
 */
export async function runFills(
  operations: readonly Operation[],
  lists: ContactLists,
  limit: LimitFunction,
  isNew: (id: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const outcomes = await Promise.all(
    operations.map((operation) =>
      limit(async (): Promise<readonly [string, OperationOutcome]> => {
        const { key, id, address, attributes, members } = operation;
        if (signal?.aborted) return [key, { outcome: 'skipped', because: 'interrupted' }];
        invariant(id !== null && members !== null, `${key} lacks its list or its members`);
        const list = { address, id, isNew: isNew(id), attributes, members };
        const filled = await lists.fill(list);
        return [key, outcomeOf(id, filled)];
      }),
    ),
  );
  return new Map(outcomes);
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
