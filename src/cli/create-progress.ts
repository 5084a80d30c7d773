/** What a run is doing, for whoever waits for it: a line that changes on a terminal, plain lines elsewhere. */
import type { MembersSent } from '../apply/apply-report.ts';
import type { ApplyProgress } from '../apply/run-operations.ts';
import type { Clock } from '../model/remote.ts';
import type { RemoteEvent } from '../remote/remote-event.ts';
import { formatCount } from '../report/count-of.ts';
import { printable } from '../report/printable.ts';
import type { Terminal } from './terminal.ts';

export interface Progress {
  readonly onProgress: (progress: ApplyProgress) => void;
  readonly onEvent: (event: RemoteEvent) => void;
  readonly onChunk: (address: string, sent: MembersSent) => void;
  /** Wipes the line that changes; nothing is shown after it. */
  readonly end: () => void;
}

/** Waits shorter than this are not worth a line of their own. */
const shortestToldWaitMs = 2000;

/**
 * @param terminal where it is shown; nothing is with --quiet.
 * @param tick calls back about once a second until the function that it returns is called.
 */
export function createProgress(
  terminal: Pick<Terminal, 'live' | 'showStatus' | 'writeNote'>,
  clock: Pick<Clock, 'now'>,
  tick: (show: () => void) => () => void = everySecond,
): Progress {
  const startedAt = clock.now();
  const running = new Map<string, number>();
  const lists = new Map<string, MembersSent>();
  let settled = 0;
  let total: number | null = null;
  let wait: { readonly reason: string; readonly until: number } | null = null;

  function show(): void {
    if (!terminal.live || total === null) return;
    const now = clock.now();
    const seconds = Math.round((now - startedAt) / 1000);
    const parts = [
      `${settled} of ${total} done`,
      ...running.keys(),
      ...(lists.size > 0 ? [`${formatCount(countSent(lists))} members`] : []),
      `${seconds} s`,
      ...(wait !== null && wait.until > now
        ? [`${wait.reason} for ${Math.ceil((wait.until - now) / 1000)} s`]
        : []),
    ];
    terminal.showStatus(parts.join(' · '));
  }

  function onProgress(progress: ApplyProgress): void {
    const what = `${progress.verb} ${progress.kind}s`;
    const count = (running.get(what) ?? 0) + (progress.phase === 'begun' ? 1 : -1);
    if (count > 0) running.set(what, count);
    else running.delete(what);
    ({ settled, total } = progress);
    if (!terminal.live && progress.phase === 'ended') {
      terminal.writeNote(`${what}: ${settled} of ${total} done`);
    }
    show();
  }

  function onChunk(address: string, sent: MembersSent): void {
    lists.set(address, sent);
    if (!terminal.live) {
      const { added, removed } = sent;
      const counts = `${formatCount(added)} added, ${formatCount(removed)} removed`;
      terminal.writeNote(`${printable(address)}: ${counts}`);
    }
    show();
  }

  function onEvent(event: RemoteEvent): void {
    if (event.event !== 'wait') return;
    const now = clock.now();
    const until = now + event.milliseconds;
    // Requests side by side wait for the same thing; the longest wait speaks for all.
    if (wait !== null && wait.until > now && until <= wait.until + shortestToldWaitMs) return;
    const reason =
      event.reason === 'rate-limit' ? 'waiting for the rate limit' : 'waiting to try again';
    wait = { reason, until };
    if (!terminal.live && event.milliseconds >= shortestToldWaitMs) {
      terminal.writeNote(`${reason}: ${Math.ceil(event.milliseconds / 1000)} s`);
    }
    show();
  }

  const stop = terminal.live ? tick(show) : () => {};
  return {
    onProgress,
    onEvent,
    onChunk,
    end: () => {
      stop();
      total = null;
      if (terminal.live) terminal.showStatus('');
    },
  };
}

function countSent(lists: ReadonlyMap<string, MembersSent>): number {
  let sent = 0;
  for (const { added, removed } of lists.values()) sent += added + removed;
  return sent;
}

function everySecond(show: () => void): () => void {
  const timer = setInterval(show, 1000);
  timer.unref();
  return () => clearInterval(timer);
}
