/** How much one entity may cost. A clock would judge the same entity differently on a slow machine. */
const maxSteps = 100_000;

/** Thrown, because only so can a validator that ajv made be left. */
export class TooManySteps extends Error {}

export interface Meter {
  readonly reset: () => void;
  /** @throws {TooManySteps} */
  readonly take: (steps: number) => void;
}

export function createMeter(): Meter {
  let left = maxSteps;
  return {
    reset: () => {
      left = maxSteps;
    },
    take: (steps) => {
      left -= steps;
      if (left < 0) throw new TooManySteps();
    },
  };
}
