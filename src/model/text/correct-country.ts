import { lookUp } from './look-up.ts';

/** What people write for a country, and the ISO 3166-1 code that is nowhere near it. */
const countries: Readonly<Record<string, readonly [code: string, name: string]>> = {
  UK: ['GB', 'the United Kingdom'],
  EN: ['GB', 'the United Kingdom'],
  EL: ['GR', 'Greece'],
};

/** What to write instead, as a hint; null for what is no such word. */
export function correctCountry(code: string): string | null {
  const meant = lookUp(countries, code.toUpperCase());
  return meant === undefined ? null : `Write ${meant[0]}, the ISO 3166-1 code of ${meant[1]}.`;
}
