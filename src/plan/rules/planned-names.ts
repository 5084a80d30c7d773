import { isAddress, type Kind, kindOf, kinds, nameOf } from '../../model/entity.ts';
import { groupBy, groupPairs } from '../../model/group-by.ts';
import type { PlannedEntity } from './planned-entities.ts';

export type Moment = 'before' | 'after';

/** What a name of a rule means: null where there is no such thing, `ambiguous` where there are several. */
type Meaning = PlannedEntity | 'ambiguous' | null;

export type FindMeaning = (name: string, ownerId: string | null, moment: Moment) => Meaning;

/**
 * What names mean at a moment, by the names that entities have at that moment. A name means a segment,
 * else an audience, else what is declared under it and does not get it by this plan; a name that a segment and
 * an audience have is given as an address.
 */
export function createMeanings(entities: readonly PlannedEntity[]): FindMeaning {
  const bearers = {
    before: findBearers(entities, 'before'),
    after: findBearers(entities, 'after'),
  };
  const declared = groupBy(
    entities.filter(({ declaration }) => declaration !== null),
    ({ kind, declaration }) => `${kind}/${declaration?.name}`,
  );
  const borneBy = (kind: Kind, name: string, ownerId: string | null, moment: Moment): Meaning => {
    const all = bearers[moment].get(`${kind}/${name}`) ?? [];
    const own = all.filter((each) => each[moment]?.ownerId === ownerId);
    const candidates = own.length > 0 ? own : all;
    const [only, second] = candidates;
    if (second === undefined) return only ?? null;
    return candidates.find(({ declaration }) => declaration?.name === name) ?? 'ambiguous';
  };
  const declaredAs = (kind: Kind, name: string, ownerId: string | null): Meaning => {
    const all = declared.get(`${kind}/${name}`) ?? [];
    const ownerOf = ({ before, after }: PlannedEntity) => (after ?? before)?.ownerId;
    return all.find((each) => ownerOf(each) === ownerId) ?? all[0] ?? null;
  };
  const firstOf = (of: readonly Kind[], find: (kind: Kind) => Meaning): Meaning =>
    of.map(find).find((meaning) => meaning !== null) ?? null;

  const findAmong = (of: readonly Kind[], name: string, ownerId: string | null, moment: Moment) => {
    const borne = firstOf(of, (kind) => borneBy(kind, name, ownerId, moment));
    if (borne !== null) return borne;
    const getsIt = firstOf(of, (kind) => borneBy(kind, name, ownerId, 'after'));
    return getsIt === null ? firstOf(of, (kind) => declaredAs(kind, name, ownerId)) : null;
  };
  return (name, ownerId, moment) => {
    const plain = findAmong(kinds, name, ownerId, moment);
    if (plain !== null || !isAddress(name)) return plain;
    return findAmong([kindOf(name)], nameOf(name), ownerId, moment);
  };
}

function findBearers(entities: readonly PlannedEntity[], moment: Moment) {
  return groupPairs(
    entities.flatMap((entity) =>
      (entity[moment]?.names ?? []).map((name) => [`${entity.kind}/${name}`, entity] as const),
    ),
  );
}
