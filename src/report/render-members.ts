/** `members sync`, `add` and `remove` as text. */
import type { MembersResult } from '../members/members-result.ts';
import { countOf, formatCount } from './count-of.ts';
import { describeAge } from './describe-age.ts';
import { describeMembers } from './describe-members.ts';
import { printable } from './printable.ts';

/** When a change of members has an effect (contact-list pages of both platforms). */
export const membersEffect =
  'Criteo recomputes at 00:00 and 12:00 UTC; live campaigns follow about five hours later.';

export function renderMembers(result: MembersResult): string {
  const { plan, address } = result;
  return [
    `${printable(address)}: members ${describeMembers(plan)}`,
    ...sourceLines(plan.source),
    ...ledgerLines(plan.ledger),
    ...plan.refusals.flatMap(({ text, fix }) => [
      `refused: ${printable(text)}`,
      `  ${printable(fix)}`,
    ]),
    ...outcomeLines(result),
  ].join('\n');
}

function sourceLines(source: MembersResult['plan']['source']): readonly string[] {
  if (source === null) return [];
  const { filled, duplicates, invalid, invalidLines } = source;
  const lines = invalidLines.map(formatCount).join('; ');
  const more = invalid > invalidLines.length ? '; …' : '';
  return [
    `source: ${countOf(filled, 'identifier')}, ${formatCount(duplicates)} twice, ${formatCount(invalid)} invalid${invalid > 0 ? ` (line ${lines}${more})` : ''}`,
  ];
}

function ledgerLines(ledger: MembersResult['plan']['ledger']): readonly string[] {
  return ledger === null ? [] : [`ledger: last written ${describeAge(ledger.ageSeconds)}`];
}

function outcomeLines(result: MembersResult): readonly string[] {
  const { outcome, added, removed, requests, invalid, problem } = result;
  if (outcome === 'refused') return ['Nothing was sent.'];
  if (requests === 0 && outcome === 'done') return ['Nothing to send.'];
  const sent = `${formatCount(added)} added, ${formatCount(removed)} removed in ${countOf(requests, 'request')}`;
  const why =
    problem === null
      ? ''
      : `: ${printable([problem.code, problem.detail, problem.traceId].filter((part) => part !== null).join(', '))}`;
  return [
    outcome === 'done' ? `Done: ${sent}.` : `${words[outcome]} after ${sent}${why}`,
    ...(invalid > 0
      ? [`The API called ${countOf(invalid, 'identifier')} invalid; it does not tell which.`]
      : []),
    outcome === 'done'
      ? membersEffect
      : 'What was accepted is written down: the same command goes on from there.',
  ];
}

const words = {
  failed: 'Failed',
  unknown: 'Unknown outcome of the last request,',
  interrupted: 'Interrupted',
} as const;
