/** The text with a full stop, unless it ends a sentence by itself. */
export function asSentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
