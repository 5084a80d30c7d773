/** What each of several projects with the same failure has of its own: the places, and the trace IDs for Criteo. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { formatCount } from '../../../model/text/count-of.ts';
import { tracesIn } from '../../findings/without-ids.ts';
import type { CondensedFindings, ProjectResult } from '../project-result.ts';
import type { ResultGroup } from './arrange-results.ts';
import { findingsOf, isToldByFindings } from './findings-of.ts';
import { findingInCwd } from './place-in-cwd.ts';
import { sharedFindings } from './values-of-many.ts';

interface Clue {
  readonly result: ProjectResult;
  readonly text: string;
}

/** Findings of one project whose place and trace ID are listed. */
const mostListed = 3;

/** None where they are the same in all of them. */
export function cluesOfGroup({ results }: Pick<ResultGroup, 'results'>): readonly Clue[] {
  if (results.length === 1) return [];
  const all = results.map((result) => ({ result, texts: cluesTo(result) }));
  if (new Set(all.map(({ texts }) => texts.join('\n'))).size < 2) return [];
  return all.flatMap(({ result, texts }) => texts.map((text) => ({ result, text })));
}

function cluesTo(result: ProjectResult): readonly string[] {
  if (result.run !== undefined) return result.run.clues;
  if (!isToldByFindings(result)) return [];
  const { first, errors, warnings } = result.diagnostics;
  const clues = first.slice(0, mostListed).flatMap((finding) => {
    const { source, message } = findingInCwd(result.file, finding);
    const place = source === undefined ? [] : [`${source.file}:${source.line}`];
    const parts = [...place, ...tracesIn(message).map((trace) => `trace ID ${trace}`)];
    return parts.length === 0 ? [] : [parts.join(', ')];
  });
  return countHidden(clues, errors + warnings - mostListed);
}

/** Clues to the first of what failed, and how many there are beside them. */
export function countHidden(clues: readonly string[], hidden: number): readonly string[] {
  return clues.length === 0 || hidden <= 0
    ? clues
    : [...clues, `… and ${formatCount(hidden)} more`];
}

/** The findings of a group, with places as the working directory sees them: of several projects, what all have. */
export function findingsOfGroup(group: ResultGroup): CondensedFindings {
  const { first, results } = group;
  const { first: _, ...counts } = findingsOf(first);
  const isAlone = results.length === 1;
  const placed = sharedFindings(results.map(findingsOf)).map((finding) =>
    findingInCwd(first.file, finding, isAlone),
  );
  if (isAlone || !isToldByFindings(first)) return { ...counts, first: placed };
  const isApart = cluesOfGroup(group).length > 0;
  return { ...counts, first: placed.map((finding) => ofMany(finding, isApart)) };
}

function ofMany({ source, related, ...finding }: Diagnostic, isApart: boolean): Diagnostic {
  return {
    ...finding,
    ...(source === undefined || isApart ? {} : { source }),
    ...(related === undefined || isApart ? {} : { related }),
  };
}
