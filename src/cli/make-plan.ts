/** Manifests and snapshot to a plan, or to the findings that stand in the way. */
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { isAboutMeaning } from '../diagnostics/meaning-codes.ts';
import type { MembersReader } from '../model/members-remote.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type PlanOptions, planChanges } from '../plan/plan-changes.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { findRemoteLookAlikes } from '../validation/find-look-alikes.ts';
import { version } from '../version.ts';
import type { CommandContext } from './command-context.ts';
import { isShown, type LoadedDeclarations } from './load-declarations.ts';
import { LocatedError } from './located-error.ts';

/**
 * Throws a LocatedError where the manifests hold errors, so that nothing is read or sent for them.
 * Doubts about what they mean are for `validate` to say: no plan touches anything here.
 */
export function refuseErrors(manifests: LoadedDeclarations): void {
  const { diagnostics } = manifests;
  if (!hasErrors(diagnostics)) return;
  throw new LocatedError(
    diagnostics.filter(({ code }) => !isAboutMeaning(code)),
    manifests,
  );
}

export interface PlanTask {
  readonly manifests: LoadedDeclarations;
  readonly snapshot: Snapshot;
  readonly options: PlanOptions;
  /** Asked how many the API counts on a list. */
  readonly reader: MembersReader;
  /** Refuses where it cannot be told here what becomes of members, since they are to be sent from here. */
  readonly mustKnow: boolean;
}

/**
 * Plans, with what becomes of the members of contact lists where `--members` asks for it. Throws a
 * LocatedError with all findings where no sound plan can be made.
 */
export async function makePlan(
  context: Pick<CommandContext, 'options' | 'environment'>,
  task: PlanTask,
): Promise<PlanDocument> {
  const { manifests, snapshot, options } = task;
  if (!context.options.flag('members')) return planManifests(manifests, snapshot, options);
  const { planFills } = await import('./plan-fills.ts');
  const consentsFor = () => options.memberConsents ?? [];
  const { fills, findings } = await planFills(context, { ...task, consentsFor });
  const diagnostics = [...manifests.diagnostics, ...findings];
  return planManifests({ ...manifests, diagnostics }, snapshot, { ...options, fills });
}

function planManifests(
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
  options: PlanOptions,
): PlanDocument {
  const { project, declarations, diagnostics } = manifests;
  const { value: plan, diagnostics: findings } = planChanges({
    project,
    declarations,
    snapshot,
    version,
    findings: [...diagnostics, ...findRemoteLookAlikes(declarations, snapshot)],
    options,
  });
  if (plan === null) throw new LocatedError(findings.filter(isShown(project)), manifests);
  return { ...plan, diagnostics: plan.diagnostics.filter(isShown(project)) };
}
