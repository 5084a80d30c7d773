import { trimBlanks } from './trim-blanks.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
/** What devices report whose owners do not want to be tracked, and other dummies of one digit. */
const oneDigit = /^([0-9a-f])\1{31}$/u;

/** A mobile advertising ID in lower case; null for what is none. */
export function normaliseMadid(text: string): string | null {
  const id = trimBlanks(text).toLowerCase();
  return uuid.test(id) && !isZeroedMadid(id) ? id : null;
}

/** Whether it is the ID of all devices whose owners have withheld it, with or without its hyphens. */
export function isZeroedMadid(text: string): boolean {
  return oneDigit.test(trimBlanks(text).toLowerCase().replaceAll('-', ''));
}
