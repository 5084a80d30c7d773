/** The text with a capital, unless it begins with a name or a command, and with a full stop, unless it ends a sentence by itself. */
export function asSentence(text: string): string {
  const capital = /^(?!audiencectl\b)[a-z]+ /u.test(text) ? withCapital(text) : text;
  return withStop(capital);
}

export function withCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a full stop, unless it ends a sentence by itself. */
export function withStop(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
