/** What is said of rules and of people, wherever it is reported. */
import type { Person } from '../algebra/logic/find-person.ts';
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ExpectedPerson, HouseRule, RuleDemand } from '../model/house-rule.ts';
import { listOf } from '../model/text/count-of.ts';
import { listSome } from '../model/text/list-some.ts';
import { quote } from '../model/text/quote.ts';
import type { Claim } from './claim.ts';
import type { BrokenClaim } from './judge-rules.ts';
import type { RuledAudience } from './rule-world.ts';

/** How many entities a sentence names. */
const mostNames = 3;

/** Names in quotes, or `it`; beyond three, they are counted. */
export function listEntities(names: readonly string[]): string {
  return names.length > mostNames ? listSome(names, mostNames) : listOf(names);
}

/**
 * Someone who shows that a rule is broken.
 * @param labelOf what a segment is called, in quotes
 */
function describePerson({ in: within, notIn }: Person, labelOf: (key: string) => string): string {
  if (within.length === 0) return 'a person in no segment named here';
  const names = listOf([...new Set(within.map((key) => labelOf(key)))]);
  return `a person in ${names}${notIn.length > 0 ? ', in no other segment named here' : ''}`;
}

/**
 * Someone who shows that a claim does not hold, and of two audiences, which ones.
 * @param labelOf what a segment is called, in quotes
 */
export function describeWitness(
  { audience, other = audience, person }: BrokenClaim,
  labelOf: (key: string) => string,
): string {
  const both =
    other === audience
      ? ''
      : `, whom ${quote(audience.name)} and ${labelOther(audience, other)} both reach`;
  return `${describePerson(person, labelOf)}${both}`;
}

/** Two retailers may have audiences of one name. */
function labelOther(audience: RuledAudience, other: RuledAudience): string {
  return other.name === audience.name ? `another ${quote(other.name)}` : quote(other.name);
}

/**
 * What is wrong with an audience that breaks a rule about people.
 * @param name of the audience, in quotes, or `it`
 * @param broken the claims that it breaks
 */
export function describeBreach(
  name: string,
  demand: RuleDemand,
  broken: readonly Pick<Claim, 'audience' | 'other'>[],
): string {
  switch (demand.kind) {
    case 'excludes':
      return `${name} may reach people in ${listOf(demand.names.map(quote), 'or')}`;
    case 'within':
      return `${name} may reach people who are not in ${quote(demand.name)}`;
    case 'disjoint': {
      const others = broken.flatMap(({ audience, other = audience }) =>
        other === audience ? [] : [labelOther(audience, other)],
      );
      const isInTwo = isInTwoGroups(broken);
      const facts = [
        ...(isInTwo ? ['is in two groups that must not overlap'] : []),
        ...(others.length > 0
          ? [`may reach the same people as ${listEntities(others.toSorted(compareText))}`]
          : []),
      ];
      return `${name} ${facts.join(', and ')}`;
    }
    case 'schema':
      return `${name} is not as the rule demands`;
  }
}

/** That a rule or a person is not as it should be, before the names of the audiences. */
export function sayBroken(rule: HouseRule | ExpectedPerson): {
  readonly what: string;
  readonly by: 'by' | 'for';
} {
  const name = quote(rule.name);
  return 'demand' in rule
    ? { what: `the rule ${name} is broken`, by: 'by' }
    : { what: `${name} is not as expected`, by: 'for' };
}

/**
 * What is wrong with audiences that do not treat a person as expected.
 * @param names of the audiences, in quotes, or `it`
 */
export function describeSurprise(
  names: readonly string[],
  expected: Claim['expected'],
  person: string,
): string {
  const listed = listEntities(names);
  if (expected !== 'in') return `${listed} may reach ${quote(person)}`;
  return `${listed} ${names.length === 1 ? 'does' : 'do'} not always reach ${quote(person)}`;
}

