/** `members sync`, `add` and `remove` as text. */
import { describeLook, fixForLook, type InvalidLook } from '../members/identifiers/invalid-look.ts';
import type { MembersResult } from '../members/members-result.ts';
import { describeLines, describeTitle, type FileAccount } from '../members/source-account.ts';
import { asSentence } from './as-sentence.ts';
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
    `${printable(address)}: members ${describeSync(plan)}`,
    ...sourceLines(plan.source),
    ...(plan.turnedInto === null ? [] : [`sent as: ${plan.turnedInto}, as the list was filled`]),
    ...ledgerLines(plan.ledger),
    ...plan.refusals.flatMap(({ text, fix }) => [
      `refused: ${printable(text)}`,
      `  ${asSentence(printable(fix))}`,
    ]),
    ...outcomeLines(result),
  ].join('\n');
}

/** What a rebuild would do is no news where a newer ledger is to be brought instead. */
function describeSync(plan: MembersResult['plan']): string {
  const isOld = plan.refusals.some(({ code }) => code === 'ledger-old');
  return isOld ? 'not compared: the ledger is too old' : describeMembers(plan);
}

function sourceLines(source: MembersResult['plan']['source']): readonly string[] {
  if (source === null) return [];
  const { duplicates, excluded } = source;
  const twice = countOf(duplicates, 'duplicate');
  return [
    `source: ${describeAccount(source, [twice])}`,
    ...lookLines(source),
    ...(excluded === null
      ? []
      : [`exclude: ${describeAccount(excluded, [])}`, ...lookLines(excluded)]),
  ];
}

function ledgerLines(ledger: MembersResult['plan']['ledger']): readonly string[] {
  return ledger === null ? [] : [`ledger: last written ${describeAge(ledger.ageSeconds)}`];
}

/** `30 lines in 3 files, 0 duplicates, 2 invalid (lines 4, 6 of crm.csv), 6 zeroed, 12 empty`. */
export function describeAccount(account: FileAccount, more: readonly string[]): string {
  const { files, filled, invalid, zeroed, empty } = account;
  const where = invalid > 0 ? ` (${printable(describeLines(account))})` : '';
  return [
    `${countOf(filled + zeroed + empty, 'line')}${files > 1 ? ` in ${formatCount(files)} files` : ''}`,
    ...more,
    `${formatCount(invalid)} invalid${where}`,
    ...(zeroed > 0 ? [`${formatCount(zeroed)} zeroed`] : []),
    ...(empty > 0 ? [`${formatCount(empty)} empty`] : []),
  ].join(', ');
}

/** What the invalid lines look like, and what to do about it. */
export function lookLines(account: FileAccount): readonly string[] {
  const { invalid, invalidLook: look } = account;
  const title = describeTitle(account);
  // One that is a title says nothing of the others.
  const isOnlyTitle = title !== null && invalid === 1;
  return [
    ...(title === null ? [] : [`  ${printable(title)}`]),
    ...(look === null || isOnlyTitle ? [] : [`  ${invalidLinesAre(invalid, look)}`]),
  ];
}

function invalidLinesAre(count: number, look: InvalidLook): string {
  const subject = count === 1 ? 'Such lines' : 'Most of the invalid lines';
  return `${subject} ${describeLook(look)}. ${fixForLook(look)}.`;
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
    outcome === 'done' ? `Done: ${sent}.` : `${wordOf(result, outcome)} after ${sent}${why}`,
    ...(invalid > 0
      ? [`The API called ${countOf(invalid, 'identifier')} invalid; it does not tell which.`]
      : []),
    outcome === 'done'
      ? membersEffect
      : 'What was accepted is written down: the same command goes on from there.',
  ];
}

function wordOf({ problem }: MembersResult, outcome: keyof typeof words): string {
  return problem?.code === 'members-called-invalid-limit' ? 'Stopped' : words[outcome];
}

const words = {
  failed: 'Failed',
  unknown: 'Unknown outcome of the last request,',
  interrupted: 'Interrupted',
} as const;
