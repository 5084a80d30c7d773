/** One change in the text plan: a headline, then what it does, to whom, and how to go back. */
import type { Labels } from '../../model/project.ts';
import type { ChangeStep, PlannedChange } from '../../schema/generated/plan.ts';
import type { Paint } from '../text/create-painter.ts';
import { displayWidth } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';
import type { ChangePart } from '../text/signed-line.ts';
import { labelledLines, signedLines, type TextLayout } from '../text/text-layout.ts';
import { actionSigns } from './action-sign.ts';
import { readAddress } from './change-attributes.ts';
import { describeChangeMembers } from './describe-change-members.ts';
import { describeLiveUse } from './describe-live-use.ts';
import { describeParts } from './describe-parts.ts';
import { describePeople, peopleSentences } from './describe-people.ts';
import { describeReasons } from './describe-reasons.ts';
import { describeSize } from './describe-size.ts';
import { describeUndo } from './describe-undo.ts';

export interface ChangeTextOptions extends TextLayout {
  /** Columns of the widest name of the section, within reason. */
  readonly nameColumns: number;
  /** Names of IDs. */
  readonly labels: Labels;
  /** Shows the attributes of deletes and the order among changes too. */
  readonly verbose: boolean;
  /** Options that lead a command about members to the same list and ledger, with a blank before each. */
  readonly membersTarget: string;
}

/** A longer name than this does not push the others out. */
const maxNameColumns = 44;

export const actionPaint: Readonly<Record<PlannedChange['action'], Paint>> = {
  create: 'green',
  update: 'yellow',
  replace: 'magenta',
  delete: 'red',
};

export function renderChangeText(
  change: PlannedChange,
  options: ChangeTextOptions,
): readonly string[] {
  // The attributes of a deleted entity are long and seldom needed.
  const isShort = change.action === 'delete' && !options.verbose;
  const parts = isShort ? [] : describeParts(change, options.labels);
  // Who enters and leaves follows what decides it: the algebra, or any attribute of a segment.
  const isAboutPeople = ({ label }: ChangePart) => label === 'who' || isSegment(change);
  const linesOf = (some: readonly ChangePart[]) => some.flatMap((part) => partLines(part, options));
  return [
    ...changeHeadline(change, options),
    ...whyLines(change, options),
    ...linesOf(parts.filter(isAboutPeople)),
    ...peopleLines(change, options),
    ...linesOf(parts.filter((part) => !isAboutPeople(part))),
    ...figureLines(change, options),
    ...labelled('live in', describeLiveUse(change) ?? '', options),
    ...stepLines(change.steps ?? [], options),
    ...noteLines(change, options),
    ...(options.verbose ? labelled('after', change.dependsOn.join(', '), options) : []),
    ...(change.action === 'create'
      ? []
      : labelled('undo', describeUndo(change, options.membersTarget).sentence, options)),
  ];
}

function isSegment({ address }: PlannedChange): boolean {
  return readAddress(address).kind === 'segment';
}

/** What is said of a new entity beside its definition. */
export function beyondDefinition(
  change: PlannedChange,
  options: ChangeTextOptions,
): readonly string[] {
  return [...whyLines(change, options), ...figureLines(change, options)];
}

function whyLines(change: PlannedChange, options: ChangeTextOptions): readonly string[] {
  return labelled('why', describeReasons(change, options.labels).join('; '), options);
}

function figureLines(change: PlannedChange, options: ChangeTextOptions): readonly string[] {
  return [
    ...labelled('size', describeSize(change) ?? '', options),
    ...membersLines(change, options),
  ];
}

/** @param definition goes between name and place where it fits, else below them; empty for none. */
export function changeHeadline(
  change: PlannedChange,
  { nameColumns, width, paint }: ChangeTextOptions,
  definition = '',
): readonly string[] {
  const { action } = change;
  const lead = `  ${actionSigns[action]} ${action.padEnd(9)}`;
  const name = quoteName(readAddress(change.address).name);
  const tail = placeAndId(change);
  const painted = `${paint(actionPaint[action], lead)}${paint('bold', name)}`;
  const gap = ' '.repeat(Math.max(3, nameColumns + 3 - displayWidth(name)));
  const named = displayWidth(lead) + displayWidth(name) + gap.length;
  const indent = ' '.repeat(15);
  const defined = definition === '' ? '' : `${definition}   `;
  if (named + displayWidth(defined) + displayWidth(tail) <= width) {
    return [`${painted}${gap}${defined}${paint('dim', tail)}`];
  }
  const below = definition === '' ? [] : [indent + definition];
  return named + displayWidth(tail) > width
    ? [painted, `${indent}${paint('dim', tail)}`, ...below]
    : [`${painted}${gap}${paint('dim', tail)}`, ...below];
}

/** `segments/shoes.yaml:12    id 314195`. */
export function placeAndId({ source, id }: PlannedChange): string {
  const place = source ? `${printable(source.file)}:${source.line}` : 'no manifest';
  return [place, ...(id === null ? [] : [`id ${printable(id)}`])].join('    ');
}

/** Nothing for an empty text. */
function labelled(label: string, text: string, layout: TextLayout): readonly string[] {
  return text === '' ? [] : labelledLines(label, printable(text), layout);
}

export function partLines(
  { label, title, lines }: ChangePart,
  layout: TextLayout,
): readonly string[] {
  const [only] = lines;
  // Of an audience of one segment, the headline has the sign.
  if (title === '' && lines.length === 1 && only?.depth === 0) {
    return labelledLines(label, printable(only.text), layout);
  }
  return [...labelledLines(label, printable(title), layout), ...signedLines(lines, layout)];
}

function peopleLines(change: PlannedChange, layout: ChangeTextOptions): readonly string[] {
  if (change.action === 'create' || change.action === 'delete') return [];
  const people = describePeople(change);
  const sentences = peopleSentences(people);
  // Where words say who moves, the rule behind them is for those who ask for all.
  const hasRule = people.because !== null && (people.enter ?? people.leave) !== null;
  const proof = [...(hasRule ? [people.because] : []), ...people.facts];
  const shown = [...sentences, ...(layout.verbose ? proof.map((each) => `because ${each}`) : [])];
  return shown.flatMap((sentence, index) =>
    labelled(index === 0 ? 'people' : ' ', sentence, layout),
  );
}

function membersLines(change: PlannedChange, layout: ChangeTextOptions): readonly string[] {
  const words = describeChangeMembers(change, layout.membersTarget);
  return labelled('members', words ? words.text + (words.command ?? '') : '', layout);
}

function stepLines(steps: readonly ChangeStep[], layout: TextLayout): readonly string[] {
  return steps.flatMap(({ text }, index) =>
    labelled(index === 0 ? 'steps' : ' ', `${index + 1} ${text}`, layout),
  );
}

function noteLines({ meta = {} }: PlannedChange, layout: TextLayout): readonly string[] {
  return Object.keys(meta)
    .sort()
    .flatMap((key, index) => labelled(index === 0 ? 'notes' : ' ', `${key}: ${meta[key]}`, layout));
}

/** Columns of the longest name of a section. */
export function nameColumnsOf(changes: readonly { readonly address: string }[]): number {
  let columns = 0;
  for (const { address } of changes) {
    const width = displayWidth(quoteName(readAddress(address).name));
    if (width > columns && width <= maxNameColumns) columns = width;
  }
  return columns;
}
