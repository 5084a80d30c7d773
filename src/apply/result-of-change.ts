import { joinWarnings, type Outcome } from '../model/outcome.ts';
import { changeKey } from '../plan/change/change-key.ts';
import type { Operation } from '../plan/order/operation.ts';
import type { Standing } from '../plan/saved/assess-changes.ts';
import type { PlannedChange } from '../schema/generated/plan.ts';
import type { ChangeResult, ChangeStep } from './apply-report.ts';
import { worstFirst } from './count-changes.ts';
import type { OperationOutcome } from './operation-outcome.ts';

/**
 * What became of a change: of all of its operations, or of what was found done before anything was sent.
 *
 * @param operations those of its address, which may belong to more than one change.
 */
export function resultOf(
  change: PlannedChange,
  standing: Standing | undefined,
  operations: readonly Operation[],
  outcomes: ReadonlyMap<string, OperationOutcome>,
): ChangeResult {
  const { address, action, source, id } = change;
  const key = changeKey(change);
  const sent = operations.flatMap((operation) => {
    const outcome = operation.of === key ? outcomes.get(operation.key) : undefined;
    return outcome ? [{ step: stepOf(operation), outcome }] : [];
  });
  const own = sent.map(({ outcome }) => outcome);
  if (standing?.state !== 'done' && own.length === 0) return nothingToSend(change);
  const done = own.flatMap((outcome) => (outcome.outcome === 'done' ? [outcome] : []));
  const standingId = standing?.state === 'stale' ? null : (standing?.id ?? null);
  const newId = done.find((outcome) => (outcome.id ?? id) !== id)?.id ?? null;
  const members = own.find((outcome) => outcome.members)?.members;
  const warning = joinWarnings(done.map((outcome) => outcome.warning));
  const common = {
    ...{ address, action, source },
    ...(members === undefined ? {} : { members }),
    ...(warning === undefined ? {} : { warning }),
  };
  // The outcome that needs most attention is the change's outcome; a half-done change keeps the ID it had.
  const bad = worstFirst.flatMap((name) =>
    own.filter(isNotDone).filter(({ outcome }) => outcome === name),
  )[0];
  if (bad) {
    const known = { ...common, id: id ?? standingId ?? newId, ...notDone(bad, done.length > 0) };
    // Of a replacement, what is missing was done before.
    if (sent.length < 2 && action !== 'replace' && sent[0]?.step !== 'fill') return known;
    return {
      ...known,
      steps: sent.map(({ step, outcome }) => ({ step, outcome: outcome.outcome })),
    };
  }
  return {
    ...common,
    outcome: 'done',
    id: standingId ?? newId ?? id,
    // A list that its source was sent to meanwhile is looked at, and nothing is sent.
    ...(done.every((each) => each.members?.requests === 0) ? { alreadyDone: true } : {}),
  };
}

function stepOf({ role, verb }: Operation): ChangeStep['step'] {
  return role === 'step-aside' || role === 'rename' ? role : verb;
}

type NotDone = Exclude<Outcome, { readonly outcome: 'done' }>;

function isNotDone(outcome: OperationOutcome): outcome is NotDone {
  return outcome.outcome !== 'done';
}

function notDone(bad: NotDone, isBegun: boolean): NotDone & Pick<ChangeResult, 'partly'> {
  const partly = isBegun ? ({ partly: true } as const) : {};
  return bad.outcome === 'skipped'
    ? { outcome: bad.outcome, ...partly, because: bad.because }
    : { outcome: bad.outcome, ...partly, error: bad.error };
}

/** A change without operations is not done, and the results of the other changes must still be reported. */
function nothingToSend({ address, action, source, id }: PlannedChange): ChangeResult {
  const error = {
    code: 'plan-altered',
    detail: 'the plan has nothing to send for it',
    traceId: null,
  };
  return { address, action, source, id, outcome: 'failed', error };
}
