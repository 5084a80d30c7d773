import type { Kind } from '../../model/entity.ts';
import { listOf } from '../../model/text/count-of.ts';
import { countKinds, kindsOf, platformNamed } from '../../platforms/platform-named.ts';
import type { PlanDocument, PlanProject } from '../../schema/generated/plan.ts';
import { withCapital } from '../text/as-sentence.ts';

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

/** `Read 3 segments and 2 audiences, complete.` */
export function describeRead({ project, read }: PlanDocument): string {
  const counts = { segment: read.segments, audience: read.audiences };
  return `Read ${listOf(countKinds(platformNamed(project.platform), counts))}, complete.`;
}

/** `Audience changes`. */
export function planTitle(plan: PlanDocument): string {
  const [first = 'segment'] = kindsInPlan(plan);
  return `${withCapital(first)} changes`;
}

/** What changes can be about, audiences first: `audience`, `segment`. */
export function kindsInPlan({ project }: PlanDocument): readonly Kind[] {
  return kindsOf(platformNamed(project.platform)).toReversed();
}
