/** Whom rules and people are about, and for whom they are broken, told person by person. */
import type { ExpectedPerson, HouseRule } from '../../../src/model/house-rule.ts';
import {
  type Entity,
  everyone,
  type Human,
  type Moment,
  type Sight,
} from './people-under-plans.ts';

const isMeant = (glob: string, name: string) =>
  glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : name === glob;
const matches = (all: readonly string[], name: string) => all.some((glob) => isMeant(glob, name));

/** Audiences that are in question together, and whom there must not be in them. */
interface Question {
  readonly of: readonly Entity[];
  readonly expected?: 'in' | 'out';
  readonly offends: (human: Human) => boolean;
}

export function meaningOf(name: string, { find }: Sight, moment: Moment): Entity | null {
  const [, kind, bare] = /^(segment|audience)\/(.+)$/u.exec(name) ?? [];
  if (bare === undefined) return find(name, moment);
  return find(bare, moment, kind === 'segment' ? 'segment' : 'audience');
}

function questionsAt(asked: HouseRule | ExpectedPerson, sight: Sight, moment: Moment): Question[] {
  const { nameAt, isIn } = sight;
  const there = sight.audiences.filter((each) => nameAt(each, moment) !== null);
  const covered = (all: readonly string[]) =>
    there.filter((each) => matches(all, nameAt(each, moment) ?? ''));
  const has = (name: string, human: Human): boolean => {
    const entity = meaningOf(name, sight, moment);
    return entity !== null && isIn(entity, human, moment);
  };
  if (!('demand' in asked)) {
    const fits = (human: Human) =>
      asked.in.every((name) => has(name, human)) && !asked.notIn.some((name) => has(name, human));
    return [
      ...covered(asked.reachedBy).map(
        (each): Question => ({
          of: [each],
          expected: 'in',
          offends: (human) => fits(human) && !isIn(each, human, moment),
        }),
      ),
      ...covered(asked.notReachedBy).map(
        (each): Question => ({
          of: [each],
          expected: 'out',
          offends: (human) => fits(human) && isIn(each, human, moment),
        }),
      ),
    ];
  }
  const { demand, except } = asked;
  const all = covered(asked.over).filter((each) => !matches(except, nameAt(each, moment) ?? ''));
  if (demand.kind === 'disjoint') {
    const inGroup = (each: Entity, group: string) => isMeant(group, nameAt(each, moment) ?? '');
    return all.flatMap((one, at) =>
      all.slice(at).flatMap((other): Question[] => {
        const isApart = demand.groups.some((a, i) =>
          demand.groups.some((b, j) => i !== j && inGroup(one, a) && inGroup(other, b)),
        );
        return isApart
          ? [
              {
                of: one === other ? [one] : [one, other],
                offends: (human) => isIn(one, human, moment) && isIn(other, human, moment),
              },
            ]
          : [];
      }),
    );
  }
  return all.map((each) => ({
    of: [each],
    offends: (human) => {
      if (!isIn(each, human, moment)) return false;
      if (demand.kind === 'within') return !has(demand.name, human);
      return demand.kind === 'excludes' && demand.names.some((name) => has(name, human));
    },
  }));
}

function addressAfter(entity: Entity, { nameAt }: Sight) {
  const { manifest } = entity;
  return `audience/${(manifest?.isAbsent ? null : manifest?.name) ?? nameAt(entity, 'after')}`;
}

interface JudgedQuestion {
  readonly addresses: readonly string[];
  readonly isBroken: boolean;
  /** For someone for whom it is not broken today. */
  readonly isWorse: boolean;
  readonly isMended: boolean;
}

/** What becomes of each question by a plan. */
export function judgeByPeople(
  asked: HouseRule | ExpectedPerson,
  sight: Sight,
): readonly JudgedQuestion[] {
  const before = questionsAt(asked, sight, 'before');
  return questionsAt(asked, sight, 'after').map((question) => {
    const today = before.find(
      ({ of, expected }) =>
        expected === question.expected &&
        of.length === question.of.length &&
        of.every((each) => question.of.includes(each)),
    );
    const offenders = everyone.filter(question.offends);
    const isWorse = offenders.some((human) => !today?.offends(human));
    return {
      addresses: question.of.map((each) => addressAfter(each, sight)),
      isBroken: offenders.length > 0,
      isWorse,
      isMended: offenders.length === 0 && everyone.some((human) => today?.offends(human)),
    };
  });
}

/** What a rule or a person names. */
export function namesIn(asked: HouseRule | ExpectedPerson): readonly string[] {
  if (!('demand' in asked)) return [...asked.in, ...asked.notIn];
  const { demand } = asked;
  if (demand.kind === 'excludes') return demand.names;
  return demand.kind === 'within' ? [demand.name] : [];
}
