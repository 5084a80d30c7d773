/** What the headers of an answer say about the end of what was called. */

/** The `Deprecation` and `Sunset` of one answer. */
export interface DeprecationHeaders {
  /** Whether it says that what was called is deprecated, or that it ends. */
  readonly isDeprecated: boolean;
  /** The day since which it is, such as `2026-10-27`; else what the header says; null where it says no more than yes. */
  readonly since: string | null;
  /** The day on which it ends; else what the header says. */
  readonly sunset: string | null;
}

/**
 * `Deprecation` is `@` and the seconds since 1970 (RFC 9745, section 2.1), or `true` or a date as in the
 * drafts before it; `Sunset` is a date of HTTP (RFC 8594, section 3). What is neither is kept as text.
 */
export function readDeprecation(header: (name: string) => string | null): DeprecationHeaders {
  const deprecation = header('deprecation')?.trim() ?? '';
  const sunset = header('sunset')?.trim() ?? '';
  const isDenied = deprecation === '' || /^(?:false|\?0|0)$/iu.test(deprecation);
  const isPlain = /^(?:true|\?1|1)$/iu.test(deprecation);
  return {
    isDeprecated: !isDenied || sunset !== '',
    since: isDenied || isPlain ? null : dayOrText(deprecation),
    sunset: sunset === '' ? null : dayOrText(sunset),
  };
}

/** Whether it is a day, and not just what a header says. */
export function isDay(text: string): boolean {
  return readDay(text) === text;
}

function dayOrText(text: string): string {
  return readDay(text) ?? text;
}

const date = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u;
const time = String.raw`\d{2}:\d{2}:\d{2}`;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const month = `(?<month>${months.join('|')})`;

/** The three of HTTP (RFC 9110, section 5.6.7) and ours. `Date.parse` reads nearly anything as a date. */
const forms = [
  date,
  new RegExp(`^${anyOf(3)}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`, 'u'),
  new RegExp(`^${anyOf()}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} GMT$`, 'u'),
  new RegExp(`^${anyOf(3)} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`, 'u'),
];

/** Of the week. */
function anyOf(letters?: number): string {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  return `(?:${days.map((name) => name.slice(0, letters)).join('|')})`;
}

/** The day that a header names, such as `2027-01-31`; null where it is none of these forms, or no day that there is. */
export function readDay(text: string): string | null {
  const seconds = /^@(\d{1,11})(?:;|$)/u.exec(text)?.[1];
  if (seconds !== undefined) return dayOf(new Date(Number(seconds) * 1000));
  const groups = forms.map((form) => form.exec(text)?.groups).find((each) => each !== undefined);
  if (groups === undefined) return null;
  const { year = '', month: name = '', day = '' } = groups;
  const number = /\d/u.test(name) ? name : String(months.indexOf(name) + 1).padStart(2, '0');
  // Two digits of a year are of this century.
  const written = `${year.padStart(4, '20')}-${number}-${day.trim().padStart(2, '0')}`;
  const found = new Date(`${written}T${/ (\d{2}:\d{2}:\d{2})/u.exec(text)?.[1] ?? '00:00:00'}Z`);
  // A day too many is one of the next month to some parsers.
  return dayOf(found) === written ? written : null;
}

function dayOf(instant: Date): string | null {
  const isNone = Number.isNaN(instant.getTime()) || instant.getUTCFullYear() > 9999;
  return isNone ? null : instant.toISOString().slice(0, 10);
}
