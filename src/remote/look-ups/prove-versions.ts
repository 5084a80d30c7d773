/** Whether the API knows the versions that a plan would write with, as far as a search shows. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { adviseOnVersion } from '../../platforms/find-version-warnings.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import { collectionPath } from '../search/collection-path.ts';
import { ownFilter } from '../search/own-filter.ts';
import { versionsInUse, writeVersion } from '../write-version.ts';

/**
 * Sends one search for one row to each version that these kinds are written with and that nothing was
 * read at. Only "not found" and "gone" are conclusive: after any other answer, writing may work, and the
 * plan needs no more of the API.
 *
 * @returns a warning for each version that is not there.
 * @throws DiagnosticError where the run is interrupted.
 */
export async function proveVersions(
  api: Api,
  kinds: readonly Kind[],
): Promise<readonly Diagnostic[]> {
  const { settings } = api;
  const kindsAt = groupBy(kinds, (kind) => writeVersion(settings, kind).version);
  const found: Diagnostic[] = [];
  for (const [version, [kind, ...rest]] of kindsAt)
    if (kind !== undefined && version !== settings.apiVersion)
      found.push(...(await proveVersion(api, [kind, ...rest], version)));
  return found;
}

/** A plan does not wait long for what is advice. */
const longestSearchMs = 5000;

async function proveVersion(
  api: Api,
  kinds: readonly [Kind, ...Kind[]],
  version: string,
): Promise<readonly Diagnostic[]> {
  const { settings } = api;
  const keys = kinds.map((kind) => writeVersion(settings, kind).key);
  const [kind] = kinds;
  const { key } = writeVersion(settings, kind);
  const call: ApiCall = {
    ...{ method: 'POST', effect: 'read', versionKey: key },
    path: `${collectionPath(settings, version, kind)}/search`,
    query: { limit: '1', offset: '0' },
    body: { data: { attributes: ownFilter(settings) } },
    dispensable: { tries: 1, timeoutMs: longestSearchMs },
  };
  const status = await statusOf(api, call);
  if (status !== 404 && status !== 410) return [];
  const source = settings.versionSources?.[key];
  const what = kinds.map((each) => `${each}s`).join(' and ');
  return [
    {
      severity: 'warning',
      code: 'api-version-unproven',
      message:
        status === 410
          ? `apply cannot write ${what}: Criteo no longer serves version ${version} and answers a search with 410`
          : `apply can probably not write ${what}: at version ${version} the API answers a search for them with 404`,
      ...(source ? { source } : {}),
      hint: keys.map((each) => adviseOnVersion(versionsInUse(settings), each, null)).join(' '),
    },
  ];
}

/** Null where there is no answer, or no token to ask with. */
async function statusOf(api: Api, call: ApiCall): Promise<number | null> {
  try {
    const outcome = await api.call(call);
    if (outcome.outcome === 'answered') return outcome.status;
    if (outcome.failure.reason === 'interrupted') throw api.explain(call, outcome);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    if (error.diagnostics.some(({ code }) => code === 'interrupted')) throw error;
  }
  return null;
}
