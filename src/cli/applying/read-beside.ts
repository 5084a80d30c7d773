/** The project beside a saved plan: the plan is checked against it before anything is carried out. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { syncsLists } from '../../reconciler/apply.ts';
import { type Beside, findOtherTarget } from '../../reconciler/find-objections.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Target } from '../connection/connect-remote.ts';
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import { readBaseOption, readConsentOptions } from '../planning/read-plan-options.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../project/load-declarations.ts';
import { findProject } from '../project/load-project.ts';

/** A plan holds all that is needed to reach its target. */
export function targetOfPlan({ project }: PlanDocument): Target {
  const { platform, apiVersion, audienceApiVersion, segmentApiVersion } = project;
  const { attribute, label } = platformNamed(platform).scope;
  const scopeId = project[attribute];
  if (scopeId === undefined) {
    const message = `the plan does not say which ${label} it is for`;
    throw new DiagnosticError([{ severity: 'error', code: 'plan-file-invalid', message }]);
  }
  const versions = { apiVersion, audienceApiVersion };
  return {
    ...{ platform, scopeId, ...versions },
    ...(segmentApiVersion === undefined ? {} : { segmentApiVersion }),
  };
}

export interface PlanSurroundings {
  /** Null where the plan is trusted and syncs no list, so that no manifest is needed. */
  readonly manifests: LoadedDeclarations | null;
  /** What the plan does not hold: which credentials lead to its target, and where its versions are set. */
  readonly ofProject: Pick<Project, 'credentials' | 'versionSources'>;
  /** Null where the plan is trusted. */
  readonly beside: Beside | null;
  /** The project folder, absolute. */
  readonly folder: string;
}

/**
 * Reads the project, for the environment that the plan was made for.
 *
 * @throws LocatedError where there is no project, or its manifests have errors: missing manifests prove nothing.
 * @throws DiagnosticError `plan-target` where the project has another target than the plan.
 */
export async function readBeside(
  plan: PlanDocument,
  context: CommandContext,
): Promise<PlanSurroundings> {
  const { environment } = plan.project;
  if (context.options.flag('trust-plan-file')) return readTrusted(plan, context);
  const manifests = await checkDeclaredSources(await loadBeside(context, environment));
  refuseOtherTarget(plan, manifests);
  refuseErrors(manifests);
  const base = await readBaseOption(context, manifests);
  const consents = readConsentOptions(context);
  const takesChecksum = context.among === undefined;
  const beside = {
    ...{ loaded: manifests, consents, takesChecksum },
    ...(base === undefined ? {} : { base }),
  };
  return { manifests, beside, folder: manifests.folder, ofProject: manifests.project };
}

async function loadBeside(
  context: CommandContext,
  environment: string | null,
): Promise<LoadedDeclarations> {
  try {
    return await loadDeclarations(context, environment);
  } catch (error) {
    if (!(error instanceof LocatedError)) throw error;
    const explain =
      context.among === undefined ? explainMissing : explainMissingOf(context.operand);
    throw new LocatedError(error.diagnostics.map(explain), error);
  }
}

/** Of many plans, each belongs to the project at its own path, and none can be trusted without it. */
function explainMissingOf(planFile: string | null) {
  return <Finding extends { readonly code: string }>(finding: Finding): Finding =>
    finding.code === 'project-not-found'
      ? {
          ...finding,
          message: `there is no project file here, and the plan "${planFile ?? ''}" is for it`,
          hint: 'Run the command in the folder where plan --each ran, and leave every plan where plan --each wrote it.',
        }
      : finding;
}

function explainMissing<Finding extends { readonly code: string }>(finding: Finding): Finding {
  if (finding.code !== 'project-not-found') return finding;
  return {
    ...finding,
    hint: 'Run the command in the project that the plan was made in, because apply compares the plan with its manifests. To apply it without manifests, give --trust-plan-file.',
  };
}

function explainUnknownCredentials<Finding extends { readonly code: string }>(
  finding: Finding,
): Finding {
  if (finding.code !== 'project-not-found') return finding;
  return {
    ...finding,
    hint: 'Save the plan at the path of its project, because the project file says which credentials to use.',
  };
}

/** What says nothing of a project file: there is none, or its manifests cannot be read. */
const aboutOtherFiles: ReadonlySet<string> = new Set([
  ...['project-not-found', 'no-manifests', 'invalid-glob', 'manifest-not-read', 'rules-left-out'],
  ...['manifests-outside-repository', 'file-not-allowed', 'file-is-a-folder', 'file-is-special'],
  ...['file-not-found', 'file-unreadable', 'file-too-large'],
]);

/** A trusted plan may be applied where there is no project at all, but not in another one. */
async function readTrusted(plan: PlanDocument, context: CommandContext): Promise<PlanSurroundings> {
  const { environment } = plan.project;
  const found = await findProject(context, environment);
  const { project, folder } = found;
  // Credentials that cannot be read must not be replaced by others.
  const wrong = found.diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !aboutOtherFiles.has(code),
  );
  if (wrong.length > 0) throw new LocatedError(wrong, found);
  // Among many, the credentials without a suffix may well be of another company.
  if (project === null && context.among !== undefined)
    throw new LocatedError(found.diagnostics.map(explainUnknownCredentials), found);
  if (project !== null) refuseOtherTarget(plan, { project });
  const ofProject = project ?? {};
  if (!syncsLists(plan)) return { manifests: null, beside: null, folder, ofProject };
  const manifests = await loadDeclarations(context, environment);
  refuseErrors(manifests);
  return { manifests, beside: null, folder, ofProject };
}

function refuseOtherTarget(
  plan: PlanDocument,
  { project }: Pick<LoadedDeclarations, 'project'>,
): void {
  const other = findOtherTarget(plan, project);
  if (other.length === 0) return;
  throw new DiagnosticError(other.map(({ code, text, fix }) => usageError(code, text, fix)));
}

/** Throws `plan-target` where `--env` names another environment than the plan's own. */
export function checkEnvironment({ project }: PlanDocument, { options }: CommandContext): void {
  const [chosen, planned] = [options.text('env'), project.environment];
  if (chosen === null || chosen === planned) return;
  const of = planned === null ? 'a project without environments' : `the environment ${planned}`;
  const message = `the plan is for ${of}, but --env is ${chosen}`;
  throw new DiagnosticError([
    usageError('plan-target', message, 'Leave out --env, or plan again.'),
  ]);
}
