/** How much one entity may cost. A clock would judge the same entity differently on a slow machine. */
const maxSteps = 100_000;

/** How much all rules and entities of a run may cost together: some fifteen seconds. */
const maxStepsOfRun = 20_000_000;

/** Thrown, because only so can a validator that ajv made be left. */
export class TooManySteps extends Error {}

/** What is left of the steps of a run. */
export interface Budget {
  readonly isSpent: () => boolean;
  readonly spend: (steps: number) => void;
}

export function createBudget(steps: number = maxStepsOfRun): Budget {
  let left = steps;
  return {
    isSpent: () => left < 0,
    spend: (some) => {
      left -= some;
    },
  };
}

export interface Meter {
  readonly reset: () => void;
  /** @throws {TooManySteps} */
  readonly take: (steps: number) => void;
}

/** @param budget of the run, which each step is taken from as well. */
export function createMeter(budget: Budget): Meter {
  let left = maxSteps;
  return {
    reset: () => {
      left = maxSteps;
    },
    take: (steps) => {
      left -= steps;
      budget.spend(steps);
      if (left < 0 || budget.isSpent()) throw new TooManySteps();
    },
  };
}
