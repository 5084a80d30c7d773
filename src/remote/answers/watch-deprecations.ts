import { isApiVersion } from '../../model/remote/is-api-version.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { DeprecationEvent } from '../remote-event.ts';
import type { Redactor } from '../secrets/create-redactor.ts';
import { isDay, readDeprecation } from './read-deprecation.ts';

/** For one endpoint: an API that words each answer differently is cut off here, so that other endpoints are reported, too. */
const mostEvents = 50;

/** More than any date; the rest of a header is not worth showing. */
const longestText = 100;

/** What one answer says, in headers and in entries of type `deprecation`. */
interface Answered {
  readonly request: number;
  readonly call: Pick<ApiCall, 'method' | 'path' | 'people'>;
  readonly header: (name: string) => string | null;
  /** As they may be shown. */
  readonly problems: readonly Problem[];
}

/** @returns takes each answer of a run, and gives what is deprecated, each endpoint once. */
export function watchDeprecations(
  redactor: Pick<Redactor, 'redact'>,
): (answered: Answered) => readonly DeprecationEvent[] {
  const toldOf = new Map<string, Set<string>>();
  return ({ request, call, header, problems }) => {
    const headers = readDeprecation(header);
    const entries = problems.filter(({ deprecation }) => deprecation);
    if (!headers.isDeprecated && entries.length === 0) return [];
    // What is no date may be a member of a list that the API quotes. A secret is found before the cut only.
    const clean = (text: string | null) =>
      text === null || isDay(text)
        ? text
        : call.people
          ? null
          : redactor.redact(text).slice(0, longestText);
    const { version, endpoint } = describePath(call.path);
    const place = JSON.stringify([version, call.method, endpoint]);
    const told = toldOf.get(place) ?? new Set<string>();
    toldOf.set(place, told);
    const known = {
      event: 'deprecation',
      ...{ request, version, endpoint: `${call.method} ${endpoint}` },
      ...{ since: clean(headers.since), sunset: clean(headers.sunset) },
    } as const;
    const said: readonly Pick<DeprecationEvent, 'code' | 'text'>[] =
      entries.length === 0
        ? [{ code: null, text: null }]
        : entries.map(({ code, detail }) => ({ code, text: detail }));
    return said
      .map((each) => ({ ...known, ...each }))
      .filter(({ since, sunset, code }) => {
        const key = JSON.stringify([since, sunset, code]);
        if (told.has(key) || told.size >= mostEvents) return false;
        told.add(key);
        return true;
      });
  };
}

/** `/2026-07/retail-media/accounts/1/audiences` is version `2026-07` of `retail-media/accounts/{id}/audiences`. */
function describePath(path: string) {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  const isVersion = isApiVersion(first);
  const parts = isVersion ? rest : [first, ...rest];
  return {
    version: isVersion ? first : null,
    endpoint: parts.map((part) => (/^\d+$/u.test(part) ? '{id}' : part)).join('/'),
  };
}
