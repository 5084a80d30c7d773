/** Whether the API knows the versions that a plan would write with, as far as a search tells. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../model/entity.ts';
import { adviseOnVersion } from '../platforms/find-version-warnings.ts';
import type { ApiCall } from './api-call.ts';
import { collectionPath } from './collection-path.ts';
import type { Api } from './create-api.ts';
import { ownFilter } from './own-filter.ts';
import { versionsInUse, writeVersion } from './write-version.ts';

/**
 * Sends one search for one row to each version that these kinds are written with and that nothing was
 * read at. Only "not found" and "gone" say something: whatever else is answered, writing may work.
 *
 * @returns a warning for each version that is not there.
 * @throws DiagnosticError where there is no answer.
 */
export async function proveVersions(
  api: Api,
  kinds: readonly Kind[],
): Promise<readonly Diagnostic[]> {
  const { settings } = api;
  const kindAt = new Map(kinds.map((kind) => [writeVersion(settings, kind).version, kind]));
  kindAt.delete(settings.apiVersion);
  const found: Diagnostic[] = [];
  for (const [version, kind] of kindAt) found.push(...(await proveVersion(api, kind, version)));
  return found;
}

async function proveVersion(api: Api, kind: Kind, version: string): Promise<readonly Diagnostic[]> {
  const { settings } = api;
  const { key } = writeVersion(settings, kind);
  const call: ApiCall = {
    ...{ method: 'POST', effect: 'read', versionKey: key },
    path: `${collectionPath(settings, version, kind)}/search`,
    query: { limit: '1', offset: '0' },
    body: { data: { attributes: ownFilter(settings) } },
  };
  const outcome = await api.call(call);
  if (outcome.outcome !== 'answered') throw api.explain(call, outcome);
  const { status } = outcome;
  if (status !== 404 && status !== 410) return [];
  const source = settings.versionSources?.[key];
  return [
    {
      severity: 'warning',
      code: 'api-version-unproven',
      message: `${kind}s would be written at version ${version}, where the API answers a search with ${status}`,
      ...(source ? { source } : {}),
      hint: adviseOnVersion(versionsInUse(settings), key, null),
    },
  ];
}
