/** `members forget` as text. */
import type { ForgetRow } from '../../members/forget/forget-row.ts';
import type { FileAccount } from '../../members/source/source-account.ts';
import { countOf, formatCount, listOf } from '../../model/text/count-of.ts';
import { spellAsOptions } from '../findings/spell-as-options.ts';
import { asSentence } from '../text/as-sentence.ts';
import { printable } from '../text/printable.ts';
import { describeProblem } from './describe-problem.ts';
import {
  askCriteo,
  describeAccount,
  lookLines,
  membersEffect,
  membersWarnings,
} from './render-members.ts';

export interface ForgetReport {
  /** `done`: each of them is off every list that can have them, and out of every ledger. */
  readonly outcome: 'done' | 'refused' | 'incomplete';
  /** Null where it was not read. */
  readonly source: FileAccount | null;
  readonly lists: readonly ForgetRow[];
  /** The addresses of lists to which a later sync may add them again. */
  readonly refilled: readonly string[];
}

export function renderForget({ outcome, source, lists, refilled }: ForgetReport): string {
  return [
    ...lists.flatMap(rowLines),
    ...(source === null ? [] : accountLines(source)),
    ...endLines(outcome, lists, source?.invalid ?? 0),
    ...(outcome === 'refused' ? [] : sourceLines(lists, refilled)),
  ].join('\n');
}

function accountLines(source: FileAccount): readonly string[] {
  return [`source: ${describeAccount(source, [])}`, ...lookLines(source, spellAsOptions)];
}

/** What is known before anything is done, for the question. */
export function renderForgetSearch(lists: readonly ForgetRow[]): string {
  return lists.flatMap(rowLines).join('\n');
}

function rowLines(row: ForgetRow): readonly string[] {
  const { address, identifierType, mode, reason, warnings } = row;
  const details = [identifierType ?? [], mode === 'append' ? 'append' : []].flat().map(printable);
  const about = details.length === 0 ? '' : ` (${details.join(', ')})`;
  const line = `${printable(address)}${about}: ${stateOf(row)}`;
  const told = membersWarnings(warnings).map((words) => `  ${words}`);
  return reason === null
    ? [line, ...adviceLines(row), ...told]
    : [
        `${line}: ${printable(reason.text)}`,
        `  ${asSentence(printable(reason.fix))} (${reason.code})`,
      ];
}

function adviceLines({ state, problem }: ForgetRow): readonly string[] {
  if (problem === null || state !== 'failed') return [];
  return [`  ${asSentence(printable(problem.hint ?? askCriteo(problem)))}`];
}

function stateOf(row: ForgetRow): string {
  const { state, found, removed, requests, problem } = row;
  const sent = `${formatCount(removed)} removed in ${countOf(requests, 'request')}`;
  const because = problem === null ? '' : `: ${printable(describeProblem(problem))}`;
  switch (state) {
    case 'clean':
      return 'none found';
    case 'found':
      return found > 0
        ? `${formatCount(found)} found`
        : `0 found${unknownRest}: all of them will be removed`;
    case 'done':
      return requests === 0
        ? 'none found; its ledger no longer contains the people removed before'
        : `${formatCount(found)} found, ${sent}${removed > found ? unknownRest : ''}`;
    case 'gone':
      return `${formatCount(found)} found, nothing done`;
    case 'not-searched':
    case 'other-type':
      return 'not searched';
    case 'failed':
      return `${formatCount(found)} found, ${sent}; failed${because}`;
    case 'unknown':
      if (row.reason !== null) return `${formatCount(found)} found, ${sent}`;
      return `${formatCount(found)} found, ${sent}; the outcome of the last request is unknown${because}`;
    case 'interrupted':
      return `${formatCount(found)} found, ${sent}; interrupted`;
  }
}

const unknownRest = ', because its ledger does not cover the whole list';

const unfinished = new Set<ForgetRow['state']>(['failed', 'unknown', 'interrupted']);

function endLines(
  outcome: ForgetReport['outcome'],
  lists: readonly ForgetRow[],
  invalid: number,
): readonly string[] {
  if (outcome === 'refused') return ['Nothing was sent.'];
  const count = (isMeant: (row: ForgetRow) => boolean) => lists.filter(isMeant).length;
  const done = count(({ removed }) => removed > 0);
  const removals = lists.reduce((sum, { removed }) => sum + removed, 0);
  const sum = `${countOf(removals, 'removal')} from ${countOf(done, 'list')}`;
  // Criteo refuses the same request again.
  const isRefused = lists.some(
    ({ state, problem }) => state === 'failed' && problem?.code !== 'members-removal-not-taken',
  );
  const left = count(({ state, reason }) => unfinished.has(state) && reason === null);
  const open = count(({ state, reason }) => unfinished.has(state) && reason !== null);
  const parts = [
    [
      left,
      `${countOf(left, 'list')} not finished${isRefused ? '' : ': run the same command again to continue'}`,
    ],
    [open, `${countOf(open, 'list')} on which these people may still be`],
    [
      count(({ state }) => state === 'not-searched'),
      `${countOf(
        count(({ state }) => state === 'not-searched'),
        'list',
      )} not searched`,
    ],
    [
      count(({ state }) => state === 'gone'),
      `${countOf(
        count(({ state }) => state === 'gone'),
        'ledger',
      )} without a list in this account`,
    ],
    [invalid, `${countOf(invalid, 'line')} of the source without an identifier`],
  ] as const;
  const isFound = lists.some(({ found }) => found > 0);
  const missing = parts.filter(([number]) => number > 0).map(([, words]) => words);
  return [
    outcome === 'done' ? `Done: ${sum}.` : incompleteLine(removals, sum, missing, isFound),
    ...(done > 0 ? [membersEffect] : []),
  ];
}

function incompleteLine(
  removals: number,
  sum: string,
  missing: readonly string[],
  isFound: boolean,
): string {
  if (removals > 0) return `Partly done: ${sum}, and ${listOf(missing)}.`;
  return `${isFound ? 'Nothing removed' : 'Nothing found'}; ${listOf(missing)}.`;
}

/** A later sync may add the same people again. */
function sourceLines(lists: readonly ForgetRow[], refilled: readonly string[]): readonly string[] {
  if (refilled.length === 0) return [];
  const names =
    refilled.length <= mostNames
      ? listOf(refilled.map(printable))
      : countOf(refilled.length, 'list');
  const them = refilled.length === 1 ? 'its source' : 'their sources';
  const isFound = lists.some(({ found, removed }) => found + removed > 0);
  const what = isFound
    ? 'A sync adds these people again if the source still contains them.'
    : 'No people were removed. A later sync may add these people if the source contains them.';
  return [`${what} Remove them from ${them}, or add them under "exclude": ${names}.`];
}

const mostNames = 5;
