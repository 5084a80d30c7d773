import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { PlanDocument, PlannedRequest, PlanSummary } from '../../schema/generated/plan.ts';
import { describeMoves } from '../change/moves/describe-moves.ts';
import { envOption } from './apply-command.ts';

/** `2 to create, 1 to update, 0 to replace, 0 to delete`. */
export function tallyChanges(summary: PlanSummary): string {
  return `${summary.create} to create, ${summary.update} to update, ${summary.replace} to replace, ${summary.delete} to delete`;
}

/** `2 audiences move to a new segment.`; nothing where none does. */
export function movesAlong(plan: PlanDocument): readonly string[] {
  const count = describeMoves(plan).length;
  if (count === 0) return [];
  return [`${countOf(count, 'audience')} ${count === 1 ? 'moves' : 'move'} to a new segment.`];
}

/** `3 audiences change without being edited, and 1 more may.`; nothing where no such audience does. */
export function affectedAlong({ affected }: Pick<PlanDocument, 'affected'>): readonly string[] {
  const certain = affected.filter(({ verdict }) => verdict !== 'unknown').length;
  const unknown = affected.length - certain;
  if (affected.length === 0) return [];
  if (certain === 0) return [`${countOf(unknown, 'audience')} may change without being edited.`];
  const more = unknown === 0 ? '' : `, and ${formatCount(unknown)} more may`;
  const verb = certain === 1 ? 'changes' : 'change';
  return [`${countOf(certain, 'audience')} ${verb} without being edited${more}.`];
}

const unknownCodes: ReadonlySet<string> = new Set([
  'members-unknown-here',
  'attribute-not-compared',
]);

/**
 * The last line of the text plan, which other programs look for. What was found edited in the UI
 * and left alone is not as declared, nor is what was not asked for, so that such a plan does not say
 * that the remote matches.
 */
export function lastLine(plan: PlanDocument): string {
  const isUnchanged =
    plan.changes.length + plan.moves.length + plan.refusals.length === 0 &&
    // A list whose source or ledger key is elsewhere was not compared.
    // Nor was an attribute that the API does not return.
    !plan.diagnostics.some(({ code }) => unknownCodes.has(code)) &&
    !plan.leftAlone.some(({ reason }) => reason === 'drift' || reason === 'not-targeted');
  if (!isUnchanged) return `Plan: ${tallyChanges(plan.summary)}.`;
  return `No changes. ${declaresNothing(plan) ? 'The manifests declare nothing yet.' : 'The remote matches the manifests.'}`;
}

/** Of a plan without changes. What is released or was edited in the UI is declared, too. */
function declaresNothing({ summary, leftAlone, selection }: PlanDocument): boolean {
  return summary.unchanged + leftAlone.length === 0 && selection === undefined;
}

/**
 * What to do first in a project that declares nothing; null elsewhere.
 *
 * @param options that lead a command to the same project and account, with a blank before each
 */
export function firstStep(
  plan: PlanDocument,
  options = '',
): { readonly text: string; readonly command: string | null } | null {
  if (!lastLine(plan).startsWith('No changes') || !declaresNothing(plan)) return null;
  return plan.summary.unmanaged === 0
    ? { text: 'Declare a segment in a manifest, then plan again.', command: null }
    : {
        text: 'Declare a segment in a manifest, or write what is remote into manifests:',
        command: `audiencectl export --out .${envOption(plan)}${options}`,
      };
}

/** Whether a plan has anything to say of what it does not touch. */
export function leavesAlone(plan: PlanDocument): boolean {
  const { summary, leftAlone } = plan;
  const unchanged = summary.unchanged - (summary.affected ?? 0);
  return unchanged + summary.unmanaged + leftAlone.length + notCompared(plan).length > 0;
}

/** `2 lists not compared`, of those that are part of no change; nothing where each was looked at. */
export function notCompared({ diagnostics, refusals, changes }: PlanDocument): readonly string[] {
  const changed = new Set(changes.map(({ address }) => address));
  // What a plan warns of, apply refuses.
  const unknown = [...diagnostics, ...refusals].filter(
    ({ code, address }) =>
      code === 'members-unknown-here' && (address === undefined || !changed.has(address)),
  );
  return unknown.length === 0 ? [] : [`${countOf(unknown.length, 'list')} not compared`];
}

/**
 * `6 unchanged, of which 2 could not be compared completely`: of those, the API keeps attributes to itself. Affected
 * audiences are told apart, because their people change.
 */
export function unchangedWords({ summary, diagnostics, changes }: PlanDocument): string {
  const changed = new Set(changes.map(({ address }) => address));
  const inPart = new Set(
    diagnostics.flatMap(({ code, address }) =>
      code === 'attribute-not-compared' && address !== undefined && !changed.has(address)
        ? [address]
        : [],
    ),
  );
  const words = `${formatCount(summary.unchanged - (summary.affected ?? 0))} unchanged`;
  return inPart.size === 0
    ? words
    : `${words}, of which ${formatCount(inPart.size)} could not be compared completely`;
}

/** Steps follow each other; requests of one step run at once. */
function countSteps(requests: readonly PlannedRequest[]): number {
  return requests.reduce((last, { step }) => Math.max(last, step), 0);
}

/** `7 requests in 5 steps, and 2 more with members.`; null where there is nothing to send. */
export function describeWork(plan: PlanDocument): string | null {
  const steps = countSteps(plan.requests);
  return (
    describeRequests(plan, steps === 0 ? '' : ` in ${countOf(steps, 'step')}`)?.concat('.') ?? null
  );
}

/** `7 requests and 2 more with members`; null where there is nothing to send. */
export function describeRequests({ requests, changes }: PlanDocument, inSteps = ''): string | null {
  const uploads = changes.reduce((sum, { members }) => sum + (members?.requests ?? 0), 0);
  const bulk = requests.length === 0 ? null : `${countOf(requests.length, 'request')}${inSteps}`;
  if (uploads === 0) return bulk;
  return bulk === null
    ? `${countOf(uploads, 'request')} with members`
    : `${bulk}, and ${formatCount(uploads)} more with members`;
}
