import type { Labels } from '../../../model/project.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { describeParts } from '../../change/describe-parts.ts';
import type { ChangePart, SignedLine } from '../../text/signed-line.ts';

/** What a change does, without what stays: of a tree, the lines that differ, each below the line it is an operand of. */
export function changedParts(change: PlannedChange, labels: Labels): readonly ChangePart[] {
  return describeParts(change, labels).map((part) =>
    part.label === 'who' ? changedOperands(part) : part,
  );
}

function changedOperands({ label, title, lines }: ChangePart): ChangePart {
  const all: readonly SignedLine[] = [{ sign: ' ', depth: 0, text: title }, ...lines];
  const shown: SignedLine[] = [];
  let below: SignedLine | null = null;
  for (const [index, line] of all.entries()) {
    if (line.sign === ' ') continue;
    const parent = parentOf(all, index);
    // Operands of a line that is itself new or gone follow it.
    if (parent !== null && parent.sign === ' ' && parent !== below && parent.text !== '') {
      shown.push({ sign: ' ', depth: 0, text: parent.text });
      below = parent;
    }
    const top = topOf(all, index);
    shown.push({ ...line, depth: 1 + line.depth - top.depth });
  }
  const [first, ...rest] = shown;
  const isOne = first?.sign === ' ' && rest.every(({ sign }) => sign !== ' ');
  return isOne ? { label, title: first.text, lines: rest } : { label, title: '', lines: shown };
}

function parentOf(lines: readonly SignedLine[], index: number): SignedLine | null {
  const depth = lines[index]?.depth ?? 0;
  return lines.slice(0, index).findLast((line) => line.depth < depth) ?? null;
}

/** The line itself, or the highest line above it that is new or gone with it. */
function topOf(lines: readonly SignedLine[], index: number): SignedLine {
  const line = lines[index] ?? { sign: ' ', depth: 0, text: '' };
  const parent = parentOf(lines, index);
  if (parent === null || parent.sign !== line.sign) return line;
  return topOf(lines, lines.indexOf(parent));
}
