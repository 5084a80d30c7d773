/** Between the digits Criteo allows blanks and hyphens; the plus and the country code are required. */
const separators = /[\s-]+/gu;
/** E.164: at most 15 digits, the country code does not begin with 0. */
const international = /^\+[1-9]\d{6,14}$/u;

/** `+` and the digits; null for what is no international number. */
export function normalisePhone(text: string): string | null {
  const number = text.replace(separators, '');
  return international.test(number) ? number : null;
}
