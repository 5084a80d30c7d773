/** What a saved plan is bound to, and whether that is where it is about to be applied. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { usageError } from './arguments/usage-error.ts';
import type { CommandContext } from './command-context.ts';
import type { Target } from './connect-remote.ts';
import { findProject } from './load-project.ts';

/** A plan holds all that is needed to reach its target. */
export function targetOfPlan({ project }: PlanDocument): Target {
  const { platform, apiVersion, audienceApiVersion } = project;
  const scopeId = project[platformNamed(platform).scope.attribute];
  if (scopeId === undefined) {
    const message = 'the plan names no account and no advertiser that it is for';
    throw new DiagnosticError([{ severity: 'error', code: 'plan-file-invalid', message }]);
  }
  return { platform, scopeId, apiVersion, audienceApiVersion };
}

/**
 * Throws `plan-target` when the project here is bound to something else than the plan. A plan may
 * be applied where there is no project at all.
 *
 * @returns the folder to work in.
 */
export async function checkPlanTarget(
  plan: PlanDocument,
  context: CommandContext,
): Promise<string> {
  const chosen = context.options.text('env');
  const planned = plan.project.environment;
  if (chosen !== null && chosen !== planned) throw otherEnvironment(chosen, planned);
  const { project, folder } = await findProject(context, planned);
  if (project === null) return folder;
  const target = targetOfPlan(plan);
  if (project.platform === target.platform && project.scopeId === target.scopeId) return folder;
  const { label, scope } = platformNamed(target.platform);
  throw new DiagnosticError([
    usageError(
      'plan-target',
      `the plan is of ${label} ${scope.label} ${target.scopeId}, and the project here is bound to ${project.scopeId}`,
      'apply it in its own project, or plan again here',
    ),
  ]);
}

function otherEnvironment(chosen: string, planned: string | null): DiagnosticError {
  const message =
    planned === null
      ? `the plan is of a project without environments, and --env is ${chosen}`
      : `the plan is of the environment ${planned}, and --env is ${chosen}`;
  return new DiagnosticError([
    usageError('plan-target', message, 'leave out --env, or plan again'),
  ]);
}
