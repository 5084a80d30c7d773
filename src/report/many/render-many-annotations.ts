/** Many projects as annotations of GitHub, which shows ten errors and ten warnings of a step. */

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { countOf } from '../../model/text/count-of.ts';
import { renderAnnotation } from '../findings/render-annotations.ts';
import { type Phrase, phraseText } from '../text/phrase.ts';
import type { ManyOptions } from './many-options.ts';
import type { ProjectResult } from './project-result.ts';
import { arrangeResults, type ResultGroup } from './words/arrange-results.ts';
import { describeResults } from './words/describe-group-of-results.ts';
import { gatherRefusals } from './words/gather-refusals.ts';
import { gatherWarnings } from './words/gather-warnings.ts';
import { joinRows } from './words/join-rows.ts';
import { levelOfProject, namedLevels, type ProjectLevel } from './words/level.ts';
import { wordsOfCommand } from './words/many-words.ts';
import { nameProjects } from './words/name-projects.ts';
import { findingInCwd } from './words/place-in-cwd.ts';
import { sharedFindings } from './words/values-of-many.ts';

type Annotation = Parameters<typeof renderAnnotation>[0];

/** Of what failed, the code of its finding. */
const titles: Readonly<Partial<Record<ProjectLevel, string>>> = {
  refused: 'Refused',
  dangerous: 'Look at this first',
};

/** More of one severity GitHub would not show. */
const mostShown = 10;

/** So many names stand in one annotation; they are all in the report. */
const mostNames = 20;

/**
 * One annotation for each project or group that failed, is refused or is dangerous, the worst first. Where they
 * are more than GitHub shows, the last one counts the others.
 *
 * @param folder see `renderAnnotations`: the working directory as the repository sees it.
 */
export function renderManyAnnotations(
  all: readonly ProjectResult[],
  { command, beside: given = [] }: ManyOptions,
  folder = '',
): string {
  const { results, beside: refused } = gatherRefusals(all);
  const beside = [...refused, ...given];
  const nameOf = nameProjects(results);
  const arranged = arrangeResults(results).filter(({ level }) => namedLevels.has(level));
  const groups = joinRows(arranged, command);
  const annotate = (group: ResultGroup) => annotationOf(group, command, nameOf);
  const ofLevel = (isError: boolean) =>
    groups.filter(({ level }) => (level !== 'dangerous') === isError);
  const dangers = keepFirst(ofLevel(false), 'warning', annotate);
  const shown = [
    ...keepFirst(ofLevel(true), 'error', annotate),
    ...dangers,
    ...[...beside.map(annotationBeside), ...warningsOfQuiet(results, nameOf)].slice(
      0,
      mostShown - dangers.length,
    ),
  ];
  return shown.map((annotation) => renderAnnotation(annotation, folder)).join('');
}

/** Of projects in which nothing changes; the report has all of them. */
function warningsOfQuiet(
  results: readonly ProjectResult[],
  nameOf: (result: ProjectResult) => string,
): readonly Annotation[] {
  const quiet = results.filter((result) => levelOfProject(result) === 'unchanged');
  return gatherWarnings(quiet).map(({ finding, results: having }) => {
    const { code, message, source, hint } = finding;
    const names = having.slice(0, mostNames).map(nameOf).join(', ');
    const hidden = having.length - mostNames;
    return {
      severity: 'warning',
      title: code,
      message: `${names}${hidden > 0 ? ` and ${hidden} more` : ''}: ${message}`,
      ...(source === undefined ? {} : { source }),
      ...(hint === undefined ? {} : { hint }),
    };
  });
}

function annotationBeside({ severity, code, message, source, hint }: Diagnostic): Annotation {
  return {
    ...{ severity, title: code, message },
    ...(source === undefined ? {} : { source }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function keepFirst(
  groups: readonly ResultGroup[],
  severity: Diagnostic['severity'],
  annotate: (group: ResultGroup) => Annotation,
): readonly Annotation[] {
  if (groups.length <= mostShown) return groups.map(annotate);
  const shown = groups.slice(0, mostShown - 1).map(annotate);
  const rest = groups.slice(mostShown - 1).flatMap((group) => group.results);
  const message = `${countOf(rest.length, 'more project')}: see the report`;
  return [...shown, { severity, title: 'More projects', message }];
}

/** At the place of the first finding, where there is one. */
function annotationOf(
  group: ResultGroup,
  command: ManyOptions['command'],
  nameOf: (result: ProjectResult) => string,
): Annotation {
  const { level, first, results } = group;
  const { what, looks } = describeResults(group, command);
  const [finding] = sharedFindings(results.map(({ diagnostics }) => diagnostics)).map((each) =>
    findingInCwd(first.file, each),
  );
  const names = results.slice(0, mostNames).map(nameOf).join(', ');
  const hidden = results.length - mostNames;
  const said: Phrase = looks[0] ?? what;
  const source = level === 'failed' ? finding?.source : undefined;
  return {
    severity: level === 'dangerous' ? 'warning' : 'error',
    title: titles[level] ?? finding?.code ?? wordsOfCommand(command).failed,
    message: `${names}${hidden > 0 ? ` and ${hidden} more` : ''}: ${phraseText(said)}`,
    ...(source === undefined ? {} : { source }),
    ...(level === 'failed' && finding?.hint !== undefined ? { hint: finding.hint } : {}),
  };
}
