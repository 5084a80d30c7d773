/**
 * The plan as a comment on a pull request: what matters first, details folded, all of it inside
 * what GitHub takes. Names are always in code.
 */

import { countOf, formatCount, listOf } from '../../model/text/count-of.ts';
import type { LeftAlone, PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { createMoveFinder } from '../change/moves/create-move-finder.ts';
import { describeMoves, movesTitle } from '../change/moves/describe-moves.ts';
import type { CommentDetail } from '../change/render-change-markdown.ts';
import { findingSentences } from '../findings/render-diagnostics.ts';
import { type Graph, renderMermaid } from '../graph/render-mermaid.ts';
import { touchedGraph } from '../graph/touched-graph.ts';
import { freeTextMarkdown, phraseMarkdown } from '../markup/markdown-phrase.ts';
import {
  codeElement,
  codeSpan,
  commandElement,
  commandMarkdown,
  fence,
  wordInHtml,
  wordInMarkdown,
  wordsInHtml,
} from '../markup/markdown-text.ts';
import { sandboxMarkdown } from '../markup/sandbox-notice.ts';
import { asSentence, withCapital } from '../text/as-sentence.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import { listNames } from '../text/phrase.ts';
import { printable } from '../text/printable.ts';
import { groupAffected } from './affected/group-affected.ts';
import { renderAffectedDetails, renderAffectedRow } from './affected/render-affected-markdown.ts';
import { countedAgain, describeApply, type HowSaved, membersTargetOf } from './apply-command.ts';
import { describeConsents } from './describe-consents.ts';
import { effectRule } from './describe-effect.ts';
import { describeLedgers } from './describe-ledgers.ts';
import { groupChanges } from './groups/group-changes.ts';
import { renderGroupDetails, renderGroupRows } from './groups/render-group-markdown.ts';
import { smallPlan } from './groups/small-plan.ts';
import { findHighlights, listFindings } from './highlights/find-highlights.ts';
import { rankChanges } from './highlights/rank-changes.ts';
import {
  affectedAlong,
  describeRequests,
  describeWork,
  firstStep,
  lastLine,
  leavesAlone,
  movesAlong,
  notCompared,
  tallyChanges,
  unchangedWords,
} from './plan-tally.ts';
import { describeTarget, kindsInPlan, planTitle } from './plan-target.ts';
import { renderChangeTable } from './render-change-table.ts';
import {
  describeLeftAlone,
  describeUnmanaged,
  groupLeftAlone,
  leftAloneWords,
} from './render-left-alone-text.ts';

/** What GitHub takes as one comment, in characters. */
export const maxCommentLength = 65_536;

/** Reserved for a note below, by the program that posts the comment. */
const roomBelow = 1024;

/** The most that each part may take; the details get what is left. */
const room = {
  refusals: 6000,
  highlights: 9000,
  table: 16_000,
  moves: 3000,
  findings: 5000,
  leftAlone: 3000,
  picture: 6000,
} as const;

/** More rows than this may be cut. */
const manyRows = 100;

/** More nodes than this make no picture that anyone can read. */
const maxDrawn = 40;

const and = (count: number) => `… ${formatCount(count)} more`;

/** @returns somewhat less than the 65,536 characters that a comment holds, the last line ended */
export function renderPlanMarkdown(plan: PlanDocument, how: HowSaved = {}): string {
  const parts = listParts(plan, how);
  const head = [
    ...[marker(plan), title(plan), ...sandboxMarkdown(how.isSandbox)],
    ...['', summary(plan, how), ...asides(plan)],
  ];
  const lead = [...refusals(plan), ...highlights(plan), ...table(plan, parts), ...moves(plan)];
  const tail = [
    ...picture(plan),
    ...findings(plan),
    ...leftAlone(plan),
    ...ledgers(plan),
    '',
    footer(plan, how),
  ];
  const length = [...head, ...lead, ...tail].reduce((sum, line) => sum + line.length + 1, 0);
  const blocks = parts.flatMap(({ details }) => details);
  const left = maxCommentLength - roomBelow - length - 2;
  return `${[...head, ...lead, ...fitDetails(blocks, left), ...tail].join('\n')}\n`;
}

/**
 * Finds the comment again, so that one comment is kept up to date: `audiencectl:NAME/ENV`, with `-`
 * for a project without environments.
 */
function marker({ project }: PlanDocument): string {
  const part = (text: string) => encodeURIComponent(printable(text).slice(0, 300));
  return `<!-- audiencectl:${part(project.name)}/${project.environment === null ? '-' : part(project.environment)} -->`;
}

function title(plan: PlanDocument): string {
  const { name, environment } = plan.project;
  const where = environment === null ? '' : ` · ${wordInMarkdown(environment)}`;
  return `### ${planTitle(plan)} · ${codeSpan(name)}${where}`;
}

function summary(plan: PlanDocument, { saved, sameTarget }: HowSaved): string {
  const last = lastLine(plan);
  if (last.startsWith('No changes')) {
    const { text = '', command = null } = firstStep(plan, sameTarget) ?? {};
    const next = command === null ? text : `${text} ${commandMarkdown(command)}`;
    return `${last.replace('No changes.', '**No changes.**')} ${next}`.trimEnd();
  }
  const next =
    plan.refusals.length > 0
      ? 'This plan is **refused**: apply will not run it.'
      : [
          `Nothing has been changed yet${saved ? '; merging applies exactly this' : ''}.`,
          countedAgain(plan) ?? [],
        ]
          .flat()
          .join(' ');
  return `**${tallyChanges(plan.summary)}.** ${next}`;
}

/** What the tally does not count: audiences that change through a segment or follow a replaced one, released entities, and consents. */
function asides(plan: PlanDocument): readonly string[] {
  const released = plan.leftAlone.filter(({ reason }) => reason === 'released');
  const names = listNames(released.map(({ address }) => readAddress(address).name));
  const sentences = [
    ...affectedAlong(plan),
    ...movesAlong(plan),
    ...(released.length === 0
      ? []
      : [
          `Released, and left as ${released.length === 1 ? 'it is' : 'they are'}: ${phraseMarkdown(names)}.`,
        ]),
    ...describeConsents(plan).map((phrase) => phraseMarkdown(phrase)),
  ];
  return sentences.length === 0 ? [] : ['', sentences.join(' ')];
}

function section(lines: readonly string[], heading: string): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, '', ...lines];
}

