/** The changes of one plan, as a report of many shows them: in each format, as many as have room. */
import { countOf } from '../../../model/text/count-of.ts';
import type { LeftAlone, PlanDocument } from '../../../schema/generated/plan.ts';
import { renderChangeHtml } from '../../change/render-change-html.ts';
import type { CommentDetail } from '../../change/render-change-markdown.ts';
import { groupAffected } from '../../plan/affected/group-affected.ts';
import { affectedCardHtml } from '../../plan/affected/render-affected-html.ts';
import { renderAffectedDetails } from '../../plan/affected/render-affected-markdown.ts';
import { type HowSaved, membersTargetOf } from '../../plan/apply-command.ts';
import { groupChanges } from '../../plan/groups/group-changes.ts';
import { renderGroupDetails } from '../../plan/groups/render-group-markdown.ts';
import { rankChanges } from '../../plan/highlights/rank-changes.ts';
import { leftAloneHtml } from '../../plan/render-plan-html.ts';
import { leftAloneMarkdown } from '../../plan/render-plan-markdown.ts';
import { renderPlanText } from '../../plan/render-plan-text.ts';
import { fitBlocks } from '../../text/fit-blocks.ts';
import type { ResultDetails } from '../project-result.ts';
import type { CondenserOptions } from './condenser-options.ts';

/** Characters for one plan in each format. A comment for all has 65,536. */
export const roomForDetails = { text: 8000, markdown: 12_000, html: 32_000 } as const;

/** Nothing for a plan without changes. */
export function renderDetails(
  plan: PlanDocument,
  how: HowSaved,
  options: CondenserOptions,
): Omit<ResultDetails, 'file'> {
  const { formats } = options;
  if (plan.changes.length + plan.affected.length + plan.moves.length === 0) return { hidden: {} };
  const markdown = formats.includes('markdown') ? fillMarkdown(plan, how) : null;
  const html = formats.includes('html') ? fillHtml(plan, how) : null;
  return {
    ...(formats.includes('text') ? { text: renderText(plan, how, options) } : {}),
    ...(markdown === null ? {} : { markdown: markdown.shown }),
    ...(html === null ? {} : { html: html.shown }),
    hidden: {
      ...(markdown === null ? {} : { markdown: markdown.hidden }),
      ...(html === null ? {} : { html: html.hidden }),
    },
  };
}

/** After so many that do not fit, the others are not rendered. */
const mostMisses = 20;

/** The items that fit, the riskiest first; one that is too long hides none behind it. */
function fill<Item>(
  items: readonly Item[],
  render: (item: Item, position: number) => readonly string[],
  characters: number,
) {
  const shown: string[] = [];
  let [used, fitting, misses] = [0, 0, 0];
  for (const [position, item] of items.entries()) {
    if (misses === mostMisses) break;
    const block = render(item, position).join('\n');
    if (used + block.length + 1 > characters) misses += 1;
    else {
      fitting += 1;
      used += block.length + 1;
      if (block !== '') shown.push(block);
    }
  }
  return { shown, hidden: items.length - fitting };
}

type Rendered = ReturnType<typeof fill>;

function fillMarkdown(plan: PlanDocument, how: HowSaved): Rendered {
  const labels = plan.labels ?? {};
  const membersTarget = membersTargetOf(plan, how);
  // No table above them says who enters and who leaves.
  const detail: CommentDetail = { isShort: false, isOpen: false, membersTarget };
  const blocks = [
    ...groupChanges(rankChanges(plan), labels).map(
      (group) => () => renderGroupDetails(group, labels, detail),
    ),
    ...groupAffected(plan.affected).map((group) => () => renderAffectedDetails(group, detail)),
    ...leftToKnow(plan).map((entry) => () => ['', leftAloneMarkdown(entry)]),
  ];
  return fill(blocks, (render) => render(), roomForDetails.markdown);
}

/** What a reviewer of a group of projects would not expect to be left alone. */
function leftToKnow({ leftAlone }: PlanDocument): readonly LeftAlone[] {
  return leftAlone.filter(({ reason }) => reason === 'drift' || reason === 'released');
}

function fillHtml(plan: PlanDocument, how: HowSaved): Rendered {
  const shown = { labels: plan.labels ?? {}, membersTarget: membersTargetOf(plan, how) };
  const cards = [
    ...rankChanges(plan).map(
      (change) => (number: number) => renderChangeHtml(change, { ...shown, number, isOpen: false }),
    ),
    ...plan.affected.map((each) => (number: number) => affectedCardHtml(each, number, false)),
    ...leftToKnow(plan).map((entry) => () => `<p>${leftAloneHtml(entry)}</p>`),
  ];
  return fill(cards, (render, number) => [render(number)], roomForDetails.html);
}

function renderText(plan: PlanDocument, how: HowSaved, options: CondenserOptions): string {
  const { color = false, width = 100, verbose = false } = options;
  const lines = renderPlanText(plan, { color, width, verbose, ...how })
    .trimEnd()
    .split('\n');
  return fitBlocks(
    lines,
    roomForDetails.text,
    (hidden) => `… ${countOf(hidden, 'more line')}`,
  ).join('\n');
}