/**
 * What to do about an audience that breaks a rule.
 * @param rewrite a tree of which the rule holds, in a manifest's words; null where none is suggested
 * @param why in words, where there is more to say of that
 */
export function adviseOnBreach(
  demand: RuleDemand,
  rewrite: string | null,
  [other = '']: readonly string[] = [],
  why: string | null = null,
): string {
  if (rewrite === null) {
    const reason = why === null ? '' : ` No algebra is suggested: ${why}.`;
    return `Change the audience, or add its name to except of the rule.${reason}`;
  }
  switch (demand.kind) {
    case 'excludes':
      return `Exclude ${listOf(demand.names.map(quote))} from the whole audience: ${rewrite}.`;
    case 'within':
      return `Keep the audience within ${quote(demand.name)}: ${rewrite}.`;
    case 'disjoint':
      return `Keep the people of ${quote(other)} out of this audience, if they should not be in it: ${rewrite}.`;
    case 'schema':
      return 'Change the entity, or add its name to except of the rule.';
  }
}

/** Whether an audience is in two groups that must not overlap: no change of its people helps. */
export function isInTwoGroups(claims: readonly Pick<Claim, 'audience' | 'other'>[]): boolean {
  return claims.some(({ audience, other }) => audience === other);
}

export const adviseOnTwoGroups =
  'Correct the globs of disjoint, so that only one of them matches the audience, or add its name to except of the rule.';

/** Why an audience cannot have a segment beside others in its algebra. */
export type SegmentObjection =
  | ('alone' | 'absent' | 'released')
  | ('undeclared' | 'of-other' | 'unclear');

/** Why no rewrite mends an audience whose algebra manifests leave alone. */
export const algebraIsIgnored = 'ignoreChanges of the audience leaves its algebra as it is';

export function describeObjection(objection: SegmentObjection, name: string): string {
  switch (objection) {
    case 'alone':
      return `${quote(name)} is a retargeting segment, which must be the only segment of its audience`;
    case 'absent':
      return `${quote(name)} is declared absent`;
    case 'released':
      return `${quote(name)} is released`;
    case 'undeclared':
      return `no manifest declares ${quote(name)}`;
    case 'of-other':
      return `${quote(name)} belongs to another retailer`;
    case 'unclear':
      return `the name ${quote(name)} alone does not say which segment is meant`;
  }
}

/** What to do where a rule names a segment of another retailer, which no audience of this one can use. */
export function adviseOnOtherRetailer(name: string): string {
  return `Write one rule for each retailer: ${quote(name)} belongs to another one. Add the audience to except of this rule, and make a rule over it that names segments of its own retailer.`;
}

/**
 * What a rule's schema has against an entity.
 * @param name of the entity, in quotes, or `it`
 */
export function describeSchemaObjection(
  name: string,
  { code, fact }: { readonly code: string; readonly fact: string },
): string {
  return code === 'rule-undecided'
    ? `it is not known whether ${name} is as the rule demands: ${fact}`
    : `${name} is not as the rule demands: ${fact}`;
}

/**
 * Why nothing is known of an audience.
 * @param name of the audience, in quotes, or `it`
 * @param hidden the names of the audiences that the API shows without their trees
 */
export function describeHidden(name: string, audience: string, hidden: readonly string[]): string {
  const others = hidden.filter((each) => each !== audience).map(quote);
  const own = hidden.includes(audience) ? ['its algebra'] : [];
  const all = [...own, ...(others.length > 0 ? [`the algebra of ${listOf(others)}`] : [])];
  return `it is not known whether this holds for ${name}: the API does not return ${listOf(all)}`;
}

/** That the segments of a person rule each other out. */
export function describeImpossible({ name, locate }: ExpectedPerson): Diagnostic {
  return {
    severity: 'error',
    code: 'people-impossible',
    rule: name,
    message: `there can be no person like ${quote(name)}, so nothing is tested`,
    source: locate(['in'], 'key'),
    hint: 'Correct in and notIn.',
  };
}
