/** How a command ends, as scripts and CI see it. An error wins over a refusal, a refusal over changes. */
export const exitCodes = {
  done: 0,
  error: 1,
  /** `--detailed-exitcode`: plan found changes, or apply made some. `--check`: files would be edited. */
  changes: 2,
  /** Stale plan, limits, protection, consent or approval missing: nothing was written. */
  refused: 3,
  /** `apply` ended with changes that failed, were skipped, are unknown, or were interrupted. */
  incomplete: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
