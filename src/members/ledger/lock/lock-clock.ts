/** Time for locks: how long this machine waits, never what hour it is on another one. */
export interface LockClock {
  sleep(milliseconds: number): Promise<void>;
  /** Does something again and again, until what it gives is called. */
  every(milliseconds: number, act: () => void): () => void;
}

export const machineLockClock: LockClock = {
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  every: (milliseconds, act) => {
    const timer = setInterval(act, milliseconds);
    // A lock is no reason to keep a process that has nothing else to do.
    timer.unref();
    return () => clearInterval(timer);
  },
};
