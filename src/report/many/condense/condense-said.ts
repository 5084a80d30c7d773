import type { CondensedSaid } from '../project-result.ts';
import type { Said } from '../said.ts';
import { cutPhrase } from './cut-phrase.ts';
import { keepFirst } from './keep-first.ts';

/** More sentences of one project are counted. */
const mostSaid = 12;

/** Characters of a sentence. */
const longest = 800;

export function condenseSaid({ what, counts, sentences, isIdle = false }: Said): CondensedSaid {
  const { first, ...others } = keepFirst(sentences, mostSaid);
  return {
    ...{ what, counts, isIdle, ...others },
    phrases: first.map((phrase) => cutPhrase(phrase, longest)),
  };
}
