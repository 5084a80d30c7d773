/** Ctrl-C, as the projects of one run share it. */
export interface Interrupts {
  /**
   * A project begins something that can be stopped.
   *
   * @param lastWord writes its result where it is stopped at once.
   * @returns ends it.
   */
  readonly enter: (stop: AbortController, lastWord: () => Promise<void>) => () => void;
  readonly isStopping: () => boolean;
  /**
   * The result of what runs, or of `cutOff` at the second interrupt, when each project has had its last word. Nothing
   * of a run that has ended is kept.
   */
  readonly untilAtOnce: <Result>(running: Promise<Result>, cutOff: () => Result) => Promise<Result>;
  readonly isAtOnce: () => boolean;
  readonly release: () => void;
}
