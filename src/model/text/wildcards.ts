/** One character of a pattern, or any number of them. */
export interface WildPiece {
  readonly is: 'star' | 'text' | 'choice';
  readonly fits: (codePoint: number) => boolean;
}

export const star: WildPiece = { is: 'star', fits: () => true };
export const anyCharacter: WildPiece = { is: 'choice', fits: () => true };

export function literally(character: string): WildPiece {
  const code = character.codePointAt(0);
  return { is: 'text', fits: (other) => other === code };
}

/**
 * Compiles a pattern. They may come from strangers, so that matching one never takes longer than its
 * length times that of the text: after a star, the first place where the rest fits is never the wrong
 * one, and only the last star is ever gone back to.
 */
export function compileWild(written: readonly WildPiece[]): (text: string) => boolean {
  const pieces = written.filter((piece, at) => piece !== star || written[at - 1] !== star);
  const leastUnits = pieces.filter((piece) => piece !== star).length;
  const end = pieces.slice(pieces.lastIndexOf(star) + 1).toReversed();
  return (text) => text.length >= leastUnits && endsIn(end, text) && matches(pieces, text);
}

/**
 * Most texts that do not match end in another way, which is seen without going through them.
 * @param end from the last piece on backwards.
 */
function endsIn(end: readonly WildPiece[], text: string): boolean {
  let at = text.length;
  return end.every(({ fits }) => {
    const pair = text.codePointAt(at - 2) ?? 0;
    const code = unitsOf(pair) === 2 ? pair : text.codePointAt(at - 1);
    if (code === undefined) return false;
    at -= unitsOf(code);
    return fits(code);
  });
}

function matches(pieces: readonly WildPiece[], text: string): boolean {
  let piece = 0;
  let at = 0;
  let lastStar = -1;
  let resumeAt = 0;
  while (at < text.length) {
    const wanted = pieces[piece];
    const code = text.codePointAt(at) ?? 0;
    if (wanted === star) {
      lastStar = piece;
      resumeAt = at;
      piece += 1;
    } else if (wanted?.fits(code)) {
      piece += 1;
      at += unitsOf(code);
    } else if (lastStar === -1) {
      return false;
    } else {
      resumeAt += unitsOf(text.codePointAt(resumeAt) ?? 0);
      at = resumeAt;
      piece = lastStar + 1;
    }
  }
  if (pieces[piece] === star) piece += 1;
  return piece === pieces.length;
}

function unitsOf(codePoint: number): 1 | 2 {
  return codePoint > 0xffff ? 2 : 1;
}
