/** Whether everything a plan needs of the API is there, found out by reading alone. */
import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import type { VersionKey } from '../../model/project.ts';
import { kindsOf } from '../../platforms/platform-named.ts';
import { checkClock, checkRateLimit } from '../answers/check-answers.ts';
import type { ApiAnswer } from '../calls/api-call.ts';
import { type Api, createApi } from '../calls/create-api.ts';
import { fillRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { collectionPath } from '../search/collection-path.ts';
import { ownFilter } from '../search/own-filter.ts';
import { readPage } from '../search/read-page.ts';
import { checkRetailers, type NamedRetailer } from './check-retailers.ts';
import { lookUpScopes } from './look-up-scopes.ts';
import { readApplication } from './read-application.ts';

/**
 * Sends a token request, look-ups, and searches for one row; nothing that writes. Never throws for
 * what the API answers: a check that fails says why.
 * @param retailers those that the project names
 */
export async function examineApi(
  options: RemoteOptions,
  retailers: readonly NamedRetailer[] = [],
): Promise<readonly Check[]> {
  const answers: ApiAnswer[] = [];
  const api = createApi(fillRemoteOptions(options), () => true);
  const { platform, clock } = api.settings;
  const application = platform.namesApplication
    ? [withoutCause(await attempt('application', () => checkApplication(api)))]
    : [];
  // Nothing else can be learnt without a token; every check would fail alike.
  if (application.some(({ status }) => status === 'fail')) return application;
  const searches = await searchEverything(api, answers);
  // Where nothing can be read, nothing more is learnt of retailers than that once again.
  const isClosed = searches.every(({ status }) => status === 'fail');
  return [
    ...application,
    ...(await checkScope(api)),
    ...(isClosed ? [] : await checkRetailers(api, retailers)),
    ...searches,
    checkClock(answers),
    checkRateLimit(answers, clock.now()),
  ];
}

async function checkApplication(api: Api): Promise<Check> {
  const { id, name } = await readApplication(api);
  const who = name === null ? '' : ` "${name}"`;
  const text = `the credentials are those of application${who}${id === null ? '' : ` ${id}`}`;
  return { name: 'application', status: 'ok', text };
}

/** A name to check the ID by; a search is better proof that it can be read. */
async function checkScope(api: Api): Promise<readonly Check[]> {
  const { platform, scopeId } = api.settings;
  const scope = `${platform.scope.label} ${scopeId}`;
  const name = platform.scope.label;
  try {
    const listed = await lookUpScopes(api, scopeId);
    if (listed === null) return [];
    const found = listed.find(({ id }) => id === scopeId);
    if (found) {
      const { name: title, type } = found;
      if (type !== 'demand') {
        const text = title === null ? scope : `${scope} is "${title}"`;
        return [{ name, status: 'ok', text }];
      }
      const called = title === null ? scope : `${scope} ("${title}")`;
      const text = `${called} is a demand account, but only supply accounts have segments and audiences`;
      const hint = 'Use the account of a retailer in the project file, not that of a brand.';
      return [{ name, status: 'fail', text, hint }];
    }
    const text = `${scope} is not listed for this application`;
    const hint = `Check the ID and the consent for ${scope}.`;
    return [{ name, status: 'warn', text, hint }];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const text = `this application cannot look up ${scope}; planning does not need this`;
    return [{ name, status: 'warn', text }];
  }
}

async function searchEverything(api: Api, answers: ApiAnswer[]): Promise<readonly Check[]> {
  const { platform, apiVersion, audienceApiVersion, segmentApiVersion } = api.settings;
  const hasAudiences = kindsOf(platform).includes('audience');
  const failed = new Map<string, string>();
  const search = async (name: string, kind: Kind, version: string, versionKey?: VersionKey) => {
    const path = `${collectionPath(api.settings, version, kind)}/search`;
    const check = await attempt(name, async () => {
      const answer = await searchOne(api, path, versionKey);
      answers.push(answer);
      const { total } = readPage(answer, `POST ${path}`);
      return { name, status: 'ok', text: `POST ${path} can be read${describeTotal(total, kind)}` };
    });
    return sayOnce(check, `POST ${path}`, failed);
  };
  return [
    await search('read-segments', 'segment', apiVersion),
    ...(hasAudiences ? [await search('read-audiences', 'audience', apiVersion)] : []),
    // Each kind may have a version for writes; a search proves that it is served.
    ...(segmentApiVersion === apiVersion
      ? []
      : [await search('segment-version', 'segment', segmentApiVersion, 'segmentApiVersion')]),
    ...(audienceApiVersion === apiVersion || !hasAudiences
      ? []
      : [await search('audience-version', 'audience', audienceApiVersion, 'audienceApiVersion')]),
  ];
}

function searchOne(api: Api, path: string, versionKey?: VersionKey): Promise<ApiAnswer> {
  return api.read({
    ...{ method: 'POST', path, query: { limit: '1', offset: '0' } },
    body: { data: { attributes: ownFilter(api.settings) } },
    ...(versionKey === undefined ? {} : { versionKey }),
  });
}

function describeTotal(total: number | null, kind: Kind): string {
  if (total === null) return '';
  return `: ${total === 0 ? 'no' : total} ${kind}${total === 1 ? '' : 's'}`;
}

/**
 * A failure of the cause of an earlier one refers to it: one missing account is one thing to mend.
 * @param failed the names of failed checks, by their causes.
 */
function sayOnce(
  { cause, ...check }: Attempt,
  request: string,
  failed: Map<string, string>,
): Check {
  if (cause === undefined) return check;
  const first = failed.get(cause);
  failed.set(cause, first ?? check.name);
  if (first === undefined) return check;
  const text = `${request} fails for the same reason as ${first}`;
  return { name: check.name, status: 'fail', text };
}

/** @param cause equal where the same advice helps. */
type Attempt = Check & { readonly cause?: string };

function withoutCause({ cause: _, ...check }: Attempt): Check {
  return check;
}

async function attempt(name: string, run: () => Promise<Check>): Promise<Attempt> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    const text = first === undefined ? error.message : `${first.message} (${first.code})`;
    return {
      name,
      status: 'fail',
      text,
      cause: JSON.stringify([first?.code, first?.hint]),
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
    };
  }
}
