const longest = 1024;
const unprintable = /\p{Cc}/u;

/** An identifier whose form is not ours to know: trimmed; null when it is empty, huge or unprintable. */
export function normaliseOpaque(text: string): string | null {
  const id = text.trim();
  return id !== '' && id.length <= longest && !unprintable.test(id) ? id : null;
}
