import type { Store, View } from './store.ts';

/** Holds back the effect of writes from searches, as a lagging replica would. */
export interface StaleView {
  hold(view: View, now: number, reads: number | null, milliseconds: number | null): void;
  /** Shows what was there before one write for so long, and then what was there before the next. */
  lag(before: View, now: number, milliseconds: number): void;
  /** What a search sees now; each call counts as a read. */
  read(store: Store, now: number): View;
}

interface Held {
  readonly view: View;
  reads: number;
  readonly until: number;
}

export function createStaleView(): StaleView {
  let held: Held | null = null;
  const lagging: { readonly view: View; readonly until: number }[] = [];
  return {
    hold: (view, now, reads, milliseconds) => {
      held = {
        // A write during the lag does not make earlier ones visible.
        view: held === null ? view : held.view,
        reads: reads ?? (milliseconds === null ? 1 : Number.POSITIVE_INFINITY),
        until: milliseconds === null ? Number.POSITIVE_INFINITY : now + milliseconds,
      };
    },
    lag: (view, now, milliseconds) => {
      lagging.push({ view, until: now + milliseconds });
    },
    read: (store, now) => {
      while ((lagging[0]?.until ?? now + 1) <= now) lagging.shift();
      if (held === null || held.reads <= 0 || now >= held.until) {
        held = null;
        return lagging[0]?.view ?? store.rows;
      }
      held.reads -= 1;
      return held.view;
    },
  };
}
