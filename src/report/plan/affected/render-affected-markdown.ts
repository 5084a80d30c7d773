/** Audiences that a plan does not edit, in a pull-request comment: rows below those of its changes, and details. */
import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { AffectedAudience } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { useNotShown } from '../../change/describe-live-use.ts';
import { describeAffected } from '../../change/describe-people.ts';
import {
  type CommentDetail,
  openingTag,
  sentenceMarkdown,
  sentencesCell,
} from '../../change/render-change-markdown.ts';
import { freeTextMarkdown, phraseMarkdown } from '../../markup/markdown-phrase.ts';
import { codeCell, codeInHtml, codeSpan } from '../../markup/markdown-text.ts';
import { listNames } from '../../text/phrase.ts';
import { commentLimits } from '../groups/comment-limits.ts';
import { type AffectedGroup, describeAffectedGroup, ownSegments } from './group-affected.ts';

const action = '→ affected';

/** Null in a cell that says nothing of them. */
export function renderAffectedRow(
  group: AffectedGroup,
  detail: CommentDetail,
): readonly (string | null)[] {
  const { through, summary, people, live } = describeAffectedGroup(group);
  const names = group.map(({ address }) => readAddress(address).name);
  const via = through ? phraseMarkdown(listNames(through), codeCell) : ownSegments;
  const [only = ''] = names;
  return [
    action,
    names.length === 1
      ? `${codeCell(only)}, through ${via}`
      : `${countOf(names.length, 'audience')} through ${via}: ${phraseMarkdown(listNames(names, commentLimits.namesInRow), codeCell)}`,
    (detail.isShort ? sentencesCell(people) : null) ?? summary,
    null,
    live === null ? useCell(group) : `**${live}**`,
    null,
  ];
}

function useCell(group: AffectedGroup): string {
  return group.every(({ adSetIds }) => adSetIds !== undefined) ? 'no ad set' : useNotShown;
}

/** Nothing where the row says it all. */
export function renderAffectedDetails(
  group: AffectedGroup,
  detail: CommentDetail,
): readonly string[] {
  const { through, summary, people } = describeAffectedGroup(group);
  const isTold = detail.isShort && sentencesCell(people) !== null;
  const sentences = isTold ? [] : people.filter((sentence) => sentence !== summary);
  const names = group.length > commentLimits.namesInRow || !isAlike(group) ? listed(group) : [];
  if (sentences.length + names.length === 0) return [];
  const [{ address }] = group;
  const what =
    group.length === 1 ? codeInHtml(readAddress(address).name) : countOf(group.length, 'audience');
  const heading = `<b>${action}</b> ${what} · through ${through?.map(codeInHtml).join(', ') ?? ownSegments}`;
  return [
    [
      `${openingTag(detail)}<summary>${heading}</summary>`,
      '',
      ...(sentences.length === 0 ? [] : [sentences.map(sentenceMarkdown).join(' ')]),
      ...(sentences.length > 0 && names.length > 0 ? [''] : []),
      ...names,
      '',
      '</details>',
    ].join('\n'),
  ];
}

function isAlike(group: AffectedGroup): boolean {
  const [first] = group.map((each) => describeAffected(each).join('\n'));
  return group.every((each) => describeAffected(each).join('\n') === first);
}

function listed(group: AffectedGroup): readonly string[] {
  const hidden = group.length - commentLimits.maxListed;
  const isTold = isAlike(group) || group.length > commentLimits.maxTold;
  const people = (each: AffectedAudience) =>
    isTold ? '' : ` · ${freeTextMarkdown(describeAffected(each).join('; '))}`;
  return [
    ...group
      .slice(0, commentLimits.maxListed)
      .map((each) => `- ${codeSpan(readAddress(each.address).name)}${people(each)}`),
    ...(hidden > 0 ? [`- … ${formatCount(hidden)} more`] : []),
  ];
}
