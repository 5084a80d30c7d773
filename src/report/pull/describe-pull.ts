/** The document of `pull --format json`, but for its diagnostics. */
import type { Project } from '../../model/project.ts';
import { planProject } from '../../plan/document/plan-project.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import type { PullResult } from '../../pull/pull-result.ts';
import { pairPeople } from './pair-people.ts';

/** @param diff the changes of all files as one unified diff. */
export function describePull(
  { takings, left, people, files }: PullResult,
  project: Project,
  diff: string,
): object {
  const { ofTakings } = pairPeople(takings, people);
  return {
    project: planProject(project, platformNamed(project.platform)),
    takings: takings.map((taking) => {
      const own = ofTakings.get(taking);
      if (own === undefined) return taking;
      const { verdict, enter, leave } = own;
      return { ...taking, people: { verdict, enter, leave } };
    }),
    left,
    people,
    files: files.map(({ file, before }) => ({
      file,
      change: before === null ? 'added' : 'edited',
    })),
    diff,
  };
}
