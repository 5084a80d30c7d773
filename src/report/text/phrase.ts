/** A sentence with its names kept apart, so that each format can make them harmless in its own way. */
import { printable, quoteName } from './printable.ts';

export type Piece = string | { readonly name: string } | { readonly strong: string };
export type Phrase = readonly Piece[];

/** On one line of plain text, names in double quotes. */
export function phraseText(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === 'string') return printable(piece);
      return 'name' in piece ? quoteName(piece.name) : printable(piece.strong);
    })
    .join('');
}

/** Names with commas between and a word before the last, at most `most` of them. */
export function listNames(names: readonly string[], most = 5): Phrase {
  const shown = names.slice(0, most).map((name) => ({ name }));
  const hidden = names.length - shown.length;
  const parts: readonly Piece[] = hidden > 0 ? [...shown, `${hidden} more`] : shown;
  return parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? ' and ' : ', ', part];
  });
}
