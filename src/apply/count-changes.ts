import type { OutcomeName } from '../model/outcome.ts';
import type { Operation } from '../plan/order/operation.ts';

export type OutcomeCounts = Readonly<Record<OutcomeName, number>>;

export interface ChangeCounts extends OutcomeCounts {
  readonly total: number;
}

/** Counts changes as the report does, while their operations end one by one. */
export interface ChangeCounter {
  readonly note: (key: string, outcome: OutcomeName) => void;
  readonly counts: () => ChangeCounts;
}

interface Tally {
  readonly size: number;
  readonly isMove: boolean;
  readonly outcomes: Map<string, OutcomeName>;
  readonly counts: Record<OutcomeName, number>;
  state: OutcomeName | null;
}

/** @param moves keys of the changes that follow a replaced segment: they count where they are not done. */
export function createChangeCounter(
  operations: readonly Operation[],
  moves: ReadonlySet<string>,
): ChangeCounter {
  const sizes = new Map<string, number>();
  for (const { of } of operations) sizes.set(of, (sizes.get(of) ?? 0) + 1);
  const tallies = new Map(
    [...sizes].map(([of, size]): readonly [string, Tally] => [
      of,
      { size, isMove: moves.has(of), outcomes: new Map(), counts: noOutcomes(), state: null },
    ]),
  );
  const changeOf = new Map(operations.map(({ key, of }) => [key, of]));
  const totals = noOutcomes();
  let total = [...tallies.values()].filter(({ isMove }) => !isMove).length;

  function count({ isMove, state }: Tally, by: 1 | -1): void {
    if (state === null || (isMove && state === 'done')) return;
    totals[state] += by;
    if (isMove) total += by;
  }

  return {
    note: (key, outcome) => {
      const tally = tallies.get(changeOf.get(key) ?? '');
      if (!tally) return;
      count(tally, -1);
      const before = tally.outcomes.get(key);
      if (before) tally.counts[before] -= 1;
      tally.counts[outcome] += 1;
      tally.outcomes.set(key, outcome);
      tally.state = stateOf(tally);
      count(tally, 1);
    },
    counts: () => ({ total, ...totals }),
  };
}

/** Outcomes other than done, the most urgent first: a change that may be live is never called failed. */
export const worstFirst = ['unknown', 'failed', 'skipped'] as const;

/** The outcome that needs most attention is the change's outcome. */
function stateOf({ counts, size }: Tally): OutcomeName | null {
  const bad = worstFirst.find((outcome) => counts[outcome] > 0);
  return bad ?? (counts.done === size ? 'done' : null);
}

export function noOutcomes(): Record<OutcomeName, number> {
  return { done: 0, failed: 0, skipped: 0, unknown: 0 };
}
