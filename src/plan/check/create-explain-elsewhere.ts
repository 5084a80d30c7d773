/** What is to be done about a name that nothing here has and another project of the account declares. */
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { listAnyOf } from '../../model/text/list-some.ts';
import { isOtherOwner } from '../../platforms/platform-named.ts';
import { readAllDesired } from '../change/desired-entity.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { isUndeclared } from '../match/is-undeclared.ts';
import type { Match } from '../match/match-declarations.ts';
import { createReplacements } from '../match/replacements.ts';
import { createReferences, type ExplainElsewhere } from '../match/resolve-references.ts';
import { createFindSame } from './create-find-same.ts';
import { hasTellingBody } from './find-likely-renames.ts';

interface Known {
  readonly index: RemoteIndex;
  readonly elsewhere: Elsewhere;
  readonly matched: ReadonlySet<RemoteEntity>;
}

/** Few plans have such a name: nothing is indexed before one is asked for. */
export function createExplainElsewhere(known: Known): ExplainElsewhere {
  const { index, elsewhere } = known;
  let byName: ReadonlyMap<string, readonly Match[]> | null = null;
  let namesNow: ReturnType<typeof createNamesNow> | null = null;
  return (name, ownerId) => {
    byName ??= groupBy(
      elsewhere.matches.filter(({ declaration: { kind } }) => kind === 'segment'),
      ({ declaration }) => declaration.name,
    );
    const owner = index.platform.ownerAttribute;
    const match = byName
      .get(name)
      ?.find(({ declaration }) => !isOtherOwner(declaration.attributes, { [owner]: ownerId }));
    if (match === undefined) return null;
    namesNow ??= createNamesNow(known);
    const renamed = namesNow(match);
    return {
      hint:
        renamed.length === 0
          ? 'Another project of the account declares it. Apply that project first, then run again.'
          : `Another project of the account declares it, and in Criteo it looks renamed to ${listAnyOf(renamed)}. Put the old name back or follow the new one in that project first, then run again.`,
      related: [{ label: 'declared here', source: match.declaration.source }],
    };
  };
}

/** The names of what has the very body of a match and is declared nowhere: it looks renamed in the UI. */
function createNamesNow({ index, elsewhere, matched }: Known): (match: Match) => readonly string[] {
  const references = createReferences(elsewhere.matches, index, createReplacements([]));
  const absent = new Set(elsewhere.absent);
  const undeclared = index.entities.filter(
    (each) => hasTellingBody(each) && isUndeclared(each, { matched, elsewhere }),
  );
  const findSame = createFindSame(undeclared, {
    platform: index.platform,
    keyOf: references.keyOf,
    hasSameSegments: true,
  });
  return (match) => {
    if (!absent.has(match.declaration)) return [];
    const desired = readAllDesired([match], index, references).desired.get(match);
    return desired === undefined ? [] : findSame(desired).map((each) => each.name);
  };
}
