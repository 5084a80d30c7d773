import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { isAboutMeaning } from '../../diagnostics/meaning-codes.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Change } from '../change/change.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';

export interface Touched {
  /** What the plan carries out, repoints included. */
  readonly changes: readonly Change[];
  readonly declarations: readonly Declaration[];
  /** Remote entities that some manifest is about. */
  readonly matched: ReadonlySet<RemoteEntity>;
  readonly index: RemoteIndex;
}

/**
 * Of findings about meaning those that concern what a plan creates, updates or replaces; every other
 * finding. A segment that something undeclared uses remotely is not unused.
 */
export function keepTouched(
  findings: readonly Diagnostic[],
  { changes, declarations, matched, index }: Touched,
): readonly Diagnostic[] {
  const staying = changes.filter(({ action }) => action !== 'delete');
  const byDeclaration = new Map(staying.map((change) => [change.match?.declaration, change]));
  const declarationOf = createFinder(declarations);
  const places = new Set(
    staying.flatMap(({ match }) => (match ? [placeOf(match.declaration.locate(['algebra']))] : [])),
  );
  const isUsedRemotely = (change: Change) =>
    change.action !== 'create' &&
    index.usersOf(change.remote.id).some((user) => !matched.has(user));
  return findings.filter((finding) => {
    const { code, related = [] } = finding;
    if (!isAboutMeaning(code) && code !== 'new-list-empty') return true;
    const declaration = declarationOf(finding);
    const change = declaration && byDeclaration.get(declaration);
    // An audience that equals another one concerns that one, too.
    if (!change) return related.some(({ source }) => places.has(placeOf(source)));
    return code !== 'segment-unused' || !isUsedRemotely(change);
  });
}

/** Which declaration a finding is about: two that carry their IDs may share an address. */
function createFinder(
  declarations: readonly Declaration[],
): (finding: Diagnostic) => Declaration | undefined {
  const byAddress = groupBy<Declaration, string>(declarations, ({ address }) => address);
  return ({ address = '', source }) => {
    const twins = byAddress.get(address) ?? [];
    if (twins.length < 2 || !source) return twins[0];
    const above = twins.filter((each) => isAtOrBefore(each.source, source));
    return above.sort((a, b) => (isAtOrBefore(a.source, b.source) ? 1 : -1))[0];
  };
}

function isAtOrBefore(a: Source, b: Source): boolean {
  return a.file === b.file && (a.line < b.line || (a.line === b.line && a.column <= b.column));
}

function placeOf({ file, line, column }: Source): string {
  return `${file}:${line}:${column}`;
}
