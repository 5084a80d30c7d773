/** A group of changes that say the same, in a pull-request comment: cells of the table, and the details under it. */
import type { Labels } from '../../../model/project.ts';
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import { actionSigns } from '../../change/action-sign.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { describePeople, peopleSentences } from '../../change/describe-people.ts';
import { describeSize } from '../../change/describe-size.ts';
import { describeUndo } from '../../change/describe-undo.ts';
import type { MoveFinder } from '../../change/moves/create-move-finder.ts';
import {
  type CommentDetail,
  diffLines,
  openingTag,
  peopleMarkdown,
  reasonLines,
  renderChangeCells,
  renderChangeDetails,
  sentencesCell,
} from '../../change/render-change-markdown.ts';
import { freeTextMarkdown, phraseMarkdown } from '../../markup/markdown-phrase.ts';
import { codeCell, codeInHtml, codeSpan, wordInHtml } from '../../markup/markdown-text.ts';
import { listNames } from '../../text/phrase.ts';
import { sharedParts } from './changed-parts.ts';
import { commentLimits } from './comment-limits.ts';
import { describeGroup } from './describe-group.ts';
import type { ChangeGroup } from './group-changes.ts';

/** What is deleted has a row of its own. */
export function renderGroupRows(
  group: ChangeGroup,
  findMoves: MoveFinder,
  labels: Labels,
  detail: CommentDetail,
): readonly (readonly (string | null)[])[] {
  const [first] = group;
  if (group.length === 1 || first.action === 'delete') {
    return group.map((change) => renderChangeCells(change, findMoves, detail));
  }
  const adSets = new Set(group.flatMap(adSetsOf)).size;
  const [, , , , ownLive = null] = renderChangeCells(first, findMoves, detail);
  const hasSizes = group.some(({ size }) => size !== undefined);
  return [
    [
      `${actionSigns[first.action]} ${first.action}`,
      titleMarkdown(group, labels),
      (detail.isShort ? sentencesCell(describeGroup(group, labels).people) : null) ||
        describePeople(first).summary,
      hasSizes ? 'see below' : '–',
      adSets > 0 ? `**${countOf(adSets, 'ad set')}**` : ownLive,
      describeUndo(first).short,
    ],
  ];
}

/** Names where the title says no more than how many there are. */
function titleMarkdown(group: ChangeGroup, labels: Labels): string {
  const { title, parts } = describeGroup(group, labels);
  const names = group.map(({ address }) => readAddress(address).name);
  if (parts.length > 0)
    return `${title}: ${phraseMarkdown(listNames(names, commentLimits.namesInRow), codeCell)}`;
  return title.includes('|') ? codeCell(title) : freeTextMarkdown(title);
}

export function renderGroupDetails(
  group: ChangeGroup,
  labels: Labels,
  detail: CommentDetail,
): readonly string[] {
  const [first] = group;
  if (group.length === 1 || first.action === 'delete') {
    return group.map((change) => renderChangeDetails(change, labels, detail));
  }
  const { title, place, live } = describeGroup(group, labels);
  const heading = [
    `<b>${actionSigns[first.action]} ${first.action}</b> ${codeInHtml(title)}`,
    wordsOfPlace(place),
  ].join(' · ');
  const isLive = group.some((change) => adSetsOf(change).length > 0);
  return [
    [
      `${openingTag(detail)}<summary>${heading}</summary>`,
      '',
      ...reasonLines(first, labels),
      ...diffLines(sharedParts(group, labels)),
      ...groupPeople(group, detail),
      ...(isLive ? [`Live in ${live}.`] : []),
      '',
      ...entityLines(group),
      '',
      '</details>',
    ].join('\n'),
  ];
}

function wordsOfPlace(place: string): string {
  const [file = '', ...rest] = place.split(' ');
  return [wordInHtml(file), ...rest].join(' ');
}

function isAlike(sentences: readonly string[]): boolean {
  return sentences.every((sentence) => sentence === sentences[0]);
}

/** What is so of all of them; who moves in each stands beside its name. */
function groupPeople(group: ChangeGroup, detail: CommentDetail): readonly string[] {
  const sentences = group.map((change) => peopleMarkdown(change, detail).join(' '));
  const [first = ''] = sentences;
  return isAlike(sentences) && first !== '' ? [first] : [];
}

function entityLines(group: ChangeGroup): readonly string[] {
  const hidden = group.length - commentLimits.maxListed;
  const people = group.map((change) => peopleSentences(describePeople(change)).join('; '));
  const isTold = isAlike(people) || group.length > commentLimits.maxTold;
  return [
    ...group.slice(0, commentLimits.maxListed).map((change, index) => {
      const { address, source, id } = change;
      const size = describeSize(change);
      const facts = [
        codeSpan(readAddress(address).name),
        ...(source ? [codeSpan(`${source.file}:${source.line}`)] : []),
        ...(id === null ? [] : [`id ${codeSpan(id)}`]),
        ...(size === null ? [] : [`size ${freeTextMarkdown(size)}`]),
        ...(isTold ? [] : [freeTextMarkdown(people[index] ?? '')]),
      ];
      return `- ${facts.join(' · ')}`;
    }),
    ...(hidden > 0 ? [`- … ${formatCount(hidden)} more`] : []),
  ];
}
