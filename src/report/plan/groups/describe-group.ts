/** The words for a group of changes that say the same. */
import type { Labels } from '../../../model/project.ts';
import { countOf } from '../../../model/text/count-of.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { adSetsOf, describeLiveUse } from '../../change/describe-live-use.ts';
import { describePeople, peopleSentences } from '../../change/describe-people.ts';
import type { ChangePart } from '../../text/signed-line.ts';
import { sharedParts } from './changed-parts.ts';
import type { ChangeGroup } from './group-changes.ts';

export interface GroupWords {
  /** `5 segments: look-back from 30 to 60 days`, or `5 segments`. */
  readonly title: string;
  /** `segments/shoes.yaml:11 and 4 more`. */
  readonly place: string;
  /** What the title does not say of the change. */
  readonly parts: readonly ChangePart[];
  /** Sentences about people; one where they differ from entity to entity. */
  readonly people: readonly string[];
  /** Null where there is nothing to say. */
  readonly live: string | null;
}

export function describeGroup(group: ChangeGroup, labels: Labels): GroupWords {
  const [first] = group;
  const { kind } = readAddress(first.address);
  const parts = first.action === 'delete' ? [] : sharedParts(group, labels);
  const inline = parts.length === 1 && parts[0] ? onOneLine(parts[0]) : null;
  const count = countOf(group.length, kind);
  return {
    title: inline === null ? count : `${count}: ${inline}`,
    place: describePlaces(group),
    parts: inline === null ? parts : [],
    people: describeGroupPeople(group),
    live: describeGroupLive(group),
  };
}

/** `look-back from 30 to 60 days`; null for what takes more than a line. */
function onOneLine({ label, subject, lines }: ChangePart): string | null {
  const [was, will] = lines;
  const isPair = lines.length === 2 && was?.sign === '-' && will?.sign === '+';
  if (label !== 'what' || subject === undefined || !isPair) return null;
  const isSameUnit = unitOf(was.text) !== null && unitOf(was.text) === unitOf(will.text);
  const from = isSameUnit ? was.text.replace(/ .*$/u, '') : was.text;
  const text = `${subject} from ${from} to ${will.text}`;
  return text.length > 60 ? null : text;
}

/** `days` of `30 days`; null for what is no number with a unit. */
function unitOf(text: string): string | null {
  return /^\d+ ([a-z]+)$/u.exec(text)?.[1] ?? null;
}

function describePlaces(group: ChangeGroup): string {
  const places = group.flatMap(({ source }) => (source ? [`${source.file}:${source.line}`] : []));
  const [first] = places;
  return first === undefined ? 'no manifest' : `${first} and ${group.length - 1} more`;
}

function describeGroupPeople(group: ChangeGroup): readonly string[] {
  const first = describePeople(group[0]);
  if (first.summary === '–') return [];
  const sentences = group.map((change) => peopleSentences(describePeople(change)));
  const [shown = []] = sentences;
  const isAlike = sentences.every((each) => each.join('\n') === shown.join('\n'));
  return isAlike ? shown : [`${first.summary}; different people in each`];
}

function describeGroupLive(group: ChangeGroup): string | null {
  const live = group.filter((change) => adSetsOf(change).length > 0);
  if (live.length === 0) return describeLiveUse(group[0]);
  const adSets = new Set(live.flatMap(adSetsOf));
  const { kind } = readAddress(group[0].address);
  return `${countOf(adSets.size, 'ad set')}, in ${live.length} of the ${countOf(group.length, kind)}`;
}
