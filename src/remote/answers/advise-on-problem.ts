/** What to do about one problem that the API names. */
import { apiCodes } from '../../diagnostics/api-codes.ts';
import { credentialVariables } from '../../model/remote/credential-variables.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { VersionsInUse } from '../../platforms/find-version-warnings.ts';
import type { Platform } from '../../platforms/platform.ts';

/** What the advice depends on. */
export interface AdviceContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly apiUrl: string;
  readonly versions: VersionsInUse;
  /** Whether the run was given an access token instead of client credentials. */
  readonly hasGivenToken: boolean;
  /** Of the variables that the credentials come from. */
  readonly credentialSuffix: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Advice {
  readonly code: string;
  readonly hint?: string;
}

export const outage = 'Wait until the API works again, or let the run wait longer with --timeout.';

/**
 * Advice on a problem that no manifest can fix, by its type (error types page) and its code, for any
 * item and any status; undefined for all other problems.
 */
export function adviseOnProblem(
  problem: Problem,
  context: Pick<AdviceContext, 'platform' | 'scopeId' | 'hasGivenToken' | 'credentialSuffix'>,
): string | undefined {
  switch (problem.type) {
    case 'access-control':
    case 'authorization':
      // A retailer is named in a manifest, and the report says where.
      if (problem.code.startsWith('retailer-')) return undefined;
      return fixOf(problem) ?? manageHint(context);
    case 'authentication':
      return rejectedCredentials(context).hint;
    case 'availability':
      return outage;
    case 'quota':
      return quotaHint(problem);
    default:
      return accountCodes.test(problem.code) ? fixOf(problem) : undefined;
  }
}

/** A manifest cannot fix what the account or the advertiser lacks, even if the API gives it another type. */
const accountCodes = /^(?:account-|audiences-limit-)/u;

/** The catalogue's words on a code that says more than the status it stands at. */
export function fixOf(problem: Problem | null): string | undefined {
  const entry = apiCodes.find(({ code }) => code === problem?.code);
  const isPrecise =
    entry?.code === 'insufficient-advertiser-permissions' ||
    (entry?.group !== 'API: access and requests' && entry?.group !== 'API: types of problems');
  return isPrecise ? entry?.fix : undefined;
}

export function quotaHint(problem: Pick<Problem, 'code'>): string {
  const entry = apiCodes.find(({ code }) => code === problem.code);
  return entry !== undefined && accountCodes.test(entry.code)
    ? entry.fix
    : 'Delete segments and audiences that are no longer used, or ask Criteo for a higher quota.';
}

export function manageHint({
  platform,
  scopeId,
}: Pick<AdviceContext, 'platform' | 'scopeId'>): string {
  return `Give the application the permission "${platform.permissions.manage}", and consent for ${platform.scope.label} ${scopeId}.`;
}

export function rejectedCredentials({
  hasGivenToken,
  credentialSuffix,
}: Pick<AdviceContext, 'hasGivenToken' | 'credentialSuffix'>): Advice {
  const { id, secret, token } = credentialVariables(credentialSuffix);
  return {
    code: 'credentials-rejected',
    hint: hasGivenToken
      ? `Set a new ${token}, which is never renewed, or ${id} and ${secret}.`
      : `Check ${id} and ${secret}.`,
  };
}
