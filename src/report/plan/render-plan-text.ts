/** The plan for a terminal: what to look at first, then every change, then what stays as it is. */

import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeMoves, movesTitle } from '../change/moves/describe-moves.ts';
import {
  type ChangeTextOptions,
  nameColumnsOf,
  renderChangeText,
} from '../change/render-change-text.ts';
import { findingText, headline } from '../findings/render-diagnostics.ts';
import { asSentence } from '../text/as-sentence.ts';
import { createPainter } from '../text/create-painter.ts';
import { padColumns } from '../text/display-width.ts';
import { phraseText } from '../text/phrase.ts';
import { printable, quoteName } from '../text/printable.ts';
import { layOut, spaced, type TextLayout } from '../text/text-layout.ts';
import { renderAffectedText } from './affected/render-affected-text.ts';
import { describeApply, envOption, membersTargetOf } from './apply-command.ts';
import { describeConsents } from './describe-consents.ts';
import { effectRule } from './describe-effect.ts';
import { describeLedgers } from './describe-ledgers.ts';
import { groupChanges } from './groups/group-changes.ts';
import { renderCreateText } from './groups/render-create-text.ts';
import { renderGroupText } from './groups/render-group-text.ts';
import { smallPlan } from './groups/small-plan.ts';
import { findHighlights, listFindings } from './highlights/find-highlights.ts';
import { rankChanges } from './highlights/rank-changes.ts';
import { describeReason } from './list-reasons.ts';
import { describeWork, firstStep, lastLine } from './plan-tally.ts';
import { describeRead, describeTarget } from './plan-target.ts';
import { renderLeftAloneText } from './render-left-alone-text.ts';

export interface PlanTextOptions {
  readonly color?: boolean;
  /** Columns; at least 60. 100 by default. */
  readonly width?: number;
  readonly verbose?: boolean;
  /** Options that lead a command to the same project and account, with a blank before each. */
  readonly sameTarget?: string;
  /** See HowSaved. */
  readonly ledger?: string;
  /** Whether `apply` shows the plan, which it refused. */
  readonly isApply?: boolean;
  /** Milliseconds since the epoch, for ages of ledgers; without it, dates are shown. */
  readonly now?: number;
}

/** The width of a line below which wrapping would tear the columns apart. */
const minimumWidth = 60;

/**
 * The last line stands alone and is stable: `Plan: 2 to create, …` or `No changes. …`.
 *
 * @returns lines, each ended
 */
export function renderPlanText(
  plan: PlanDocument,
  {
    color = false,
    width = 100,
    verbose = false,
    sameTarget = '',
    ledger = '',
    now,
    isApply = false,
  }: PlanTextOptions = {},
): string {
  const layout: TextLayout = { width: Math.max(minimumWidth, width), paint: createPainter(color) };
  const changes = rankChanges(plan);
  const ofKind = (kind: 'segment' | 'audience') =>
    changes.filter(({ address }) => readAddress(address).kind === kind);
  const membersTarget = membersTargetOf(plan, { sameTarget, ledger });
  const shown = { ...layout, verbose, labels: plan.labels ?? {}, membersTarget };
  const isSmall = changes.length <= smallPlan;
  const blocks = [
    headerLines(plan, layout),
    refusalLines(plan, isApply, layout),
    highlightLines(plan, layout),
    changeLines('Audiences', ofKind('audience'), shown, isSmall),
    changeLines('Segments', ofKind('segment'), shown, isSmall),
    moveLines(plan, layout),
    renderAffectedText(plan.affected, layout, verbose),
    findingLines(plan, layout),
    renderLeftAloneText(plan, layout, { verbose, sameTarget: envOption(plan) + sameTarget }),
    describeLedgers(plan, now).flatMap((phrase) => layOut('', phraseText(phrase), layout)),
    firstStepLines(plan, sameTarget, layout),
    [...footerLines(plan, layout), layout.paint('bold', lastLine(plan))],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headerLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  const { name, environment, platform, scope } = describeTarget(plan.project);
  const title = [name, ...(environment === null ? [] : [environment]), `${platform} ${scope}`];
  const base = plan.base === undefined ? '' : ` Compared with ${printable(plan.base)}.`;
  return [
    layout.paint('bold', printable(title.join(' · '))),
    ...layOut('', describeRead(plan) + base, layout),
    ...selectionLines(plan, layout),
    ...consentLines(plan, layout),
  ];
}

function consentLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  return describeConsents(plan).flatMap((phrase) => layOut('', phraseText(phrase), layout));
}

