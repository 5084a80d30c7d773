import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ExpectedPerson } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import { chooseWitness } from '../../rules/choose-witness.ts';
import type { BrokenClaim } from '../../rules/judge-rules.ts';
import { describeSurprise, describeWitness } from '../../rules/words.ts';
import type { DeclaredAudience } from './declared-world.ts';

/** `people-not-as-expected`: one finding for all audiences that fail a person in the same way. */
export function writeSurprises(
  person: ExpectedPerson,
  broken: readonly BrokenClaim<DeclaredAudience>[],
  nameOf: (key: string) => string,
): readonly Diagnostic[] {
  return [...groupBy(broken, ({ expected }) => expected)].flatMap(([expected, claims]) => {
    const first = chooseWitness(claims);
    if (first === undefined) return [];
    const audiences = claims.map(({ audience }) => audience);
    const key = expected === 'in' ? 'reachedBy' : 'notReachedBy';
    return [
      {
        severity: 'error' as const,
        code: 'people-not-as-expected',
        rule: person.name,
        message: describeSurprise(
          audiences.map(({ name }) => quote(name)),
          expected,
          person.name,
        ),
        example: describeWitness(first, (key) => quote(nameOf(key))),
        source: person.locate([key], 'key'),
        hint: `Change ${audiences.length === 1 ? 'the audience' : 'these audiences'}, or correct ${key}.`,
        related: audiences.map(({ name, declaration }) => ({
          label: name,
          source: declaration.locate(['algebra'], 'key'),
        })),
      },
    ];
  });
}
