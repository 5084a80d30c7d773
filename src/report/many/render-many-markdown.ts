/**
 * Many projects as one comment: a line for each project or group of equal ones, the worst first, and details
 * folded. What is dangerous is named however many there are. Names are always in code.
 */
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { phraseMarkdown } from '../markup/markdown-phrase.ts';
import { commandElement } from '../markup/markdown-text.ts';
import { sandboxMarkdown } from '../markup/sandbox-notice.ts';
import { effectRule } from '../plan/describe-effect.ts';
import { maxCommentLength } from '../plan/render-plan-markdown.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import { findingLine, fitManyDetails, listCode } from './many-details-markdown.ts';
import type { ManyOptions } from './many-options.ts';
import { renderNamedRows, renderOtherRows } from './many-rows-markdown.ts';
import type { ProjectResult } from './project-result.ts';
import { arrangeResults, type ResultGroup } from './words/arrange-results.ts';
import { describeMoved } from './words/describe-moved.ts';
import { gatherWarnings } from './words/gather-warnings.ts';
import { joinRows } from './words/join-rows.ts';
import { levelOfProject, namedLevels } from './words/level.ts';
import { titleOfMany } from './words/many-words.ts';
import { nameProjects } from './words/name-projects.ts';
import {
  describeQuiet,
  effectOfMany,
  hasWork,
  tallyResults,
  willTakeEffect,
} from './words/tally-results.ts';

/** Finds the comment again. The comment of one project has a `/` in its own, which this one has not. */
const manyMarker = '<!-- audiencectl:each -->';

/** Reserved for a note below, by the program that posts the comment. */
const roomBelow = 1024;

/** The most that each part may take; the details get what is left. */
const room = {
  named: 30_000,
  unnamed: 12_000,
  others: 10_000,
  quiet: 4000,
  warnings: 4000,
  beside: 4000,
  names: 400,
} as const;

/** @returns somewhat less than the 65,536 characters that a comment holds, the last line ended */
export function renderManyMarkdown(
  results: readonly ProjectResult[],
  options: ManyOptions,
): string {
  const nameOf = nameProjects(results);
  const shown = { command: options.command, nameOf };
  const arranged = arrangeResults(results).filter(({ level }) => level !== 'unchanged');
  const groups = withRoomForDanger(arranged);
  const joined = withRoomForDanger(joinRows(arranged, options.command));
  const named = joined.filter(({ level }) => namedLevels.has(level));
  const others = joined.filter(({ level }) => !namedLevels.has(level));
  const rows = renderNamedRows(named, shown, room.named);
  const lead = [
    ...head(results, options),
    ...besideLines(options),
    ...movedLines(options),
    ...table([...rows.lines, ...renderOtherRows(others, shown, room.others)]),
    ...unnamedLines(rows.unnamed, nameOf),
  ];
  const tail = [...quietLines(results, options, nameOf), '', footer(results, options)];
  const length = [...lead, ...tail].reduce((sum, line) => sum + line.length + 1, 0);
  const left = maxCommentLength - roomBelow - length - 2;
  const details = fitManyDetails(groups, shown, left);
  return `${[...lead, ...(details.length === 0 ? [] : ['', ...details]), ...tail].join('\n')}\n`;
}

/** More different failures than these stand behind what is refused or dangerous: that needs a reviewer more. */
const mostFailures = 10;

function withRoomForDanger(groups: readonly ResultGroup[]): readonly ResultGroup[] {
  const failed = groups.filter(({ level }) => level === 'failed');
  const others = groups.filter(({ level }) => level !== 'failed');
  const isNamed = ({ level }: ResultGroup) => namedLevels.has(level);
  return [
    ...failed.slice(0, mostFailures),
    ...others.filter(isNamed),
    ...failed.slice(mostFailures),
    ...others.filter((group) => !isNamed(group)),
  ];
}

function head(results: readonly ProjectResult[], options: ManyOptions): readonly string[] {
  const { command } = options;
  const title = titleOfMany(results, command);
  const { changes, projects } = tallyResults(results, options);
  const counts = `${changes === null ? '' : `**${changes}**`}${projects}`;
  const next = command === 'plan' ? ' Nothing has been changed yet.' : '';
  return [
    manyMarker,
    `### ${title} · ${countOf(results.length, 'project')}`,
    ...sandboxMarkdown(options.isSandbox),
    '',
    `${counts}.${next}`,
  ];
}

function movedLines({ moved }: ManyOptions): readonly string[] {
  const said = describeMoved(moved);
  return said === null ? [] : ['', phraseMarkdown(said)];
}

/** What has no line in the table, such as projects that are gone. */
function besideLines({ beside = [] }: ManyOptions): readonly string[] {
  if (beside.length === 0) return [];
  const more = (hidden: number) => `- … ${formatCount(hidden)} more`;
  return ['', ...fitBlocks(beside.map(findingLine), room.beside, more)];
}

function table(rows: readonly string[]): readonly string[] {
  if (rows.length === 0) return [];
  return ['', '| | Project | Changes | People | Look first |', '|---|---|---|---|---|', ...rows];
}

/** Those that have no room in the table, or share a line with many others. */
function unnamedLines(
  unnamed: readonly ProjectResult[],
  nameOf: (result: ProjectResult) => string,
): readonly string[] {
  if (unnamed.length === 0) return [];
  const title = `${countOf(unnamed.length, 'more project')} to look at first`;
  return folded(title, listCode(unnamed.map(nameOf), room.unnamed));
}

function quietLines(
  results: readonly ProjectResult[],
  options: ManyOptions,
  nameOf: (result: ProjectResult) => string,
): readonly string[] {
  const sentence = describeQuiet(results, options);
  if (sentence === null) return [];
  const quiet = results.filter((result) => levelOfProject(result) === 'unchanged');
  return [
    ...folded(sentence, listCode(quiet.map(nameOf), room.quiet)),
    ...warningsOfQuiet(quiet, nameOf),
  ];
}

function warningsOfQuiet(
  quiet: readonly ProjectResult[],
  nameOf: (result: ProjectResult) => string,
): readonly string[] {
  const warnings = gatherWarnings(quiet);
  if (warnings.length === 0) return [];
  const lines = warnings.map(({ finding, results }) => {
    const names = listCode(results.map(nameOf), room.names);
    return `${findingLine(finding)} In ${names}.`;
  });
  const text = fitBlocks(lines, room.warnings, (hidden) => `- … ${formatCount(hidden)} more`);
  return folded(`${countOf(warnings.length, 'warning')} of unchanged projects`, text.join('\n'));
}

function folded(title: string, text: string): readonly string[] {
  return ['', `<details><summary>${title}</summary>`, '', text, '', '</details>'];
}

function footer(results: readonly ProjectResult[], options: ManyOptions): string {
  const effect = willTakeEffect(results, options.command)
    ? `${effectRule} "People" is logic over segments, not a head count.`
    : (effectOfMany(results, options) ?? '');
  const apply =
    options.applyCommand === undefined || !hasWork(results)
      ? ''
      : `To apply exactly these plans, run: ${commandElement(options.applyCommand)}`;
  const parts = [effect, apply].filter((part) => part !== '');
  return parts.length === 0 ? '' : `<sub>${parts.join('<br>')}</sub>`;
}
