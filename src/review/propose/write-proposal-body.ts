/** What a proposal says, in Markdown. Names and values stand in code alone, so that none of them comes alive. */
import { countOf } from '../../model/text/count-of.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { freeTextMarkdown } from '../../report/markup/markdown-phrase.ts';
import { codeSpan } from '../../report/markup/markdown-text.ts';
import { fitBlocks } from '../../report/text/fit-blocks.ts';
import { proposalEnd, proposalStart } from './proposal-marks.ts';
import type {
  MovedPeople,
  ProposedLeft,
  ProposedPeople,
  ProposedTaking,
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
  const { takings, left, people } = pull;
  // What is said beside a taking is not said twice, also where the taking renames the entity.
  const shown = new Set(takings.flatMap((each) => (each.people === null ? [] : namesOf(each))));
  const head = [
    proposalStart(key),
    ...(note === null ? [] : [`> ${note}`, '']),
    `${countOf(takings.length, 'entity was', 'entities were')} edited in the Criteo UI. This ${noun} writes the edits into the manifests of ${codeSpan(key)}.`,
    '',
    `Merge it to keep the edits. Close it to keep the manifests as they are: it is not opened again for the same edits, and the next apply reverts them in the UI.`,
  ];
  const blocks = [
    ...section('Edits', takings.map(describeTaking)),
    ...section(
      'Also affected',
      people.filter(({ address }) => !shown.has(address)).map(describeAffected),
    ),
    ...section('Not taken', left.map(describeLeft)),
  ];
  const end = proposalEnd(change);
  const room = maxLength - `${head.join('\n')}\n\n\n${end}`.length;
  const fitting = fitBlocks(
    blocks,
    room,
    (hidden) =>
      `\n${countOf(hidden, 'more entry does', 'more entries do')} not fit here. See the changed files and the log of the job.`,
  );
  return [...head, ...fitting, '', end].join('\n');
}

/** The title belongs to the first block, so that none is left alone at the end. */
function section(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.map((block, index) => (index === 0 ? `\n### ${title}\n\n${block}` : block));
}

function namesOf({ address, attributes }: ProposedTaking): readonly string[] {
  const name = attributes.find(({ path }) => path === 'name')?.to;
  const [kind = ''] = address.split('/', 1);
  return typeof name === 'string' ? [address, `${kind}/${name}`] : [address];
}

function describeTaking(taking: ProposedTaking): string {
  const { address, action, attributes, place, people } = taking;
  const attributeLines = attributes.map(({ path, from, to, take }) => {
    const both = take === 'conflict' ? ' (git has another edit of it)' : '';
    const what = action === 'tidy' ? 'is done, and is taken out' : describeValues(from, to);
    return `  - ${codeSpan(path)} ${what}${both}`;
  });
  return [
    `- ${codeSpan(address)} ${sentences[action]} ${codeSpan(place)}`,
    ...attributeLines,
    ...(people === null ? [] : [`  - people: ${describePeople(people)}`]),
  ].join('\n');
}

const sentences: Readonly<Record<ProposedTaking['action'], string>> = {
  edit: 'was edited:',
  add: 'is new in the UI:',
  remove: 'was deleted in the UI, and is taken out of',
  tidy: 'has keys that are no longer needed:',
};

function describeValues(from: JsonValue, to: JsonValue): string {
  if (from === null) return `is now ${valueSpan(to)}`;
  if (to === null) return `was ${valueSpan(from)}, and is removed`;
  return `was ${valueSpan(from)}, and is now ${valueSpan(to)}`;
}

function valueSpan(value: JsonValue): string {
  return codeSpan(JSON.stringify(value));
}

function describeAffected(people: ProposedPeople): string {
  const via = people.via.map((each) => codeSpan(each)).join(', ');
  const through = via === '' ? '' : `, through ${via}`;
  return `- ${codeSpan(people.address)}${through}: ${describePeople(people)}`;
}

const verdicts: ReadonlyMap<string, string> = new Map([
  ['same', 'the same.'],
  ['wider', 'some people enter.'],
  ['narrower', 'some people leave.'],
  ['different', 'some people enter, and some leave.'],
  ['empty', 'everyone leaves.'],
]);

function describePeople({ verdict, enter, leave }: MovedPeople): string {
  const moves = [
    ...(enter === null ? [] : [`enter: ${freeTextMarkdown(enter)}`]),
    ...(leave === null ? [] : [`leave: ${freeTextMarkdown(leave)}`]),
  ];
  if (moves.length > 0) return moves.join('; ');
  return verdicts.get(verdict) ?? 'who enters and who leaves is not known.';
}

function describeLeft({ address, path, text, fix, place }: ProposedLeft): string {
  const attribute = path === null ? '' : ` ${codeSpan(path)}`;
  const where = place === null ? '' : ` (${codeSpan(place)})`;
  return `- ${codeSpan(address)}${attribute}${where}: ${freeTextMarkdown(text)} ${freeTextMarkdown(fix)}`;
}
