/** Measures how long a run waited for faults: all of its time but that which is excused. */
import type { RemoteEvent } from '../../src/remote/remote-event.ts';
import type { FakeClock } from '../remote/fake-clock.ts';

export interface PatienceMeter {
  readonly onEvent: (event: RemoteEvent) => void;
  /** Time that is nobody's fault, such as sleep. */
  readonly excuse: (milliseconds: number) => void;
  readonly waitedMs: () => number;
}

export function createPatienceMeter(clock: FakeClock): PatienceMeter {
  const startedAt = clock.now();
  let excusedMs = 0;
  let coveredUntil = startedAt;
  const cover = (from: number, until: number) => {
    excusedMs += Math.max(0, until - Math.max(from, coveredUntil));
    coveredUntil = Math.max(coveredUntil, until);
  };
  return {
    excuse: (milliseconds) => {
      excusedMs += milliseconds;
      coveredUntil += milliseconds;
    },
    onEvent: (event) => {
      const now = clock.now();
      if (event.event === 'wait' && event.reason === 'rate-limit')
        cover(now, now + event.milliseconds);
      // A slow answer that is one is no fault.
      if (event.event === 'answer' && event.status < 300) cover(now - event.milliseconds, now);
    },
    waitedMs: () => clock.now() - startedAt - excusedMs,
  };
}