function selectionLines({ selection }: PlanDocument, layout: TextLayout): readonly string[] {
  if (!selection) return [];
  const { target, exclude, pulledIn } = selection;
  const options = [
    ...target.map((glob) => `--target ${quoteName(glob)}`),
    ...exclude.map((glob) => `--exclude ${quoteName(glob)}`),
  ].join(' ');
  const more =
    pulledIn.length === 0
      ? ''
      : ` Also included, because it is needed: ${pulledIn.map(quoteName).join(', ')}.`;
  return layOut('', `This plan is only a part: ${options}.${more}`, layout);
}

/** Why `apply` did not run a plan, without the plan. */
export function renderRefusals(
  plan: Pick<PlanDocument, 'refusals'>,
  { color = false, width = 100 }: Pick<PlanTextOptions, 'color' | 'width'>,
): string {
  const layout: TextLayout = { width: Math.max(minimumWidth, width), paint: createPainter(color) };
  return `${refusalLines(plan, true, layout).join('\n')}\n`;
}

function refusalLines(
  { refusals }: Pick<PlanDocument, 'refusals'>,
  isApply: boolean,
  layout: TextLayout,
): readonly string[] {
  if (refusals.length === 0) return [];
  const { paint } = layout;
  return [
    paint(
      'red',
      isApply ? 'Refused: apply did not run this plan' : 'Refused: apply will not run this plan',
    ),
    ...refusals.flatMap((refusal, index) => [
      ...layOut('  ✗ ', describeReason(refusal), layout),
      // One hint for all findings that it helps.
      ...(refusal.fix === undefined || refusal.fix === refusals[index + 1]?.fix
        ? []
        : layOut('    to do: ', asSentence(printable(refusal.fix)), layout)),
    ]),
  ];
}

function highlightLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  const highlights = findHighlights(plan);
  if (highlights.length === 0) return [];
  const lines = highlights.flatMap(({ phrase }) => layOut('  ! ', phraseText(phrase), layout));
  return [layout.paint('bold', 'Look at these first'), ...lines].map((line) =>
    line.startsWith('  ! ') ? `  ${layout.paint('yellow', '!')} ${line.slice(4)}` : line,
  );
}

function changeLines(
  title: string,
  changes: readonly PlannedChange[],
  shown: Omit<ChangeTextOptions, 'nameColumns'>,
  isSmall: boolean,
): readonly string[] {
  if (changes.length === 0) return [];
  const options = { ...shown, nameColumns: nameColumnsOf(changes) };
  const groups = shown.verbose
    ? changes.map((change) => [change] as const)
    : groupChanges(changes, shown.labels);
  const blocks = groups.map((group): readonly string[] => {
    const [change] = group;
    if (group.length > 1) return renderGroupText(group, options);
    return change.action === 'create'
      ? renderCreateText(change, options, isSmall)
      : renderChangeText(change, options);
  });
  return [shown.paint('bold', title), ...spaced(blocks)];
}

function moveLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  const moves = describeMoves(plan);
  if (moves.length === 0) return [];
  const columns = nameColumnsOf(moves);
  return [
    layout.paint('bold', movesTitle),
    ...moves.flatMap(({ address, place, id, phrase }) => {
      const facts = [
        place === null ? '' : printable(place),
        id === null ? '' : `id ${printable(id)}`,
      ];
      const text = [padColumns(nameOf(address), columns), phraseText(phrase), ...facts];
      return layOut('    ', text.filter((part) => part !== '').join('   '), layout, 6);
    }),
  ];
}

function nameOf(address: string): string {
  return quoteName(readAddress(address).name);
}

/** Findings about what the plan touches; what "Look at these first" has said is not said twice. */
function findingLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  const shown = listFindings(plan);
  if (shown.length === 0) return [];
  return [
    layout.paint('bold', 'Findings'),
    ...shown.flatMap((finding) => [
      `  ${headline(finding, layout.paint)}`,
      ...(finding.hint === undefined
        ? []
        : layOut('    hint: ', findingText(finding.hint), layout)),
    ]),
  ];
}

/** The command stays on one line, for people to copy. */
function firstStepLines(
  plan: PlanDocument,
  sameTarget: string,
  layout: TextLayout,
): readonly string[] {
  const step = firstStep(plan, sameTarget);
  if (step === null) return [];
  return [
    ...layOut('', step.text, layout),
    ...(step.command === null ? [] : [`  ${step.command}`]),
  ];
}

/** When it takes effect, where there is something to send. */
function footerLines(plan: PlanDocument, layout: TextLayout): readonly string[] {
  const size = describeWork(plan);
  const checksum =
    describeApply(plan, {}) === null ? [] : [`Checksum: ${printable(plan.checksum)}`];
  if (size === null) return checksum;
  return [
    ...layOut('', `${size} ${effectRule}`, layout),
    ...layOut('', '"People" is logic over segments, not a head count.', layout),
    ...checksum,
  ];
}
