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
import { fixOfGroup, groupLeft } from './group-left.ts';
import { pairPeople } from './pair-people.ts';
import { loseMembers, noteOn, onOneLine } from './render-taking-text.ts';

export interface SayPullOptions {
  readonly isCheck: boolean;
  /** A file of the project as the working directory sees it. */
  readonly nameOf: (file: string) => string;
}

/** @returns null where nothing is taken, and nothing left. */
export function sayPull(
  { takings, left, people }: PullResult,
  { labels }: Pick<Project, 'labels'>,
  { isCheck, nameOf }: SayPullOptions,
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
      ...sayAllLeft(left, labels, nameOf),
    ],
    ...(takings.length === 0 ? { isIdle: true } : {}),
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
    ...capitalNameOf(taking.address),
    `: ${withStop(parts.join('; '))}`,
    ...(people === undefined ? [] : [sayPeople(people)]),
    ...(taking.losesMembers ? [` Members ${withStop(loseMembers(taking))}`] : []),
  ];
}

function sayPart({ label, lines, isConflict }: TakingPart): string {
  const value = onOneLine(lines);
  const conflict = isConflict ? " (git's own change is replaced)" : '';
  return `${value === null ? `${label} changed` : `${label} ${value}`}${conflict}`;
}

function sayAffected(people: PulledPeople): Phrase {
  return [...capitalNameOf(people.address), ': affected.', sayPeople(people)];
}

function sayPeople(people: PulledPeople): string {
  return ` People: ${withStop(describeAffected(people).join('; '))}`;
}

/** Whole entries of which the same is to say are one sentence. */
function sayAllLeft(
  left: readonly LeftDifference[],
  labels: Labels,
  nameOf: SayPullOptions['nameOf'],
): readonly Phrase[] {
  const sameOf = new Map(
    groupLeft(left.filter(({ path }) => path === null)).flatMap((group) =>
      group.map((each) => [each, group] as const),
    ),
  );
  return left.flatMap((each): readonly Phrase[] => {
    const group = sameOf.get(each) ?? [each];
    return group[0] === each ? [sayLeft(group, labels, nameOf)] : [];
  });
}

/** More than these are counted. */
const mostNamed = 5;

function sayLeft(
  group: readonly LeftDifference[],
  labels: Labels,
  nameOf: SayPullOptions['nameOf'],
): Phrase {
  const [first] = group;
  const shown = group.slice(0, mostNamed);
  const hidden = group.length - shown.length;
  return [
    'Not taken: ',
    ...shown.flatMap((left, at): Phrase => {
      const { address, source } = left;
      const what = sayLeftValues(left, labels);
      const place = source === null ? '' : ` (${nameOf(source.file)}:${source.line})`;
      return [...(at === 0 ? [] : ['; ']), ...lowNameOf(address), `${what}${place}`];
    }),
    ...(hidden > 0 ? [`; and ${hidden} more`] : []),
    `. ${first?.text ?? ''} ${fixOfGroup(group)}`,
  ];
}

/** From git's value to the remote one, so that it can be written by hand. */
function sayLeftValues(left: LeftDifference, labels: Labels): string {
  const { address, path, take, from, to, source } = left;
  if (path === null) return '';
  const bare = `, ${path === 'name' ? 'name' : attributeLabel(path)}`;
  if (from === undefined || to === undefined || source === null) return bare;
  const attributes = [{ path, take: 'drift' as const, from, to }];
  const taking: Taking = { address, action: 'edit', take, attributes, source };
  const parts = describeTaking(taking, labels).map(sayPart);
  return parts.length === 0 ? bare : `, ${parts.join('; ')}`;
}

function capitalNameOf(address: string): Phrase {
  const [kind = '', ...rest] = lowNameOf(address);
  return [typeof kind === 'string' ? withCapital(kind) : kind, ...rest];
}

function lowNameOf(address: string): Phrase {
  const { kind, name } = readAddress(address);
  return [`${kind} `, { name }];
}
