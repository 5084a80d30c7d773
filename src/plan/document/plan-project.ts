import type { Project } from '../../model/project.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { PlanProject } from '../../schema/generated/plan.ts';

/** What a plan was made for. */
export function planProject(project: Project, platform: Platform): PlanProject {
  const { name, environment, scopeId, apiVersion, audienceApiVersion, segmentApiVersion } = project;
  const scope = { [platform.scope.attribute]: scopeId };
  return {
    ...{ name, environment, platform: platform.name, ...scope, apiVersion, audienceApiVersion },
    ...(segmentApiVersion === undefined ? {} : { segmentApiVersion }),
  };
}
