import type { Address } from '../model/entity.ts';
import type { Problem } from '../model/remote/remote.ts';
import { consentTo } from './brakes/member-consents.ts';
import type { PreparedMembers } from './compare/prepare-members.ts';
import type { MembersPlan } from './members-plan.ts';
import type { SentChunks } from './send/send-chunks.ts';

/** What a sync did to a list's members, in counts. */
export interface MembersResult {
  readonly address: string;
  /**
   * `refused` before anything was sent; `failed` when the API refused a chunk; `unknown` when
   * the outcome of the last one is unknown. What was accepted before is written down: the same
   * command continues from there.
   */
  readonly outcome: 'done' | 'refused' | 'failed' | 'unknown' | 'interrupted';
  readonly plan: MembersPlan;
  /** Those whom the API took. */
  readonly added: number;
  readonly removed: number;
  /** The list was cleared first, because its members were not known; null where it is not known whether it was. */
  readonly cleared: boolean | null;
  /** What a list has that was cleared, or may have been, and not filled to the end; null for every other one. */
  readonly left: LeftMembers | null;
  /** Chunks and clears that were sent. */
  readonly requests: number;
  /** Identifiers that the API called invalid; it does not say which. */
  readonly invalid: number;
  readonly problem: MembersProblem | null;
  /** What the API said beside requests that it carried out. */
  readonly warnings: readonly MembersProblem[];
  /** What the API answered, where it refused a request; null where it refused none. */
  readonly refusedBy: { readonly status: number; readonly hint: string | null } | null;
}

export interface LeftMembers {
  /** How many the API took since the clear: at least so many are on the list. */
  readonly held: number;
  /** How many are to be on it. */
  readonly wanted: number;
  /** The audiences that depend on it, where they were read. */
  readonly reach: readonly DependentAudience[];
}

/** An audience that uses a list, and what an empty list does to it. */
export interface DependentAudience {
  /** `audience/NAME`. */
  readonly address: Address;
  readonly effect: 'holds nobody' | 'excludes nobody' | 'uses it';
}

export interface MembersProblem {
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** What to do about a refusal, where that is known. */
  readonly hint?: string;
}

export function membersResult(
  prepared: PreparedMembers,
  sent: SentChunks,
  cleared: MembersResult['cleared'] = false,
): MembersResult {
  const result = resultOf(prepared, sent, cleared);
  if (cleared === false || result.outcome === 'done') return result;
  const { total, adds } = prepared.plan;
  return { ...result, left: { held: sent.added, wanted: total ?? adds, reach: [] } };
}

function resultOf(
  { plan, limits }: PreparedMembers,
  sent: SentChunks,
  cleared: MembersResult['cleared'],
): MembersResult {
  const { added, removed, requests, end } = sent;
  const { address } = plan;
  const invalid = sent.invalid + sent.invalidRemoved;
  const refusedBy = refusalOf(end);
  const warnings = sent.warnings.map(plainProblem);
  const counts = { added, removed, cleared, left: null, requests, invalid, warnings, refusedBy };
  if (end === null && cleared && added === 0) {
    return { address, outcome: 'failed', plan, ...counts, problem: listEmptied };
  }
  if (end === null && sent.notTaken + sent.inDoubt > 0 && !limits.calledInvalid) {
    return { address, outcome: 'failed', plan, ...counts, problem: removalNotTaken(sent) };
  }
  if (end === null) return { address, outcome: 'done', plan, ...counts, problem: null };
  if (end === 'interrupted') return { address, outcome: end, plan, ...counts, problem: null };
  if (end === 'too-many-invalid') {
    return {
      address,
      outcome: 'failed',
      plan,
      ...counts,
      problem: tooManyInvalid(sent, limits.maxInvalidPercent),
    };
  }
  if (end === 'none-taken') {
    return { address, outcome: 'failed', plan, ...counts, problem: noneTaken };
  }
  const outcome = end.outcome === 'unknown' ? 'unknown' : 'failed';
  return { address, outcome, plan, ...counts, problem: problemOf(end) };
}

/** No consent makes a list that is empty now one that was rebuilt. */
const listEmptied: MembersProblem = {
  code: 'members-list-emptied',
  detail: 'Criteo took none of the identifiers, so the list was cleared and not filled',
  traceId: null,
};

/** Removals that Criteo did not take, or took in part. One that is sent again does no harm. */
export function removalNotTaken({
  removed,
  invalidRemoved,
  inDoubt,
}: Pick<SentChunks, 'removed' | 'invalidRemoved' | 'inDoubt'>): MembersProblem {
  const unknown = inDoubt > 0 ? ', but it is not known which' : '';
  const detail = `${removed + invalidRemoved} sent, ${invalidRemoved} not accepted${unknown}. The same command sends them again`;
  return { code: 'members-removal-not-taken', detail, traceId: null };
}

export function plainProblem({ code, detail, traceId }: Problem): MembersProblem {
  return { code, detail, traceId };
}

function refusalOf(end: SentChunks['end']): MembersResult['refusedBy'] {
  if (end === null || typeof end === 'string' || end.outcome !== 'refused') return null;
  return end.status === null ? null : { status: end.status, hint: end.hint ?? null };
}

/** The API does not say which. */
function tooManyInvalid(
  { added, removed, invalid, invalidRemoved }: SentChunks,
  maxPercent: number,
): MembersProblem {
  const isAdd = added + invalid > 0;
  const [part, whole] = isAdd
    ? [invalid, added + invalid]
    : [invalidRemoved, removed + invalidRemoved];
  return {
    code: 'members-called-invalid-limit',
    detail: `the API called ${part} of ${whole} identifiers invalid; at most ${maxPercent} % is allowed. Nothing more was sent. Check "format", "column" and the identifier type. If they are correct, give --${consentTo('invalid')}`,
    traceId: null,
  };
}

const noneTaken: MembersProblem = {
  code: 'members-not-taken',
  detail: `the ledger records nothing of that request, and nothing more was sent. Check "format", "column" and the identifier type. If they are correct, give --${consentTo('invalid')}`,
  traceId: null,
};

export function problemOf(end: Exclude<SentChunks['end'], string | null>): MembersProblem {
  const told =
    end.outcome === 'too-large' ? undefined : end.problems.find((each) => !each.deprecation);
  const hint = end.outcome === 'refused' && end.hint !== undefined ? { hint: end.hint } : {};
  if (told) return { ...plainProblem(told), ...hint };
  const detail = end.outcome === 'too-large' ? 'the API does not accept even one identifier' : null;
  return { code: 'api-refused', detail, traceId: null, ...hint };
}
