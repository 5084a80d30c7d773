/** One project, or a group of equal ones, as a card of the page: a line to scan, and details when it is opened. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatCount } from '../../model/text/count-of.ts';
import { findingSentences, placeSentences } from '../findings/render-diagnostics.ts';
import { codeHtml, nameHtml, phraseHtml, textHtml } from '../markup/html-text.ts';
import { listNames } from '../text/phrase.ts';
import type { ProjectResult } from './project-result.ts';
import type { ResultGroup } from './words/arrange-results.ts';
import { cluesOfGroup, findingsOfGroup } from './words/clues.ts';
import { describeAlikeResults, describeResults } from './words/describe-group-of-results.ts';
import { detailsOf, restOf } from './words/details-of.ts';
import { isToldByFindings } from './words/findings-of.ts';
import { gatherWarnings } from './words/gather-warnings.ts';
import { namedLevels } from './words/level.ts';
import type { ManyCommand } from './words/many-words.ts';
import { notesOnQuiet } from './words/tally-results.ts';

export interface ResultCardOptions {
  readonly command: ManyCommand;
  readonly nameOf: (result: ProjectResult) => string;
  /** By which the filter of projects finds a card. */
  readonly numberOf: (result: ProjectResult) => number;
  /** Whether a reader sees all of it at once. */
  readonly isOpen: (group: ResultGroup) => boolean;
}

export function renderResultCard(group: ResultGroup, options: ResultCardOptions): string {
  const { level, results } = group;
  const { sign, what, people } = describeResults(group, options.command);
  const data = [
    ['action', level],
    ['count', String(results.length)],
    ['owner', results.map(options.numberOf).join(' ')],
    ['search', searchText(group, options)],
  ].map(([key, value]) => ` data-${key}="${textHtml(value ?? '')}"`);
  const verb = `<span class="verb ${level}"><span aria-hidden="true">${sign}</span>${level}</span>`;
  const facts = [
    ...(level === 'unchanged' ? [] : [`<span class="pill">${phraseHtml(what)}</span>`]),
    ...(people === null || people.length > widestPill
      ? []
      : [`<span class="pill">${textHtml(people)}</span>`]),
  ];
  return [
    `<details class="change project"${data.join('')}${options.isOpen(group) ? ' open' : ''}>`,
    `<summary>${verb}<span class="title">${titleHtml(group, options)}</span><span class="facts">${facts.join(' ')}</span></summary>`,
    `<div class="body">${bodyHtml(group, options).join('')}</div>`,
    '</details>',
  ].join('');
}

/** More projects of one card are named in it. */
const namesInTitle = 12;

/** What is dangerous is named before it is opened, and what few do. */
function titleHtml(group: ResultGroup, { nameOf }: ResultCardOptions): string {
  const { level, first, results } = group;
  if (results.length === 1) return nameHtml(nameOf(first));
  if (!namedLevels.has(level) && results.length > namesInTitle)
    return textHtml(describeAlikeResults(group));
  const names = phraseHtml(listNames(results.map(nameOf), namesInTitle));
  return `${textHtml(describeAlikeResults(group))}: ${names}`;
}

/** Longer sentences stand in the card. */
const widestPill = 60;

function searchText({ results, first }: ResultGroup, { nameOf }: ResultCardOptions): string {
  return [
    ...results.flatMap((result) => [nameOf(result), result.file]),
    ...first.diagnostics.first.map(({ code }) => code),
  ].join(' ');
}

function bodyHtml(group: ResultGroup, options: ResultCardOptions): readonly string[] {
  const { first, results, level } = group;
  const { people, looks, hidden, fixes } = describeResults(group, options.command);
  const isQuiet = level === 'unchanged';
  return [
    results.length === 1 && !isQuiet
      ? `<p class="place">${placeHtml(first)}</p>`
      : listHtml(
          'ul',
          results.map((result) =>
            [nameHtml(options.nameOf(result)), placeHtml(result)].join(' · '),
          ),
        ),
    ...(isQuiet
      ? notesOnQuiet(results).map((note) => `<p>${textHtml(note)}</p>`)
      : [
          people !== null && people.length > widestPill ? `<p>${textHtml(people)}</p>` : '',
          isToldByFindings(first) ? '' : listHtml('ol', looks.map(phraseHtml)),
          listHtml(
            'ul',
            cluesOfGroup(group).map(
              ({ result, text }) => `${nameHtml(options.nameOf(result))}: ${textHtml(text)}`,
            ),
          ),
          hidden === 0 ? '' : `<p>… ${formatCount(hidden)} more.</p>`,
          ...fixes.map((fix) => `<p class="way-out">What to do: ${textHtml(fix)}</p>`),
          changesHtml(group, options),
        ]),
    isQuiet && results.length > 1 ? warningsHtml(results, options) : findingsHtml(group),
  ];
}

function placeHtml({ file, plan }: ProjectResult): string {
  const checksum =
    plan === undefined
      ? ''
      : ` · plan ${codeHtml(`${plan.checksum.slice(0, 4)}…${plan.checksum.slice(-4)}`)}`;
  return codeHtml(file) + checksum;
}

/** Nothing for no items. */
function listHtml(tag: 'ul' | 'ol', items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;
}

function changesHtml(
  { first, results, detailed }: ResultGroup,
  { nameOf }: ResultCardOptions,
): string {
  const { html = [], hidden } = detailsOf(first) ?? { hidden: {} };
  const more = hidden.html ?? 0;
  const whose =
    (results.length === 1 && detailed === first) || html.length === 0
      ? ''
      : `<p class="place">IDs and places are those of ${nameHtml(nameOf(detailed))}.</p>`;
  const rest =
    more === 0
      ? ''
      : `<p>… ${formatCount(more)} more: see ${restOf(first)} of ${nameHtml(nameOf(detailed))}.</p>`;
  return whose + html.join('') + rest;
}

function findingsHtml(group: ResultGroup): string {
  const { first: found, errors, warnings } = findingsOfGroup(group);
  const items = found.map(findingHtml);
  const more = errors + warnings - items.length;
  return listHtml('ul', [
    ...items,
    ...(more === 0 ? [] : [`… ${formatCount(more)} more findings`]),
  ]);
}

/** The findings of projects of which nothing else is to say, each once. */
function warningsHtml(results: readonly ProjectResult[], { nameOf }: ResultCardOptions): string {
  const items = gatherWarnings(results).map(({ finding, results: having }) => {
    const names = phraseHtml(listNames(having.map(nameOf), namesInTitle));
    return `${findingHtml(finding)} In ${names}.`;
  });
  return listHtml('ul', items);
}

/** @param finding with its place as the working directory sees it. */
export function findingHtml({ severity, code, source, ...rest }: Diagnostic): string {
  const { fact, advice } = findingSentences(rest);
  const text = [fact, ...placeSentences(rest)].join(' ');
  const place = source ? `${codeHtml(`${source.file}:${source.line}:${source.column}`)} ` : '';
  const wayOut = advice === null ? '' : ` <span class="way-out">${textHtml(advice)}</span>`;
  return `${place}<span class="level ${severity}">${severity}</span> ${codeHtml(code)} ${textHtml(text)}${wayOut}`;
}
