/** The document of `pull --format json`, but for its diagnostics. */
import type { Project } from '../../model/project.ts';
import { planProject } from '../../plan/document/plan-project.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import type { LeftDifference, PullResult } from '../../pull/pull-result.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { describeAffected } from '../change/describe-people.ts';
import type { SignedLine } from '../text/signed-line.ts';
import { describeTaking, type TakingPart } from './describe-taking.ts';
import { pairPeople } from './pair-people.ts';
import { onOneLine } from './render-taking-text.ts';

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
      const changes = describeTaking(taking, project.labels).map(describePart);
      const own = ofTakings.get(taking);
      if (own === undefined) return { ...taking, changes };
      const { verdict, enter, leave } = own;
      return {
        ...taking,
        changes,
        people: { verdict, enter, leave, lines: describeAffected(own) },
      };
    }),
    left: left.map((each) => describeLeft(each, project.labels)),
    people: people.map((each) => ({ ...each, lines: describeAffected(each) })),
    files: files.map(({ file, before }) => ({
      file,
      change: before === null ? 'added' : 'edited',
    })),
    diff,
  };
}

/** With the words for what differs, as the text of the command has them. */
function describeLeft(left: LeftDifference, labels: Project['labels']): object {
  const { address, path, take, from, to, source } = left;
  if (path === null) return left;
  const label = path === 'name' ? path : attributeLabel(path);
  if (from === undefined || to === undefined || source === null) return { ...left, label };
  const attributes = [{ path, take: 'drift' as const, from, to }];
  const parts = describeTaking({ address, action: 'edit', take, attributes, source }, labels);
  return { ...left, label, changes: parts.map(describePart) };
}

/** What people read in the text of the command, for those who show it elsewhere. */
function describePart({ label, lines, isConflict }: TakingPart): object {
  const least = Math.min(...lines.map(({ depth }) => depth));
  // As in a diff: the sign, a blank, and the text below its title.
  const signedText = ({ sign, depth, text }: SignedLine) =>
    `${sign} ${'  '.repeat(depth - least)}${text}`;
  return { label, isConflict, value: onOneLine(lines), lines: lines.map(signedText) };
}
