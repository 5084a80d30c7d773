/** What a run has to say beside its result: versions that end, and what the API has deprecated. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Clock } from '../model/remote.ts';
import type { VersionsInUse } from '../platforms/find-version-warnings.ts';
import { shownIn } from '../reconciler.ts';
import { explainDeprecations } from '../remote/explain-deprecations.ts';
import type { DeprecationEvent } from '../remote/remote-event.ts';

export interface Notices {
  /** Keeps what was shown already, for the JSON document. */
  readonly add: (shown: readonly Diagnostic[]) => void;
  /** Keeps what an answer said, for the end of the run. */
  readonly hear: (event: DeprecationEvent, inUse: VersionsInUse) => void;
  /** What the API has deprecated, as far as the run has come. */
  readonly deprecations: () => readonly Diagnostic[];
  /** All of it. */
  readonly list: () => readonly Diagnostic[];
}

export function createNotices(clock: Pick<Clock, 'now'>): Notices {
  const shown: Diagnostic[] = [];
  const heard = new Map<VersionsInUse, DeprecationEvent[]>();
  const deprecations = () =>
    [...heard].flatMap(([inUse, events]) =>
      shownIn({ ignore: inUse.ignore ?? [] }, explainDeprecations(events, inUse, clock.now())),
    );
  return {
    add: (more) => {
      shown.push(...more);
    },
    hear: (event, inUse) => {
      heard.set(inUse, [...(heard.get(inUse) ?? []), event]);
    },
    deprecations,
    list: () => [...shown, ...deprecations()],
  };
}
