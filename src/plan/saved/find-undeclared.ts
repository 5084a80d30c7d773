/**
 * Holds a saved plan against the manifests beside it. A plan file comes from outside, and can be
 * forged whole, checksum and all; so it may do nothing that they do not ask for. In come the plan and a
 * comparison of the manifests, out come refusals; it believes no word of the plan.
 */
import type { PlanDocument, PlannedChange, Refusal } from '../../schema/generated/plan.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { changeAddress } from '../planned-change.ts';
import type { DoneChanges } from './assess-changes.ts';
import { createJudge, isDeclaredAs, notDeclared } from './judge-planned.ts';
import { refuseAgain } from './refuse-again.ts';

export interface DeclaredQuestion {
  readonly plan: PlanDocument;
  /** Of its changes and repoints those that are still to be carried out. */
  readonly pending: readonly PlannedChange[];
  /** Those that an earlier run has carried out. */
  readonly done: DoneChanges;
  /** Of the manifests beside it with what is remote now. */
  readonly comparison: Comparison;
  /** The consents of the plan that do not rest on its file alone. */
  readonly consents: readonly string[];
  /** Whether a checksum can be given for it: each of many plans has its own. */
  readonly takesChecksum: boolean;
}

/** Why the plan may not be carried out here, change by change; none where the manifests ask for all of it. */
export function findUndeclared(question: DeclaredQuestion): readonly Refusal[] {
  const { pending, done, comparison } = question;
  const judge = createJudge(question);
  const judged = pending.map((change) => ({ change, ...judge(change) }));
  const undeclared = [
    ...judged.flatMap(({ change, problem }) =>
      problem === null ? [] : [refuse(change.address, problem)],
    ),
    ...[...done].flatMap(([change, id]) =>
      isDeclaredAs(change, id, comparison) ? [] : [refuse(change.address, notDeclared)],
    ),
    ...findLeftBehind(question),
    ...findErrors(question),
  ];
  if (undeclared.length > 0) return undeclared;
  return refuseAgain(
    question,
    judged.flatMap(({ counterpart }) => (counterpart ? [counterpart] : [])),
  );
}

function refuse(address: string | undefined, problem: string): Refusal {
  return {
    code: 'plan-not-declared',
    ...(address === undefined ? {} : { address }),
    text: `the manifests of this project do not ask for this: ${problem}`,
    fix: 'Plan again from these manifests, and review that plan.',
  };
}

/** What uses a segment that the plan replaces is pointed at its successor, or the replacement ends half-way. */
function findLeftBehind({ pending, comparison }: DeclaredQuestion): readonly Refusal[] {
  const { index } = comparison;
  const pendingKeys = new Set(
    pending.flatMap(({ address, id }) => (id === null ? [] : [`${address.split('/')[0]} ${id}`])),
  );
  return pending.flatMap((change) => {
    const { kind } = changeAddress(change);
    if (change.action !== 'replace' || kind !== 'segment' || change.id === null) return [];
    const left = index
      .usersOf(change.id)
      .filter((user) => !pendingKeys.has(`${user.kind} ${user.id}`));
    return left.map(({ kind: of, name }) =>
      refuse(change.address, `the ${of} "${name}" uses it, but the plan does not change that`),
    );
  });
}

/** With an error there is no sound plan, so that nothing can be asked for. */
function findErrors({ comparison, pending }: DeclaredQuestion): readonly Refusal[] {
  if (pending.length === 0) return [];
  return comparison.findings.flatMap(({ severity, address, code, message }) =>
    severity === 'error' ? [refuse(address, `${message} (${code})`)] : [],
  );
}
