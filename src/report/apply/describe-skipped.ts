/** What was not begun or not finished, and why. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { countOf } from '../../model/text/count-of.ts';
import { readAddress } from '../change/change-attributes.ts';
import { listNames, type Phrase } from '../text/phrase.ts';

/** More names than this are counted. */
const maxNames = 5;

/** Why nothing more was begun. */
export const reasonsToStop: Readonly<Record<string, string>> = {
  interrupted: 'the run was interrupted',
  refused: 'the API refused an earlier request',
  timeout: 'the time for waiting on errors (--timeout) was used up',
};

/** More changes that others wait for than this are not named. */
const maxCauses = 3;

/** One sentence for each cause, or one for all where many changes failed that others need. */
export function describeSkipped(results: readonly ChangeResult[]): readonly Phrase[] {
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const waiting = skipped.filter(({ because }) => because?.includes('/'));
  const causes = new Set(waiting.map(({ because }) => because));
  if (causes.size <= maxCauses) return groupByCause(skipped).map(describeCause);
  const others = skipped.filter((result) => !waiting.includes(result));
  const failed = new Set(
    results.flatMap(({ outcome, address }) => (outcome === 'failed' ? [address] : [])),
  );
  const end = [...causes].every((cause) => cause !== undefined && failed.has(cause))
    ? 'failed'
    : 'failed or are unknown';
  const lead = `${countOfKind(waiting, 'change')} not started, because ${nounOf([...causes])} that they need ${end}: `;
  const names = waiting.map(({ address }) => readAddress(address).name);
  return [[lead, ...listNames(names, maxNames), '.'], ...groupByCause(others).map(describeCause)];
}

interface Cause {
  readonly because: string;
  readonly begun: boolean;
  readonly names: readonly string[];
}

function groupByCause(skipped: readonly ChangeResult[]): readonly Cause[] {
  const groups = new Map<string, Cause>();
  for (const { because = 'interrupted', address, partly: begun = false } of skipped) {
    const key = `${begun} ${because}`;
    const names = [...(groups.get(key)?.names ?? []), readAddress(address).name];
    groups.set(key, { because, begun, names });
  }
  return [...groups.values()];
}

function describeCause({ because, begun, names }: Cause): Phrase {
  const listed = listNames(names, maxNames);
  const what = `${countOf(names.length, 'change')} not ${begun ? 'finished' : 'started'}`;
  if (!because.includes('/')) {
    return [`${what}, because ${reasonsToStop[because] ?? because}: `, ...listed, '.'];
  }
  const { kind, name } = readAddress(because);
  const need = names.length === 1 ? 'it needs' : 'they need';
  return [`${what}, because ${need} ${kind} `, { name }, ': ', ...listed, '.'];
}

/** `20 audiences`, or `20 changes` where they are of both kinds. */
function countOfKind(results: readonly ChangeResult[], otherwise: string): string {
  const kinds = new Set(results.map(({ address }) => readAddress(address).kind));
  const [only = otherwise] = kinds;
  return countOf(results.length, kinds.size === 1 ? only : otherwise);
}

function nounOf(addresses: readonly (string | undefined)[]): string {
  const kinds = new Set(addresses.map((address = '') => readAddress(address).kind));
  const [only = 'change'] = kinds;
  return `${kinds.size === 1 ? only : 'change'}s`;
}
