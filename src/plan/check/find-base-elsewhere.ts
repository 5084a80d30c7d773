/** A base that declared entities of another account: they are not those of today. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import { platformNamed } from '../../platforms/platform-named.ts';

/** Where the entities of a project are. */
type Target = Pick<Project, 'platform' | 'scopeId'>;

export function isOfOtherTarget(
  base: { readonly target?: Target } | undefined,
  { platform, scopeId }: Target,
): boolean {
  const { target } = base ?? {};
  return target !== undefined && (target.platform !== platform || target.scopeId !== scopeId);
}

/** `Retail Media, account 625702934721171442` */
export function targetInWords({ platform, scopeId }: Target): string {
  const { label, scope } = platformNamed(platform);
  return `${label}, ${scope.label} ${scopeId}`;
}

/** `base-other-account`: everything counts as new, and what was declared before stays where it is. */
export function findBaseElsewhere(
  base: { readonly target?: Target } | undefined,
  project: Target,
  drift: 'revert' | 'leave',
): readonly Diagnostic[] {
  if (base?.target === undefined) return [];
  const before = targetInWords(base.target);
  const isLeaving = drift === 'leave';
  return [
    {
      severity: isLeaving ? 'error' : 'warning',
      code: 'base-other-account',
      message: `the base is of ${before}, but this project is of ${targetInWords(project)}: everything counts as new${isLeaving ? ', so --drift leave would leave nothing' : ''}`,
      hint: `If the change is a mistake, put back what the project file said. If it is not, check what stays in ${before}: this project updates and deletes nothing there any more.`,
    },
  ];
}
