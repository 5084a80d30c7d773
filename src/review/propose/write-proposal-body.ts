/** What a proposal says, in Markdown. Names and values stand in code alone, so that none of them comes alive. */
import { countOf, listOf } from '../../model/text/count-of.ts';
import { freeTextMarkdown } from '../../report/markup/markdown-phrase.ts';
import { codeSpan, fence, shorten } from '../../report/markup/markdown-text.ts';
import { asSentence } from '../../report/text/as-sentence.ts';
import { fitBlocks } from '../../report/text/fit-blocks.ts';
import { proposalEnd, proposalStart, shownKey } from './proposal-marks.ts';
import type {
  MovedPeople,
  ProposedChange,
  ProposedLeft,
  ProposedPeople,
  ProposedTaking,
  ProposedWarning,
  PullDocument,
} from './pull-document.ts';

/** GitHub takes no more. */
const maxLength = 65_536;

export interface BodyWish {
  readonly key: string;
  readonly noun: string;
  readonly pull: PullDocument;
  /** The mark of the change. */
  readonly change: string;
  /** A paragraph that comes first, such as why the branch is left alone. */
  readonly note: string | null;
}

export function writeProposalBody({ key, noun, pull, change, note }: BodyWish): string {
  const { takings, left, people, warnings } = pull;
  // What is said beside a taking is not said twice, also where the taking renames the entity.
  const shown = new Set(takings.flatMap((each) => (each.people === null ? [] : namesOf(each))));
  const head = [
    proposalStart(key),
    ...(note === null ? [] : [`> ${note}`, '']),
    `${summarize(takings)} This ${noun} writes this into the manifests of ${ownersOf(takings, key)}.`,
    '',
    `Merge it to keep the edits. Close it to keep the manifests as they are: it is not opened again for the same edits, and the next apply reverts them in the UI.`,
  ];
  const blocks = [
    ...section('Edits', takings.map(describeTaking)),
    ...section(
      'Also affected',
      people.filter((each) => !shown.has(keyOf(each))).map(describeAffected),
    ),
    ...section('Warnings', warnings.map(describeWarning)),
    ...leftBlocks(left),
  ];
  return fitBetween(head, blocks, ['', proposalEnd(change)]);
}

/** The projects whose manifests change, or the one that the key names. */
function ownersOf(takings: readonly ProposedTaking[], key: string): string {
  const owners = [...new Set(takings.flatMap(({ owner }) => owner ?? []))];
  if (owners.length === 0) return codeSpan(shownKey(key));
  const shown = owners.slice(0, mostOwners).map((owner) => codeSpan(owner));
  const hidden = owners.length - shown.length;
  const names = listOf(hidden === 0 ? shown : [...shown, `${hidden} more`]);
  return `${countOf(owners.length, 'project')}: ${names}`;
}

const mostOwners = 12;

/** What the comment says with which a proposal is closed, although something was not taken. */
export function writeLeftComment(why: string, left: readonly ProposedLeft[]): string {
  return fitBetween([why], leftBlocks(left), []);
}

function fitBetween(
  head: readonly string[],
  blocks: readonly string[],
  end: readonly string[],
): string {
  const room = maxLength - [...head, '', ...end].join('\n').length;
  const fitting = fitBlocks(
    blocks,
    room,
    (hidden) =>
      `\n${countOf(hidden, 'more entry does', 'more entries do')} not fit here. See the changed files and the log of the job.`,
  );
  return [...head, ...fitting, ...end].join('\n');
}

function leftBlocks(left: readonly ProposedLeft[]): readonly string[] {
  const byOption = left.some(({ fix }) => fix.includes('--take'));
  return [...section('Not taken', left.map(describeLeft)), ...(byOption ? [`\n${takeInJob}`] : [])];
}

/** Who reads a request does not type the command. */
const takeInJob =
  'In the job, the option `--take` is the variable `AUDIENCECTL_TAKE`. Set it to the same words, such as `drift,gone`.';

/** The title belongs to the first block, so that none is left alone at the end. */
function section(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.map((block, index) => (index === 0 ? `\n### ${title}\n\n${block}` : block));
}

function namesOf({ owner, address, newName }: ProposedTaking): readonly string[] {
  const [kind = ''] = address.split('/', 1);
  const names = newName === null ? [address] : [address, `${kind}/${newName}`];
  return names.map((name) =>
    keyOf(owner === undefined ? { address: name } : { owner, address: name }),
  );
}

