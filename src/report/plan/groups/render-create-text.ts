/** A new entity in the text plan: a line, with its definition beside or below its name. */

import { describeAlgebra } from '../../../algebra/words/describe-algebra.ts';
import type { Labels } from '../../../model/project.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { describeParts } from '../../change/describe-parts.ts';
import {
  beyondDefinition,
  type ChangeTextOptions,
  changeHeadline,
  renderChangeText,
} from '../../change/render-change-text.ts';
import { segmentsOfChange } from '../../change/tree/segments-of-change.ts';
import { displayWidth } from '../../text/display-width.ts';
import { printable, quoteName } from '../../text/printable.ts';
import type { ChangePart, SignedLine } from '../../text/signed-line.ts';

const definitionColumn = 15;

/** @param isSmall whether the plan is so small that a long definition is shown whole. */
export function renderCreateText(
  change: PlannedChange,
  options: ChangeTextOptions,
  isSmall: boolean,
): readonly string[] {
  const definition = printable(definitionOf(change, options.labels));
  const room = options.width - definitionColumn;
  const isLong = displayWidth(definition) > room;
  if (options.verbose || (isLong && isSmall)) return renderChangeText(change, options);
  const text = isLong ? cut(definition, room) : definition;
  return [...changeHeadline(change, options, text), ...beyondDefinition(change, options)];
}

const more = '… (all: --verbose)';

function cut(text: string, room: number): string {
  let kept = '';
  for (const sign of text) {
    if (displayWidth(kept + sign) > room - displayWidth(more)) break;
    kept += sign;
  }
  return kept + more;
}

/** `all of "Recent viewers", not "CRM 2026"`, `events: activity View, look-back 30 days`. */
function definitionOf(change: PlannedChange, labels: Labels): string {
  const attributes = describeParts(change, labels).filter(({ label }) => label === 'what');
  const { treeOf, labelOf } = segmentsOfChange(change);
  const algebra = treeOf('after');
  // In quotes, because a name may hold a comma.
  const label = (key: string) => labelOf(key, quoteName);
  const who = algebra === null ? [] : [operandsOf(describeAlgebra(algebra, label), 0).join(', ')];
  return [...who, ...attributes.map(partOnOneLine)].join('; ');
}

function partOnOneLine({ title, lines }: ChangePart): string {
  return lines.length === 0 ? title : `${title}: ${operandsOf(lines, 1).join(', ')}`;
}

/** Of a tree in lines, the operands at a depth, each with what is below it in brackets. */
function operandsOf(lines: readonly SignedLine[], depth: number): readonly string[] {
  return lines.flatMap((line, index) => {
    if (line.depth !== depth) return [];
    const next = lines.findIndex((other, at) => at > index && other.depth <= depth);
    const below = lines.slice(index + 1, next === -1 ? lines.length : next);
    if (below.length === 0) return [line.text];
    const inner = operandsOf(below, depth + 1).join(', ');
    return [depth === 0 ? `${line.text} ${inner}` : `${line.text} (${inner})`];
  });
}
