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
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}

function dayOrText(text: string): string {
  return readDay(text) ?? text;
}

function readDay(text: string): string | null {
  const seconds = /^@(\d{1,11})(?:;|$)/u.exec(text)?.[1];
  // `Date.parse` reads nearly anything as a date.
  const isDate = /^(?:[a-z]{3,9},? |\d{4}-\d{2}-\d{2})/iu.test(text);
  const instant =
    seconds === undefined ? (isDate ? Date.parse(text) : Number.NaN) : Number(seconds) * 1000;
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999
    ? null
    : date.toISOString().slice(0, 10);
}
