/** Fills the lists of one batch, a few at once: each holds its source's digests in memory. */
import pLimit from 'p-limit';
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Operation } from '../plan/operation.ts';
import type { ChangeError } from './apply-report.ts';
import type { ContactLists, FillOutcome } from './contact-lists.ts';
import type { OperationOutcome } from './run-batch.ts';

const listsAtOnce = 2;

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
 * @param isNew whether this run has created the list of that ID.
 * @returns one outcome for each operation, by its key.
 */
export async function runFills(
  operations: readonly Operation[],
  lists: ContactLists,
  isNew: (id: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const limit = pLimit(listsAtOnce);
  const outcomes = await Promise.all(
    operations.map((operation) =>
      limit(async (): Promise<readonly [string, OperationOutcome]> => {
        const { key, id, address, attributes } = operation;
        if (signal?.aborted) return [key, { outcome: 'skipped', because: 'interrupted' }];
        invariant(id !== null, `${key} has no ID`);
        const filled = await lists.fill({ address, id, isNew: isNew(id), attributes });
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
      return { outcome: 'failed', of: 'item', error: filled.error, members: filled.members };
    case 'interrupted':
      return filled.members.requests === 0
        ? { outcome: 'skipped', because: 'interrupted' }
        : { outcome: 'failed', of: 'request', error: interrupted, members: filled.members };
  }
}

const interrupted: ChangeError = {
  code: 'interrupted',
  detail: 'part of its members was sent and is written down',
  traceId: null,
};
