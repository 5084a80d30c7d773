/** A change of a text: what is between two offsets gives way to other text. */
import { EditRefusal } from './refusal.ts';

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where two splices begin at one place, what is put in comes before what is taken out. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const splice of sortSplices(splices)) {
    if (splice.start < at) {
      throw new EditRefusal('no-place', { start: splice.start, end: splice.end });
    }
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function sortSplices(splices: readonly Splice[]): readonly Splice[] {
  return splices
    .map((splice, order) => ({ splice, order }))
    .sort(
      (a, b) =>
        a.splice.start - b.splice.start || size(a.splice) - size(b.splice) || a.order - b.order,
    )
    .map(({ splice }) => splice);
}

/** Only whether it takes anything out. */
function size({ start, end }: Splice): number {
  return end > start ? 1 : 0;
}
