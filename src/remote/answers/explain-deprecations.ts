import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { versionKeys } from '../../model/project.ts';
import { listSome } from '../../model/text/list-some.ts';
import { adviseOnVersion, type VersionsInUse } from '../../platforms/find-version-warnings.ts';
import type { DeprecationEvent } from '../remote-event.ts';
import { isDay } from './read-deprecation.ts';

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
  const groups = groupBy(events, ({ version, sunset }) => JSON.stringify([version, sunset]));
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
  return {
    severity: 'warning',
    code: 'api-deprecated',
    message: `Criteo ${describeEnd(group, version, now)}${quoteWords(group)}`,
    ...(source === undefined ? {} : { source }),
    hint:
      key === undefined
        ? 'Upgrade audiencectl, which chooses this address. The project file cannot change it.'
        : adviseOnVersion(inUse, key, now, true),
  };
}

/** What ends, and when: `ends 5 requests of version 2026-07 on 2027-01-31: POST audiences/search, …`. */
function describeEnd(
  group: readonly DeprecationEvent[],
  version: string | null,
  now: number,
): string {
  const endpoints = [
    ...new Set(group.map(({ endpoint }) => endpoint.replace(/ .*\{id\}\//u, ' '))),
  ];
  const isOne = endpoints.length === 1;
  const of = version === null ? '' : ` of version ${version}`;
  const what = `${isOne ? endpoints[0] : `${endpoints.length} requests`}${of}`;
  const list = isOne ? '' : `: ${nameSome(endpoints)}`;
  const since = group.find((each) => each.since !== null)?.since ?? null;
  const sunset = group[0]?.sunset ?? null;
  if (sunset === null || !isDay(sunset)) {
    const end = sunset === null ? '' : ` (Sunset: ${sunset})`;
    return `has deprecated ${what}${describeBegin(since)}${end}${list}`;
  }
  const verb = Date.parse(sunset) + dayMs <= now ? 'announced to end' : 'ends';
  const them = isOne ? 'it' : 'them';
  const begin = since === null ? '' : `, and has deprecated ${them}${describeBegin(since)}`;
  return `${verb} ${what} on ${sunset}${begin}${list}`;
}

function describeBegin(since: string | null): string {
  if (since === null) return '';
  return isDay(since) ? ` as of ${since}` : ` (Deprecation: ${since})`;
}

function quoteWords(group: readonly DeprecationEvent[]): string {
  const words = group.flatMap(({ code, text }) =>
    code === null ? [] : [text === null ? code : `${code}: ${text.replace(/\.$/u, '')}`],
  );
  return words.length === 0 ? '' : `. Criteo says: ${nameSome(words)}`;
}

function nameSome(texts: readonly string[]): string {
  return listSome([...new Set(texts)], mostNamed);
}
