/** What happens to a whole run and not to one request: outages, and a machine that sleeps. */

export interface Outage {
  /** It begins with this request of the world. */
  readonly at: number;
  readonly seconds: number;
  /** Reads go on. */
  readonly writesOnly: boolean;
  /** Connections break, instead of a 503. */
  readonly breaks: boolean;
}

export interface Sleep {
  /** The machine falls asleep while this request is on its way. */
  readonly at: number;
  readonly minutes: number;
  /** The answer is lost over it. */
  readonly loses: boolean;
}

export interface Weather {
  readonly outages?: readonly Outage[];
  readonly sleeps?: readonly Sleep[];
}

/** Follows the requests of a world. */
export function createWeather({ outages = [], sleeps = [] }: Weather) {
  const begun = new Map<Outage, number>();
  const waiting = new Set(sleeps);
  return {
    /** The outage that a request meets, if any. */
    outageAt: (request: number, now: number, isWrite: boolean): Outage | null => {
      for (const outage of outages) {
        if (request >= outage.at && !begun.has(outage)) begun.set(outage, now);
        const since = begun.get(outage);
        const isOn = since !== undefined && now < since + outage.seconds * 1000;
        if (isOn && (isWrite || !outage.writesOnly)) return outage;
      }
      return null;
    },
    sleepAt: (request: number): Sleep | null => {
      for (const sleep of waiting) {
        if (request < sleep.at) continue;
        waiting.delete(sleep);
        return sleep;
      }
      return null;
    },
  };
}
