/** Many projects for a terminal: a block for each project or group of equal ones, the worst first. */
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { renderDiagnostics } from '../findings/render-diagnostics.ts';
import { createPainter } from '../text/create-painter.ts';
import { displayWidth } from '../text/display-width.ts';
import { listNames, type Phrase, phraseText } from '../text/phrase.ts';
import { printable, quoteName } from '../text/printable.ts';
import { labelledLines, layOut, type TextLayout } from '../text/text-layout.ts';
import type { ManyTextOptions } from './many-options.ts';
import type { ProjectResult } from './project-result.ts';
import { arrangeResults, type ResultGroup } from './words/arrange-results.ts';
import { cluesOfGroup, findingsOfGroup } from './words/clues.ts';
import { describeAlikeResults, describeResults } from './words/describe-group-of-results.ts';
import { describeMoved } from './words/describe-moved.ts';
import { detailsOf } from './words/details-of.ts';
import { isToldByFindings } from './words/findings-of.ts';
import { gatherWarnings } from './words/gather-warnings.ts';
import { joinRows } from './words/join-rows.ts';
import { levelOfProject, namedLevels, type ProjectLevel } from './words/level.ts';
import { nameProjects } from './words/name-projects.ts';
import { describeQuiet, effectOfMany, notesOnQuiet, tallyResults } from './words/tally-results.ts';

const minimumWidth = 60;

/** More names of a group that is not dangerous are counted. */
const mostNames = 6;

/** Details of more groups than this are shown only when they are asked for. */
const mostDetails = 5;

interface Shown extends TextLayout {
  readonly options: ManyTextOptions;
  readonly nameOf: (result: ProjectResult) => string;
}

/**
 * The last line counts, and stands alone.
 *
 * @returns lines, each ended
 */
