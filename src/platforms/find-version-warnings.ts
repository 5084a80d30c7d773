import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Project, type VersionKey, versionKeys } from '../model/project.ts';
import { platformNamed } from './platform-named.ts';
import type { VersionEnd } from './version-end.ts';

/** What a run talks to, and where its versions are set; without places, they come from elsewhere. */
export type VersionsInUse = Pick<Project, 'platform' | VersionKey | 'versionSources'> &
  Partial<Pick<Project, 'ignore' | 'wrongVersions'>>;

/** Days before the end of a version from which on it is warned of. */
const daysAhead = 90;
const dayMs = 86_400_000;

/** Whether `version` ends soon, has ended, or is one that has to be left in any case. */
interface VersionState {
  readonly code: 'api-version-ending' | 'api-version-ended';
  /** What is the case with it, after the version: `, which ends on 2027-01-27, in 59 days`. */
  readonly words: string;
  readonly source: string;
}

/**
 * The warnings `api-version-ending` and `api-version-ended` for the versions that a project uses, each
 * where it is set.
 *
 * @param now the instant of today, in milliseconds; days are those of UTC.
 */
export function findVersionWarnings(inUse: VersionsInUse, now: number): readonly Diagnostic[] {
  return listUses(inUse).flatMap(({ key, version, source, isDefault }): readonly Diagnostic[] => {
    const state = stateOf(inUse, version, now);
    if (state === null) return [];
    const { code, words, source: page } = state;
    const origin = isDefault ? ' (the default, because the project file sets none)' : '';
    return [
      {
        severity: 'warning',
        code,
        message: `${key} is ${version}${origin}, ${words}`,
        ...(source === undefined ? {} : { source }),
        hint: withPage(adviseOnVersion(inUse, key, now), page),
      },
    ];
  });
}

/**
 * What to set a key to instead of the version that it has, and where, as a sentence.
 *
 * @param now the instant of today, in milliseconds; null for an advice that is the same on every day.
 * @param isServed whether the API answers at this version: then it exists, however new it is.
 */
export function adviseOnVersion(
  inUse: VersionsInUse,
  key: VersionKey,
  now: number | null,
  isServed = false,
): string {
  const { platform, versionSources: sources } = inUse;
  const { instead, list } = platformNamed(platform).versions;
  const version = inUse[key] ?? inUse.apiVersion;
  const better = instead[key];
  const hasEnd = now !== null && stateOf(inUse, better, now) !== null;
  // What is newer than all that are known here is not changed back to one of them.
  const isNewer = isServed && isDated(version) && isDated(better) && version > better;
  const isKnown = better !== version && !hasEnd && !isNewer;
  // Where this one is the newest that is known here, its users have to look for the next one.
  const isNewest = !isKnown && isDated(better);
  const place = placeOf(key, sources);
  if (isNewest) {
    const where = place === null ? 'in the project file' : `at ${place}`;
    return `Look up the newest version at ${list}, and set ${key} ${where} to it. audiencectl knows no version newer than ${better}.`;
  }
  const set = (where: string) =>
    isKnown
      ? `Set ${key}: ${better}${where}`
      : `Set ${key}${where} to the newest version that ${list} lists`;
  if (place !== null) return `${set(` at ${place}`)}.`;
  const here = set(' in the project file');
  // Segments are written where everything is read, unless the file says otherwise.
  const reading = key === 'segmentApiVersion' ? placeOf('apiVersion', sources) : null;
  if (reading !== null)
    return `${here}. Without it, segments are written at apiVersion, which is ${version} at ${reading}.`;
  return sources === undefined ? `${here}.` : `${here}. Without it, ${version} is the default.`;
}

function placeOf(key: VersionKey, sources: VersionsInUse['versionSources']): string | null {
  const source = sources?.[key];
  return source ? `${source.file}:${source.line}:${source.column}` : null;
}

function withPage(advice: string, page: string): string {
  return advice.includes(page) ? advice : `${advice} See ${page} for Criteo's dates.`;
}

/** A key that is not set and follows another one is not said twice. */
function listUses({ versionSources, wrongVersions = [], ...inUse }: VersionsInUse) {
  const keys = versionKeys.filter((key) => !wrongVersions.includes(key));
  const uses = keys.flatMap((key) => {
    const version: string | undefined = inUse[key];
    const source = versionSources?.[key];
    const isDefault = versionSources !== undefined && source === undefined;
    return version === undefined ? [] : [{ key, version, source, isDefault }];
  });
  return uses.filter(
    ({ version, source }, index) =>
      source !== undefined || !uses.slice(0, index).some((each) => each.version === version),
  );
}

function stateOf(
  { platform }: Pick<VersionsInUse, 'platform'>,
  version: string,
  now: number,
): VersionState | null {
  const { ends } = platformNamed(platform).versions;
  const today = Math.floor(now / dayMs);
  const row = ends.find((each) => each.version === version);
  if (row === undefined) return stateOfOlder(ends, version, today);
  const { end, source } = row;
  const left = dayOf(end) - today;
  if (!hasDay(end)) {
    if (lastDayOf(end) < today) {
      const words = `which ended ${whenOf(end)}, twelve months after its release`;
      return { code: 'api-version-ended', words, source };
    }
    if (left > daysAhead) return null;
    const words =
      'which is supported for twelve months after its release. Criteo has not published the date on which this ends';
    return { code: 'api-version-ending', words, source };
  }
  if (left < 0)
    return {
      code: 'api-version-ended',
      words: `which ended on ${end}, ${countDays(-left)} ago`,
      source,
    };
  // Its users are asked to leave it at once, and not only when it ends.
  if (left > daysAhead && isDated(version)) return null;
  const when = left === 0 ? 'today' : `in ${countDays(left)}`;
  return { code: 'api-version-ending', words: `which ends on ${end}, ${when}`, source };
}

/** Versions end in the order in which they came: one before another that has ended, has ended too. */
function stateOfOlder(
  ends: readonly VersionEnd[],
  version: string,
  today: number,
): VersionState | null {
  const younger = ends.find(
    (each) =>
      isDated(version) &&
      isDated(each.version) &&
      each.version > version &&
      lastDayOf(each.end) < today,
  );
  if (younger === undefined) return null;
  const words = `which is older than ${younger.version}, which ended ${whenOf(younger.end)}`;
  return { code: 'api-version-ended', words, source: younger.source };
}

function isDated(version: string): boolean {
  return /^\d{4}-\d{2}$/u.test(version);
}

/** In days since 1970; the first one of a month. */
function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / dayMs);
}

/** The last one of a month. */
function lastDayOf(date: string): number {
  if (hasDay(date)) return dayOf(date);
  const [year, month] = date.split('-').map(Number);
  return Math.floor(Date.UTC(year ?? 0, month ?? 0) / dayMs) - 1;
}

/** Whether it is more than a month. */
function hasDay(date: string): boolean {
  return date.length > 'YYYY-MM'.length;
}

/** Such as `on 2027-01-27`, or `in July 2027`. */
function whenOf(date: string): string {
  if (hasDay(date)) return `on ${date}`;
  const [year, month] = date.split('-');
  return `in ${months[Number(month) - 1] ?? month} ${year}`;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

function countDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
