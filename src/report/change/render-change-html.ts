/** One change in the HTML plan: a line to scan, and everything about it when it is opened. */

import type { Labels } from '../../model/project.ts';
import { countOf } from '../../model/text/count-of.ts';
import { lookUp } from '../../model/text/look-up.ts';
import { namedIdsIn, ownerIn } from '../../platforms/platform-named.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { codeHtml, nameHtml, spokenHtml, textHtml } from '../markup/html-text.ts';
import { withCapital } from '../text/as-sentence.ts';
import type { ChangePart, SignedLine } from '../text/signed-line.ts';
import { actionSigns } from './action-sign.ts';
import { afterOf, beforeOf, readAddress, typeLabel } from './change-attributes.ts';
import { describeAttributes } from './describe-attributes.ts';
import { describeChangeMembers, type MembersWords } from './describe-change-members.ts';
import { adSetsOf, describeLiveUse } from './describe-live-use.ts';
import { describePeople, peopleSentences } from './describe-people.ts';
import { describeReasons } from './describe-reasons.ts';
import { describeFigures, describeSize } from './describe-size.ts';
import { describeUndo, losesMembers } from './describe-undo.ts';
import { renderTreeHtml } from './tree/render-tree-html.ts';

export interface CardOptions {
  readonly labels: Labels;
  /** By which "Look at these first" finds it. */
  readonly number: number;
  /** Whether a reader sees all of it at once. */
  readonly isOpen: boolean;
  /** Options that lead a command about members to the same list and ledger, with a blank before each. */
  readonly membersTarget: string;
}

export function renderChangeHtml(
  change: PlannedChange,
  { labels, number, isOpen, membersTarget }: CardOptions,
): string {
  const { kind, name } = readAddress(change.address);
  const { action } = change;
  const data = [
    ['number', String(number)],
    ['action', action],
    ['kind', kind],
    ['people', peopleKey(change)],
    ['owner', ownerOfChange(change) ?? ''],
    ['search', searchText(change, labels)],
  ].map(([key, value]) => ` data-${key}="${textHtml(value ?? '')}"`);
  const verb = `<span class="verb ${action}"><span aria-hidden="true">${actionSigns[action]}</span>${action}</span>`;
  return [
    `<details class="change"${data.join('')}${isOpen ? ' open' : ''}>`,
    `<summary>${verb}<span class="title">${nameHtml(name)}</span>${factsHtml(change)}</summary>`,
    `<div class="body">${bodyHtml(change, labels, membersTarget).join('')}</div>`,
    '</details>',
  ].join('');
}

/** What the people filter goes by. */
export function peopleKey(change: PlannedChange): string {
  return describePeople(change).summary;
}

/** Whose the entity is; null where the plan does not say. */
export function ownerOfChange(change: PlannedChange): string | null {
  const attributes = afterOf(change) ?? beforeOf(change);
  return attributes && ownerIn(attributes);
}

function searchText(change: PlannedChange, labels: Labels): string {
  const { before, after } = change.segmentIds;
  const { segmentNames = {} } = change;
  return [
    readAddress(change.address).name,
    change.id ?? '',
    change.source?.file ?? '',
    ...Object.keys({ ...before, ...after }),
    ...Object.entries(segmentNames).flat(),
    ...adSetsOf(change),
    ...namesIn(change, labels),
  ].join(' ');
}

/** The names of the IDs on both sides. */
function namesIn(change: PlannedChange, labels: Labels): readonly string[] {
  const sides = [beforeOf(change), afterOf(change)];
  const named = sides.flatMap((side) => namedIdsIn(side ?? {}));
  const names = named.flatMap(({ list, id }) => lookUp(labels[list] ?? {}, id) ?? []);
  return [...new Set(names)];
}

