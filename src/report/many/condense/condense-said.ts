import type { CondensedSaid } from '../project-result.ts';
import type { Said } from '../said.ts';
import { cutPhrase } from './cut-phrase.ts';

/** More sentences of one project are counted. */
const mostSaid = 12;

/** Characters of a sentence. */
const longest = 800;

export function condenseSaid({ what, counts, sentences }: Said): CondensedSaid {
  return {
    ...{ what, counts },
    phrases: sentences.slice(0, mostSaid).map((phrase) => cutPhrase(phrase, longest)),
    hidden: Math.max(0, sentences.length - mostSaid),
  };
}
