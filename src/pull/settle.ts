/** Tries to take all that is wished, and leaves what stands in the way: the least that can be told apart. */

import { editMost, editRest, type ReadAgain, type SettledEdits } from './edit-in-stages.ts';
import type { Obstacle } from './obstacle.ts';
import { type Fault, findFaults, type ReadTexts } from './prove/find-faults.ts';
import type { PullContext } from './pull-context.ts';
import type { PullUnit } from './pull-unit.ts';

export interface Settled extends SettledEdits {
  /** What the edited texts declare; null where nothing is edited. */
  readonly after: ReadTexts | null;
}

/** More tries than this cost more time than they are worth: the rest of the suspects stays. */
const maxTries = 80;

export function settle(
  wished: readonly PullUnit[],
  context: PullContext,
  before: ReadTexts,
  readAgain: ReadAgain,
): Settled {
  const attempt = createAttempt(context, before, readAgain);
  const whole = attempt(wished);
  if (whole.faults.length === 0) return whole;
  const guilty = new Set(whole.faults.map(({ address }) => address));
  const others = attempt(whole.taken.filter(({ address }) => !guilty.has(address)));
  const start = others.faults.length === 0 ? others : attempt([]);
  const first = new Set(start.taken);
  const suspects = whole.taken.filter((unit) => !first.has(unit));
  const { best, left } = addSound(suspects, { best: start, left: start.left, tries: 0 }, attempt);
  const all = new Map([...whole.left, ...left]);
  for (const unit of best.taken) all.delete(unit);
  return { ...best, left: all };
}

interface Attempt extends Settled {
  readonly faults: readonly Fault[];
}

type Try = (units: readonly PullUnit[]) => Attempt;

interface Progress {
  readonly best: Attempt;
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
  readonly tries: number;
}

/** Halves what is suspected until what causes a fault stands alone. */
function addSound(units: readonly PullUnit[], progress: Progress, attempt: Try): Progress {
  const { best, left, tries } = progress;
  if (units.length === 0) return progress;
  const next = tries < maxTries ? attempt([...best.taken, ...units]) : null;
  if (next?.faults.length === 0) {
    return { best: next, left: new Map([...left, ...next.left]), tries: tries + 1 };
  }
  if (next !== null && units.length > 1) {
    const half = Math.ceil(units.length / 2);
    const first = addSound(units.slice(0, half), { ...progress, tries: tries + 1 }, attempt);
    return addSound(units.slice(half), first, attempt);
  }
  const obstacle = next?.faults[0]?.obstacle ?? notTried;
  const why = units.map((unit) => [unit, obstacle] as const);
  return { best, left: new Map([...left, ...why]), tries: tries + 1 };
}

const notTried: Obstacle = {
  code: 'pull-unsafe',
  text: 'Too many differences cannot be taken together.',
  fix: 'Take fewer at once with --target.',
  source: null,
};

function createAttempt(context: PullContext, before: ReadTexts, readAgain: ReadAgain): Try {
  return (wished) => {
    const first = editMost(wished, context, readAgain);
    if (first.taken.length === 0) return { ...first, after: null, faults: [] };
    const read = first.texts.size > 0 ? readAgain(first.texts) : before;
    const isDone = first.left.size === 0 || first.texts.size === 0 || read === null;
    const edited = isDone ? first : editRest(first, context, read, readAgain);
    const after = edited === first ? read : readAgain(edited.texts);
    return { ...edited, after, faults: findFaults(edited.taken, before, after) };
  };
}