function factsHtml(change: PlannedChange): string {
  const adSets = adSetsOf(change).length;
  const pill = (text: string, style = '') => `<span class="pill${style}">${textHtml(text)}</span>`;
  const people = peopleKey(change);
  const facts = [
    ...(people === '–' ? [] : [pill(people)]),
    ...(change.size === undefined ? [] : [pill(`size ${describeFigures(change, change.size)}`)]),
    ...(adSets > 0 ? [pill(`live in ${countOf(adSets, 'ad set')}`, ' live')] : []),
    ...(losesMembers(change) ? [pill('members are lost', ' lost')] : []),
    ...(change.action === 'replace' ? [pill('new ID')] : []),
  ];
  return `<span class="facts">${facts.join(' ')}</span>`;
}

function bodyHtml(change: PlannedChange, labels: Labels, membersTarget: string): readonly string[] {
  const words = describePeople(change);
  const size = describeSize(change);
  const members = describeChangeMembers(change, membersTarget);
  const isNew = change.action === 'create';
  const live = describeLiveUse(change);
  const notes = Object.entries(change.meta ?? {}).map(
    ([key, value]) => `<p>${textHtml(key)}: ${textHtml(value)}</p>`,
  );
  return [
    row(
      'Why',
      describeReasons(change, labels).map((reason) => `<p>${textHtml(reason)}</p>`),
    ),
    row('Who', renderTreeHtml(change)),
    row('What', describeAttributes(change, labels).map(partHtml)),
    row('People', [
      ...(isNew || words.summary === '–'
        ? []
        : peopleSentences(words).map((sentence) => `<p>${textHtml(withCapital(sentence))}</p>`)),
      ...words.facts.map((fact) => `<p>Because ${textHtml(fact)}.</p>`),
    ]),
    row('Size', size === null ? [] : [`<p>${textHtml(size)}</p>`]),
    row('Members', members === null ? [] : [membersHtml(members)]),
    row('Live in', live === null ? [] : [`<p>${textHtml(live)}</p>`]),
    row('Steps', stepsHtml(change)),
    row('Undo', isNew ? [] : [`<p>${textHtml(describeUndo(change, membersTarget).sentence)}</p>`]),
    row('Notes', notes),
    row('Where', [`<p class="place">${placeHtml(change)}</p>`]),
  ];
}

function membersHtml({ text, command }: MembersWords): string {
  return `<p>${textHtml(text)}${command === null ? '' : codeHtml(command)}</p>`;
}

/** Nothing for an empty content. */
export function row(title: string, content: readonly string[]): string {
  if (content.length === 0) return '';
  return `<div class="row"><h3>${title}</h3><div>${content.join('')}</div></div>`;
}

function partHtml({ title, lines }: ChangePart): string {
  const heading = title === '' ? '' : `<p>${textHtml(title)}</p>`;
  const list = lines.length === 0 ? '' : `<ul>${lines.map(lineHtml).join('')}</ul>`;
  return `<div class="diff">${heading}${list}</div>`;
}

function lineHtml({ sign, text, side }: SignedLine): string {
  const shown = `<bdi>${textHtml(text)}</bdi>`;
  const label = side === undefined ? '' : `<span class="side">${side}</span>`;
  if (sign === '-') {
    return `<li>${label}<del class="mark minus">${spokenHtml('removed: ')}${shown}</del></li>`;
  }
  if (sign === '+') {
    return `<li>${label}<ins class="mark plus">${spokenHtml('added: ')}${shown}</ins></li>`;
  }
  return `<li>${label}${shown}</li>`;
}

function stepsHtml({ steps = [] }: PlannedChange): readonly string[] {
  if (steps.length === 0) return [];
  return [`<ol>${steps.map(({ text }) => `<li>${textHtml(text)}</li>`).join('')}</ol>`];
}

function placeHtml(change: PlannedChange): string {
  const { source, id } = change;
  const type = typeLabel(afterOf(change) ?? beforeOf(change));
  return [
    source ? codeHtml(`${source.file}:${source.line}`) : 'no manifest',
    ...(id === null ? [] : [`id ${codeHtml(id)}`]),
    ...(type === null ? [] : [textHtml(type)]),
  ].join(' · ');
}
