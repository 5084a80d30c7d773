import { platformNamed } from '../../platforms/platform-named.ts';
import type { PlanProject } from '../../schema/generated/plan.ts';

/** What a plan is bound to, in words. */
export interface PlanTarget {
  readonly name: string;
  readonly environment: string | null;
  /** `Retail Media`. */
  readonly platform: string;
  /** `account 625702934721171442`. */
  readonly scope: string;
}

export function describeTarget(project: PlanProject): PlanTarget {
  const { label, scope } = platformNamed(project.platform);
  const id = project[scope.attribute] ?? '';
  const { name, environment } = project;
  return { name, environment, platform: label, scope: `${scope.label} ${id}` };
}
