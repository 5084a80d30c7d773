import type { Fact } from '../logic/list-facts.ts';

/** A fact as a sentence, without a full stop, over the names of its segments. */
export function describeFact({ segment, relation, of, reason }: Fact<string>): string {
  const sentences = {
    within: `everyone in ${segment} is in ${of}`,
    equal: `${segment} and ${of} contain the same people`,
    excludes: `${segment} and ${of} have no people in common`,
  };
  return `${sentences[relation]}: ${reason}`;
}
