/** How far a run over many projects is: one changing line on a terminal, a line for each project elsewhere. */
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { RemoteEvent } from '../../../remote/remote-event.ts';
import { printable } from '../../../report/text/printable.ts';
import { systemClock } from '../../../system-clock.ts';
import type { Terminal } from '../../process/terminal.ts';
import { everySecond } from '../../progress/create-waits.ts';
import type { ManyTarget } from '../find/find-projects.ts';

export interface ProjectWatch {
  readonly begin: (target: ManyTarget) => void;
  readonly onEvent: (target: ManyTarget, event: RemoteEvent) => void;
  readonly finish: (target: ManyTarget, how: string) => void;
  readonly end: () => void;
}

export function watchProjects(
  total: number,
  terminal: Pick<Terminal, 'live' | 'showStatus' | 'writeNote'>,
): ProjectWatch {
  /** Until when each running project waits for the rate limit. */
  const running = new Map<ManyTarget, number>();
  let done = 0;
  const show = () => {
    if (!terminal.live) return;
    const now = systemClock.now();
    const waiting = [...running.values()].filter((until) => until > now).length;
    const parts = [
      `${formatCount(done)} of ${countOf(total, 'project')} done`,
      `${running.size} running`,
      ...(waiting === 0 ? [] : [`${waiting} waiting for the rate limit`]),
    ];
    terminal.showStatus(parts.join(' · '));
  };
  const stop = terminal.live ? everySecond(show) : () => {};
  return {
    begin: (target) => {
      running.set(target, 0);
      show();
    },
    onEvent: (target, event) => {
      if (event.event !== 'wait' || event.reason !== 'rate-limit') return;
      running.set(target, systemClock.now() + event.milliseconds);
      show();
    },
    finish: (target, how) => {
      running.delete(target);
      done += 1;
      if (terminal.live) show();
      else terminal.writeNote(`[${done}/${total}] ${printable(target.file)}: ${how}`);
    },
    end: () => {
      stop();
      if (terminal.live) terminal.showStatus('');
    },
  };
}
