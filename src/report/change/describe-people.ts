/** What a change does to the people in an audience or segment, in words. */

import { listOf } from '../../model/text/count-of.ts';
import { needsSync } from '../../plan/people/planned-sync.ts';
import type {
  AffectedAudience,
  PlannedChange,
  Reach,
  Verdict,
} from '../../schema/generated/plan.ts';
import { quoteName } from '../text/printable.ts';
import { afterOf, beforeOf, readAddress, typeOf } from './change-attributes.ts';

export interface PeopleWords {
  /** A few words for a cell or a badge. */
  readonly summary: string;
  /** Why, where a rule about attributes decided; null where logic did. */
  readonly because: string | null;
  readonly enter: string | null;
  readonly leave: string | null;
  /** What is certain of two segments each, where the words rest on it: sentences without a full stop. */
  readonly facts: readonly string[];
  /** What does not happen before a list is uploaded. */
  readonly notYet: string | null;
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

/** The same of a change, with until when it empties an audience. */
export function describeChangeLong({ reach }: PlannedChange): string {
  if (!reach) return describeVerdictLong('unknown');
  const { verdict, leave } = reach;
  if (leave?.startsWith('everyone')) return describeMoving('leave', leave);
  return describeVerdictLong(verdict);
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
  if (change.action === 'delete') {
    const hasMembers = kind === 'audience' || typeOf(beforeOf(change)) === 'contactList';
    return words(hasMembers ? describeVerdict('empty') : '–');
  }
  if (!change.reach) return words('cannot tell');
  const { because = [], reasons = [] } = change.reach;
  return {
    ...wordsOf(change.reach),
    because: reasons.length === 0 ? null : [...new Set(reasons)].join('; '),
    facts: because.map(({ text }) => text),
    notYet: describeNotYet(change.reach),
  };
}

/** `nobody yet: "Complaints" is empty`, or `who until "Complaints" is uploaded is not known`. */
function describeNotYet({ verdict, untilUpload }: Reach): string | null {
  if (untilUpload === undefined) return null;
  const { lists } = untilUpload;
  const moves = verdict === 'different' ? movesMissing[untilUpload.verdict] : undefined;
  const names = listOf(lists.map(quoteName));
  if (untilUpload.verdict === 'unknown') {
    return `who until ${names} ${lists.length === 1 ? 'is' : 'are'} uploaded is not known`;
  }
  return `nobody ${moves ?? ''}yet: ${names} ${lists.length === 1 ? 'is' : 'are'} empty`;
}

/** What one verdict leaves out of both. */
const movesMissing: Readonly<Partial<Record<Verdict, string>>> = {
  wider: 'leaves ',
  narrower: 'enters ',
};

/** For a cell or a row of its own: who moves, and what is not so today. */
export function peopleCell({ summary, leave, notYet }: PeopleWords): string {
  if (leave?.startsWith('everyone')) return describeMoving('leave', leave);
  return notYet === null ? summary : `${summary} (${notYet})`;
}

/** Plans of older versions have no words for an audience that changes through a segment. */
export function describeAffected(
  affected: Pick<AffectedAudience, 'verdict' | 'enter' | 'leave'>,
): readonly string[] {
  return peopleSentences(wordsOf(affected));
}

function wordsOf({
  verdict,
  enter = null,
  leave = null,
}: Partial<Reach> & Pick<Reach, 'verdict'>): PeopleWords {
  return { ...words(describeVerdict(verdict)), enter, leave };
}

function words(summary: string): PeopleWords {
  return { summary, because: null, enter: null, leave: null, facts: [], notYet: null };
}

/** A line each for who enters and who leaves; where words cannot say it, the summary with its reason. */
export function peopleSentences({
  summary,
  because,
  enter,
  leave,
  notYet,
}: PeopleWords): readonly string[] {
  const rows = [
    ...(enter === null ? [] : [describeMoving('enter', enter)]),
    ...(leave === null ? [] : [describeMoving('leave', leave)]),
  ];
  if (rows.length === 0 && notYet === null)
    return [because === null ? summary : `${summary}: ${because}`];
  const stays = summary === verdictWords.wider ? 'leaves' : 'enters';
  const isOneSided = summary === verdictWords.wider || summary === verdictWords.narrower;
  // What is not so today stands right behind it.
  const today = notYet === null ? '' : ` (${notYet})`;
  if (isOneSided && rows.length > 0) return rows.map((row) => `${row}${today}; nobody ${stays}`);
  return notYet === null ? rows : [...rows, notYet];
}

/** `enter: in "A"`, `everyone leaves until the list is uploaded again`. */
function describeMoving(verb: 'enter' | 'leave', who: string): string {
  const everyone = /^everyone\b(.*)$/u.exec(who);
  return everyone ? `everyone ${verb}s${everyone[1]}` : `${verb}: ${who}`;
}
