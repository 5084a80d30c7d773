/** Audiences that a plan does not edit, as cards below those of its changes. */
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { AffectedAudience } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { listAdSets } from '../../change/describe-live-use.ts';
import { type CardOptions, row } from '../../change/render-change-html.ts';
import { nameHtml, textHtml } from '../../markup/html-text.ts';
import { withCapital } from '../../text/as-sentence.ts';
import {
  type AffectedGroup,
  affectedTitle,
  describeAffectedGroup,
  groupAffected,
  ownSegments,
} from './group-affected.ts';

/** @param numberOf by which "Look at these first" finds a card. */
export function renderAffectedHtml(
  affected: readonly AffectedAudience[],
  numberOf: (address: string) => number,
  { isOpen }: Pick<CardOptions, 'isOpen'>,
): readonly string[] {
  if (affected.length === 0) return [];
  return [
    `<section class="group" aria-labelledby="affected"><h2 id="affected">${affectedTitle} <span>${formatCount(affected.length)}</span></h2>`,
    ...groupAffected(affected).map((group) => {
      const cards = group
        .map((each) => affectedCardHtml(each, numberOf(each.address), isOpen))
        .join('');
      return group.length === 1
        ? cards
        : `<div class="group alike">${headingHtml(group)}${cards}</div>`;
    }),
    '</section>',
  ];
}

function headingHtml(group: AffectedGroup): string {
  const { through, people, live } = describeAffectedGroup(group);
  const facts = [...people, ...(live === null ? [] : [`live in ${live}`])];
  const names = through?.map(nameHtml).join(', ') ?? ownSegments;
  return `<h3>${countOf(group.length, 'audience')} through ${names}</h3><p>${textHtml(facts.join('; '))}</p>`;
}

/** @param number see CardOptions. */
export function affectedCardHtml(
  audience: AffectedAudience,
  number: number,
  isOpen: boolean,
): string {
  const { address, adSetIds = [] } = audience;
  const { name } = readAddress(address);
  const { through, summary, people, live } = describeAffectedGroup([audience]);
  const via = through ?? [];
  const data = [
    ['number', String(number)],
    ['action', 'affected'],
    ['kind', 'audience'],
    ['people', summary],
    ['owner', ''],
    ['search', [name, ...via, ...adSetIds].join(' ')],
  ].map(([key, value]) => ` data-${key}="${textHtml(value ?? '')}"`);
  const facts = [
    `<span class="pill">${textHtml(summary)}</span>`,
    ...(live === null ? [] : [`<span class="pill live">live in ${textHtml(live)}</span>`]),
  ];
  return [
    `<details class="change"${data.join('')}${isOpen ? ' open' : ''}>`,
    `<summary><span class="verb affected"><span aria-hidden="true">→</span>affected</span><span class="title">${nameHtml(name)}</span><span class="facts">${facts.join(' ')}</span></summary>`,
    '<div class="body">',
    row(
      'People',
      people.map((sentence) => `<p>${textHtml(withCapital(sentence))}</p>`),
    ),
    row('Through', [`<p>${via.map(nameHtml).join(', ')}</p>`]),
    row('Live in', adSetIds.length === 0 ? [] : [`<p>${textHtml(listAdSets(adSetIds))}</p>`]),
    '</div></details>',
  ].join('');
}
