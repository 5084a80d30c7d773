import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { versionKeys } from '../model/project.ts';
import { adviseOnVersion, type VersionsInUse } from '../platforms/find-version-warnings.ts';
import { isDay } from './read-deprecation.ts';
import type { DeprecationEvent } from './remote-event.ts';

/** Of many endpoints and many words, so many are named. */
const mostNamed = 4;
const dayMs = 86_400_000;

/**
 * The warning `api-deprecated` for each version of which the API says so, with its endpoints and with
 * what it says in one.
 *
 * @param now the instant of today, in milliseconds.
 */
export function explainDeprecations(
  events: readonly DeprecationEvent[],
  inUse: VersionsInUse,
  now: number,
): readonly Diagnostic[] {
  const groups = new Map<string, DeprecationEvent[]>();
  for (const event of events) {
    const key = JSON.stringify([event.version, event.sunset]);
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()].map((group) => explainGroup(group, inUse, now));
}

function explainGroup(
  group: readonly DeprecationEvent[],
  inUse: VersionsInUse,
  now: number,
): Diagnostic {
  const version = group[0]?.version ?? null;
  const keys = versionKeys.filter((each) => inUse[each] === version);
  const key = keys.find((each) => inUse.versionSources?.[each]) ?? keys[0];
  const source = key && inUse.versionSources?.[key];
  const of = version === null ? '' : ` of version ${version}`;
  return {
    severity: 'warning',
    code: 'api-deprecated',
    message: `Criteo has deprecated ${listEndpoints(group)}${of}${describeDates(group, now)}${quoteWords(group)}`,
    ...(source === undefined ? {} : { source }),
    hint:
      key === undefined
        ? 'Upgrade audiencectl: it chooses this address, and the project file cannot change it.'
        : adviseOnVersion(inUse, key, now),
  };
}

function listEndpoints(group: readonly DeprecationEvent[]): string {
  return nameSome(group.map(({ endpoint }) => endpoint.replace(/ .*\{id\}\//u, ' ')));
}

function describeDates([first, ...rest]: readonly DeprecationEvent[], now: number): string {
  if (first === undefined) return '';
  const since = [first, ...rest].find((each) => each.since !== null)?.since ?? null;
  const begin = since === null ? '' : isDay(since) ? ` as of ${since}` : ` (Deprecation: ${since})`;
  const { sunset } = first;
  if (sunset === null) return begin;
  if (!isDay(sunset)) return `${begin} (Sunset: ${sunset})`;
  const verb = Date.parse(sunset) + dayMs <= now ? 'promised to serve' : 'serves';
  return `${begin}, and ${verb} it until ${sunset}`;
}

function quoteWords(group: readonly DeprecationEvent[]): string {
  const words = group.flatMap(({ code, text }) =>
    code === null ? [] : [text === null ? code : `${code}: ${text.replace(/\.$/u, '')}`],
  );
  return words.length === 0 ? '' : `; ${nameSome(words)}`;
}

function nameSome(texts: readonly string[]): string {
  const all = [...new Set(texts)];
  const named = all.slice(0, mostNamed).join(', ');
  return all.length > mostNamed ? `${named} and ${all.length - mostNamed} more` : named;
}
