/** Tries to take all that is wished, and leaves what stands in the way: the least that can be told apart. */
import { type Fault, findFaults, type ReadTexts } from './prove/find-faults.ts';
import type { PullContext } from './pull-context.ts';
import type { PullUnit } from './pull-unit.ts';
import { type BuiltEdits, buildEdits } from './write/build-edits.ts';
import { editFiles } from './write/edit-files.ts';
import type { Obstacle } from './write/obstacle.ts';
import { createPlacedDefaults } from './write/placed-defaults.ts';

/** Texts as they would be, read and compared; null where nothing can be made of them. */
export type ReadAgain = (texts: ReadonlyMap<string, string>) => ReadTexts | null;

export interface Settled {
  readonly taken: readonly PullUnit[];
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
  readonly built: BuiltEdits;
  readonly texts: ReadonlyMap<string, string>;
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
  const left = new Map(whole.left);
  const guilty = new Set(whole.faults.map(({ address }) => address));
  const others = attempt(whole.taken.filter(({ address }) => !guilty.has(address)));
  let best = others.faults.length === 0 ? others : attempt([]);
  const firstTaken = new Set(best.taken);
  let tries = 0;
  const add = (units: readonly PullUnit[]) => {
    const [first, second] = units;
    if (first === undefined) return;
    tries += 1;
    const next = tries > maxTries ? null : attempt([...best.taken, ...units]);
    if (next?.faults.length === 0) {
      best = next;
      for (const [unit, obstacle] of next.left) left.set(unit, obstacle);
      return;
    }
    if (next === null || second === undefined) {
      const [fault] = next?.faults ?? whole.faults;
      for (const unit of units) if (fault) left.set(unit, fault.obstacle);
      return;
    }
    const half = Math.ceil(units.length / 2);
    add(units.slice(0, half));
    add(units.slice(half));
  };
  add(whole.taken.filter((unit) => !firstTaken.has(unit)));
  for (const unit of best.taken) left.delete(unit);
  return { ...best, left };
}

interface Attempt extends Settled {
  readonly faults: readonly Fault[];
}

function createAttempt(context: PullContext, before: ReadTexts, readAgain: ReadAgain) {
  const defaults = createPlacedDefaults(context);
  return (wished: readonly PullUnit[]): Attempt => {
    const left = new Map<PullUnit, Obstacle>();
    let taken = wished;
    for (;;) {
      const built = buildEdits(taken, context, defaults);
      const obstacles = built.left.size > 0 ? built.left : null;
      const edited = obstacles ? null : editFiles(built, context);
      const refused = obstacles ?? edited?.refused ?? new Map<PullUnit, Obstacle>();
      for (const [unit, obstacle] of refused) left.set(unit, obstacle);
      if (refused.size > 0) {
        taken = taken.filter((unit) => !refused.has(unit));
        continue;
      }
      const texts = edited?.texts ?? new Map<string, string>();
      if (taken.length === 0) return { taken, left, built, texts, after: null, faults: [] };
      const after = texts.size === 0 ? before : readAgain(texts);
      return { taken, left, built, texts, after, faults: findFaults(taken, before, after) };
    }
  };
}
