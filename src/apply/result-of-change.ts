import { invariant } from '../diagnostics/diagnostic.ts';
import type { Standing } from '../plan/assess-changes.ts';
import type { Operation } from '../plan/operation.ts';
import type { PlannedChange } from '../schema/generated/plan.ts';
import type { ChangeResult } from './apply-report.ts';
import type { RunOutcome } from './run-operations.ts';

/**
 * What became of a change: of all of its operations, or of what was found done before anything was sent.
 *
 * @param operations those of its address.
 */
export function resultOf(
  change: PlannedChange,
  standing: Standing | undefined,
  operations: readonly Operation[],
  outcomes: ReadonlyMap<string, RunOutcome>,
): ChangeResult {
  const { address, action, source, id } = change;
  const isDone = standing?.state === 'done';
  if (isDone && operations.length === 0)
    return { address, action, outcome: 'done', id: standing.id, source };
  const own = operations
    .filter((operation) => isOf(operation, change))
    .flatMap(({ key }) => outcomes.get(key) ?? []);
  invariant(isDone || own.length > 0, `${address} was neither sent nor skipped`);
  const done = own.flatMap((outcome) => (outcome.outcome === 'done' ? [outcome] : []));
  const newId = done.find((outcome) => outcome.id !== null && outcome.id !== id)?.id;
  const known = (standing?.state === 'stale' ? null : standing?.id) ?? newId ?? id;
  const [members] = own.flatMap((outcome) => ('members' in outcome ? [outcome.members] : []));
  const sent = members === undefined ? {} : { members };
  // What needs most attention speaks for the change.
  for (const outcome of own) {
    if (outcome.outcome === 'unknown' || outcome.outcome === 'failed') {
      return {
        address,
        action,
        outcome: outcome.outcome,
        id: known,
        error: outcome.error,
        ...sent,
        source,
      };
    }
  }
  for (const outcome of own) {
    if (outcome.outcome === 'skipped') {
      return { address, action, outcome: 'skipped', id: known, because: outcome.because, source };
    }
  }
  const warning = done.find((outcome) => outcome.warning)?.warning;
  return {
    address,
    action,
    outcome: 'done',
    id: known,
    ...sent,
    source,
    ...(warning === undefined ? {} : { warning }),
  };
}

/** Two changes may share an address: a deletion and the creation of its namesake, or those of namesakes at two retailers. */
function isOf({ role, verb, id }: Operation, { action, id: changed }: PlannedChange): boolean {
  if (action === 'replace') return true;
  return (
    (role === 'moving' || verb === 'fill' || verb === action) && (id === null || id === changed)
  );
}
