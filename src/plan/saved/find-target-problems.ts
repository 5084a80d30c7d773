/** Whether a saved plan was made for the project that it is about to be applied in. */
import { type Project, type VersionKey, versionKeys } from '../../model/project.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import type { PlanDocument, PlanProject, Refusal } from '../../schema/generated/plan.ts';
import { planProject } from '../document/plan-project.ts';

/** The name may differ: by default it is that of a folder, which a pipeline calls as it likes. */
export function findTargetProblems(
  { project: planned }: Pick<PlanDocument, 'project'>,
  project: Project,
): readonly Refusal[] {
  const platform = platformNamed(project.platform);
  const here = planProject(project, platform);
  const { label, scope } = platformNamed(planned.platform);
  const isOther =
    planned.platform !== here.platform ||
    planned[scope.attribute] !== here[scope.attribute] ||
    planned.environment !== here.environment;
  if (isOther) {
    const environment = planned.environment === null ? '' : `, environment ${planned.environment}`;
    return [
      {
        code: 'plan-target',
        text: `the plan is for ${label} ${scope.label} ${planned[scope.attribute]}${environment}, but the project here has ${project.scopeId}${project.environment === null ? '' : `, environment ${project.environment}`}`,
        fix: 'Apply it in its own project, or plan again here.',
      },
    ];
  }
  const versionOf = (of: PlanProject, key: VersionKey) => of[key] ?? of.apiVersion;
  return versionKeys.flatMap((key) =>
    versionOf(planned, key) === versionOf(here, key)
      ? []
      : [
          {
            code: 'plan-not-declared',
            text: `the plan was made for ${key} ${versionOf(planned, key)}, but the project file has ${versionOf(here, key)}`,
            fix: 'Plan again, and review that plan.',
          },
        ],
  );
}