function refusals(plan: PlanDocument): readonly string[] {
  const lines = plan.refusals.map(({ code, address, text, fix }) => {
    const who = address === undefined ? '' : `${describeAddress(address)}: `;
    const wayOut = fix === undefined ? '' : ` What to do: ${freeTextMarkdown(asSentence(fix))}`;
    return `- ${who}${freeTextMarkdown(text)} (${codeSpan(code)}).${wayOut}`;
  });
  return section(
    fitBlocks(lines, room.refusals, (hidden) => `- ${and(hidden)}`),
    '**Refused**',
  );
}

/** ``audience `Spring sale` ``. */
function describeAddress(address: string): string {
  const { kind, name } = readAddress(address);
  return `${kind} ${codeSpan(name)}`;
}

function highlights(plan: PlanDocument): readonly string[] {
  const lines = findHighlights(plan).map(
    ({ phrase }, index) => `${index + 1}. ${phraseMarkdown(phrase)}`,
  );
  return section(
    fitBlocks(lines, room.highlights, (hidden) => `\n${and(hidden)}`),
    '**Look at these first**',
  );
}

/** What is said of one entity, or of many at once. */
interface Part {
  readonly entities: number;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly details: readonly string[];
}

/** Where many rows may be cut, those that speak for many entities come first. */
function listParts(plan: PlanDocument, how: HowSaved): readonly Part[] {
  const labels = plan.labels ?? {};
  const findMoves = createMoveFinder(plan);
  const groups = groupChanges(rankChanges(plan), labels);
  const affected = groupAffected(plan.affected);
  const detail: CommentDetail = {
    isShort: groups.length <= smallPlan && affected.length <= smallPlan,
    isOpen: plan.changes.length <= smallPlan && plan.affected.length <= smallPlan,
    membersTarget: membersTargetOf(plan, how),
  };
  const parts = [
    ...groups.map((group) => ({
      entities: group.length,
      rows: renderGroupRows(group, findMoves, labels, detail),
      details: renderGroupDetails(group, labels, detail),
    })),
    ...affected.map((group) => ({
      entities: group.length,
      rows: [renderAffectedRow(group, detail)],
      details: renderAffectedDetails(group, detail),
    })),
  ];
  if (parts.reduce((sum, { rows }) => sum + rows.length, 0) <= manyRows) return parts;
  const speaksForMany = ({ entities, rows }: Part) => entities > rows.length;
  return [...parts.filter(speaksForMany), ...parts.filter((part) => !speaksForMany(part))];
}

function table(plan: PlanDocument, parts: readonly Part[]): readonly string[] {
  const rows = parts.flatMap((part) => part.rows);
  if (rows.length === 0) return [];
  return [
    '',
    ...renderChangeTable(rows, withCapital(listOf(kindsInPlan(plan), 'or')), room.table, and),
  ];
}

function moves(plan: PlanDocument): readonly string[] {
  const lines = describeMoves(plan).map(({ address, place, id, phrase }) => {
    const facts = [...(place === null ? [] : [place]), ...(id === null ? [] : [`id ${id}`])];
    const name = codeSpan(readAddress(address).name);
    return `- ${name} ${phraseMarkdown(phrase)} · ${facts.map(codeSpan).join(' · ')}`;
  });
  return section(
    fitBlocks(lines, room.moves, (hidden) => `- ${and(hidden)}`),
    `**${movesTitle}**`,
  );
}

