import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { isAboutMeaning } from '../diagnostics/meaning-codes.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Change } from './change.ts';
import type { RemoteIndex } from './index-snapshot.ts';

export interface Touched {
  /** What the plan carries out, moves of references included. */
  readonly changes: readonly Change[];
  /** Remote entities that some manifest speaks of. */
  readonly spokenFor: ReadonlySet<RemoteEntity>;
  readonly index: RemoteIndex;
}

/**
 * Of findings about meaning those that concern what a plan creates, updates or replaces; every other
 * finding. A segment that something undeclared uses remotely is not unused.
 */
export function keepTouched(
  findings: readonly Diagnostic[],
  { changes, spokenFor, index }: Touched,
): readonly Diagnostic[] {
  const staying = changes.filter(({ action }) => action !== 'delete');
  const byAddress = new Map<string, Change>(staying.map((change) => [change.address, change]));
  const places = new Set(
    staying.flatMap(({ match }) => (match ? [placeOf(match.declaration.locate(['algebra']))] : [])),
  );
  const isUsedRemotely = (change: Change) =>
    change.action !== 'create' &&
    index.usersOf(change.remote.id).some((user) => !spokenFor.has(user));
  return findings.filter(({ code, address, related = [] }) => {
    if (!isAboutMeaning(code) && code !== 'new-list-empty') return true;
    const change = byAddress.get(address ?? '');
    // An audience that equals another one concerns that one, too.
    if (!change) return related.some(({ source }) => places.has(placeOf(source)));
    return code !== 'segment-unused' || !isUsedRemotely(change);
  });
}

function placeOf({ file, line, column }: Source): string {
  return `${file}:${line}:${column}`;
}
