/** What a run reports beside its result: versions that end, and what the API has deprecated. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Clock } from '../../model/remote/remote.ts';
import type { VersionsInUse } from '../../platforms/find-version-warnings.ts';
import { shownIn } from '../../reconciler/shown-in.ts';
import { explainDeprecations } from '../../remote/answers/explain-deprecations.ts';
import type { DeprecationEvent } from '../../remote/remote-event.ts';

interface Deprecations {
  readonly findings: readonly Diagnostic[];
  /** What places are relative to. */
  readonly folder: string;
}

export interface Notices {
  /** Keeps what was shown already, for the JSON document. */
  readonly add: (shown: readonly Diagnostic[]) => void;
  /** Keeps what an answer said, for the end of the run. */
  readonly hear: (event: DeprecationEvent, inUse: VersionsInUse, folder: string) => void;
  /** What the API has deprecated so far, for each project with its folder. */
  readonly deprecations: () => readonly Deprecations[];
  /** All of it. */
  readonly list: () => readonly Diagnostic[];
}

export function createNotices(clock: Pick<Clock, 'now'>): Notices {
  const shown: Diagnostic[] = [];
  const heard = new Map<VersionsInUse, { events: DeprecationEvent[]; folder: string }>();
  const deprecations = () =>
    [...heard].map(([inUse, { events, folder }]) => {
      const found = explainDeprecations(events, inUse, clock.now());
      return { findings: shownIn({ ignore: inUse.ignore ?? [] }, found), folder };
    });
  return {
    add: (more) => {
      shown.push(...more);
    },
    hear: (event, inUse, folder) => {
      const known = heard.get(inUse) ?? { events: [], folder };
      known.events.push(event);
      heard.set(inUse, known);
    },
    deprecations,
    list: () => [...shown, ...deprecations().flatMap(({ findings }) => findings)],
  };
}