function fitDetails(blocks: readonly string[], left: number): readonly string[] {
  if (blocks.length === 0) return [];
  return [
    '',
    ...fitBlocks(blocks, left, (hidden) => `\n${and(hidden)}: see the text or HTML plan.`),
  ];
}

function folded(summaryText: string, body: readonly string[]): readonly string[] {
  return [`<details><summary>${summaryText}</summary>`, '', ...body, '', '</details>'];
}

/** With the segments of new and deleted audiences, unless they make it too large. */
function picture(plan: PlanDocument): readonly string[] {
  if (plan.changes.length > maxDrawn) return [];
  const whole = drawing(touchedGraph(plan));
  return whole.length > 0 ? whole : drawing(touchedGraph(plan, false));
}

function drawing(graph: Graph): readonly string[] {
  if (graph.edges.length === 0 || graph.nodes.length > maxDrawn) return [];
  const drawn = fence('mermaid', renderMermaid(graph).split('\n'));
  const lines = folded('Graph of affected entities', drawn);
  return lines.join('\n').length > room.picture ? [] : lines;
}

function findings(plan: PlanDocument): readonly string[] {
  const shown = listFindings(plan);
  if (shown.length === 0) return [];
  const lines = shown.map((finding) => {
    const { severity, code, source } = finding;
    const { fact, advice } = findingSentences(finding);
    const place = source ? `${codeSpan(`${source.file}:${source.line}:${source.column}`)} ` : '';
    const wayOut = advice === null ? '' : ` ${freeTextMarkdown(advice)}`;
    return `- ${place}${severity} ${codeSpan(code)}: ${freeTextMarkdown(fact)}${wayOut}`;
  });
  return folded(
    countOf(shown.length, 'finding'),
    fitBlocks(lines, room.findings, (hidden) => `- ${and(hidden)}`),
  );
}

function leftAlone(plan: PlanDocument): readonly string[] {
  if (!leavesAlone(plan)) return [];
  const { unmanaged } = plan.summary;
  const groups = groupLeftAlone(plan.leftAlone);
  const drifted = groups.find(([first]) => first?.reason === 'drift')?.length ?? 0;
  const counts = [
    unchangedWords(plan),
    ...notCompared(plan),
    ...(unmanaged === 0 ? [] : [`${formatCount(unmanaged)} not in git`]),
    ...(drifted === 0 ? [] : [`${formatCount(drifted)} edited in the UI`]),
  ].join(', ');
  const unnamed = (plan.unmanaged ?? []).map((entity) => {
    const { words, line } = describeUnmanaged(entity);
    const shown = line === null ? '' : ` ${codeSpan(line)}`;
    return `- not in git: ${describeAddress(entity.address)}: ${freeTextMarkdown(words)}${shown}`;
  });
  const left = groups.flat().map(leftAloneMarkdown);
  const lines = [...unnamed, ...left];
  if (lines.length === 0) return ['', `Not part of this change: ${counts}.`];
  return folded(
    `Not part of this change: ${counts}`,
    fitBlocks(lines, room.leftAlone, (hidden) => `- ${and(hidden)}`),
  );
}

/** An item of a list. */
export function leftAloneMarkdown(entry: LeftAlone): string {
  const { of, overwritten } = describeLeftAlone(entry);
  const rest = overwritten === null ? '' : `; ${freeTextMarkdown(overwritten)}`;
  return `- ${freeTextMarkdown(of)}${describeAddress(entry.address)}: ${leftAloneWords[entry.reason]}${rest}`;
}

function ledgers(plan: PlanDocument): readonly string[] {
  const sentences = describeLedgers(plan).map((sentence) => phraseMarkdown(sentence));
  return sentences.length === 0 ? [] : ['', ...sentences.map((sentence) => `- ${sentence}`)];
}

function footer(plan: PlanDocument, how: HowSaved): string {
  const { project, read, checksum, base, tool } = plan;
  const apply = describeApply(plan, how);
  const facts = [
    wordsInHtml(describeTarget(project).scope),
    // A folder that is called base says so itself.
    ...(base === undefined
      ? []
      : [base === 'base' ? codeElement(base) : `base ${codeElement(base)}`]),
    `${countOf(read.segments + read.audiences, 'entity', 'entities')} read, complete`,
    describeRequests(plan) ?? countOf(0, 'request'),
    `audiencectl ${wordInHtml(tool.version)}`,
    `plan <code>sha256:${checksum.slice(0, 4)}…${checksum.slice(-4)}</code>`,
  ].join(' · ');
  const effect =
    describeWork(plan) === null
      ? ''
      : `${effectRule} "People" is logic over segments, not a head count.<br>`;
  if (apply === null) return `<sub>${effect}${facts}</sub>`;
  return `<sub>${effect}${facts}<br>${apply.lead}: ${commandElement(apply.command)} If apply fails half-way, run the same command again.</sub>`;
}