export function renderManyText(
  results: readonly ProjectResult[],
  options: ManyTextOptions,
): string {
  const { color = false, width = 100, verbose = false, command } = options;
  const layout = { width: Math.max(minimumWidth, width), paint: createPainter(color) };
  const shown: Shown = { ...layout, options, nameOf: nameProjects(results) };
  const groups = arrangeResults(results).filter(({ level }) => level !== 'unchanged');
  // If all are quiet, the last line says as much.
  const isSaidLast = results.every(isUnchanged) && notesOnQuiet(results).length === 0 && !verbose;
  const quiet = isSaidLast ? null : describeQuiet(results, options);
  const detailed = groups.filter(({ first }) => detailsOf(first)?.text !== undefined);
  const isDetailed = verbose || detailed.length <= mostDetails;
  const blocks = [
    ...joinRows(groups, command).map((group) => groupLines(group, shown)),
    besideLines(shown),
    movedLines(shown),
    ...(isDetailed ? detailed.map((group) => detailLines(group, shown)) : []),
    warningLines(isDetailed ? results.filter(isUndetailed) : results.filter(isUntold), shown),
    [
      ...(quiet === null ? [] : layOut('', quiet, layout)),
      ...(verbose ? quietNames(results, shown) : []),
    ],
    isDetailed ? [] : layOut('', wayToDetails(results), layout),
    effectLines(results, shown),
    [layout.paint('bold', lastLineOfMany(results, options))],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What is done is no plan any more. */
function wayToDetails(results: readonly ProjectResult[]): string {
  return results.some(({ run }) => run !== undefined)
    ? 'To see what became of each change, add --verbose.'
    : 'To see the changes, add --verbose, or plan one project.';
}

/** `40 projects: 38 to update in 37 projects; 1 refused, 2 unchanged.` */
function lastLineOfMany(results: readonly ProjectResult[], options: ManyTextOptions): string {
  const { changes, projects } = tallyResults(results, options);
  return `${countOf(results.length, 'project')}: ${changes ?? ''}${projects}.`;
}

const levelPaint = {
  failed: 'red',
  refused: 'red',
  dangerous: 'yellow',
  deleting: 'red',
  changing: 'yellow',
  left: 'yellow',
  unchanged: 'dim',
} as const satisfies Readonly<Record<ProjectLevel, string>>;

function groupLines(group: ResultGroup, shown: Shown): readonly string[] {
  const { level, first, results } = group;
  const { options, nameOf, paint } = shown;
  const { sign, what, people, looks, hidden, fixes } = describeResults(group, options.command);
  // What is done needs no look, unlike what is to be approved.
  const isDone = first.said !== undefined || (first.run !== undefined && level !== 'failed');
  const mark = isDone ? '-' : '!';
  const isAlone = results.length === 1;
  const title = isAlone ? printable(nameOf(first)) : describeAlikeResults(group);
  const place = isAlone ? paint('dim', printable(first.file)) : '';
  const head = `${paint(levelPaint[level], sign)} ${paint('bold', title)}   ${phraseText(what)}`;
  const labelled = (label: string, text: string) => labelledLines(label, text, shown);
  return [
    displayWidth(title) + displayWidth(first.file) + 40 > shown.width || place === ''
      ? head
      : `${head}   ${place}`,
    ...(isAlone ? [] : labelled('which', namesOfGroup(group, shown))),
    ...(people === null ? [] : labelled('people', printable(people))),
    ...(isToldByFindings(first)
      ? findingsText(group, shown)
      : looks.flatMap((look) => layOut(`      ${mark} `, phraseText(look), shown))),
    ...(hidden === 0 ? [] : [`      … ${formatCount(hidden)} more`]),
    ...clueLines(group, shown),
    ...fixes.flatMap((fix) => layOut('        to do: ', printable(fix), shown)),
  ];
}

/** What each of several projects has of its own. */
function clueLines(group: ResultGroup, shown: Shown): readonly string[] {
  const clues = cluesOfGroup(group).map(
    ({ result, text }) => `${quoteName(shown.nameOf(result))}: ${printable(text)}`,
  );
  const some = shown.options.verbose ? clues : clues.slice(0, mostNames);
  const hidden = clues.length - some.length;
  return [
    ...some.flatMap((clue) => layOut('        ', clue, shown)),
    ...(hidden === 0 ? [] : [`        … ${formatCount(hidden)} more. To see all, add --verbose.`]),
  ];
}

/** Of projects that are dangerous, all. */
function namesOfGroup({ level, results }: ResultGroup, { options, nameOf }: Shown): string {
  const names = results.map(nameOf);
  const isWhole = options.verbose || namedLevels.has(level);
  const list: Phrase = listNames(names, isWhole ? names.length : mostNames);
  return phraseText(list);
}

function findingsText(group: ResultGroup, { options, width }: Shown): readonly string[] {
  const { first, errors, warnings } = findingsOfGroup(group);
  const text = renderDiagnostics(first, [], { color: options.color ?? false, width });
  const more = errors + warnings - first.length;
  return [
    ...text.split('\n').map((line) => `      ${line}`),
    ...(more === 0 ? [] : [`      … ${formatCount(more)} more findings`]),
  ];
}

function detailLines(group: ResultGroup, { nameOf, paint }: Shown): readonly string[] {
  const { first, results, detailed } = group;
  const isOwn = results.includes(detailed);
  const others = countOf(results.length - 1, 'other project');
  const same = first.run === undefined ? 'changes' : 'result';
  const rest = results.length === 1 ? '' : `, and the same ${same} in ${others}`;
  const title = `── ${printable(nameOf(isOwn ? detailed : first))}${rest}`;
  const own =
    first.run === undefined
      ? 'IDs, places, and what stays as it is are those of this project.'
      : 'IDs and places are those of this project.';
  const whose = isOwn ? own : saidOfAnother(quoteName(nameOf(detailed)));
  const isSaid = results.length > 1 || !isOwn;
  return [
    paint('bold', title),
    ...(isSaid ? [paint('dim', whose)] : []),
    detailsOf(first)?.text ?? '',
  ];
}

function saidOfAnother(name: string): string {
  return `The changes are those of ${name}, with its account, IDs and places: here they are the same.`;
}

function isUnchanged(result: ProjectResult): boolean {
  return levelOfProject(result) === 'unchanged';
}

/** Nothing else says what it warns of. */
function isUndetailed(result: ProjectResult): boolean {
  const hasPlan = result.plan !== undefined && result.run === undefined;
  return isUnchanged(result) || (!hasPlan && isUntold(result));
}

/** Without the details of its plan, nothing says what it warns of. */
function isUntold(result: ProjectResult): boolean {
  return !isToldByFindings(result);
}

/** More different warnings are counted, unless all are asked for. */
const mostWarnings = 20;

function warningLines(results: readonly ProjectResult[], shown: Shown): readonly string[] {
  const { options, width, nameOf } = shown;
  const warnings = gatherWarnings(results);
  const some = options.verbose ? warnings : warnings.slice(0, mostWarnings);
  const lines = some.flatMap((warning) => {
    const text = renderDiagnostics([warning.finding], [], { color: options.color ?? false, width });
    const names = warning.results.map(nameOf);
    const list = listNames(names, options.verbose ? names.length : mostNames);
    return [...text.trimEnd().split('\n'), ...labelledLines('in', phraseText(list), shown)];
  });
  const hidden = warnings.length - some.length;
  return hidden === 0
    ? lines
    : [...lines, `… ${countOf(hidden, 'more warning')}. To see all, add --verbose.`];
}

function besideLines({ options, width }: Shown): readonly string[] {
  const { beside = [], color = false } = options;
  const some = options.verbose ? beside : beside.slice(0, mostWarnings);
  if (some.length === 0) return [];
  const hidden = beside.length - some.length;
  return [
    renderDiagnostics(some, [], { color, width }).trimEnd(),
    ...(hidden === 0 ? [] : [`… ${formatCount(hidden)} more. To see all, add --verbose.`]),
  ];
}

function effectLines(results: readonly ProjectResult[], shown: Shown): readonly string[] {
  const effect = effectOfMany(results, shown.options);
  return effect === null ? [] : layOut('', effect, shown);
}

function movedLines(shown: Shown): readonly string[] {
  const { moved, verbose = false } = shown.options;
  const said = describeMoved(moved, verbose);
  return said === null ? [] : layOut('', phraseText(said), shown);
}

function quietNames(results: readonly ProjectResult[], { nameOf }: Shown): readonly string[] {
  const quiet = results.filter(isUnchanged);
  return quiet.map((result) => `  ${quoteName(nameOf(result))}`);
}
