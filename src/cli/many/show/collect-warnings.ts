/** What commands warn of on stderr, each once however many projects it concerns. */
import { countOf } from '../../../model/text/count-of.ts';

export interface CollectedWarnings {
  readonly add: (warnings: readonly string[]) => void;
  readonly list: () => readonly string[];
}

/** More different ones are dropped: each is in the report of its project, too. */
const mostDifferent = 100;

export function collectWarnings(): CollectedWarnings {
  const times = new Map<string, number>();
  return {
    add: (warnings) => {
      for (const text of new Set(warnings)) {
        const before = times.get(text);
        if (before !== undefined || times.size < mostDifferent) times.set(text, (before ?? 0) + 1);
      }
    },
    list: () =>
      [...times].map(([text, count]) =>
        count === 1 ? text : `${text.trimEnd()} (${countOf(count, 'project')})`,
      ),
  };
}
