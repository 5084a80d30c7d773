/** What a comment says of each project or group below its table: as much as has room. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatCount } from '../../model/text/count-of.ts';
import { findingSentences, placeSentences } from '../findings/render-diagnostics.ts';
import { escapeHtml } from '../markup/escape-html.ts';
import { freeTextMarkdown, phraseMarkdown } from '../markup/markdown-phrase.ts';
import { codeInHtml, codeSpan, wordInHtml } from '../markup/markdown-text.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import { phraseText } from '../text/phrase.ts';
import type { RowOptions } from './many-rows-markdown.ts';
import type { ResultGroup } from './words/arrange-results.ts';
import { cluesOfGroup, findingsOfGroup } from './words/clues.ts';
import { describeAlikeResults, describeResults } from './words/describe-group-of-results.ts';
import { detailsOf, restOf } from './words/details-of.ts';
import { isToldByFindings } from './words/findings-of.ts';

/** Characters that lists within one block may take. */
const room = { projects: 6000, findings: 3000, clues: 2000 } as const;

/**
 * A block for each group. Where there is not room for all, changes are left out from the end, then blocks.
 */
export function fitManyDetails(
  groups: readonly ResultGroup[],
  options: RowOptions,
  characters: number,
): readonly string[] {
  const blocks = groups.map((group) => ({ short: block(group, options, false), group }));
  const fitting = fitBlocks(
    blocks.map(({ short }) => short),
    characters,
    (hidden) =>
      `\n… ${formatCount(countProjects(groups.slice(groups.length - hidden)))} more projects: see the HTML report.`,
  );
  let left = characters - fitting.reduce((sum, text) => sum + text.length + 1, 0);
  return fitting.map((text, index) => {
    const of = blocks[index];
    if (of === undefined || of.short !== text) return text;
    const full = block(of.group, options, true);
    if (full.length - text.length > left) return text;
    left -= full.length - text.length;
    return full;
  });
}

function countProjects(groups: readonly ResultGroup[]): number {
  return groups.reduce((sum, { results }) => sum + results.length, 0);
}

function block(group: ResultGroup, options: RowOptions, isFull: boolean): string {
  const { sign, what, looks, hidden, fixes } = describeResults(group, options.command);
  const { first, results } = group;
  const title =
    results.length === 1
      ? `${codeInHtml(options.nameOf(first))} · ${wordInHtml(first.file)}`
      : describeAlikeResults(group);
  const sections = [
    results.length === 1 ? [] : projectLines(group, options),
    // Of a failure, the findings say the same with their places.
    isToldByFindings(first)
      ? []
      : looks.map((look, index) => `${index + 1}. ${phraseMarkdown(look)}`),
    hidden === 0 ? [] : [`… ${formatCount(hidden)} more.`],
    fixes.map((fix) => `What to do: ${freeTextMarkdown(fix)}`),
    results.length === 1 ? [] : clueLines(group, options),
    changeLines(group, options, isFull),
    findingLines(group),
  ];
  return [
    `<details><summary><b>${sign}</b> ${title} · ${escapeHtml(phraseText(what))}</summary>`,
    ...sections.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines]),
    '',
    '</details>',
  ].join('\n');
}

function projectLines(group: ResultGroup, { nameOf }: RowOptions): readonly string[] {
  return [`Projects: ${listCode(group.results.map(nameOf), room.projects)}.`];
}

/** What each of several projects has of its own. */
function clueLines(group: ResultGroup, { nameOf }: RowOptions): readonly string[] {
  const clues = cluesOfGroup(group).map(
    ({ result, text }) => `- ${codeSpan(nameOf(result))}: ${freeTextMarkdown(text)}`,
  );
  return fitBlocks(
    clues,
    room.clues,
    (hidden) => `- … ${formatCount(hidden)} more: see the HTML report`,
  );
}

/** As many names as have room, and how many more there are. */
export function listCode(names: readonly string[], characters: number): string {
  // With its comma and its blank, each takes one character more than on a line.
  const spans = names.map((name) => `${codeSpan(name)},`);
  const more = (hidden: number) => `and ${formatCount(hidden)} more: see the HTML report`;
  return fitBlocks(spans, characters, more).join(' ').replace(/,$/u, '');
}

function changeLines(
  { first, results, detailed }: ResultGroup,
  { nameOf }: RowOptions,
  isFull: boolean,
): readonly string[] {
  const { markdown = [], hidden } = detailsOf(first) ?? { hidden: {} };
  const more = hidden.markdown ?? 0;
  if (markdown.length + more === 0) return [];
  if (!isFull) return ['There is no room for the changes here: see the HTML report.'];
  return [
    ...(results.length === 1 && detailed === first
      ? []
      : [`IDs and places are those of ${codeSpan(nameOf(detailed))}.`, '']),
    ...markdown,
    ...(more === 0
      ? []
      : [
          '',
          `… ${formatCount(more)} more: see ${restOf(first)} of ${codeSpan(nameOf(detailed))}.`,
        ]),
  ];
}

/** Projects of one group have the same. */
function findingLines(group: ResultGroup): readonly string[] {
  const { first: found, errors, warnings } = findingsOfGroup(group);
  const lines = found.map(findingLine);
  const unkept = errors + warnings - lines.length;
  return [
    ...fitBlocks(lines, room.findings, (hidden) => `- … ${formatCount(hidden)} more`),
    ...(unkept === 0 ? [] : [`- … ${formatCount(unkept)} more findings`]),
  ];
}

/** @param finding with its place as the working directory sees it. */
export function findingLine({ severity, code, source, ...rest }: Diagnostic): string {
  const { fact, advice } = findingSentences(rest);
  const sentences = [fact, ...placeSentences(rest)].map((each) => freeTextMarkdown(each));
  const place = source ? `${codeSpan(`${source.file}:${source.line}:${source.column}`)} ` : '';
  const wayOut = advice === null ? '' : ` ${freeTextMarkdown(advice)}`;
  return `- ${place}${severity} ${codeSpan(code)}: ${sentences.join(' ')}${wayOut}`;
}
