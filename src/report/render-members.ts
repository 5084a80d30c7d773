/** `members sync`, `add` and `remove` as text. */
import { describeLook, fixForLook, type InvalidLook } from '../members/identifiers/invalid-look.ts';
import type { MembersProblem, MembersResult } from '../members/members-result.ts';
import { describeLines, describeTitle, type FileAccount } from '../members/source-account.ts';
import { asSentence } from './as-sentence.ts';
import { countOf, formatCount } from './count-of.ts';
import { describeAge } from './describe-age.ts';
import { describeMembers } from './describe-members.ts';
import { printable } from './printable.ts';

/** When a change of members has an effect (contact-list pages of both platforms). */
export const membersEffect =
  'Criteo recomputes at 00:00 and 12:00 UTC; live campaigns follow about five hours later.';

/** @param spell how hints about the source are spelt: as keys of the manifest unless given. */
export function renderMembers(result: MembersResult, spell: SpellHint = asKeys): string {
  const { plan, address } = result;
  return [
    `${printable(address)}: members ${describeSync(plan)}`,
    ...sourceLines(plan.source, spell),
    ...(plan.turnedInto === null ? [] : [`sent as: ${plan.turnedInto}, as the list was filled`]),
    ...ledgerLines(plan.ledger),
    ...countedLines(plan),
    ...plan.refusals.flatMap(({ text, fix }) => [
      `refused: ${printable(text)}`,
      `  ${asSentence(printable(fix))}`,
    ]),
    ...outcomeLines(result),
  ].join('\n');
}

function describeSync(plan: MembersResult['plan']): string {
  const isOld = plan.refusals.some(({ code }) => code === 'ledger-old');
  return describeMembers({ ...plan, notCompared: isOld });
}

type SpellHint = (hint: string) => string;
const asKeys: SpellHint = (hint) => hint;

function sourceLines(source: MembersResult['plan']['source'], spell: SpellHint): readonly string[] {
  if (source === null) return [];
  const { duplicates, excluded } = source;
  const twice = countOf(duplicates, 'duplicate');
  return [
    `source: ${describeAccount(source, [twice])}`,
    ...lookLines(source, spell),
    ...(excluded === null
      ? []
      : [`exclude: ${describeAccount(excluded, [])}`, ...lookLines(excluded)]),
  ];
}

function ledgerLines(ledger: MembersResult['plan']['ledger']): readonly string[] {
  return ledger === null ? [] : [`ledger: last written ${describeAge(ledger.ageSeconds)}`];
}

/** Where it is not known who is on the list, all who are named count. */
function countedLines({ mode, ledger, source, state }: MembersResult['plan']): readonly string[] {
  if (mode === 'mirror' || ledger !== null || source === null || state === 'unknown-here')
    return [];
  const of = mode === 'append' ? source.excluded : source;
  const count = of === null ? 0 : of.filled - of.invalid;
  const where = mode === 'append' ? 'exclude' : 'the source';
  return count === 0
    ? []
    : [
        `No ledger here, so ${count === 1 ? 'the 1 person' : `all ${countOf(count, 'person', 'people')}`} in ${where} count${count === 1 ? 's' : ''} as removed.`,
      ];
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
export function lookLines(account: FileAccount, spell: SpellHint = asKeys): readonly string[] {
  const { invalid, invalidLook: look } = account;
  const title = describeTitle(account);
  // One that is a title says nothing of the others.
  const isOnlyTitle = title !== null && invalid === 1;
  return [
    ...(title === null ? [] : [`  ${printable(spell(title))}`]),
    ...(look === null || isOnlyTitle ? [] : [`  ${spell(invalidLinesAre(invalid, look))}`]),
  ];
}

function invalidLinesAre(count: number, look: InvalidLook): string {
  const subject = count === 1 ? 'Such lines' : 'Most of the invalid lines';
  return `${subject} ${describeLook(look)}. ${fixForLook(look)}.`;
}

function outcomeLines(result: MembersResult): readonly string[] {
  const { outcome, requests, invalid, problem, refusedBy } = result;
  if (outcome === 'refused') return ['Nothing was sent.'];
  if (requests === 0 && outcome === 'done') return ['Nothing to send.'];
  const invalidLines =
    invalid > 0
      ? [`The API called ${countOf(invalid, 'identifier')} invalid; it does not say which.`]
      : [];
  const told = membersWarnings(result.warnings);
  const sent = describeSent(result);
  const ending = outcome === 'done' ? 'Done' : wordOf(result, outcome);
  if (refusedBy !== null && problem !== null) {
    const { code, detail, traceId } = problem;
    const details = detail === null ? '' : `, ${detail}`;
    const trace = traceId === null ? '' : ` (trace ${traceId})`;
    return [
      `${ending} after ${sent}.`,
      asSentence(printable(`Criteo refused the request: ${code}${details}${trace}`)),
      `  ${asSentence(printable(refusedBy.hint ?? askCriteo))}`,
      ...invalidLines,
      ...told,
      'What was accepted is written down. Once the cause is fixed, the same command sends the rest.',
    ];
  }
  const why =
    problem === null
      ? ''
      : `: ${printable([problem.code, problem.detail, problem.traceId].filter((part) => part !== null).join(', '))}`;
  return [
    outcome === 'done' ? `Done: ${sent}.` : asSentence(`${ending} after ${sent}${why}`),
    ...invalidLines,
    ...told,
    outcome === 'done'
      ? membersEffect
      : 'What was accepted is written down: the same command goes on from there.',
  ];
}

function describeSent({ added, removed, requests, invalid }: MembersResult): string {
  const all = added + removed;
  const where = `in ${countOf(requests, 'request')}`;
  return invalid > 0 && invalid >= all
    ? `${countOf(all, 'identifier')} sent ${where}, of which Criteo took none`
    : `${formatCount(added)} added, ${formatCount(removed)} removed ${where}`;
}

/** What the API said beside what it carried out. */
export function membersWarnings(warnings: readonly MembersProblem[]): readonly string[] {
  return warnings.map(({ code, detail, traceId }) => {
    const words = detail === null ? code : `${code}, ${detail}`;
    const trace = traceId === null ? '' : ` (trace ${traceId})`;
    return asSentence(printable(`Criteo says: ${words}${trace}`));
  });
}

const askCriteo = 'Ask Criteo about it, with the code and the trace';

function wordOf({ problem }: MembersResult, outcome: keyof typeof words): string {
  return problem?.code === 'members-called-invalid-limit' ? 'Stopped' : words[outcome];
}

const words = {
  failed: 'Failed',
  unknown: 'Unknown outcome of the last request,',
  interrupted: 'Interrupted',
} as const;
