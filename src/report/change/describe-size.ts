import { formatCount } from '../../model/text/count-of.ts';
import type { PlannedChange, SizeChange } from '../../schema/generated/plan.ts';
import { printable } from '../text/printable.ts';

/**
 * People before and after, `194,730 -> about 180,000`; null where sizes were not asked for. A size of a
 * declared entity is an estimate, and a missing figure says why.
 */
export function describeSize(change: PlannedChange): string | null {
  const { size } = change;
  if (size === undefined) return null;
  const figures = describeFigures(change, size);
  const reason = printable(size.reason ?? 'no figure');
  if (!figures.includes(hole)) return figures;
  return figures.endsWith(hole) ? `${figures}: ${reason}` : `${figures} (${reason})`;
}

/** The same without reasons, as a cell of a table holds it. */
export function describeFigures({ action }: PlannedChange, size: SizeChange): string {
  const sides = [
    ...(action === 'create' ? [] : [writeBefore(size)]),
    ...(action === 'delete' ? [] : [writeAfter(size)]),
  ];
  if (sides.every((side) => side === hole)) return hole;
  const channel = size.channel === undefined ? '' : ` ${size.channel.toLowerCase()}`;
  return sides.at(-1) === hole
    ? `${sides[0]}${channel} -> ${hole}`
    : `${sides.join(' -> ')}${channel}`;
}

const hole = 'n/a';

function writeBefore({ before }: SizeChange): string {
  return before === null ? hole : formatCount(before);
}

function writeAfter({ before, after }: SizeChange): string {
  if (after === null) return hole;
  return after === before ? 'unchanged' : `about ${formatCount(after)}`;
}
