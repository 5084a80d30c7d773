import type { Problem } from './remote.ts';

/** As the API gives it: a count, a share of the retailer's people, both or neither. */
export interface Size {
  /** People; `null` where the API keeps it to itself. */
  readonly size: number | null;
  /** The share of the retailer's people, from 0 to 1; retail media only. */
  readonly relativeSize: number | null;
}

export interface Sizes {
  /** By ID; what the API gave no size for is missing. */
  readonly sizes: ReadonlyMap<string, Size>;
  /** Why sizes are missing, as far as the API says. */
  readonly problems: readonly Problem[];
}
