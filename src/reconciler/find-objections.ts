/** What stands against a plan: the brakes that neither the command line nor a user of the library can leave out. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { Comparison, EarlierProject } from '../plan/compare-with-remote.ts';
import { findAlterations } from '../plan/document/read-plan.ts';
import { findTargetProblems } from '../plan/saved/find-target-problems.ts';
import type { PlanDocument, Refusal } from '../schema/generated/plan.ts';
import { type Checked, check, checksOfPlan, findObstacles } from './check.ts';
import { compareLoaded } from './compare.ts';
import type { Loaded } from './load.ts';

export { parsePlan } from '../plan/document/read-plan.ts';

/** The manifests that a saved plan is checked against. */
export interface Beside {
  readonly loaded: Loaded;
  /** The same project at an earlier commit, as the plan was made with; `prune: removed` needs it. */
  readonly base?: EarlierProject;
  /** What is allowed for this run, as plans spell it: `allow-replace`, `max-deletes=12`. */
  readonly consents?: readonly string[];
  /** Whether a checksum can be given for the plan; true where it is left out. */
  readonly takesChecksum?: boolean;
}

/** Why a plan is believed. */
export interface Trust {
  /** The checksum that was reviewed; another plan is refused. */
  readonly checksum?: string;
  /**
   * The manifests beside a plan that comes from a file: what they do not ask for is refused. Left out,
   * the plan is believed, which is right for one that `plan` made just now.
   */
  readonly beside?: Beside;
  /** A plan from a file is carried out without `beside`; the report says so. */
  readonly trustPlanFile?: boolean;
}

/** Why a plan must not be carried out, in every state of the remote side. */
export function findObjections(
  planned: PlanDocument,
  { checksum, beside, trustPlanFile = false }: Trust,
): readonly Refusal[] {
  const isSaved = beside !== undefined || trustPlanFile;
  // No manifest can ask for a plan that contradicts itself.
  const altered = findAlterations(planned, beside ? 'plan-not-declared' : 'plan-altered');
  if (altered.length > 0) return altered;
  const other = checkReviewed(planned, checksum ?? null);
  if (other) return [other];
  if (planned.refusals.length > 0)
    return isSaved ? planned.refusals.map(asSaved) : planned.refusals;
  return [
    ...(beside ? findTargetProblems(planned, beside.loaded.project) : []),
    ...(beside ? findObstacles(checkBeside(beside)).map(refuseUnsound) : []),
  ];
}

/** The way out of a refusal, where the plan comes from a file: nothing that is allowed later reaches it. */
function asSaved(refusal: Refusal): Refusal {
  const { fix = '' } = refusal;
  const option = /--(?:allow-[a-z-]+|max-deletes \d+)/u.exec(fix)?.[0];
  if (option !== undefined)
    return {
      ...refusal,
      fix: `Plan again with ${option}, because a saved plan keeps the consents that it was made with.`,
    };
  if (/\bplan (?:again|without)\b/iu.test(fix)) return refusal;
  return {
    ...refusal,
    fix: fix === '' ? 'Plan again.' : `${fix} Then plan again.`,
  };
}

/** An abbreviated or differently written checksum is not the same. */
function checkReviewed({ checksum }: PlanDocument, reviewed: string | null): Refusal | null {
  if (reviewed === null || reviewed.toLowerCase() === checksum) return null;
  return {
    code: 'checksum-mismatch',
    text: `the plan has checksum ${checksum}, but ${reviewed} was reviewed`,
    fix: 'Review this plan, and give its checksum.',
  };
}

function checkBeside({ loaded }: Beside): Checked {
  return check(loaded, checksOfPlan);
}

function refuseUnsound({ code, message }: Diagnostic): Refusal {
  return {
    code: 'plan-not-declared',
    text: `the manifests of this project contain an error, so the plan cannot be compared with them: ${message} (${code})`,
    fix: 'Correct the manifests, plan again, and review that plan.',
  };
}

/** The manifests beside a saved plan with what is remote now, as the plan was compared. */
export function compareBeside(
  { loaded, base }: Beside,
  planned: PlanDocument,
  now: Snapshot,
): Comparison {
  // What a plan leaves, it leaves for the sake of the base.
  const drift = planned.drift === undefined ? {} : { drift: planned.drift };
  return compareLoaded(loaded, now, base === undefined ? {} : { base, ...drift });
}

/**
 * The consents of a plan that count: a file that is checked against its manifests does not consent for
 * itself, but a user who gives its checksum has reviewed them.
 */
export function consentsOf(
  { consents }: Pick<PlanDocument, 'consents'>,
  {
    beside,
    checksum,
  }: { readonly beside?: Beside | null | undefined; readonly checksum?: string | undefined },
): readonly string[] {
  if (!beside || checksum !== undefined) return consents;
  return consents.filter((consent) => beside.consents?.includes(consent));
}

/** That a plan is of another account or environment than the project. */
export function findOtherTarget(planned: PlanDocument, project: Project): readonly Refusal[] {
  return findTargetProblems(planned, project).filter(({ code }) => code === 'plan-target');
}
