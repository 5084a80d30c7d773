import type { Fact } from '../../algebra/logic/list-facts.ts';
import { describeFact } from '../../algebra/words/describe-fact.ts';

/** What a message rests on, to be put behind it; nothing where there are no facts. */
export function becauseOf(facts: readonly Fact<string>[], nameOf: (key: string) => string): string {
  const quote = (key: string) => `"${nameOf(key)}"`;
  const sentences = facts.map((fact) =>
    describeFact({ ...fact, segment: quote(fact.segment), of: quote(fact.of) }),
  );
  return sentences.length === 0 ? '' : `, because ${sentences.join('; ')}`;
}
