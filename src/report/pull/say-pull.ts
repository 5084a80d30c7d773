/** A pull as one of many: a line for the project, and a sentence for each entry that is taken or left. */
import { compareText } from '../../diagnostics/diagnostic.ts';
import type { Labels, Project } from '../../model/project.ts';
import { countOf, listOf } from '../../model/text/count-of.ts';
import type { LeftDifference, PulledPeople, PullResult, Taking } from '../../pull/pull-result.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeAffected } from '../change/describe-people.ts';
import type { Said } from '../many/said.ts';
import { withCapital, withStop } from '../text/as-sentence.ts';
import type { Phrase } from '../text/phrase.ts';
import { describeTaking, type TakingPart } from './describe-taking.ts';
import { pairPeople } from './pair-people.ts';
import { membersLost, noteOn, onOneLine } from './render-taking-text.ts';

/** @returns null where nothing is taken, and nothing left. */
export function sayPull(
  { takings, left, people }: PullResult,
  { labels }: Pick<Project, 'labels'>,
  isCheck: boolean,
): Said | null {
  if (takings.length + left.length === 0) return null;
  const taken = isCheck ? 'to take' : 'taken';
  const { ofTakings, others } = pairPeople(takings, people);
  return {
    what: [
      ...(takings.length === 0 ? [] : [`${listOf(countActions(takings))} ${taken}`]),
      ...(left.length === 0 ? [] : [`${left.length} not taken`]),
    ].join(', '),
    counts: { [taken]: takings.length, 'not taken': left.length },
    sentences: [
      ...takings
        .toSorted((a, b) => compareText(a.address, b.address))
        .map((taking) => sayTaking(taking, ofTakings.get(taking), labels)),
      ...others.map(sayAffected),
      ...left.map(sayLeft),
    ],
  };
}

function countActions(takings: readonly Taking[]): readonly string[] {
  const count = (action: Taking['action'], noun: string, plural?: string) => {
    const { length } = takings.filter((taking) => taking.action === action);
    return length === 0 ? [] : [countOf(length, noun, plural)];
  };
  return [
    ...count('edit', 'edit'),
    ...count('add', 'new entry', 'new entries'),
    ...count('remove', 'deletion'),
    ...count('tidy', 'removal of what is done', 'removals of what is done'),
  ];
}

function sayTaking(taking: Taking, people: PulledPeople | undefined, labels: Labels): Phrase {
  const note = noteOn(taking);
  const parts = note === null ? describeTaking(taking, labels).map(sayPart) : [note];
  return [
    ...nameOf(taking.address),
    `: ${withStop(parts.join('; '))}`,
    ...(people === undefined ? [] : [sayPeople(people)]),
    ...(taking.losesMembers ? [` Members ${membersLost}.`] : []),
  ];
}

function sayPart({ label, lines, isConflict }: TakingPart): string {
  const value = onOneLine(lines);
  const conflict = isConflict ? " (git's own change is replaced)" : '';
  return `${value === null ? `${label} changed` : `${label} ${value}`}${conflict}`;
}

function sayAffected(people: PulledPeople): Phrase {
  return [...nameOf(people.address), ': affected.', sayPeople(people)];
}

function sayPeople(people: PulledPeople): string {
  return ` People: ${withStop(describeAffected(people).join('; '))}`;
}

function sayLeft({ address, path, text, fix }: LeftDifference): Phrase {
  const attribute = path === null ? '' : `, ${path === 'name' ? 'name' : attributeLabel(path)}`;
  return ['Not taken: ', ...lowNameOf(address), `${attribute}. ${text} ${fix}`];
}

function nameOf(address: string): Phrase {
  const [kind = '', ...rest] = lowNameOf(address);
  return [typeof kind === 'string' ? withCapital(kind) : kind, ...rest];
}

function lowNameOf(address: string): Phrase {
  const { kind, name } = readAddress(address);
  return [`${kind} `, { name }];
}
