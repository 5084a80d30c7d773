/** Whether everything a plan needs of the API is there, found out by reading alone. */
import type { Check } from '../diagnostics/check.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../model/entity.ts';
import type { ApiAnswer } from './api-call.ts';
import { checkClock, checkDeprecations, checkRateLimit } from './check-answers.ts';
import { checkRetailers, type NamedRetailer } from './check-retailers.ts';
import { collectionPath } from './collection-path.ts';
import { type Api, createApi } from './create-api.ts';
import { lookUpScopes } from './look-up-scopes.ts';
import { ownFilter } from './own-filter.ts';
import { readApplication } from './read-application.ts';
import { readPage } from './read-page.ts';
import type { DeprecationEvent } from './remote-event.ts';
import { fillRemoteOptions, type RemoteOptions } from './remote-options.ts';

/**
 * Sends a token request, look-ups, and searches for one row; nothing that writes. Never throws for
 * what the API answers: a check that fails says why.
 * @param retailers those that the project names
 */
export async function examineApi(
  options: RemoteOptions,
  retailers: readonly NamedRetailer[] = [],
): Promise<readonly Check[]> {
  const deprecations: DeprecationEvent[] = [];
  const answers: ApiAnswer[] = [];
  const api = createApi(
    fillRemoteOptions({
      ...options,
      onEvent: (event) => {
        options.onEvent?.(event);
        if (event.event === 'deprecation') deprecations.push(event);
      },
    }),
    () => true,
  );
  const application = await attempt('application', () => checkApplication(api));
  // Nothing else can be learnt without a token; every check would fail alike.
  if (application.status === 'fail') return [application];
  const searches = await searchEverything(api, answers);
  const { clock } = api.settings;
  return [
    application,
    await checkScope(api),
    ...(await checkRetailers(api, retailers)),
    ...searches,
    checkClock(answers),
    checkRateLimit(answers, clock.now()),
    ...checkDeprecations(deprecations, api.settings),
  ];
}

async function checkApplication(api: Api): Promise<Check> {
  const { id, name } = await readApplication(api);
  const who = name === null ? '' : ` "${name}"`;
  const text = `the credentials are those of application${who}${id === null ? '' : ` ${id}`}`;
  return { name: 'application', status: 'ok', text };
}

/** A name to check the ID by; searches tell more surely whether it can be read. */
async function checkScope(api: Api): Promise<Check> {
  const { platform, scopeId } = api.settings;
  const scope = `${platform.scope.label} ${scopeId}`;
  const name = platform.scope.label;
  try {
    const found = (await lookUpScopes(api, scopeId)).find(({ id }) => id === scopeId);
    if (found) {
      const title = found.name === null ? '' : ` is "${found.name}"`;
      if (found.type !== 'demand') return { name, status: 'ok', text: `${scope}${title}` };
      return {
        name,
        status: 'warn',
        text: `${scope}${title}, a demand account: segments and audiences are written to supply accounts only`,
        hint: 'Bind the project to the account of a retailer, not of a brand.',
      };
    }
    return {
      name,
      status: 'warn',
      text: `${scope} is not listed for this application`,
      hint: `Check the ID, and that consent was given for ${scope}`,
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const text = `${scope} cannot be looked up by this application, which planning does not need`;
    return { name, status: 'warn', text };
  }
}

async function searchEverything(api: Api, answers: ApiAnswer[]): Promise<readonly Check[]> {
  const { apiVersion, audienceApiVersion, segmentApiVersion } = api.settings;
  const search = (name: string, kind: Kind, version: string) =>
    attempt(name, async () => {
      const { path, answer } = await searchOne(api, kind, version);
      answers.push(answer);
      const { total } = readPage(answer, `POST ${path}`);
      const count = total === null ? '' : `, ${total} in all`;
      return { name, status: 'ok', text: `POST ${path} can be read${count}` };
    });
  return [
    await search('read-segments', 'segment', apiVersion),
    await search('read-audiences', 'audience', apiVersion),
    // Each kind may be written under a version of its own, which search tells to be served.
    ...(segmentApiVersion === apiVersion
      ? []
      : [await search('segment-version', 'segment', segmentApiVersion)]),
    ...(audienceApiVersion === apiVersion
      ? []
      : [await search('audience-version', 'audience', audienceApiVersion)]),
  ];
}

async function searchOne(api: Api, kind: Kind, version: string) {
  const path = `${collectionPath(api.settings, version, kind)}/search`;
  const answer = await api.read({
    method: 'POST',
    path,
    query: { limit: '1', offset: '0' },
    body: { data: { attributes: ownFilter(api.settings) } },
  });
  return { path, answer };
}

async function attempt(name: string, run: () => Promise<Check>): Promise<Check> {
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
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
    };
  }
}
