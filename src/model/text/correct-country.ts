import { foldName } from '../name.ts';
import { listOf } from './count-of.ts';
import { lookUp } from './look-up.ts';

/** What people write for a country, and the ISO 3166-1 code that is nowhere near it. */
const otherWords: Readonly<Record<string, string>> = {
  ...{ uk: 'GB', en: 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB' },
  ...{ el: 'GR', usa: 'US', 'united states of america': 'US', america: 'US', holland: 'NL' },
  ...{ uae: 'AE', turkey: 'TR', 'czech republic': 'CZ', 'south korea': 'KR' },
};

/** Country codes of telephone numbers (ITU-T E.164), and the countries that share one. */
const callingCodes: Readonly<Record<string, string>> = {
  ...{ 1: 'US CA', 7: 'RU KZ', 20: 'EG', 27: 'ZA', 30: 'GR', 31: 'NL', 32: 'BE', 33: 'FR' },
  ...{ 34: 'ES', 36: 'HU', 39: 'IT', 40: 'RO', 41: 'CH', 43: 'AT', 44: 'GB', 45: 'DK', 46: 'SE' },
  ...{ 47: 'NO', 48: 'PL', 49: 'DE', 51: 'PE', 52: 'MX', 54: 'AR', 55: 'BR', 56: 'CL', 57: 'CO' },
  ...{ 58: 'VE', 60: 'MY', 61: 'AU', 62: 'ID', 63: 'PH', 64: 'NZ', 65: 'SG', 66: 'TH', 81: 'JP' },
  ...{ 82: 'KR', 84: 'VN', 86: 'CN', 90: 'TR', 91: 'IN', 92: 'PK', 94: 'LK', 98: 'IR', 212: 'MA' },
  ...{ 213: 'DZ', 216: 'TN', 234: 'NG', 254: 'KE', 351: 'PT', 352: 'LU', 353: 'IE', 354: 'IS' },
  ...{ 356: 'MT', 357: 'CY', 358: 'FI', 359: 'BG', 370: 'LT', 371: 'LV', 372: 'EE', 380: 'UA' },
  ...{ 381: 'RS', 385: 'HR', 386: 'SI', 420: 'CZ', 421: 'SK', 593: 'EC', 598: 'UY', 852: 'HK' },
  ...{ 880: 'BD', 886: 'TW', 961: 'LB', 962: 'JO', 965: 'KW', 966: 'SA', 971: 'AE', 972: 'IL' },
  ...{ 973: 'BH', 974: 'QA' },
};

/** What to write instead, as a hint; null for what is no such word. */
export function correctCountry(given: string): string | null {
  const codes = codesOf(given);
  const [only, ...others] = codes;
  if (only === undefined || given === only) return null;
  if (others.length === 0) return `Write ${only}, the ISO 3166-1 code of ${nameOf(only)}.`;
  return `Write ${listOf(
    codes.map((code) => `${code} for ${nameOf(code)}`),
    'or',
  )}.`;
}

function codesOf(given: string): readonly string[] {
  const [, calling] = /^(?:\+|00)?(\d{1,3})$/u.exec(given.trim()) ?? [];
  if (calling !== undefined) return lookUp(callingCodes, calling)?.split(' ') ?? [];
  const word = wordOf(given);
  const code = lookUp(otherWords, word) ?? (word.length > 2 ? codesByName().get(word) : undefined);
  return code === undefined ? [] : [code];
}

/** Without accents, and without the article that English has before some of them. */
function wordOf(name: string): string {
  return foldName(name.normalize('NFD').replace(/\p{M}/gu, '')).replace(/^the /u, '');
}

function nameOf(code: string): string {
  const name = namesIn('en').of(code) ?? code;
  return /^(?:United|Netherlands$|Philippines$)/u.test(name) ? `the ${name}` : name;
}

const languages = 'en de fr es it pt nl sv da nb fi pl cs hu ro tr el ja ko'.split(' ');

function namesIn(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
}

let byName: ReadonlyMap<string, string> | null = null;

/** The names of the countries in the languages of those who write them. */
function codesByName(): ReadonlyMap<string, string> {
  if (byName !== null) return byName;
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  const codes = all.filter((code) => !notIso.test(code) && regionOf(code) === code);
  const found = new Map<string, string>();
  for (const language of languages) {
    const names = namesIn(language);
    for (const code of codes) {
      const name = names.of(code);
      const word = name === undefined ? undefined : wordOf(name);
      if (word !== undefined && !found.has(word)) found.set(word, code);
    }
  }
  byName = found;
  return found;
}

/** Codes that Unicode has for regions, and ISO 3166-1 does not have for countries. */
const notIso = /^(?:X.|Q[M-Z]|ZZ|AA|AC|CP|CQ|DG|EA|EU|EZ|IC|TA|UN)$/u;

/** The code of today: some have had another one. */
function regionOf(code: string): string | undefined {
  return new Intl.Locale(`und-${code}`).region;
}
