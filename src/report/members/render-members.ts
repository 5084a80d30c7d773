/** `members sync`, `add` and `remove` as text. */
import { findCode } from '../../diagnostics/codes.ts';
import {
  describeLook,
  fixForLook,
  type InvalidLook,
} from '../../members/identifiers/invalid-look.ts';
import type { MembersProblem, MembersResult } from '../../members/members-result.ts';
import {
  describeLines,
  describeTitle,
  type FileAccount,
} from '../../members/source/source-account.ts';
import { countOf, formatCount } from '../../model/text/count-of.ts';
import { asSentence } from '../text/as-sentence.ts';
import { describeAge } from '../text/describe-age.ts';
import { printable } from '../text/printable.ts';
import { describeLeft } from './describe-left.ts';
import { describeMembers } from './describe-members.ts';
import { describeProblem } from './describe-problem.ts';

/** When a change of members has an effect (contact-list pages of both platforms). */
export const membersEffect =
  'Criteo recomputes at 00:00 and 12:00 UTC; live campaigns follow about five hours later.';

/** @param spell how hints about the source are spelt: as keys of the manifest unless given. */
export function renderMembers(result: MembersResult, spell: SpellHint = asKeys): string {
  const { plan, address } = result;
  return [
    `${printable(address)}: members ${describeSync(plan)}`,
    ...sourceLines(plan.source, spell),
    ...(plan.turnedInto === null ? [] : [`sent as: ${plan.turnedInto}, the form of the list`]),
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

/** Where the members of a list are unknown, all who are named count. */
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
  // If one line is a heading, it says nothing about the others.
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
  if (result.cleared === null && problem !== null) {
    return [
      asSentence(printable(`Unknown outcome of the clear: ${describeProblem(problem)}`)),
      ...describeLeft(result),
    ];
  }
  const sent = describeSent(result);
  const ending = outcome === 'done' ? 'Done' : wordOf(result, outcome);
  if (refusedBy !== null && problem !== null) {
    return [
      `${ending} after ${sent}.`,
      asSentence(printable(`Criteo refused the request: ${describeProblem(problem)}`)),
      `  ${refusalAdvice(problem)}`,
      ...invalidLines,
      ...told,
      ...(result.left === null ? [afterRefusal(result)] : describeLeft(result)),
    ];
  }
  if (outcome === 'done') return [`Done: ${sent}.`, ...invalidLines, ...told, membersEffect];
  const why = problem === null ? '' : `: ${printable(describeProblem(problem))}`;
  return [
    asSentence(`${ending} after ${sent}${why}`),
    ...(problem === null ? [] : adviceOn(problem, outcome)),
    ...invalidLines,
    ...told,
    ...(result.left === null ? goOnLines(result) : describeLeft(result)),
  ];
}

function afterRefusal(result: MembersResult): string {
  return isAnyAccepted(result)
    ? 'The ledger records what was accepted. Correct the cause, and run the same command again to send the rest.'
    : 'Nothing was accepted. Correct the cause, and run the same command again.';
}

/** How to go on, where the problem does not say it. */
function goOnLines(result: MembersResult): readonly string[] {
  if (result.problem?.code === 'members-removal-not-taken') return [];
  if (isAnyAccepted(result)) {
    return ['The ledger records what was accepted. Run the same command again to continue.'];
  }
  const startsAnew = 'Nothing was accepted. Run the same command again.';
  return result.outcome === 'interrupted' ? [startsAnew] : [];
}

function refusalAdvice(problem: MembersProblem): string {
  const { hint = [askCriteo(problem), ...withheld(problem)].join(' ') } = problem;
  return asSentence(printable(hint));
}

function isAnyAccepted({ added, removed }: MembersResult): boolean {
  return added + removed > 0;
}

/** How to go on after a request with an unknown outcome: the members of a list cannot be read. */
export const sendsAgain = 'Run the same command again. It sends this part once more.';

/** Where Criteo refused nothing: known advice, and for an unconfirmed part that it is sent again. */
function adviceOn(problem: MembersProblem, outcome: MembersResult['outcome']): readonly string[] {
  const entry = findCode(problem.code);
  const isOwn = entry?.origin === 'audiencectl' && problem.code !== 'unknown';
  // The advice for other codes of the API is about manifests.
  const fix = isOwn || problem.code.startsWith('account-') ? entry?.fix : undefined;
  if (outcome !== 'unknown') {
    // The message itself says what to do.
    const isSaid = fix === undefined || problem.code === 'members-called-invalid-limit';
    return isSaid ? [] : [`  ${fix}`];
  }
  const isSame = fix?.startsWith('Run the same command again');
  const before = fix === undefined || isSame ? [] : [fix];
  const after = asSentence(`If it fails again, ask Criteo, ${withWhat(problem)}`);
  const rest = isOwn ? [] : [after, ...withheld(problem)];
  return [`  ${[...before, sendsAgain, ...rest].join(' ')}`];
}

function withWhat({ traceId }: MembersProblem): string {
  return traceId === null
    ? 'with the code and the time of the request'
    : 'with the code and the trace ID';
}

/** An API may quote what it was sent. */
function withheld({ detail }: MembersProblem): readonly string[] {
  return detail === null
    ? ['The message from Criteo is not shown, because it may contain personal data.']
    : [];
}

function describeSent({ added, removed, requests, invalid }: MembersResult): string {
  const all = added + removed;
  const where = `in ${countOf(requests, 'request')}`;
  return invalid > 0 && all === 0
    ? `${countOf(invalid, 'identifier')} sent ${where}, but Criteo accepted none`
    : `${formatCount(added)} added, ${formatCount(removed)} removed ${where}`;
}

/** What the API said beside what it carried out. */
export function membersWarnings(warnings: readonly MembersProblem[]): readonly string[] {
  return warnings.map((each) => asSentence(printable(`Criteo says: ${describeProblem(each)}`)));
}

export function askCriteo(problem: MembersProblem): string {
  if (problem.code === 'segment-not-found')
    return 'Check the ID, and check whether the list was deleted.';
  return asSentence(`Ask Criteo about it, ${withWhat(problem)}`);
}

function wordOf({ problem }: MembersResult, outcome: keyof typeof words): string {
  return stopCodes.has(problem?.code ?? '') ? 'Stopped' : words[outcome];
}

const stopCodes: ReadonlySet<string> = new Set([
  'members-called-invalid-limit',
  'members-not-taken',
]);

const words = {
  failed: 'Failed',
  unknown: 'Unknown outcome of the last request,',
  interrupted: 'Interrupted',
} as const;