function keyOf({ owner, address }: Pick<ProposedPeople, 'owner' | 'address'>): string {
  return owner === undefined ? address : `${owner}\n${address}`;
}

/** Whose it is, where there are many projects. */
function whose({ owner }: Pick<ProposedPeople, 'owner'>): string {
  return owner === undefined ? '' : `${codeSpan(owner)}: `;
}

/** `1 edit and 1 deletion made in the Criteo UI.` */
function summarize(takings: readonly ProposedTaking[]): string {
  const count = (action: ProposedTaking['action'], noun: string, plural?: string) => {
    const { length } = takings.filter((taking) => taking.action === action);
    return length === 0 ? [] : [countOf(length, noun, plural)];
  };
  const edits = [
    ...count('edit', 'edit'),
    ...count('add', 'new entry', 'new entries'),
    ...count('remove', 'deletion'),
  ];
  const tidied = count('tidy', 'entry', 'entries').map((each) => `${each} to be tidied up.`);
  const made = edits.length === 0 ? [] : [`${listOf(edits)} made in the Criteo UI.`];
  return [...made, ...tidied].join(' ');
}

function describeTaking(taking: ProposedTaking): string {
  const { address, action, mayBeRenamed, paths, changes, place, people } = taking;
  const sentence = mayBeRenamed ? renamedPerhaps : sentences[action];
  const spent = paths.map((path) => `  - ${codeSpan(path)} has done its work, and is removed`);
  return [
    `- ${whose(taking)}${codeSpan(address)} ${sentence} ${codeSpan(place)}`,
    ...(action === 'tidy' ? spent : changes.flatMap(describeChange)),
    ...(people === null ? [] : [`  - people: ${describePeople(people)}`]),
  ].join('\n');
}

const sentences: Readonly<Record<ProposedTaking['action'], string>> = {
  edit: 'was edited:',
  add: 'is new in the UI:',
  remove: 'was deleted in the UI. Its entry is removed from',
  tidy: 'has keys that are no longer needed:',
};

const renamedPerhaps = 'was deleted or renamed in the UI. Its entry is removed from';

/** A longer change is easier to read as lines. */
const longestValue = 200;
const longestLine = 500;
/** One large change leaves room for the others. */
const mostLines = 100;

function describeChange({ label, value, lines, isConflict }: ProposedChange): readonly string[] {
  const head = `  - ${freeTextMarkdown(label)}`;
  const note = isConflict ? ' (git has another edit of it, which is replaced)' : '';
  if (value !== null && value.length <= longestValue) return [`${head}: ${codeSpan(value)}${note}`];
  const hidden = Math.max(0, lines.length - mostLines);
  const shown = [
    ...lines.slice(0, mostLines).map((line) => shorten(line, longestLine)),
    ...(hidden === 0 ? [] : [`  … ${countOf(hidden, 'more line')}: see the changed files`]),
  ];
  return [`${head}${note}:`, ...fence('diff', shown).map((line) => `    ${line}`)];
}

function describeAffected(people: ProposedPeople): string {
  const via = people.via.map((each) => codeSpan(each)).join(', ');
  const through = via === '' ? '' : `, through ${via}`;
  return `- ${whose(people)}${codeSpan(people.address)}${through}: ${describePeople(people)}`;
}

function describePeople({ lines }: MovedPeople): string {
  return lines.map((line) => freeTextMarkdown(line)).join('; ');
}

function describeLeft(left: ProposedLeft): string {
  const { address, path, label, changes = [], text, fix, place } = left;
  const word = label === undefined ? path && codeSpan(path) : freeTextMarkdown(label);
  const attribute = word === null ? '' : ` ${word}`;
  const where = place === null ? '' : ` (${codeSpan(place)})`;
  return [
    `- ${whose(left)}${codeSpan(address)}${attribute}${where}: ${freeTextMarkdown(text)} ${freeTextMarkdown(fix)}`,
    ...changes.flatMap(describeChange),
  ].join('\n');
}

function describeWarning(warning: ProposedWarning): string {
  const { message, hint } = warning;
  const advice = hint === null ? '' : ` ${freeTextMarkdown(hint)}`;
  return `- ${whose(warning)}${freeTextMarkdown(asSentence(message))}${advice}`;
}
