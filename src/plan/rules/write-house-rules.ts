/** What is judged of house rules, as plans say it: what refuses the plan, what it warns of, what it changes. */
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import { chooseWitness } from '../../rules/choose-witness.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';
import { sayUndecided } from '../../rules/say-undecided.ts';
import {
  describeBreach,
  describeHidden,
  describeImpossible,
  describeSurprise,
  describeWitness,
  listEntities,
} from '../../rules/words.ts';
import type { PlannedRule, Refusal } from '../../schema/generated/plan.ts';
import {
  type Advising,
  adviseOnBroken,
  adviseOnHidden,
  adviseOnUndecided,
} from './advise-on-claims.ts';
import type { NameProblem } from './explain-name.ts';
import type { JudgedHouseRule, PlannedSegments, UndecidedByPlan } from './judge-house-rules.ts';
import {
  asChanged,
  asRefusal,
  asWarning,
  type RuleObjection,
  refusesPlan,
} from './rule-objection.ts';
import { writeLeft } from './write-left.ts';

export interface WrittenHouseRules {
  /** Names of rules that lead nowhere: there is no sound plan. */
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  readonly refusals: readonly Refusal[];
  /** What the plan makes true or false. */
  readonly changed: readonly PlannedRule[];
}

interface Words extends Advising, Pick<PlannedSegments, 'nameOf'> {
  readonly nameOfAudience: (key: string) => string;
  /** Whether a name means nothing for any audience. */
  readonly isNothing: (name: string) => boolean;
  /** Why a name means nothing for audiences of an owner, or not one thing. */
  readonly explain: (name: string, ownerId: string | null) => NameProblem;
}

export function writeHouseRules(
  judged: readonly JudgedHouseRule[],
  words: Words,
): WrittenHouseRules {
  const broken = judged.flatMap((each) => writeBroken(each, words));
  const objections = [...broken, ...judged.flatMap((each) => writeUndecided(each, words))];
  const refused = objections.filter(({ of }) => refusesPlan(of));
  const warned = objections.filter(({ of }) => !refusesPlan(of));
  return {
    errors: judged.flatMap((each) => [...writeUnknown(each, words), ...writeImpossible(each)]),
    warnings: [
      ...judged.flatMap((each) => [
        ...writeUnmatched(each),
        ...writeLeft(each, words),
        ...writeUndecidedAsToday(each),
      ]),
      ...warned.map(asWarning),
    ],
    refusals: refused.map(asRefusal),
    changed: [...broken.map(asChanged), ...judged.flatMap(writeMended)],
  };
}

/** One for each audience that a plan makes worse. */
function writeBroken(of: JudgedHouseRule, words: Words): readonly RuleObjection[] {
  const { rule } = of;
  return [...groupBy(of.worse, ({ audience }) => audience)].flatMap(([audience, claims]) => {
    const fresh = claims.filter(({ since }) => since === null);
    const first = chooseWitness(fresh.length > 0 ? fresh : claims);
    if (first === undefined) return [];
    const isRule = 'demand' in rule;
    const say = (name: string) =>
      isRule
        ? describeBreach(name, rule.demand, claims)
        : describeSurprise([name], first.expected, rule.name);
    return [
      {
        ...{ of, audience },
        code: isRule ? 'rule-broken' : 'people-not-as-expected',
        say,
        since: fresh.length > 0 ? null : describeSince(claims),
        example: `${describeWitness(first, words.nameOf)}${describeToday(first, words)}`,
        fix: adviseOnBroken(of, first, claims, words),
      },
    ];
  });
}

/** Whether it is so for more people than today, of whom the plan breaks something that is broken already. */
function describeSince(claims: JudgedHouseRule['worse']): string {
  const isCertain = claims.some(({ since }) => since?.isCertain);
  return `after this plan ${isCertain ? '' : 'perhaps '}for more people`;
}

/** Where someone stands today who is not concerned yet. */
function describeToday(
  { since }: JudgedHouseRule['worse'][number],
  { nameOf }: Pick<Words, 'nameOf'>,
): string {
  const { today } = since ?? {};
  const label = (keys: readonly string[] = []) => keys.map((key) => nameOf(key));
  const [within, notIn] = [label(today?.in), label(today?.notIn)];
  const places = [
    ...(within.length > 0 ? [`in ${listOf(within)}`] : []),
    ...(notIn.length > 0 ? [`not in ${listOf(notIn, 'or')}`] : []),
  ];
  return places.length === 0 ? '' : `, and today ${places.join(', but ')}`;
}

