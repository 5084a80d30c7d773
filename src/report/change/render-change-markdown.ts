/** One change in a pull-request comment: a row of the table, and the details under it. */

import type { Labels } from '../../model/project.ts';
import { countOf } from '../../model/text/count-of.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { freeTextMarkdown } from '../markup/markdown-phrase.ts';
import {
  codeCell,
  codeInHtml,
  codeSpan,
  commandMarkdown,
  fence,
  wordInHtml,
} from '../markup/markdown-text.ts';
import { withCapital } from '../text/as-sentence.ts';
import { printable } from '../text/printable.ts';
import type { ChangePart } from '../text/signed-line.ts';
import { actionSigns } from './action-sign.ts';
import { readAddress } from './change-attributes.ts';
import { describeChangeMembers } from './describe-change-members.ts';
import { adSetsOf, describeLiveUse, useNotShown } from './describe-live-use.ts';
import { describeParts } from './describe-parts.ts';
import { describePeople, peopleCell, peopleSentences } from './describe-people.ts';
import { describeReasons } from './describe-reasons.ts';
import { describeFigures, describeSize } from './describe-size.ts';
import { describeUndo } from './describe-undo.ts';
import type { MoveFinder } from './moves/create-move-finder.ts';

/** How much of a plan is seen at one glance. */
export interface CommentDetail {
  /** The table says who enters and who leaves, instead of the details below it. */
  readonly isShort: boolean;
  /** The details below the table are not folded. */
  readonly isOpen: boolean;
  /** Options that lead a command about members to the same list and ledger, with a blank before each. */
  readonly membersTarget: string;
}

/**
 * The action, the name, what becomes of people, how many, where it is live, whether it can be undone;
 * null where that does not apply.
 *
 * @param detail whether it says who enters and who leaves, or only whether people do.
 */
export function renderChangeCells(
  change: PlannedChange,
  findMoves: MoveFinder,
  { isShort }: Pick<CommentDetail, 'isShort'>,
): readonly (string | null)[] {
  const { kind, name } = readAddress(change.address);
  const people = describePeople(change);
  const whole = isShort ? sentencesCell(peopleSentences(people)) : null;
  return [
    `${actionSigns[change.action]} ${change.action}`,
    `${kind === 'segment' ? 'segment ' : ''}${codeCell(name)}`,
    whole ?? freeTextMarkdown(peopleCell(people), codeCell),
    sizeCell(change),
    liveCell(change, findMoves),
    change.action === 'create' ? 'yes' : describeUndo(change).short,
  ];
}

/** Characters; longer sentences stand in the details. */
const widestCell = 280;

/** Sentences below each other; null where they are too long for a cell. */
export function sentencesCell(sentences: readonly string[]): string | null {
  return sentences.join('').length > widestCell
    ? null
    : sentences.map((sentence) => freeTextMarkdown(sentence, codeCell)).join('<br>');
}

/** The figures; why there are none stands in the details. */
function sizeCell(change: PlannedChange): string {
  return change.size === undefined ? '–' : freeTextMarkdown(describeFigures(change, change.size));
}

function liveCell(change: PlannedChange, findMoves: MoveFinder): string | null {
  if (change.action === 'create') return null;
  if (!change.liveUse.known) return useNotShown;
  const adSets = adSetsOf(change).length;
  if (adSets === 0) return 'no ad set';
  const users = findMoves(change.address).filter((move) => adSetsOf(move).length > 0).length;
  const through = users > 0 ? `, through ${countOf(users, 'audience')}` : '';
  return `**${countOf(adSets, 'ad set')}**${through}`;
}

export function renderChangeDetails(
  change: PlannedChange,
  labels: Labels,
  detail: CommentDetail,
): string {
  const { kind, name } = readAddress(change.address);
  const { action, source, id } = change;
  const title = [
    `<b>${actionSigns[action]} ${action}</b> ${kind === 'segment' ? 'segment ' : ''}${codeInHtml(name)}`,
    ...(source ? [`${wordInHtml(source.file)}:${source.line}`] : []),
    ...(id === null ? [] : [`id ${wordInHtml(id)}`]),
  ].join(' · ');
  const body = [
    ...reasonLines(change, labels),
    ...diffLines(describeParts(change, labels)),
    ...sentences(change, detail),
  ];
  return [
    `${openingTag(detail)}<summary>${title}</summary>`,
    '',
    ...body,
    ...(body.length > 0 ? [''] : []),
    '</details>',
  ].join('\n');
}

export function openingTag({ isOpen }: Pick<CommentDetail, 'isOpen'>): string {
  return isOpen ? '<details open>' : '<details>';
}

export function reasonLines(change: PlannedChange, labels: Labels): readonly string[] {
  const reasons = describeReasons(change, labels);
  return reasons.length === 0
    ? []
    : [`Why: ${reasons.map((reason) => freeTextMarkdown(reason)).join('; ')}`, ''];
}

export function diffLines(parts: readonly ChangePart[]): readonly string[] {
  const lines = parts.flatMap(partLines);
  return lines.length === 0 ? [] : fence('diff', lines);
}

function partLines({ title, lines }: ChangePart): readonly string[] {
  return [
    ...(title === '' ? [] : [`  ${printable(title)}`]),
    ...lines.map(({ sign, depth, text, side }) => {
      const shown = side === undefined ? text : `${side.padEnd(5)}${text}`;
      return `${sign} ${'  '.repeat(depth)}${printable(shown)}`;
    }),
  ];
}

/** Who enters, who leaves, and why, without what the table says. */
export function peopleMarkdown(
  change: PlannedChange,
  { isShort }: Pick<CommentDetail, 'isShort'>,
): readonly string[] {
  const people = describePeople(change);
  const sentences = peopleSentences(people);
  const told = isShort && sentencesCell(sentences) !== null ? sentences : [people.summary];
  return [
    ...sentences.filter((sentence) => !told.includes(sentence)).map(sentenceMarkdown),
    ...people.facts.map((fact) => `**Because** ${freeTextMarkdown(fact)}.`),
  ];
}

export function sentenceMarkdown(sentence: string): string {
  const [, verb, rest] = /^(enter|leave): (.*)$/su.exec(sentence) ?? [];
  return verb === undefined || rest === undefined
    ? `**People:** ${freeTextMarkdown(sentence)}.`
    : `**${withCapital(verb)}:** ${freeTextMarkdown(rest)}.`;
}

function sentences(change: PlannedChange, detail: CommentDetail): readonly string[] {
  const size = describeSize(change);
  const members = describeChangeMembers(change, detail.membersTarget);
  const moved = [
    ...peopleMarkdown(change, detail),
    ...(size === null ? [] : [`**Size:** ${freeTextMarkdown(size)}.`]),
    ...(members === null
      ? []
      : [
          `**Members:** ${members.command === null ? freeTextMarkdown(members.text) : `${members.text}${commandMarkdown(members.command)}`}.`,
        ]),
  ].join(' ');
  const live = adSetsOf(change).length > 0 ? describeLiveUse(change) : null;
  const steps = (change.steps ?? []).map(
    ({ text }, index) => `${index + 1}. ${freeTextMarkdown(text)}`,
  );
  const notes = Object.entries(change.meta ?? {}).map(
    ([key, value]) => `- ${codeSpan(key)}: ${codeSpan(value)}`,
  );
  return [
    ...(moved === '' ? [] : [moved]),
    ...(live === null ? [] : [`Live in ${freeTextMarkdown(live)}.`]),
    ...(steps.length === 0 ? [] : ['', ...steps]),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}
