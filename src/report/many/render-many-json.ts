/** The JSON of many projects, written as they come: one line a project, so that no whole run is in memory. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { guardText } from '../../model/text/guard-text.ts';
import type { MovedProject } from './many-options.ts';
import type { ProjectResult } from './project-result.ts';

/** What the document of a single project has beside these, such as `{ plan }`, or `{ diagnostics }` where it failed. */
export type ProjectDocument = Readonly<Record<string, unknown>> &
  ({ readonly plan: object } | { readonly diagnostics: readonly Diagnostic[] });

export const manyJsonStart = '{"formatVersion":1,"projects":[\n';

/** @param position of the project among those of the run, from 0. */
export function manyJsonEntry(
  {
    project,
    file,
    exitCode,
    state,
  }: Pick<ProjectResult, 'project' | 'file' | 'exitCode' | 'state'>,
  document: ProjectDocument,
  position: number,
): string {
  const text = JSON.stringify({ project, file, exitCode, state, ...document });
  return `${position === 0 ? '' : ','}${guardText(text, 'json')}\n`;
}

/**
 * @param diagnostics what concerns no single project.
 * @param moved projects that count as moved; the document has them where there are any.
 */
export function manyJsonEnd(
  diagnostics: readonly Diagnostic[],
  moved: readonly MovedProject[] = [],
): string {
  const places = moved.map(({ file, from }) => ({ file, from }));
  const more = moved.length === 0 ? '' : `"moved":${guardText(JSON.stringify(places), 'json')},`;
  return `],${more}"diagnostics":${guardText(JSON.stringify(diagnostics), 'json')}}\n`;
}
