/** What the API said of members, in one way in every text: its code, its words and what Criteo finds it by. */
import type { MembersProblem } from '../../members/members-result.ts';

/** `segment-not-found, There is no segment 12 (trace ID 0af7…)`. */
export function describeProblem({ code, detail, traceId }: MembersProblem): string {
  const words = detail === null ? code : `${code}, ${detail.replace(/\.$/u, '')}`;
  return traceId === null ? words : `${words} (trace ID ${traceId})`;
}
