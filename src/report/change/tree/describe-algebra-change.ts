/** Who is in an audience, as one reading with the changed operands marked. */
import { describeAlgebra } from '../../../algebra/words/describe-algebra.ts';
import { diffAlgebra } from '../../../algebra/words/diff-algebra.ts';
import { revealTexts } from '../../../model/text/reveal-text.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { printable } from '../../text/printable.ts';
import type { ChangePart, SignedLine } from '../../text/signed-line.ts';
import { type SegmentsOfChange, segmentsOfChange } from './segments-of-change.ts';

/** @returns null where there is no algebra, as for a segment */
export function describeAlgebraChange(change: PlannedChange): ChangePart | null {
  const lines = algebraLines(change);
  const [first, ...rest] = lines;
  if (!first) return null;
  // A title that both sides share is shown beside the label.
  if (first.sign === ' ') return { label: 'who', title: first.text, lines: rest };
  return { label: 'who', title: '', lines };
}

/** What the segments of a change are called: where two trees are compared, no two names look alike. */
export function createSegmentLabel(
  { before, after }: PlannedChange,
  { keys, nameOf, labelOf }: SegmentsOfChange,
): (key: string) => string {
  if (before === null || after === null) return (key) => labelOf(key, printable);
  const shown = revealTexts(keys.flatMap((key) => nameOf(key) ?? []));
  return (key) => labelOf(key, (name) => printable(shown.get(name) ?? name));
}

function algebraLines(change: PlannedChange): readonly SignedLine[] {
  const segments = segmentsOfChange(change);
  const label = createSegmentLabel(change, segments);
  const [before, after] = [segments.treeOf('before'), segments.treeOf('after')];
  if (before && after) return diffAlgebra(before, after, label);
  if (after) return markOperands(describeAlgebra(after, label, '+'));
  return before ? describeAlgebra(before, label, '-') : [];
}

/** Of what is new, the operands carry the sign; a title above them need not. */
function markOperands(lines: readonly SignedLine[]): readonly SignedLine[] {
  if (lines.length === 1) return lines;
  return lines.map((line) => (line.depth === 0 ? { ...line, sign: ' ' } : line));
}
