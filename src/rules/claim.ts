/**
 * What rules and expectations come down to: that there is no one of a certain sort. In come rules and
 * the audiences of one moment, out come claims; whether they hold is decided elsewhere.
 */
import type { Algebra } from '../model/algebra.ts';
import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';
import { compileGlobs } from '../model/name.ts';
import type { RuledAudience, RuleWorld } from './rule-world.ts';

export interface Claim<Audience extends RuledAudience = RuledAudience> {
  readonly audience: Audience;
  /** The second of two audiences that share no people; the first again where it is in both groups. */
  readonly other?: Audience;
  /** Whether a person is expected in the audience, or out of it. */
  readonly expected?: 'in' | 'out';
  /** Whom there must not be. */
  readonly offenders: Algebra<string>;
  /** What the names stand for that the rule or the person has, in their order. */
  readonly named: readonly Algebra<string>[];
}

/** A name of a rule that means nothing for an audience. */
interface UnknownName<Audience extends RuledAudience = RuledAudience> {
  readonly audience: Audience;
  readonly name: string;
  /** Where the rule or the person has it. */
  readonly path: readonly (string | number)[];
}

export interface Claims<Audience extends RuledAudience = RuledAudience> {
  /** All that they are over, in the order of the world. */
  readonly audiences: readonly Audience[];
  readonly claims: readonly Claim<Audience>[];
  readonly unknown: readonly UnknownName<Audience>[];
  /** Globs that match no audience, and where they are. */
  readonly unmatched: readonly UnmatchedGlob[];
}

interface UnmatchedGlob {
  readonly glob: string;
  readonly path: readonly (string | number)[];
}

/** What a rule claims of the audiences it is over. A schema claims nothing of people. */
export function claimsOfRule<Audience extends RuledAudience>(
  rule: HouseRule,
  world: RuleWorld<Audience>,
): Claims<Audience> {
  const { demand, over, except } = rule;
  const [isOver, isExcepted] = [compileGlobs(over), compileGlobs(except)];
  const isCovered = (name: string) => isOver(name) && !isExcepted(name);
  const audiences = world.audiences.filter((each) => namesOf(each).some(isCovered));
  const none = { audiences, claims: [], unknown: [], unmatched: [] };
  if (demand.kind === 'schema') return none;
  if (demand.kind === 'disjoint') return claimsOfGroups(demand.groups, audiences);
  const names = demand.kind === 'excludes' ? demand.names : [demand.name];
  const found = audiences.map((audience) =>
    resolve(names, demand.kind, audience, world, (named) => {
      const together: Algebra<string> = named.length === 1 && named[0] ? named[0] : { or: named };
      const outside: Algebra<string> = demand.kind === 'excludes' ? together : { not: together };
      return { audience, offenders: { and: [audience.algebra, outside] }, named };
    }),
  );
  return {
    ...none,
    claims: found.flatMap(({ claim }) => claim ?? []),
    unknown: found.flatMap(({ unknown }) => unknown),
  };
}

/** That a person is in every audience that is to reach them, and in none of those that are not. */
export function claimsOfPerson<Audience extends RuledAudience>(
  person: ExpectedPerson,
  world: RuleWorld<Audience>,
): Claims<Audience> {
  const sides = (['in', 'out'] as const).map((expected) => {
    const key = expected === 'in' ? 'reachedBy' : 'notReachedBy';
    const isMeant = compileGlobs(person[key]);
    const audiences = world.audiences.filter((each) => namesOf(each).some(isMeant));
    const found = audiences.map((audience) => {
      const inside = resolve(person.in, 'in', audience, world, (named) => named);
      const outside = resolve(person.notIn, 'notIn', audience, world, (named) => named);
      const [ins, outs] = [inside.claim, outside.claim];
      const unknown = [...inside.unknown, ...outside.unknown];
      if (!ins || !outs) return { claim: null, unknown };
      const { algebra } = audience;
      const named: readonly Algebra<string>[] = [...ins, ...outs.map((not) => ({ not }))];
      const place: Algebra<string> = expected === 'in' ? { not: algebra } : algebra;
      const offenders: Algebra<string> = { and: [...named, place] };
      return { claim: { audience, expected, offenders, named }, unknown };
    });
    const unmatched = findUnmatched(person[key], [key], world.audiences);
    return { audiences, found, unmatched };
  });
  const found = sides.flatMap((side) => side.found);
  return {
    audiences: [...new Set(sides.flatMap(({ audiences }) => audiences))],
    claims: found.flatMap(({ claim }) => claim ?? []),
    unknown: found.flatMap(({ unknown }) => unknown),
    unmatched: sides.flatMap(({ unmatched }) => unmatched),
  };
}

/** Every two audiences of different groups, each two once. */
function claimsOfGroups<Audience extends RuledAudience>(
  groups: readonly string[],
  audiences: readonly Audience[],
): Claims<Audience> {
  const members = groups.map((glob) => {
    const isMember = compileGlobs([glob]);
    return audiences.filter((each) => namesOf(each).some(isMember));
  });
  const claims: Claim<Audience>[] = [];
  const placeOf = new Map(audiences.map((audience, place) => [audience, place]));
  const seen = new Set<number>();
  members.forEach((group, index) => {
    const others = [...new Set(members.slice(index + 1).flat())];
    for (const audience of group) {
      for (const other of others) {
        const places = [placeOf.get(audience) ?? 0, placeOf.get(other) ?? 0];
        const pair = Math.min(...places) * audiences.length + Math.max(...places);
        if (seen.has(pair)) continue;
        seen.add(pair);
        const offenders: Algebra<string> =
          audience === other ? audience.algebra : { and: [audience.algebra, other.algebra] };
        claims.push({ audience, other, offenders, named: [other.algebra] });
      }
    }
  });
  return {
    audiences: [...new Set(members.flat())],
    claims,
    unknown: [],
    unmatched: findUnmatched(groups, ['disjoint'], audiences),
  };
}

/** No name may take an audience out of a rule that is over it by another one. */
function namesOf({ name, otherNames = [] }: RuledAudience): readonly string[] {
  return [name, ...otherNames];
}

/** Null where a name means nothing: of what is left, a verdict could be wrong. */
function resolve<Audience extends RuledAudience, Result>(
  names: readonly string[],
  key: string,
  audience: Audience,
  world: RuleWorld<Audience>,
  make: (named: readonly Algebra<string>[]) => Result,
): { readonly claim: Result | null; readonly unknown: readonly UnknownName<Audience>[] } {
  const found = names.map((name) => world.find(name, audience));
  const named = found.filter((tree) => tree !== null);
  if (named.length === found.length) return { claim: make(named), unknown: [] };
  const unknown = names.flatMap((name, index) =>
    found[index] === null ? [{ audience, name, path: [key, index] }] : [],
  );
  return { claim: null, unknown };
}

function findUnmatched(
  globs: readonly string[],
  path: readonly string[],
  audiences: readonly RuledAudience[],
): readonly UnmatchedGlob[] {
  return globs.flatMap((glob, index) => {
    const isMeant = compileGlobs([glob]);
    const isMatched = audiences.some((each) => namesOf(each).some(isMeant));
    return isMatched ? [] : [{ glob, path: [...path, index] }];
  });
}
