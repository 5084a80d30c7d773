/** What is judged of house rules, as plans say it: what refuses the plan, what it warns of, what it changes. */
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { mapAlgebra, type SegmentReference, writeAlgebra } from '../../model/algebra.ts';
import { groupBy } from '../../model/group-by.ts';
import { listSome } from '../../model/text/list-some.ts';
import { quote } from '../../model/text/quote.ts';
import { chooseWitness } from '../../rules/choose-witness.ts';
import type { BrokenClaim } from '../../rules/judge-rules.ts';
import { rewriteFor } from '../../rules/rewrite.ts';
import { sayUndecided } from '../../rules/say-undecided.ts';
import {
  adviseOnBreach,
  adviseOnOtherRetailer,
  describeBreach,
  describeImpossible,
  describeSurprise,
  describeWitness,
} from '../../rules/words.ts';
import { writeFlowBare } from '../../rules/write-flow.ts';
import type { PlannedRule, Refusal } from '../../schema/generated/plan.ts';
import type { JudgedHouseRule, PlannedSegments } from './judge-house-rules.ts';
import type { PlannedAudience, PlannedWorlds } from './planned-world.ts';

export interface WrittenHouseRules {
  /** Names of rules that lead nowhere: there is no sound plan. */
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  readonly refusals: readonly Refusal[];
  /** What the plan makes true or false. */
  readonly changed: readonly PlannedRule[];
}

interface Words extends PlannedSegments {
  readonly worlds: PlannedWorlds;
  /** How an audience refers to the segment of a key; null where it cannot, or its name is not enough. */
  readonly referTo: (key: string, audience: PlannedAudience) => SegmentReference | null;
  /** Why an audience cannot have segments side by side, in words; null where it can. */
  readonly objectTo: (keys: readonly string[], audience: PlannedAudience) => string | null;
  /** The name of a segment that is another retailer's than the audience; null for any other. */
  readonly nameOfOther: (key: string, audience: PlannedAudience) => string | null;
  /** Why a name means no segment for an audience, where there is more to say than that there is none. */
  readonly explain: (name: string, audience: PlannedAudience) => NameProblem | null;
}

/** Why a name leads nowhere. */
export type NameProblem = Required<Pick<Diagnostic, 'code' | 'message' | 'hint'>>;

/** How many audiences a warning names. */
const mostNames = 3;

export function writeHouseRules(
  judged: readonly JudgedHouseRule[],
  words: Words,
): WrittenHouseRules {
  const broken = judged.flatMap((each) => writeBroken(each, words));
  const objections = [...broken, ...judged.flatMap(writeUndecided)];
  const refused = objections.filter(({ of }) => isRefused(of));
  const warned = objections.filter(({ of }) => !isRefused(of));
  return {
    errors: judged.flatMap((each) => [...writeUnknown(each, words), ...writeImpossible(each)]),
    warnings: [
      ...judged.flatMap((each) => [...writeUnmatched(each), ...writeLeft(each)]),
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
        fix: adviseOn(of, first, others, words),
      },
    ];
  });
}

function writeUndecided(of: JudgedHouseRule): readonly Objection[] {
  return sayUndecided(of.after.undecided).map(({ audience, say, hint }) => ({
    ...{ of, audience, code: 'rule-undecided', say, fix: hint },
  }));
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

function adviseOn(
  { rule }: JudgedHouseRule,
  claim: BrokenClaim<PlannedAudience>,
  others: readonly string[],
  { worlds, referTo, objectTo, nameOfOther }: Words,
): string {
  if (!('demand' in rule)) return 'Change the audience, or correct what people expects.';
  if (claim.audience.declaration === null) {
    return 'Declare the audience and change it, or add its name to except of the rule.';
  }
  const { audience, named } = claim;
  const [other] = named.flatMap((tree) =>
    'segment' in tree ? (nameOfOther(tree.segment, audience) ?? []) : [],
  );
  if (other !== undefined && others.length === 0) return adviseOnOtherRetailer(other);
  if (others.length > 1) return adviseOnBreach(rule.demand, null, others);
  const objection = (keys: readonly string[]) => objectTo(keys, audience);
  const rewrite = rewriteFor(claim, rule.demand, worlds.after.relate, objection);
  if (rewrite.tree === null) return adviseOnBreach(rule.demand, null, others, rewrite.why);
  const refer = (key: string) => referTo(key, audience) ?? { name: key };
  const tree = writeFlowBare(writeAlgebra(mapAlgebra(rewrite.tree, refer)));
  return adviseOnBreach(rule.demand, tree, others);
}

function writeUnknown({ rule, after }: JudgedHouseRule, { explain }: Words): readonly Diagnostic[] {
  const byName = groupBy(after.unknown, ({ name }) => name);
  return [...byName].flatMap(([name, [first]]): readonly Diagnostic[] => {
    if (first === undefined) return [];
    const problem = explain(name, first.audience) ?? {
      code: 'reference-unknown',
      message: `no declared or remote segment or audience has the name "${name}"`,
      hint: 'Correct the name, or declare it.',
    };
    return [{ severity: 'error', ...problem, source: rule.locate(first.path) }];
  });
}

function writeImpossible({ rule, after }: JudgedHouseRule): readonly Diagnostic[] {
  return after.isImpossible && !('demand' in rule) ? [describeImpossible(rule)] : [];
}

function writeUnmatched({ rule, after }: JudgedHouseRule): readonly Diagnostic[] {
  const nothing = (message: string, source: Source): Diagnostic => ({
    severity: 'warning',
    code: 'rule-matches-nothing',
    message,
    source,
    hint: 'Correct the name, or remove what is no longer needed.',
  });
  if ('demand' in rule && rule.demand.kind !== 'schema' && after.audiences.length === 0) {
    return [nothing(`the rule ${quote(rule.name)} is over no audience`, rule.source)];
  }
  return after.unmatched.map(({ glob, path }) =>
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
      hint: 'Change the audiences, or add their names to except of the rule.',
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
