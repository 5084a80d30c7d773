/** What is said of rules and of people, wherever it is reported. */
import type { Person } from '../algebra/logic/find-person.ts';
import type { RuleDemand } from '../model/house-rule.ts';
import { listOf } from '../model/text/count-of.ts';
import { listSome } from '../model/text/list-some.ts';
import { quote } from '../model/text/quote.ts';
import type { Claim } from './claim.ts';

/** How many audiences a sentence names. */
const mostNames = 3;

/** Someone who shows that a rule is broken. */
export function describePerson(
  { in: within, notIn }: Person,
  nameOf: (key: string) => string,
): string {
  if (within.length === 0) return 'a person in no segment named here';
  const names = listOf([...new Set(within.map((key) => quote(nameOf(key))))]);
  return `a person in ${names}${notIn.length > 0 ? ', in no other segment named here' : ''}`;
}

/**
 * What is wrong with an audience that breaks a rule about people.
 * @param others the audiences that it overlaps
 */
export function describeBreach(
  audience: string,
  demand: RuleDemand,
  others: readonly string[] = [],
): string {
  const name = quote(audience);
  switch (demand.kind) {
    case 'excludes':
      return `${name} may reach people in ${listOf(demand.names.map(quote), 'or')}`;
    case 'within':
      return `${name} may reach people who are not in ${quote(demand.name)}`;
    case 'disjoint':
      return others.includes(audience)
        ? `${name} is in two groups that must not overlap`
        : `${name} may reach the same people as ${listSome(others.map(quote), mostNames)}`;
    case 'schema':
      return `${name} is not as the rule demands`;
  }
}

/** What is wrong with audiences that do not treat a person as expected. */
export function describeSurprise(
  audiences: readonly string[],
  expected: Claim['expected'],
  person: string,
): string {
  const names = listSome(audiences.map(quote), mostNames);
  if (expected !== 'in') return `${names} may reach ${quote(person)}`;
  return `${names} ${audiences.length === 1 ? 'does' : 'do'} not always reach ${quote(person)}`;
}

/**
 * What to do about an audience that breaks a rule.
 * @param rewrite a tree of which the rule holds, in a manifest's words; null where none is known
 */
export function adviseOnBreach(
  demand: RuleDemand,
  rewrite: string | null,
  [other = '']: readonly string[] = [],
): string {
  if (rewrite === null) return 'Change the audience, or add its name to except of the rule.';
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
