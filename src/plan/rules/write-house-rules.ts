/** What is judged of house rules, as plans say it: what refuses the plan, what it warns of, what it changes. */
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { listSome } from '../../model/text/list-some.ts';
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
import type { PlannedAudience } from './planned-world.ts';

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

/** How many audiences a warning names. */
const mostNames = 3;

export function writeHouseRules(
  judged: readonly JudgedHouseRule[],
  words: Words,
): WrittenHouseRules {
  const broken = judged.flatMap((each) => writeBroken(each, words));
  const objections = [...broken, ...judged.flatMap((each) => writeUndecided(each, words))];
  const refused = objections.filter(({ of }) => isRefused(of));
  const warned = objections.filter(({ of }) => !isRefused(of));
  return {
    errors: judged.flatMap((each) => [...writeUnknown(each, words), ...writeImpossible(each)]),
    warnings: [
      ...judged.flatMap((each) => [
        ...writeUnmatched(each),
        ...writeLeft(each),
        ...writeUndecidedAsToday(each),
      ]),
      ...warned.map(asWarning),
    ],
    refusals: refused.map(asRefusal),
    changed: [...broken.map(asChanged), ...judged.flatMap(writeMended)],
  };
}

/** What stands against one audience. */
interface Objection {
  readonly of: JudgedHouseRule;
  readonly audience: PlannedAudience;
  readonly code: string;
  /** The fact, of an audience by its name in quotes, or of `it`. */
  readonly say: (name: string) => string;
  readonly fix: string;
}

function isRefused({ rule }: JudgedHouseRule): boolean {
  return !('level' in rule) || rule.level === 'error';
}

/** One for each audience that a plan makes worse. */
function writeBroken(of: JudgedHouseRule, words: Words): readonly Objection[] {
  const { rule } = of;
  return [...groupBy(of.worse, ({ audience }) => audience)].flatMap(([audience, claims]) => {
    const first = chooseWitness(claims);
    if (first === undefined) return [];
    const example = describeWitness(first, words.nameOf);
    const others = claims.flatMap(({ other }) => other?.name ?? []);
    const isRule = 'demand' in rule;
    const factOf = (name: string) =>
      isRule
        ? describeBreach(name, rule.demand, claims)
        : describeSurprise([name], first.expected, rule.name);
    return [
      {
        ...{ of, audience },
        code: isRule ? 'rule-broken' : 'people-not-as-expected',
        say: (name) => `${factOf(name)}, for example ${example}`,
        fix: adviseOnBroken(of, first, others, words),
      },
    ];
  });
}

/** One for each audience, where it is the same reason. */
function writeUndecided(of: JudgedHouseRule, { nameOfAudience }: Words): readonly Objection[] {
  const isHidden = ({ hidden }: UndecidedByPlan) => hidden.length > 0;
  const unseen = groupBy(of.undecided.filter(isHidden), ({ audience }) => audience);
  const large = of.undecided.filter((claim) => !isHidden(claim));
  return [
    ...[...unseen].flatMap(([audience, claims]): Objection[] => {
      const hidden = [...new Set(claims.flatMap((claim) => claim.hidden))].map(nameOfAudience);
      const say = (name: string) => describeHidden(name, audience.name, hidden);
      return [{ of, audience, code: 'rule-undecided', say, fix: adviseOnHidden(of) }];
    }),
    ...sayUndecided(large).map(({ audience, say, hint }) => ({
      ...{ of, audience, code: 'rule-undecided', say, fix: hint },
    })),
  ];
}

/** One warning for all that no manifest declares and the plan does not change. */
function writeUndecidedAsToday(of: JudgedHouseRule): readonly Diagnostic[] {
  const { rule, undecidedAsToday } = of;
  const audiences = [...new Set(undecidedAsToday.map(({ audience }) => audience.name))];
  if (audiences.length === 0) return [];
  const names = listSome(audiences.map(quote), mostNames);
  const what = 'demand' in rule ? `the rule ${quote(rule.name)}` : quote(rule.name);
  return [
    {
      severity: 'warning',
      code: 'rule-undecided',
      message: `${what} is not decided for ${names}, and this plan does not change that`,
      source: rule.source,
      hint: adviseOnUndecided(of, undecidedAsToday),
    },
  ];
}

function asRefusal({ of, audience, code, say, fix }: Objection): Refusal {
  const { file, line, column } = of.rule.source;
  const text = `${say('it')} (${labelOf(of)}, ${file}:${line}:${column})`;
  return { code, address: audience.address, text, fix };
}

function asWarning({ of, audience, code, say, fix }: Objection): Diagnostic {
  const message = `${say(quote(audience.name))} (${labelOf(of)})`;
  const { address } = audience;
  return { severity: 'warning', code, message, source: of.rule.source, address, hint: fix };
}

function asChanged({ of: { rule }, audience, say }: Objection): PlannedRule {
  const name = quote(rule.name);
  const what = 'demand' in rule ? `the rule ${name} is broken` : `${name} is not as expected`;
  return {
    ...{ name: rule.name, becomes: 'broken', addresses: [audience.address] },
    text: `${what}: ${say(quote(audience.name))}`,
  };
}

function labelOf({ rule }: JudgedHouseRule): string {
  return `${'demand' in rule ? 'rule' : 'people'} ${quote(rule.name)}`;
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

/** One warning for all that is as it was, also of audiences that no manifest declares. */
function writeLeft({ rule, left }: JudgedHouseRule): readonly Diagnostic[] {
  const audiences = [...new Set(left.map(({ audience }) => audience))];
  if (audiences.length === 0) return [];
  const names = listSome(
    audiences.map(({ name }) => quote(name)),
    mostNames,
  );
  const isRule = 'demand' in rule;
  const what = isRule
    ? `the rule ${quote(rule.name)} is broken`
    : `${quote(rule.name)} is not as expected`;
  return [
    {
      severity: 'warning',
      code: isRule ? 'rule-broken' : 'people-not-as-expected',
      message: `${what} today by ${names}, and this plan leaves that as it is`,
      source: rule.source,
      hint: isRule
        ? 'Change the audiences, or add their names to except of the rule.'
        : 'Change the audiences, or correct what people expects of them.',
    },
  ];
}

function writeMended({ rule, mended }: JudgedHouseRule): readonly PlannedRule[] {
  const audiences = [...new Set(mended.map(({ audience }) => audience))];
  if (audiences.length === 0) return [];
  const names = listSome(
    audiences.map(({ name }) => quote(name)),
    mostNames,
  );
  const what =
    'demand' in rule ? `the rule ${quote(rule.name)} holds` : `${quote(rule.name)} is as expected`;
  return [
    {
      ...{ name: rule.name, becomes: 'kept' },
      addresses: audiences.map(({ address }) => address),
      text: `${what} for ${names} after this plan, and does not today`,
    },
  ];
}
