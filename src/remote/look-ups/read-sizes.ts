/** How many people segments and audiences reach. Sizes need the permission to manage audiences. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { Size, Sizes } from '../../model/remote/size.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import type { Channel, SizeEndpoints } from '../../platforms/platform.ts';
import { endpointsOf } from '../../platforms/platform-named.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import { runConcurrently } from '../calls/run-concurrently.ts';
import { readNumber } from '../http/read-number.ts';
import type { TargetSettings } from '../remote-options.ts';
import { collectionPath } from '../search/collection-path.ts';
import { readRows } from '../search/read-rows.ts';

/** No document states a limit; this many keep a request small and its errors few. */
const maxIdsPerRequest = 50;

/** Sizes of what exists. @param channel is sent where the platform has channels. */
export async function computeSizes(
  api: Api,
  kind: Kind,
  ids: readonly string[],
  channel: Channel,
): Promise<Sizes> {
  const parts: string[][] = [];
  for (let start = 0; start < ids.length; start += maxIdsPerRequest) {
    parts.push(ids.slice(start, start + maxIdsPerRequest));
  }
  const { maxConcurrentPages } = api.settings;
  const { path } = computeCall(api.settings, kind, [], channel);
  const answers = await runConcurrently(parts, maxConcurrentPages, (part) =>
    api.readPart(computeCall(api.settings, kind, part, channel)),
  );
  const rows = answers.flatMap((answer) => readRows(answer, `POST ${path}`));
  return {
    sizes: new Map(rows.map((row) => [row.id, readSize(row.attributes)])),
    problems: answers.flatMap(({ envelope }) => envelope.problems),
  };
}

/** The size of something that need not exist. @param attributes as the estimate's schema has them. */
export async function estimateSize(
  api: Api,
  kind: Kind,
  attributes: JsonObject,
): Promise<{ readonly size: Size | null; readonly problems: readonly Problem[] }> {
  const { json, envelope } = await api.readPart(estimateCall(api.settings, kind, attributes));
  const data = json?.['data'];
  const estimated = isJsonObject(data) ? data['attributes'] : undefined;
  return {
    size: isJsonObject(estimated) ? readSize(estimated) : null,
    problems: envelope.problems,
  };
}

export function computeCall(
  settings: TargetSettings,
  kind: Kind,
  ids: readonly string[],
  channel: Channel,
): Omit<ApiCall, 'effect'> {
  const { path, ...key } = sizesAt(settings, kind);
  const body = { data: encodeIds(settings, kind, ids, channel) };
  return { method: 'POST', path: `${path}/compute-sizes`, ...key, body };
}

export function estimateCall(
  settings: TargetSettings,
  kind: Kind,
  attributes: JsonObject,
): Omit<ApiCall, 'effect'> {
  const { path, ...key } = sizesAt(settings, kind);
  return { method: 'POST', path: `${path}/estimate-size`, ...key, body: { data: { attributes } } };
}

function sizesAt(settings: TargetSettings, kind: Kind): Pick<ApiCall, 'path' | 'versionKey'> {
  const { versionKey } = endpointsOfSizes(settings);
  const path = collectionPath(settings, settings[versionKey], kind);
  return versionKey === 'apiVersion' ? { path } : { path, versionKey };
}

function endpointsOfSizes({ platform }: Pick<TargetSettings, 'platform'>): SizeEndpoints {
  if (platform.sizes !== null) return platform.sizes;
  const message = `${platform.label} has no sizes`;
  throw new DiagnosticError([{ severity: 'error', code: 'segment-size-not-supported', message }]);
}

function encodeIds(
  { platform }: TargetSettings,
  kind: Kind,
  ids: readonly string[],
  channel: Channel,
): JsonValue {
  if (endpointsOfSizes({ platform }).ids === 'in-one-object') {
    return { attributes: { channel, ids } };
  }
  const type = endpointsOf(platform, kind).itemType.update;
  return ids.map((id) => ({ id, type }));
}

function readSize(attributes: Readonly<Record<string, unknown>>): Size {
  const fields = isJsonObject(attributes) ? attributes : {};
  return {
    size: readNumber(fields['size']),
    relativeSize: readNumber(fields['relativeSize']),
  };
}
