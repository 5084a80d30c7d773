/**
 * Holds what a run says, as data and as text, against what the sandbox stores. It knows wishes and rows,
 * and none of the functions that the product judges with.
 */
import { createHash } from 'node:crypto';
import type { ApplyReport } from '../../src/apply/apply-report.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { PlanDocument, PlannedChange } from '../../src/schema/generated/plan.ts';
import { differencesFromWish } from './differences-from-wishes.ts';
import type { ChaosWorld } from './sample-worlds.ts';

export interface FalseReports {
  /** Reported done, and not there. */
  readonly lost: readonly string[];
  /** Reported failed, skipped or unchanged, and there as planned. */
  readonly false: readonly string[];
}

export interface RunAccount {
  readonly plan: PlanDocument;
  readonly report: ApplyReport;
  /** The report as people read it, in lines that are not wrapped. */
  readonly text: string;
  /** What was stored when the run began, and when it had ended. */
  readonly before: Snapshot;
  readonly after: Snapshot;
}

export function findFalseReports(
  { plan, report, text, before, after }: RunAccount,
  world: ChaosWorld,
): FalseReports {
  const lost: string[] = [];
  const untrue: string[] = [];
  const live = plan.changes.map((change) => isLive(change, world, after));
  // What an earlier run did, and this one could not see, is nothing that this one can be blamed for.
  const isMadeLive = plan.changes.map(
    (change, position) =>
      live[position] && !isLive(change, world, before) && showsInWishes(change, plan),
  );
  // Results stand in the order of the changes; moves that did not go through follow.
  plan.changes.forEach((change, position) => {
    const result = report.results[position];
    const told = `${change.address} ${change.action}: ${JSON.stringify(result)}`;
    if (result?.outcome === 'done' && !live[position]) lost.push(told);
    const isDenied = result?.outcome === 'failed' || result?.outcome === 'skipped';
    if (isDenied && isMadeLive[position]) untrue.push(told);
  });
  const spoken = readText(text);
  if (spoken.saysUnchanged && JSON.stringify(before) !== JSON.stringify(after)) {
    untrue.push(`"nothing was changed", and it was: ${text}`);
  }
  const addresses = new Map(plan.changes.map((change, position) => [change.address, position]));
  for (const name of spoken.denied) {
    const positions = ['segment', 'audience'].flatMap(
      (kind) => addresses.get(`${kind}/${name}`) ?? [],
    );
    const [only] = positions;
    if (positions.length === 1 && only !== undefined && isMadeLive[only])
      untrue.push(`"${name}" is said not to be done, and is: ${text}`);
  }
  const liveCount = live.filter(Boolean).length;
  if (spoken.done !== null && spoken.done > liveCount) {
    lost.push(`${spoken.done} are said to be done, and ${liveCount} are: ${text}`);
  }
  return { lost, false: untrue };
}

function isLive(change: PlannedChange, { declarations }: ChaosWorld, after: Snapshot): boolean {
  const [kind = '', name = ''] = splitAddress(change.address);
  const rows = kind === 'segment' ? after.segments : after.audiences;
  if (change.action === 'delete') return !rows.some(({ id }) => id === change.id);
  const wish = declarations.find((each) => each.kind === kind && each.name === name);
  if (wish === undefined) return false;
  const isOld = ({ id, attributes }: Snapshot['segments'][number]) =>
    id === change.id && attributes['name'] === name;
  if (change.action === 'replace' && rows.some(isOld)) return false;
  return choicesOf(declarations, after).some(
    (idOf) => differencesFromWish(wish, after, idOf).length === 0,
  );
}

/**
 * Which rows the names of wishes may stand for half-way: those that have them, those that are still called
 * otherwise, and successors under a temporary name.
 */
function choicesOf(
  declarations: ChaosWorld['declarations'],
  { segments }: Snapshot,
): readonly ((segment: string) => string)[] {
  const named = (name: string) => segments.filter(({ attributes }) => attributes['name'] === name);
  const temporary = segments.filter(({ attributes }) =>
    String(attributes['name']).startsWith('audiencectl '),
  );
  const first = (name: string) => named(name)[0]?.id ?? '?';
  const wishOf = (name: string) =>
    declarations.find((each) => each.kind === 'segment' && each.name === name);
  const bound = (name: string) => {
    const { id, renamedFrom = [] } = wishOf(name) ?? {};
    return id ?? [name, ...renamedFrom].flatMap(named)[0]?.id ?? '?';
  };
  const successors = temporary.map(({ id, attributes }) => (name: string) => {
    const digest = String(attributes['name']);
    return wishOf(name)?.allowReplace && digest !== '' ? id : bound(name);
  });
  // One replacement may be at its end while another one has only its last rename left.
  const last = temporary.map(({ id }) => (name: string) => {
    const found = named(name)[0]?.id;
    return found ?? (wishOf(name)?.allowReplace ? id : bound(name));
  });
  // Each of several may have its last rename left: their names tell which one of them is whose.
  const awaited = (name: string) => {
    const ending = ` for ${createHash('sha256').update(`segment/${name}`).digest('hex').slice(0, 16)}`;
    const isIts = ({ attributes }: Snapshot['segments'][number]) =>
      /^audiencectl new /u.test(String(attributes['name'])) &&
      String(attributes['name']).endsWith(ending);
    return temporary.find(isIts)?.id ?? bound(name);
  };
  return [first, bound, awaited, ...successors, ...last];
}

/** A tree that names what is replaced, or is only spelled with other IDs, looks the same before and after. */
function showsInWishes({ reasons, segmentIds }: PlannedChange, { changes }: PlanDocument): boolean {
  const replaced = new Set(
    changes.flatMap(({ action, address }) => (action === 'replace' ? [address] : [])),
  );
  return (
    !reasons.some(({ code }) => code === 'reference-freed') &&
    !Object.keys(segmentIds).some((name) => replaced.has(`segment/${name}`))
  );
}

function splitAddress(address: string): readonly string[] {
  const slash = address.indexOf('/');
  return [address.slice(0, slash), address.slice(slash + 1)];
}

interface Spoken {
  readonly done: number | null;
  readonly saysUnchanged: boolean;
  /** Names that are said to have failed, or not to have been started. */
  readonly denied: readonly string[];
}

function readText(text: string): Spoken {
  const denied: string[] = [];
  let label = '';
  for (const line of text.split('\n')) {
    label = /^([A-Z][a-z]+(?: now)?) {2,}/u.exec(line)?.[1] ?? (line.startsWith(' ') ? label : '');
    const quoted = (part: string) => [...part.matchAll(/"([^"]*)"/gu)].map(([, name = '']) => name);
    // Of changes that failed for the same reason, the names come before what the API says of them.
    const isAlike = / changes failed for the same reason(?: \([^)]*\))?: /u.test(line);
    const named = isAlike ? quoted(line.split('. ')[0] ?? '') : quoted(line).slice(0, 1);
    if (label === 'Failed') denied.push(...named);
    // What comes before the last colon is the cause.
    if (label === 'Skipped') denied.push(...quoted(line.slice(line.lastIndexOf(': '))));
  }
  const done = /^(?:Stopped|Incomplete|Applied): ([\d,]+) done/u.exec(text)?.[1];
  return {
    done: done === undefined ? null : Number(done.replaceAll(',', '')),
    saysUnchanged: /nothing was changed/iu.test(text),
    denied,
  };
}
