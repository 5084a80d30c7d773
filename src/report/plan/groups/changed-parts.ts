import type { Labels } from '../../../model/project.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { describeParts } from '../../change/describe-parts.ts';
import type { ChangePart, SignedLine } from '../../text/signed-line.ts';

/**
 * What a change does, without what stays and differs from one entity to the next: of a tree, the lines that
 * differ, each below the lines it is an operand of.
 */
export function changedParts(change: PlannedChange, labels: Labels): readonly ChangePart[] {
  return describeParts(change, labels).map((part) =>
    part.label === 'who'
      ? changedOperands(part)
      : { ...part, lines: part.lines.filter((line) => !isContext(line)) },
  );
}

/** The same of changes that say the same, with what they are about where that is one thing for all. */
export function sharedParts(
  [first, ...others]: readonly [PlannedChange, ...PlannedChange[]],
  labels: Labels,
): readonly ChangePart[] {
  const parts = describeParts(first, labels);
  const textOf = (some: readonly ChangePart[]) =>
    JSON.stringify(some.map(({ lines }) => lines.filter(isContext)));
  const isOne =
    parts.some(({ lines }) => lines.some(isContext)) &&
    others.every((other) => textOf(describeParts(other, labels)) === textOf(parts));
  return isOne ? parts : changedParts(first, labels);
}

function isContext(line: SignedLine): boolean {
  return line.isContext === true;
}

function changedOperands({ label, title, lines }: ChangePart): ChangePart {
  const all: readonly SignedLine[] = [{ sign: ' ', depth: 0, text: title }, ...lines];
  const shown: SignedLine[] = [];
  let above: readonly SignedLine[] = [];
  for (const [index, line] of all.entries()) {
    if (line.sign === ' ') continue;
    const top = topOf(all, index);
    // An exclusion anywhere above turns an operand round, so all lines above it are shown.
    const chain = ancestorsOf(all, all.indexOf(top)).filter(({ text }) => text !== '');
    const fresh = chain.findIndex((each, at) => each !== above[at]);
    for (const [depth, { text }] of chain.entries()) {
      if (fresh !== -1 && depth >= fresh) shown.push({ sign: ' ', depth, text });
    }
    above = chain;
    shown.push({ ...line, depth: chain.length + line.depth - top.depth });
  }
  const [first, ...rest] = shown;
  const isOne = first?.sign === ' ' && rest.every(({ sign, depth }) => sign !== ' ' || depth > 0);
  return isOne ? { label, title: first.text, lines: rest } : { label, title: '', lines: shown };
}

/** The lines that a line is an operand of, from the root down. */
function ancestorsOf(lines: readonly SignedLine[], index: number): readonly SignedLine[] {
  const parent = parentOf(lines, index);
  return parent === null ? [] : [...ancestorsOf(lines, lines.indexOf(parent)), parent];
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
