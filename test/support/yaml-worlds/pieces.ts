/** A text in pieces, each with what it belongs to: so it is known what an edit may touch. */

export type PieceRole =
  /** A value: anything may stand there once it is changed. */
  | 'value'
  /** A key, with its colon, and the comments that belong to it: gone with the attribute. */
  | 'key'
  /** Blanks, line ends and commas between the attributes of an entity. */
  | 'gap'
  /** A place where an attribute may be added. */
  | 'slot'
  /** A whole entity: gone with it. */
  | 'entity';

export interface PieceTag {
  /** The key of the entity. */
  readonly entity: string;
  /** Dotted path of the attribute; empty for the entity. */
  readonly path: string;
  readonly role: PieceRole;
  /** Another entity that it may go with. */
  readonly beside?: string;
}

export interface Piece {
  readonly text: string;
  /** Null for what no edit of an entity may touch. */
  readonly tag: PieceTag | null;
}

export interface Emitter {
  readonly pieces: readonly Piece[];
  /** Where the next piece stands: both from 1 on. */
  readonly place: () => { readonly line: number; readonly column: number };
  readonly add: (text: string, tag?: PieceTag | null) => void;
}

export function createEmitter(): Emitter {
  const pieces: Piece[] = [];
  let line = 1;
  let column = 1;
  return {
    pieces,
    place: () => ({ line, column }),
    add: (text, tag = null) => {
      pieces.push({ text, tag });
      const lines = text.split('\n');
      line += lines.length - 1;
      const last = lines.at(-1) ?? '';
      column = lines.length === 1 ? column + text.length : last.length + 1;
    },
  };
}

/** What became of an attribute. */
export type Fate = 'set' | 'added' | 'removed';

/** By the key of the entity: its attributes by path, or `gone`. */
export type Fates = ReadonlyMap<string, ReadonlyMap<string, Fate> | 'gone'>;

/** What stands between fixed texts: anything, or blanks, line ends and commas. */
type Part = { readonly fixed: string } | 'anything' | 'blanks';

function partFor({ text, tag }: Piece, fates: Fates): Part {
  const fixed = { fixed: text };
  if (!tag) return fixed;
  if (tag.beside !== undefined && fates.get(tag.beside) === 'gone') return 'anything';
  const fate = fates.get(tag.entity);
  if (!fate) return fixed;
  if (fate === 'gone') return 'anything';
  const all = [...fate.values()];
  switch (tag.role) {
    case 'gap':
      return all.some((each) => each !== 'set') ? 'blanks' : fixed;
    case 'slot':
      return all.includes('added') ? 'anything' : fixed;
    case 'entity':
      return fixed;
    default: {
      const own = fate.get(tag.path);
      if (own === undefined) return fixed;
      return tag.role === 'value' || own === 'removed' ? 'anything' : fixed;
    }
  }
}

/** Where a text can be after one more part, from each of these places. */
function advance(text: string, places: ReadonlySet<number>, part: Part): ReadonlySet<number> {
  const after = new Set<number>();
  for (const place of places) {
    if (part === 'anything') {
      // All places behind the first one.
      for (let next = Math.min(...places); next <= text.length; next += 1) after.add(next);
      return after;
    }
    if (part === 'blanks') {
      let next = place;
      after.add(next);
      while (/[\s,]/u.test(text.charAt(next))) {
        next += 1;
        after.add(next);
      }
    } else if (text.startsWith(part.fixed, place)) after.add(place + part.fixed.length);
  }
  return after;
}

/** Where a text first differs from what its pieces allow; null where it does not. */
export function firstDifference(
  pieces: readonly Piece[],
  fates: Fates,
  text: string,
): string | null {
  let places: ReadonlySet<number> = new Set([0]);
  let shown = '';
  for (const piece of pieces) {
    places = advance(text, places, partFor(piece, fates));
    if (places.size === 0) {
      return `after ${JSON.stringify(shown.slice(-120))}: expected ${JSON.stringify(piece)}`;
    }
    shown += piece.text;
  }
  return places.has(text.length)
    ? null
    : `more text at the end than ${JSON.stringify(shown.slice(-60))}`;
}
