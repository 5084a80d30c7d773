import type { Verdict } from '../verdict.ts';
import type { Movement } from './movement.ts';

/** Where a person stands with a segment that a change may alter: before and after. */
type Standing = 'in' | 'out' | 'entered' | 'left';

/** What a condition asks of one segment: membership before the change, after it, or both. */
export interface Demand {
  readonly key: string;
  readonly before?: boolean;
  readonly after?: boolean;
}

/** Every demand of a conjunction, each segment once. */
export type Conjunction = readonly Demand[];

/** More alternatives than this are counted and not listed. */
export const maxAlternatives = 3;

/** How a segment's own change limits which people can be in it. */
const standings: Readonly<Record<Verdict, readonly Standing[]>> = {
  same: ['in', 'out'],
  wider: ['in', 'out', 'entered'],
  narrower: ['in', 'out', 'left'],
  different: ['in', 'out', 'entered', 'left'],
  unknown: ['in', 'out', 'entered', 'left'],
  empty: ['out', 'left'],
};

/** In the order of a sentence. */
const leads = [
  'in',
  'already in',
  'still in',
  'newly in',
  'no longer in',
  'not in',
  'still not in',
] as const;
type Lead = (typeof leads)[number];

/**
 * A sum of conjunctions as people say it, such as `in A and B, not in C; or in D`.
 * @param verdicts what becomes of the segments; those it does not name stay the same
 * @param movements who enters and leaves them, where words can say it
 */
export function describeCondition(
  alternatives: readonly Conjunction[],
  verdicts: ReadonlyMap<string, Verdict>,
  nameOf: (key: string) => string,
  movements: ReadonlyMap<string, Movement> = new Map(),
): string {
  const ordered = [...alternatives].sort((a, b) => a.length - b.length);
  const shown = ordered
    .slice(0, maxAlternatives)
    .map((conjunction) => describeConjunction(conjunction, verdicts, nameOf, movements));
  const hidden = ordered.length - shown.length;
  if (hidden > 0) shown.push(`${hidden} further case${hidden === 1 ? '' : 's'}`);
  return shown.join('; or ');
}

function describeConjunction(
  conjunction: Conjunction,
  verdicts: ReadonlyMap<string, Verdict>,
  nameOf: (key: string) => string,
  movements: ReadonlyMap<string, Movement>,
): string {
  const demands = conjunction.map((demand) => {
    const { lead, name } = describeDemand(
      demand,
      verdicts.get(demand.key) ?? 'same',
      nameOf(demand.key),
    );
    const { enter = null, leave = null } = movements.get(demand.key) ?? {};
    const words = lead === 'newly in' ? enter : lead === 'no longer in' ? leave : null;
    // Of a list that is emptied: the name stands for everyone.
    const shown = words?.replace(/^everyone /u, '');
    return { lead, name: shown === undefined ? name : `${name} (${shown})` };
  });
  const parts = leads.flatMap((lead) => {
    const names = demands.filter((each) => each.lead === lead).map(({ name }) => name);
    const joined = listNames(names, /\bnot?\b/u.test(lead) ? 'or' : 'and');
    return names.length === 0 ? [] : [`${lead} ${joined}`];
  });
  return parts.length === 0 ? 'everyone' : parts.join(', ');
}

function describeDemand(demand: Demand, verdict: Verdict, name: string) {
  const possible = standings[verdict].filter(
    (standing) =>
      (demand.before ?? wasIn(standing)) === wasIn(standing) &&
      (demand.after ?? isIn(standing)) === isIn(standing),
  );
  const [standing = 'out'] = possible;
  if (possible.length === 1) return { lead: leadOf(standing, verdict), name };
  // Only one of the two moments is asked for, and it says nothing of the other.
  const lead: Lead = isIn(standing) ? 'in' : 'not in';
  return { lead, name: `${name} as ${demand.after === undefined ? 'it was' : 'changed'}` };
}

/** Says of a segment that changes where a person stands both before and after. */
function leadOf(standing: Standing, verdict: Verdict): Lead {
  if (standing === 'entered') return 'newly in';
  if (standing === 'left') return 'no longer in';
  if (standing === 'out') return verdict === 'same' ? 'not in' : 'still not in';
  if (verdict === 'same') return 'in';
  return verdict === 'wider' ? 'already in' : 'still in';
}

function wasIn(standing: Standing): boolean {
  return standing === 'in' || standing === 'left';
}

function isIn(standing: Standing): boolean {
  return standing === 'in' || standing === 'entered';
}

function listNames(names: readonly string[], conjunction: 'and' | 'or'): string {
  const rest = names.slice(0, -1);
  const last = names.slice(-1).join('');
  return rest.length === 0 ? last : `${rest.join(', ')} ${conjunction} ${last}`;
}
