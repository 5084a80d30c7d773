import { needsSync } from '../../plan/people/planned-sync.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { quoteArgument } from '../text/quote-argument.ts';

/** Where a plan is kept as a file that apply takes. */
export interface SavedPlan {
  readonly file: string;
  /** The folder or commit that the plan was compared with. */
  readonly base: string | null;
  /** Options that lead to the same project and account, with a blank before each. */
  readonly sameTarget: string;
}

/** The command that carries out exactly this plan; null where apply would do nothing. */
export function applyCommand(
  { project, checksum, changes, refusals }: PlanDocument,
  { file, base, sameTarget }: SavedPlan,
): string | null {
  if (changes.length === 0 || refusals.length > 0) return null;
  const compared = base === null ? '' : ` --base ${quoteArgument(base)}`;
  return `audiencectl apply ${quoteArgument(file)}${envOption({ project })}${compared}${sameTarget} --checksum ${checksum}`;
}

/** How exactly this plan is applied, as a comment or a page says it. */
export function describeApply(
  plan: PlanDocument,
  { saved = null, sameTarget = '' }: HowSaved,
): { readonly lead: string; readonly command: string } | null {
  const command = applyCommand(
    plan,
    saved ? asElsewhere(saved) : { file: 'plan.json', base: null, sameTarget },
  );
  if (command === null) return null;
  const again = saved ? '' : ' plan again with --out plan.json, then';
  return { lead: `To apply exactly this plan,${again} run`, command };
}

/** Who reads a comment or a page does not have the folders of the machine that planned. */
function asElsewhere({ file, base, sameTarget }: SavedPlan): SavedPlan {
  const [name = file] = file.split(/[\\/]/u).slice(-1);
  const isHere = (path: string) => !/^([\\/]|[A-Za-z]:)/u.test(path);
  return {
    file: isHere(file) ? file : name,
    base: base !== null && isHere(base) ? base : null,
    sameTarget,
  };
}

export interface HowSaved {
  /** Null for a plan that is only shown. */
  readonly saved?: SavedPlan | null;
  /** Options that lead to the same project and account, with a blank before each. */
  readonly sameTarget?: string;
  /** Whether it is of the sandbox: comments and pages say so. */
  readonly isSandbox?: boolean;
  /** The option with the folder of the ledgers, with a blank before it; nothing where none was given. */
  readonly ledger?: string;
}

/** Options of a command about members, with a blank before each. */
export function membersTargetOf(
  plan: Pick<PlanDocument, 'project'>,
  { sameTarget = '', ledger = '' }: Pick<HowSaved, 'sameTarget' | 'ledger'>,
): string {
  return envOption(plan) + ledger + sameTarget;
}

/** A plan does not fix the counts of members. Null where it syncs no list. */
export function countedAgain({ changes }: Pick<PlanDocument, 'changes'>): string | null {
  return changes.some(({ members }) => needsSync(members))
    ? 'apply counts the members again, within the limits and what this plan allows.'
    : null;
}

/** ` --env NAME`, or nothing where the project has no environments. */
export function envOption({
  project: { environment },
}: {
  readonly project: Pick<PlanDocument['project'], 'environment'>;
}): string {
  return environment === null ? '' : ` --env ${quoteArgument(environment)}`;
}
