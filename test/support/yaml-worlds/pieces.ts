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

/** An expression for the texts that differ from these pieces only where they may. */
export function patternOf(pieces: readonly Piece[], fates: Fates): RegExp {
  const parts = pieces.map(({ text, tag }) => wildFor(tag, fates) ?? escape(text));
  const joined: string[] = [];
  for (const part of parts) {
    if (part !== joined.at(-1) || (part !== anything && part !== blanks)) joined.push(part);
  }
  return new RegExp(`^${joined.join('')}$`);
}

const anything = '[^]*?';
const blanks = '[\\s,]*';

function wildFor(tag: PieceTag | null, fates: Fates): string | null {
  if (!tag) return null;
  if (tag.beside !== undefined && fates.get(tag.beside) === 'gone') return anything;
  const fate = fates.get(tag.entity);
  if (!fate) return null;
  if (fate === 'gone') return anything;
  const all = [...fate.values()];
  switch (tag.role) {
    case 'gap':
      return all.some((each) => each !== 'set') ? blanks : null;
    case 'slot':
      return all.includes('added') ? anything : null;
    case 'entity':
      return null;
    default: {
      const own = fate.get(tag.path);
      if (own === undefined) return null;
      return tag.role === 'value' || own === 'removed' ? anything : null;
    }
  }
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
}

/** Where a text first differs from what its pieces allow, for people who look for a mistake. */
export function firstDifference(
  pieces: readonly Piece[],
  fates: Fates,
  text: string,
): string | null {
  if (patternOf(pieces, fates).test(text)) return null;
  let shown = '';
  for (let count = 1; count <= pieces.length; count += 1) {
    const pattern = patternOf(pieces.slice(0, count), fates).source.slice(0, -1);
    if (!new RegExp(pattern).test(text)) {
      const piece = pieces[count - 1];
      return `after ${JSON.stringify(shown.slice(-120))}: expected ${JSON.stringify(piece)}`;
    }
    shown += pieces[count - 1]?.text ?? '';
  }
  return `more text at the end than ${JSON.stringify(shown.slice(-60))}`;
}
