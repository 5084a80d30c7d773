/** What a run waits for, in words: the rate limit, or a fault that may pass. */
import type { Clock } from '../../model/remote/remote.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import type { Terminal } from '../process/terminal.ts';

export interface Waits {
  /** @returns whether it is a wait that there is something new to say about. */
  readonly onEvent: (event: RemoteEvent) => boolean;
  /** The wait that goes on now, for a line that is written over; null where there is none. */
  readonly describe: () => string | null;
}

/** Waits shorter than this are not worth a line of their own. */
const shortestToldWaitMs = 2000;

/** @param terminal gets a line for each wait that is long, unless its lines are written over. */
export function createWaits(
  terminal: Pick<Terminal, 'live' | 'writeNote'>,
  clock: Pick<Clock, 'now'>,
): Waits {
  let wait: { readonly reason: string; readonly until: number } | null = null;
  return {
    onEvent: (event) => {
      if (event.event !== 'wait') return false;
      const now = clock.now();
      const until = now + event.milliseconds;
      // Requests side by side wait for the same thing, so only the longest wait is shown.
      if (wait !== null && wait.until > now && until <= wait.until + shortestToldWaitMs) {
        return false;
      }
      const reason = reasonOf(event);
      wait = { reason, until };
      if (!terminal.live && event.milliseconds >= shortestToldWaitMs) {
        terminal.writeNote(`${reason}: ${Math.ceil(event.milliseconds / 1000)} s`);
      }
      return true;
    },
    describe: () => {
      const now = clock.now();
      if (wait === null || wait.until <= now) return null;
      return `${wait.reason} for ${Math.ceil((wait.until - now) / 1000)} s`;
    },
  };
}

function reasonOf({ reason, because, attempt }: Extract<RemoteEvent, { event: 'wait' }>): string {
  if (reason === 'rate-limit') return 'waiting for the rate limit';
  // Waits that are too short to be shown are tries, too, and the number counts them.
  const which = attempt === undefined ? '' : ` (try ${attempt})`;
  return `waiting to try again${which}${because === undefined ? '' : `, because ${because}`}`;
}

/** Calls back about once a second, until the function that it returns is called. */
export function everySecond(show: () => void): () => void {
  const timer = setInterval(show, 1000);
  timer.unref();
  return () => clearInterval(timer);
}

/** For a command that shows nothing else while it runs: its waits alone. */
export function watchWaits(
  terminal: Pick<Terminal, 'live' | 'showStatus' | 'writeNote'>,
  clock: Pick<Clock, 'now'>,
  tick: typeof everySecond = everySecond,
): { readonly onEvent: (event: RemoteEvent) => void; readonly end: () => void } {
  const waits = createWaits(terminal, clock);
  const show = () => {
    if (terminal.live) terminal.showStatus(waits.describe() ?? '');
  };
  let stop: (() => void) | null = null;
  return {
    onEvent: (event) => {
      if (!waits.onEvent(event)) return;
      stop ??= terminal.live ? tick(show) : () => {};
      show();
    },
    end: () => {
      stop?.();
      if (stop !== null && terminal.live) terminal.showStatus('');
    },
  };
}
