/** What a change does to the people in an audience or segment, in words. */

import { needsSync } from '../../plan/people/planned-sync.ts';
import type { PlannedChange, Verdict } from '../../schema/generated/plan.ts';
import { afterOf, readAddress, typeOf } from './change-attributes.ts';

export interface PeopleWords {
  /** A few words for a cell or a badge. */
  readonly summary: string;
  /** Why, where a rule about attributes decided; null where logic did. */
  readonly because: string | null;
  readonly enter: string | null;
  readonly leave: string | null;
  /** What is certain of two segments each, where the words rest on it: sentences without a full stop. */
  readonly facts: readonly string[];
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  same: 'the same',
  wider: 'some enter',
  narrower: 'some leave',
  different: 'some enter, some leave',
  empty: 'everyone leaves',
  unknown: 'cannot tell',
};

/** In a sentence of its own, after a colon. */
export function describeVerdictLong(verdict: Verdict): string {
  if (verdict === 'unknown') return 'who enters and who leaves is not known';
  return verdictWords[verdict].replace(/^some /u, 'some people ');
}

/** In a row or a cell whose title says that it is about people. */
export function describeVerdict(verdict: Verdict): string {
  return verdictWords[verdict];
}

export function describePeople(change: PlannedChange): PeopleWords {
  const { kind } = readAddress(change.address);
  const isList = typeOf(afterOf(change)) === 'contactList';
  const isFilled = needsSync(change.members);
  if (change.action === 'create') {
    return words(!isList ? 'new' : isFilled ? 'new, filled at once' : 'new, empty');
  }
  if (change.action === 'delete') return words(kind === 'audience' ? 'everyone leaves' : '–');
  if (!change.reach) return words('cannot tell');
  const { verdict, enter, leave, because = [] } = change.reach;
  const reasons = [...new Set(because.filter((each) => typeof each === 'string'))].join('; ');
  const facts = because.flatMap((each) => (typeof each === 'string' ? [] : [each.text]));
  const summary = describeVerdict(verdict);
  return { summary, because: reasons === '' ? null : reasons, enter, leave, facts };
}

function words(summary: string): PeopleWords {
  return { summary, because: null, enter: null, leave: null, facts: [] };
}

/** The summary with its reason behind it. */
export function peopleSentence({ summary, because }: PeopleWords): string {
  return because === null ? summary : `${summary}: ${because}`;
}
