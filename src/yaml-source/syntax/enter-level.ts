/** A dash or a key at its column: the list or map that it belongs to, or why there is none. */
import type { Slip } from './slip.ts';
import {
  dashTooDeep,
  hasValueAlready,
  missingColon,
  missingDash,
  tooDeep,
  unaligned,
} from './slips-of-lines.ts';
import type { Last, Level, LinePiece } from './walk-state.ts';

export function enterLevel(
  piece: LinePiece,
  { kind, key }: { readonly kind: Level['kind']; readonly key: string | null },
  before: readonly Level[],
  last: Last,
): { readonly levels: readonly Level[] } | Slip {
  const { indent, line } = piece;
  const own: Level = { indent, kind, label: key ?? '-', line: line.number };
  const levels = before.filter((level) => level.indent <= indent);
  // A list may begin in the column of its key, and ends where the next key follows.
  const isBesideKey = levels.at(-1)?.kind === 'list' && levels.at(-2)?.indent === indent;
  if (kind === 'map' && isBesideKey) levels.pop();
  const top = levels.at(-1);
  if (top?.indent === indent) {
    if (top.kind === kind) return { levels: [...levels.slice(0, -1), own] };
    if (kind === 'map') return missingDash(piece, top, before);
    if (last.key === null || last.indent !== indent) return unaligned(piece, kind, before);
    return last.state === 'open' ? { levels: [...levels, own] } : belowValue(piece, last, levels);
  }
  if (levels.length < before.length) return unaligned(piece, kind, before);
  return enterDeeper(piece, { levels, own, last });
}

function enterDeeper(
  piece: LinePiece,
  {
    levels,
    own,
    last,
  }: { readonly levels: readonly Level[]; readonly own: Level; readonly last: Last },
): { readonly levels: readonly Level[] } | Slip {
  if (last.state === 'open') return { levels: [...levels, own] };
  if (last.key === null) return missingColon(piece, last);
  if (isEmptyValue(last.value)) return hasValueAlready(last);
  const dash = own.kind === 'list' ? dashTooDeep(piece, last, levels) : null;
  return dash ?? tooDeep(piece, last, levels);
}

/** A list that is written empty was meant to have the items below it. */
function belowValue(piece: LinePiece, last: Last, levels: readonly Level[]): Slip {
  const dash = isEmptyValue(last.value) ? null : dashTooDeep(piece, last, levels);
  return dash ?? hasValueAlready(last);
}

function isEmptyValue(value: string): boolean {
  return /^(?:\[\s*\]|\{\s*\}|null|~)(?:\s|$)/u.test(value);
}