const undecided = { code: 'rule-undecided', since: null, example: null } as const;

/** One for each audience, where it is the same reason. */
function writeUndecided(of: JudgedHouseRule, { nameOfAudience }: Words): readonly RuleObjection[] {
  const isHidden = ({ hidden }: UndecidedByPlan) => hidden.length > 0;
  const unseen = groupBy(of.undecided.filter(isHidden), ({ audience }) => audience);
  const large = of.undecided.filter((claim) => !isHidden(claim));
  return [
    ...[...unseen].flatMap(([audience, claims]): RuleObjection[] => {
      const hidden = [...new Set(claims.flatMap((claim) => claim.hidden))].map(nameOfAudience);
      const say = (name: string) => describeHidden(name, audience.name, hidden);
      return [{ of, audience, ...undecided, say, fix: adviseOnHidden(of) }];
    }),
    ...sayUndecided(large).map(({ audience, say, hint }) => ({
      ...{ of, audience, ...undecided, say, fix: hint },
    })),
  ];
}

/** One warning for all that no manifest declares and the plan does not change. */
function writeUndecidedAsToday(of: JudgedHouseRule): readonly Diagnostic[] {
  const { rule, undecidedAsToday } = of;
  const what = 'demand' in rule ? `the rule ${quote(rule.name)}` : quote(rule.name);
  const byHidden = groupBy(undecidedAsToday, ({ hidden }) => hidden.length > 0);
  return [...byHidden].map(([isHidden, claims]) => {
    const names = listEntities([...new Set(claims.map(({ audience }) => quote(audience.name)))]);
    const rest = isHidden
      ? 'because the API does not return the algebra'
      : 'and this plan does not change that';
    return {
      severity: 'warning',
      code: 'rule-undecided',
      message: `${what} is not decided for ${names}, ${rest}`,
      source: rule.source,
      hint: adviseOnUndecided(of, claims),
    };
  });
}

/** Each name once, also where the rule is over no audience. */
function writeUnknown(
  { rule, unknown }: JudgedHouseRule,
  { explain, isNothing }: Words,
): readonly Diagnostic[] {
  const ownerOf = new Map(unknown.map(({ name, audience }) => [name, audience.ownerId]));
  const wrong = namesInRule(rule).filter(({ name }) => ownerOf.has(name) || isNothing(name));
  return [...groupBy(wrong, ({ name }) => name)].flatMap(([name, [first]]): Diagnostic[] => {
    if (first === undefined) return [];
    const problem = explain(name, ownerOf.get(name) ?? null);
    return [{ severity: 'error', ...problem, source: rule.locate(first.path) }];
  });
}

function writeImpossible({ rule, isImpossible }: JudgedHouseRule): readonly Diagnostic[] {
  return isImpossible && !('demand' in rule) ? [describeImpossible(rule)] : [];
}

function writeUnmatched({ rule, audiences, unmatched }: JudgedHouseRule): readonly Diagnostic[] {
  const nothing = (message: string, source: Source): Diagnostic => ({
    severity: 'warning',
    code: 'rule-matches-nothing',
    message,
    source,
    hint: 'Correct the name, or remove what is no longer needed.',
  });
  if ('demand' in rule && rule.demand.kind !== 'schema' && audiences.length === 0) {
    return [nothing(`the rule ${quote(rule.name)} is over no audience`, rule.source)];
  }
  return unmatched.map(({ glob, path }) =>
    nothing(`${quote(glob)} matches no audience`, rule.locate(path)),
  );
}

function writeMended({ rule, mended }: JudgedHouseRule): readonly PlannedRule[] {
  const audiences = [...new Set(mended.map(({ audience }) => audience))];
  if (audiences.length === 0) return [];
  const names = listEntities(audiences.map(({ name }) => quote(name)));
  const [what, today] =
    'demand' in rule
      ? [`the rule ${quote(rule.name)} holds`, 'does not']
      : [`${quote(rule.name)} is as expected`, 'is not'];
  return [
    {
      ...{ name: rule.name, becomes: 'kept' },
      addresses: audiences.map(({ address }) => address),
      text: `${what} for ${names} after this plan, and ${today} today`,
    },
  ];
}
