import type { Person } from '../algebra/logic/find-person.ts';
import { listOf } from '../model/text/count-of.ts';
import { quote } from '../model/text/quote.ts';

/** Someone who shows that a rule is broken. */
export function describePerson(
  { in: within, notIn }: Person,
  nameOf: (key: string) => string,
): string {
  if (within.length === 0) return 'a person in no segment named here';
  const names = listOf(within.map((key) => quote(nameOf(key))));
  return `a person in ${names}${notIn.length > 0 ? ', in no other segment named here' : ''}`;
}
