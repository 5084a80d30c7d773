/** References to a segment of another project of the account that has another name since an edit in the UI. */
import { groupBy } from '../../model/group-by.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { listAnyOf } from '../../model/text/list-some.ts';
import { quote } from '../../model/text/quote.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { isUndeclared } from '../../plan/match/is-undeclared.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import { isOtherOwner } from '../../platforms/platform-named.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AttributeUnit, PullUnit } from '../pull-unit.ts';
import type { PullWords } from '../pull-words.ts';

/** The new name is for the project that declares the segment: if it puts the old name back, this one must have that. */
export function findRenamedElsewhere(
  units: readonly PullUnit[],
  comparison: Comparison,
  words: PullWords,
): ReadonlyMap<PullUnit, Obstacle> {
  const { elsewhere, index } = comparison;
  const byName = groupBy(
    elsewhere.matches.filter(({ declaration: { kind } }) => kind === 'segment'),
    ({ declaration }) => declaration.name,
  );
  const absent = new Set(elsewhere.absent);

  /** The names that it may have by now, as the remote version of its user says. */
  const namesOf = ({ declaration, remote }: Match, used: readonly RemoteEntity[]) => {
    const { renamedFrom = [], attributes } = declaration;
    const type = segmentTypeIn(attributes)?.name ?? null;
    const isMeant = (each: RemoteEntity) =>
      remote === null
        ? absent.has(declaration) &&
          isUndeclared(each, comparison) &&
          each.type === type &&
          !isOtherOwner(each.attributes, attributes)
        : remote === each && renamedFrom.includes(each.name);
    return used.filter(isMeant).map(({ name }) => name);
  };

  const judge = (unit: AttributeUnit): Obstacle | null => {
    const { declared, declaration } = unit.desired;
    const known = new Set(declared.map(({ target }) => target.remote));
    const used = segmentIdsIn(unit.remote.attributes)
      .flatMap((id) => index.byId('segment', id) ?? [])
      .filter((each) => !known.has(each));
    const lost = declared.flatMap(({ reference, path, target: { remote, declaration: own } }) =>
      'name' in reference && remote === null && own === null
        ? [{ name: reference.name, source: declaration.locate(path) }]
        : [],
    );
    const meant = lost.flatMap(({ name, source }) =>
      (byName.get(name) ?? []).map((match) => ({ match, source })),
    );
    for (const { match, source } of meant) {
      const isForeign = isOtherOwner(match.declaration.attributes, declaration.attributes);
      const names = isForeign ? [] : namesOf(match, used);
      if (names.length > 0) return { ...explain(match, names, words), source };
    }
    return null;
  };

  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const obstacle = unit.action === 'edit' && unit.path !== 'name' ? judge(unit) : null;
      return obstacle === null ? [] : [[unit, obstacle]];
    }),
  );
}

function explain(
  { declaration: { name, source }, remote }: Match,
  names: readonly string[],
  words: PullWords,
): Omit<Obstacle, 'source'> {
  const place = `${words.file(source.file)}:${source.line}`;
  const subject = `It refers to the segment ${quote(name)}, which ${place} declares.`;
  const now = listAnyOf(names);
  return remote === null
    ? {
        code: 'pull-elsewhere',
        text: `${subject} That looks like a rename to ${now} in the Criteo UI.`,
        fix: 'Follow the new name or put the old one back in that project first, then run the same command again.',
      }
    : {
        code: 'pull-elsewhere',
        text: `${subject} It is named ${now} in Criteo, and renamedFrom there puts the name ${quote(name)} back.`,
        fix: 'Apply that project first, then run the same command again.',
      };
}
