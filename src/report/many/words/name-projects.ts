import { groupBy } from '../../../model/group-by.ts';
import type { ProjectResult } from '../project-result.ts';

/** What each project is called: its name, with the file where several have the same one. */
export function nameProjects(results: readonly ProjectResult[]): (result: ProjectResult) => string {
  const byName = groupBy(results, ({ project }) => project);
  return ({ project, file }) =>
    (byName.get(project)?.length ?? 0) > 1 ? `${project} (${file})` : project;
}
