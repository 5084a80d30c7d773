/** A group of changes that say the same, in a pull-request comment: cells of the table, and the details under it. */
import type { Labels } from '../../../model/project.ts';
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import { actionSigns } from '../../change/action-sign.ts';
import { readAddress } from '../../change/change-attributes.ts';
import type { MoveFinder } from '../../change/create-move-finder.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { describePeople } from '../../change/describe-people.ts';
import { describeSize } from '../../change/describe-size.ts';
import { describeUndo } from '../../change/describe-undo.ts';
import {
  diffLines,
  peopleMarkdown,
  reasonLines,
  renderChangeCells,
  renderChangeDetails,
} from '../../change/render-change-markdown.ts';
import { freeTextMarkdown } from '../../markup/markdown-phrase.ts';
import { codeCell, codeInHtml, codeSpan, wordInHtml } from '../../markup/markdown-text.ts';
import { sharedParts } from './changed-parts.ts';
import { describeGroup } from './describe-group.ts';
import type { ChangeGroup } from './group-changes.ts';

/** More entities than this are counted. */
const maxListed = 100;

/** What is deleted has a row of its own. */
export function renderGroupRows(
  group: ChangeGroup,
  findMoves: MoveFinder,
  labels: Labels,
): readonly (readonly string[])[] {
  const [first] = group;
  if (group.length === 1 || first.action === 'delete') {
    return group.map((change) => renderChangeCells(change, findMoves));
  }
  const adSets = new Set(group.flatMap(adSetsOf)).size;
  const [, , , , ownLive = ''] = renderChangeCells(first, findMoves);
  const hasSizes = group.some(({ size }) => size !== undefined);
  return [
    [
      `${actionSigns[first.action]} ${first.action}`,
      titleMarkdown(group, labels),
      describePeople(first).summary,
      hasSizes ? 'see below' : '–',
      adSets > 0 ? `**${countOf(adSets, 'ad set')}**` : ownLive,
      describeUndo(first).short,
    ],
  ];
}

function titleMarkdown(group: ChangeGroup, labels: Labels): string {
  const { title } = describeGroup(group, labels);
  return title.includes('|') ? codeCell(title) : freeTextMarkdown(title);
}

export function renderGroupDetails(group: ChangeGroup, labels: Labels): readonly string[] {
  const [first] = group;
  if (group.length === 1 || first.action === 'delete') {
    return group.map((change) => renderChangeDetails(change, labels));
  }
  const { title, place, live } = describeGroup(group, labels);
  const heading = [
    `<b>${actionSigns[first.action]} ${first.action}</b> ${codeInHtml(title)}`,
    wordsOfPlace(place),
  ].join(' · ');
  const isLive = group.some((change) => adSetsOf(change).length > 0);
  return [
    [
      `<details><summary>${heading}</summary>`,
      '',
      ...reasonLines(first, labels),
      ...diffLines(sharedParts(group, labels)),
      ...groupPeople(group, labels),
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

function groupPeople(group: ChangeGroup, labels: Labels): readonly string[] {
  const sentences = group.map((change) => peopleMarkdown(change).join(' '));
  const [first = ''] = sentences;
  if (sentences.every((sentence) => sentence === first)) return first === '' ? [] : [first];
  return describeGroup(group, labels).people.map(
    (text) => `**People:** ${freeTextMarkdown(text)}.`,
  );
}

function entityLines(group: ChangeGroup): readonly string[] {
  const hidden = group.length - maxListed;
  return [
    ...group.slice(0, maxListed).map((change) => {
      const { address, source, id } = change;
      const size = describeSize(change);
      const place = source ? [codeSpan(`${source.file}:${source.line}`)] : [];
      const named = codeSpan(readAddress(address).name);
      return `- ${[named, ...place, ...(id === null ? [] : [`id ${codeSpan(id)}`]), ...(size === null ? [] : [`size ${freeTextMarkdown(size)}`])].join(' · ')}`;
    }),
    ...(hidden > 0 ? [`- … ${formatCount(hidden)} more`] : []),
  ];
}
