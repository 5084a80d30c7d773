/** The progress of a run: one changing line on a terminal, plain lines elsewhere. */
import type { Clock } from '../../model/remote/remote.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import type { ApplyProgress, MembersSent } from '../../reconciler/apply.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import { printable } from '../../report/text/printable.ts';
import type { Terminal } from '../process/terminal.ts';
import { createWaits, everySecond } from './create-waits.ts';

export interface Progress {
  readonly onProgress: (progress: ApplyProgress) => void;
  readonly onEvent: (event: RemoteEvent) => void;
  readonly onChunk: (address: string, sent: MembersSent) => void;
  /** Wipes the line that changes; nothing is shown after it. */
  readonly end: () => void;
}

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
  const waits = createWaits(terminal, clock);
  let counts: ApplyProgress | null = null;
  let isOver = false;
  let isWaiting = false;

  function show(): void {
    if (!terminal.live || isOver) return;
    const wait = waits.describe();
    const waiting = wait === null ? [] : [wait];
    if (counts === null) {
      // What is remote is still being read.
      if (wait !== null || isWaiting) terminal.showStatus(waiting.join(''));
      isWaiting = wait !== null;
      return;
    }
    const seconds = Math.round((clock.now() - startedAt) / 1000);
    const parts = [
      describeCounts(counts.changes),
      ...running.keys(),
      ...(lists.size > 0 ? [countOf(countSent(lists), 'member')] : []),
      `${seconds} s`,
      ...waiting,
    ];
    terminal.showStatus(parts.join(' · '));
  }

  function onProgress(progress: ApplyProgress): void {
    const what = `${progress.verb} ${progress.kind}s`;
    const count = (running.get(what) ?? 0) + (progress.phase === 'begun' ? 1 : -1);
    if (count > 0) running.set(what, count);
    else running.delete(what);
    counts = progress;
    if (!terminal.live && progress.phase === 'ended') {
      terminal.writeNote(`${what}: ${describeRequest(progress)}`);
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
    if (waits.onEvent(event)) show();
  }

  const stop = terminal.live ? tick(show) : () => {};
  return {
    onProgress,
    onEvent,
    onChunk,
    end: () => {
      stop();
      isOver = true;
      if (terminal.live) terminal.showStatus('');
    },
  };
}

function countSent(lists: ReadonlyMap<string, MembersSent>): number {
  let sent = 0;
  for (const { added, removed } of lists.values()) sent += added + removed;
  return sent;
}

/** Changes that were done, and beside them those that were not: nothing that failed counts as done. */
function describeCounts({ total, done, ...others }: ApplyProgress['changes']): string {
  const all = `${formatCount(done)} of ${formatCount(total)} done`;
  return [all, ...describeOthers(others)].join(', ');
}

/** `3 done, 1 failed (3 of 7 changes done so far)`: a request, and how far the run is. */
function describeRequest({ items, changes }: ApplyProgress): string {
  const { done, ...others } = items;
  const shown = [`${formatCount(done)} done`, ...describeOthers(others)].join(', ');
  const all = `${formatCount(changes.done)} of ${countOf(changes.total, 'change')} done so far`;
  return `${shown} (${all})`;
}

function describeOthers({
  failed,
  skipped,
  unknown,
}: Omit<ApplyProgress['items'], 'done'>): readonly string[] {
  return Object.entries({ failed, skipped, unknown }).flatMap(([word, count]) =>
    count > 0 ? [`${formatCount(count)} ${word}`] : [],
  );
}
