import type { Phrase, Piece } from '../../text/phrase.ts';

/** As much of a phrase as has room, with a sign where it is cut: at a blank where there is one, and in no name. */
export function cutPhrase(phrase: Phrase, room: number): Phrase {
  const shown: Piece[] = [];
  let used = 0;
  for (const piece of phrase) {
    const text = textOf(piece);
    if (used + text.length > room) {
      if (typeof piece === 'string') shown.push(wholeWords(piece.slice(0, room - used)));
      return [...shown, '…'];
    }
    shown.push(piece);
    used += text.length;
  }
  return phrase;
}

/** As much of a text as has room, with a sign where it is cut. */
export function cutText(text: string, room: number): string {
  return text.length > room ? `${wholeCharacters(text.slice(0, room))}…` : text;
}

/** After the last sentence that fits, else after the last word. */
function wholeWords(text: string): string {
  const sentence = /^.*[.;](?= )/su.exec(text)?.[0];
  if (sentence !== undefined) return `${sentence} `;
  return /^.* (?=\S*$)/su.exec(text)?.[0] ?? wholeCharacters(text);
}

/** Without half a character at the end. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/u, '');
}

function textOf(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return 'name' in piece ? piece.name : piece.strong;
}
