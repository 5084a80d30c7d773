/** The table of a comment about many projects: full lines, shorter ones where there is no room, and names at least. */
import { countOf, formatCount, listOf } from '../../model/text/count-of.ts';
import { freeTextMarkdown, phraseMarkdown } from '../markup/markdown-phrase.ts';
import { codeCell } from '../markup/markdown-text.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import { listNames } from '../text/phrase.ts';
import { cutPhrase } from './condense/cut-phrase.ts';
import type { ProjectResult } from './project-result.ts';
import type { ResultGroup } from './words/arrange-results.ts';
import { describeAlikeResults, describeResults } from './words/describe-group-of-results.ts';
import { findingsOf } from './words/findings-of.ts';
import { namedLevels } from './words/level.ts';
import type { ManyCommand } from './words/many-words.ts';

export interface RowOptions {
  readonly command: ManyCommand;
  readonly nameOf: (result: ProjectResult) => string;
}

export interface ResultRows {
  readonly lines: readonly string[];
  /** Projects that must be named and have no room in the lines. */
  readonly unnamed: readonly ProjectResult[];
}

/** How many projects of one line are named. Of more than the first, most are counted where nothing is dangerous. */
const namesInRow = { named: 12, other: 3 } as const;

/** Characters of a sentence in a cell. */
const widest = 300;

/** Of the room, for what is refused or dangerous: it is full before the first failure is. */
const shareOfDanger = 0.2;

/** Every line short at least; as many as have room are full, the worst first. */
export function renderNamedRows(
  groups: readonly ResultGroup[],
  options: RowOptions,
  room: number,
): ResultRows {
  let reserved = room * shareOfDanger;
  const shown = groups.map((group) => {
    const short = shortRow(group, options);
    if (group.level === 'failed') return { group, row: short };
    const full = resultRow(group, options);
    reserved -= full.length - short.length;
    return { group, row: reserved < 0 ? short : full };
  });
  const kept = fitFirst(
    shown.map(({ row }) => row),
    room,
  );
  let left = room - kept.reduce((sum, row) => sum + row.length + 1, 0);
  const lines = shown.slice(0, kept.length).map(({ group, row: short }) => {
    const full = resultRow(group, options);
    if (full.length - short.length > left) return short;
    left -= full.length - short.length;
    return full;
  });
  const unnamed = groups.flatMap(({ results }, index) =>
    index < kept.length ? results.slice(namesInRow.named) : results,
  );
  return { lines, unnamed };
}

/** The first of some lines that have room together. */
function fitFirst(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return end === -1 ? lines : lines.slice(0, end);
}

/** As many as have room; the others are counted. */
export function renderOtherRows(
  groups: readonly ResultGroup[],
  options: RowOptions,
  room: number,
): readonly string[] {
  return fitBlocks(
    groups.map((group) => resultRow(group, options)),
    room,
    (hidden) => {
      const projects = groups.slice(groups.length - hidden).flatMap(({ results }) => results);
      return `| | … ${formatCount(projects.length)} more projects | | | |`;
    },
  );
}

function resultRow(group: ResultGroup, options: RowOptions): string {
  const { people, glance, looks, hidden } = describeResults(group, options.command);
  const more = looks.length - glance.length + hidden;
  const first = glance.map((phrase) => phraseMarkdown(cutPhrase(phrase, widest), codeCell));
  const rest = restBelow(more, group);
  return rowOf(group, options, [
    people === null ? '–' : freeTextMarkdown(people, codeCell),
    [...first, ...rest].join('<br>') || '–',
  ]);
}

/** Of what failed, the looks are its findings. */
function restBelow(more: number, { level, first }: ResultGroup): readonly string[] {
  const { warnings } = level === 'failed' ? { warnings: 0 } : findingsOf(first);
  const parts = [
    ...(more > 0 ? [`${formatCount(more)} more`] : []),
    ...(warnings > 0 ? [countOf(warnings, 'warning')] : []),
  ];
  if (parts.length === 0) return [];
  const rest = `${listOf(parts, 'and')} below.`;
  return [more > 0 ? `And ${rest}` : rest];
}

/** Without what the details say. */
function shortRow(group: ResultGroup, options: RowOptions): string {
  return rowOf(group, options, ['–', '–']);
}

function rowOf(
  group: ResultGroup,
  options: RowOptions,
  rest: readonly [people: string, looks: string],
): string {
  const { sign, what } = describeResults(group, options.command);
  const cells = [sign, namesCell(group, options), phraseMarkdown(what, codeCell), ...rest];
  return `| ${cells.join(' | ')} |`;
}

function namesCell(group: ResultGroup, { nameOf }: RowOptions): string {
  const names = group.results.map(nameOf);
  const [only = ''] = names;
  if (names.length === 1) return codeCell(only);
  const areMany = names.length > namesInRow.named && !namedLevels.has(group.level);
  const most = areMany ? namesInRow.other : namesInRow.named;
  return `**${describeAlikeResults(group)}**: ${phraseMarkdown(listNames(names, most), codeCell)}`;
}
