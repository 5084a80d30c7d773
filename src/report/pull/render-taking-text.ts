/** One entry that a pull takes: its place, its values from git's to the remote ones, and the people. */
import type { Labels } from '../../model/project.ts';
import { listOf } from '../../model/text/count-of.ts';
import { listAnyOf } from '../../model/text/list-some.ts';
import type { PulledPeople, Taking } from '../../pull/pull-result.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeAffected } from '../change/describe-people.ts';
import type { Paint } from '../text/create-painter.ts';
import { displayWidth, padColumns } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';
import type { SignedLine } from '../text/signed-line.ts';
import { layOut, type TextLayout } from '../text/text-layout.ts';
import { describeTaking, type TakingPart } from './describe-taking.ts';

interface TakingLayout extends TextLayout {
  /** Of the widest place. */
  readonly columns: number;
}

const actionSigns: Readonly<Record<Taking['action'], readonly [sign: string, paint: Paint]>> = {
  edit: ['~', 'yellow'],
  add: ['+', 'green'],
  remove: ['-', 'red'],
  tidy: ['~', 'dim'],
};

const labelColumn = 6;
/** A longer label than this stands on a line of its own. */
const maxLabel = 24;
const gap = 3;

export function renderTakingText(
  taking: Taking,
  people: PulledPeople | undefined,
  labels: Labels,
  layout: TakingLayout,
): readonly string[] {
  const parts = describeTaking(taking, labels);
  const widths = parts.map(({ label }) => displayWidth(label)).filter((width) => width <= maxLabel);
  const column =
    labelColumn + Math.max((taking.losesMembers ? 'members' : 'people').length, ...widths) + gap;
  const blank = ' '.repeat(column);
  return [
    headline(taking, layout),
    ...parts.flatMap((part) => partLines(part, column, layout)),
    ...(people === undefined ? [] : peopleLines(people, column, layout)),
    ...(taking.losesMembers
      ? labelled('members', layOut(blank, printable(loseMembers(taking)), layout), column, layout)
      : []),
  ];
}

/** What became of the members of a customer list that is gone. */
export function loseMembers({
  mayBe = [],
  mayBeMore = 0,
}: Pick<Taking, 'mayBe' | 'mayBeMore'>): string {
  return mayBe.length === 0
    ? 'lost: the customer list of this name was deleted in the UI'
    : `lost, unless the list is now named ${listAnyOf(mayBe, mayBeMore)}`;
}

export function placeOfTaking({ source }: Taking): string {
  return `${printable(source.file)}:${source.line}`;
}

/** `  ~ audiences/shoes.yaml:12   audience "Recent viewers"`. */
function headline(taking: Taking, { paint, columns }: TakingLayout): string {
  const { kind, name } = readAddress(taking.address);
  const [sign, color] = actionSigns[taking.action];
  const place = paint('dim', padColumns(placeOfTaking(taking), columns));
  const note = noteOn(taking);
  const entry = `${kind} ${paint('bold', quoteName(name))}`;
  return `  ${paint(color, sign)} ${place}   ${entry}${note === null ? '' : `   ${note}`}`;
}

/** What is done with the whole entry; null where only values change. */
export function noteOn({ action, attributes, mayBe = [] }: Taking): string | null {
  switch (action) {
    case 'add':
      return 'new in the UI, entry added';
    case 'remove':
      return `deleted ${mayBe.length === 0 ? '' : 'or renamed '}in the UI, entry removed`;
    case 'tidy': {
      const keys = attributes.map(({ path }) => attributeLabel(path));
      return keys.length === 0 ? 'spent, entry removed' : `spent, removed: ${listOf(keys)}`;
    }
    case 'edit':
      return null;
  }
}

function partLines(
  { label, lines, isConflict }: TakingPart,
  column: number,
  layout: TextLayout,
): readonly string[] {
  const blank = ' '.repeat(column);
  const values = renderValues(lines, column, layout);
  const note = isConflict ? [`${blank}git's own change is replaced (conflict)`] : [];
  return labelled(label, [...values, ...note], column, layout);
}

/** From git's value to the remote one: on one line if that is short, else with signs. */
export function renderValues(
  lines: readonly SignedLine[],
  column: number,
  layout: TextLayout,
): readonly string[] {
  const inOne = onOneLine(lines);
  const isShort = inOne !== null && column + displayWidth(inOne) <= layout.width;
  return isShort ? [' '.repeat(column) + inOne] : valueLines(lines, column, layout);
}

/** Puts the label left of the first line, which begins with blanks up to the column. */
function labelled(
  label: string,
  lines: readonly string[],
  column: number,
  { paint }: TextLayout,
): readonly string[] {
  const [first = '', ...rest] = lines;
  const shown = printable(label);
  const lead = ' '.repeat(labelColumn) + paint('dim', shown);
  const room = column - labelColumn - displayWidth(shown);
  if (room < 1) return [lead, ...lines];
  return [`${lead}${' '.repeat(room)}${first.slice(column)}`, ...rest];
}

/** `10 -> 15`; null where it is more than one value, or parts of a list. */
export function onOneLine(lines: readonly SignedLine[]): string | null {
  const [first, second, third] = lines;
  if (first === undefined || third !== undefined) return null;
  if (lines.some(({ depth, text }) => depth !== 1 || text.includes('\n'))) return null;
  const [was, will] = second === undefined ? sidesOf(first) : [first, second];
  if (was?.sign === '+' || will?.sign === '-' || was?.sign === ' ' || will?.sign === ' ') {
    return null;
  }
  const texts = [was, will].map((side) => side?.text ?? null);
  const isQuoted = texts.some((text) => text?.startsWith('"') && text.endsWith('"'));
  const [from, to] = texts.map((text) => {
    if (text === null) return 'not set';
    // Of two texts, both are in quotes.
    return isQuoted && !text.startsWith('"') ? quoteName(text) : text;
  });
  return `${from} -> ${to}`;
}

function sidesOf(line: SignedLine): readonly (SignedLine | undefined)[] {
  return line.sign === '-' ? [line, undefined] : [undefined, line];
}

const signPaint: Readonly<Record<SignedLine['sign'], Paint | null>> = {
  ' ': null,
  '-': 'red',
  '+': 'green',
};

/** Signs in a column of their own, coloured. */
function valueLines(
  lines: readonly SignedLine[],
  column: number,
  layout: TextLayout,
): readonly string[] {
  const blank = ' '.repeat(column);
  const least = Math.min(...lines.map(({ depth }) => depth));
  return lines.flatMap(({ sign, depth, text }) => {
    const lead = `${blank}${sign} ${'  '.repeat(depth - least)}`;
    const color = signPaint[sign];
    return layOut(lead, printable(text), layout).map((line) =>
      color === null ? line : blank + layout.paint(color, line.slice(column)),
    );
  });
}

function peopleLines(people: PulledPeople, column: number, layout: TextLayout): readonly string[] {
  const blank = ' '.repeat(column);
  const lines = describeAffected(people).flatMap((text) =>
    // After its label, "cannot tell" would read as a sentence.
    layOut(blank, text === 'cannot tell' ? 'not known' : printable(text), layout),
  );
  return labelled('people', lines, column, layout);
}
