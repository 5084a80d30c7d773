/** Many projects as one page that stands alone: a card for each project or group, and filters above them. */
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { htmlPage } from '../markup/html-page.ts';
import { phraseHtml, textHtml } from '../markup/html-text.ts';
import { sandboxHtml } from '../markup/sandbox-notice.ts';
import { effectRule } from '../plan/describe-effect.ts';
import { filterChip, filterSelect, filterTools } from '../plan/render-filters-html.ts';
import { withCapital } from '../text/as-sentence.ts';
import { findingHtml, type ResultCardOptions, renderResultCard } from './many-cards-html.ts';
import type { ManyOptions } from './many-options.ts';
import type { ProjectResult } from './project-result.ts';
import { arrangeResults, type ResultGroup } from './words/arrange-results.ts';
import { signOfLevel } from './words/describe-group-of-results.ts';
import { describeMoved } from './words/describe-moved.ts';
import { levels, namedLevels, type ProjectLevel } from './words/level.ts';
import { titleOfMany } from './words/many-words.ts';
import { nameProjects } from './words/name-projects.ts';
import { effectOfMany, hasWork, tallyResults, willTakeEffect } from './words/tally-results.ts';

/** Filters help only among so many projects. */
const fewestFiltered = 6;

/** More dangerous cards than this are not opened. */
const mostOpen = 10;

/** From here on a browser lays out only what is in view. */
const manyCards = 300;

/** @returns a whole HTML document; equal results give equal bytes. */
export function renderManyHtml(results: readonly ProjectResult[], options: ManyOptions): string {
  const { command } = options;
  const title = `${titleOfMany(results, command)} · ${countOf(results.length, 'project')}`;
  const nameOf = nameProjects(results);
  const numbers = new Map(results.map((result, number) => [result, number]));
  const groups = joinQuiet(arrangeResults(results));
  const isNamed = ({ level }: ResultGroup) => namedLevels.has(level);
  const isSmall = groups.filter(isNamed).length <= mostOpen;
  const shown: ResultCardOptions = {
    ...{ command, nameOf },
    numberOf: (result) => numbers.get(result) ?? 0,
    isOpen: (group) => isSmall && isNamed(group),
  };
  return htmlPage(title, [
    '<a class="skip" href="#changes">Skip to the projects</a>',
    ...masthead(title, results, options),
    '<main class="wrap">',
    `<section id="changes" tabindex="-1" aria-label="Projects"${groups.length > manyCards ? ' class="many"' : ''}>`,
    ...(results.length < fewestFiltered ? [] : filters(results, groups, shown)),
    ...levels.flatMap((level) =>
      section(level, groups, shown, options.isUnmatched ? { unchanged: 'Without a result' } : {}),
    ),
    '<p id="none" hidden>No project matches these filters.</p>',
    '</section>',
    '</main>',
    ...footer(results, options),
  ]);
}

/** Of all unchanged projects, the same is to say. */
function joinQuiet(groups: readonly ResultGroup[]): readonly ResultGroup[] {
  const quiet = groups.filter(({ level }) => level === 'unchanged');
  const [first] = quiet;
  if (first === undefined) return groups;
  const joined = { ...first, results: quiet.flatMap(({ results }) => results) };
  return [...groups.filter(({ level }) => level !== 'unchanged'), joined];
}

function masthead(
  title: string,
  results: readonly ProjectResult[],
  options: ManyOptions,
): readonly string[] {
  const { beside = [], moved } = options;
  const isPlan = options.command === 'plan';
  const said = describeMoved(moved, true);
  const { changes, projects } = tallyResults(results, options);
  const counts = `${changes ?? ''}${projects}`;
  return [
    '<header class="masthead"><div class="wrap">',
    `<h1>${textHtml(title)}</h1>`,
    ...sandboxHtml(options.isSandbox),
    `<p class="lead">${textHtml(withCapital(counts))}.${isPlan ? ' Nothing has been changed yet.' : ''}</p>`,
    ...(beside.length === 0
      ? []
      : [`<ul>${beside.map((finding) => `<li>${findingHtml(finding)}</li>`).join('')}</ul>`]),
    ...(said === null ? [] : [`<p>${phraseHtml(said)}</p>`]),
    '</div></header>',
  ];
}

function filters(
  results: readonly ProjectResult[],
  groups: readonly ResultGroup[],
  { nameOf }: ResultCardOptions,
): readonly string[] {
  const projects = results.map((result, number) => [String(number), nameOf(result)] as const);
  return [
    '<form class="filters" id="filters" role="search" data-of="project" hidden>',
    '<div><label for="search">Search project, name, ID or file <span aria-hidden="true">( / )</span></label>',
    '<input type="search" id="search" name="search" autocomplete="off" spellcheck="false"></div>',
    `<div class="selects">${filterSelect('owner', 'Project', projects)}</div>`,
    '<fieldset><legend>Severity</legend><div class="chips">',
    ...levels.map((level) => filterChip(level, signOfLevel(level), countProjects(level, groups))),
    '</div></fieldset>',
    ...filterTools,
    '</form>',
  ];
}

function countProjects(level: ProjectLevel, groups: readonly ResultGroup[]): number {
  return groups.reduce((sum, group) => sum + (group.level === level ? group.results.length : 0), 0);
}

function section(
  level: ProjectLevel,
  all: readonly ResultGroup[],
  options: ResultCardOptions,
  otherTitles: Partial<typeof titles>,
): readonly string[] {
  const groups = all.filter((group) => group.level === level);
  if (groups.length === 0) return [];
  const count = formatCount(countProjects(level, groups));
  return [
    `<section class="group" aria-labelledby="${level}"><h2 id="${level}">${otherTitles[level] ?? titles[level]} <span>${count}</span></h2>`,
    ...groups.map((group) => renderResultCard(group, options)),
    '</section>',
  ];
}

const titles: Readonly<Record<ProjectLevel, string>> = {
  failed: 'Failed',
  refused: 'Refused',
  dangerous: 'Look at these first',
  deleting: 'Deletions',
  changing: 'Changes',
  left: 'Left as they are',
  unchanged: 'Nothing to do',
};

function footer(results: readonly ProjectResult[], options: ManyOptions): readonly string[] {
  const { command, applyCommand } = options;
  const isFelt = willTakeEffect(results, command);
  const effect = effectOfMany(results, options);
  return [
    '<footer><div class="wrap">',
    ...(isFelt ? [`<p>${effectRule} “People” is logic over segments, not a head count.</p>`] : []),
    ...(effect === null ? [] : [`<p>${effect}</p>`]),
    ...(applyCommand === undefined || !hasWork(results)
      ? []
      : [
          `<p>To apply exactly these plans, run: <code class="command">${textHtml(applyCommand)}</code></p>`,
        ]),
    '</div></footer>',
  ];
}
