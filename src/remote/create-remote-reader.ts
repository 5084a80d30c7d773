/** The reading half of the remote: certified searches, and no way to write. */
import { type Kind, kinds } from '../model/entity.ts';
import type { ContactListStatistics } from '../model/remote/members-remote.ts';
import type { ReadOptions, RemoteReader } from '../model/remote/remote.ts';
import type { Sizes } from '../model/remote/size.ts';
import type { RemoteRow, Snapshot } from '../model/remote/snapshot.ts';
import type { JsonObject } from '../model/text/json.ts';
import type { CatalogueName, Channel } from '../platforms/platform.ts';
import { kindsOf } from '../platforms/platform-named.ts';
import { type Api, createApi } from './calls/create-api.ts';
import { runConcurrently } from './calls/run-concurrently.ts';
import { readStatistics } from './contact-lists/read-statistics.ts';
import { proveVersions } from './look-ups/prove-versions.ts';
import { type Application, readApplication } from './look-ups/read-application.ts';
import { type CatalogueEntry, readCatalogue } from './look-ups/read-catalogue.ts';
import { computeSizes, estimateSize } from './look-ups/read-sizes.ts';
import { fillRemoteOptions, type RemoteOptions, type TargetSettings } from './remote-options.ts';
import { ownFilter } from './search/own-filter.ts';
import { searchRows } from './search/search-rows.ts';
import { sortRows } from './search/sort-rows.ts';

/** All that can be read of an account; planning needs no more of it than `RemoteReader`. */
export interface AccountReader extends RemoteReader {
  /** `null` for what is no contact list. */
  readStatistics(segmentId: string): Promise<ContactListStatistics | null>;
  computeSizes(kind: Kind, ids: readonly string[], channel: Channel): Promise<Sizes>;
  estimateSize(kind: Kind, attributes: JsonObject): ReturnType<typeof estimateSize>;
  readCatalogue(name: CatalogueName, country: string): Promise<readonly CatalogueEntry[]>;
  readApplication(): Promise<Application>;
}

/**
 * A reader that has no way to write, not even one that the types hide. Its methods throw
 * `DiagnosticError` when reading fails; what they return is complete.
 */
export function createRemoteReader(options: RemoteOptions): AccountReader {
  return createAccountReaderOn(createApi(fillRemoteOptions(options), () => true));
}

/** The same over an API that is there already. */
export function createAccountReaderOn(api: Api): AccountReader {
  return {
    ...createReaderOn(api),
    readStatistics: (segmentId) => readStatistics(api, segmentId),
    computeSizes: (kind, ids, channel) => computeSizes(api, kind, ids, channel),
    estimateSize: (kind, attributes) => estimateSize(api, kind, attributes),
    readCatalogue: (name, country) => readCatalogue(api, name, country),
    readApplication: () => readApplication(api),
  };
}

/** The part that planning and applying need. */
function createReaderOn(api: Api): RemoteReader {
  return {
    readSnapshot: () => readSnapshot(api),
    readByIds: (kind, ids, options) => readByIds(api, kind, ids, options),
    readAll: (kind, options) => readAll(api, kind, options),
    proveVersions: (kinds) => proveVersions(api, kinds),
  };
}

async function readSnapshot(api: Api): Promise<Snapshot> {
  const { platform, scopeId } = api.settings;
  const [segments = [], audiences = []] = await runConcurrently(kinds, kinds.length, (kind) =>
    readAll(api, kind),
  );
  return {
    formatVersion: 1,
    platform: platform.name,
    [platform.scope.attribute]: scopeId,
    segments: [...segments],
    audiences: [...audiences],
  };
}

/** There is none of a kind that the platform does not have. */
async function readAll(api: Api, kind: Kind, options?: ReadOptions): Promise<readonly RemoteRow[]> {
  if (!kindsOf(api.settings.platform).includes(kind)) return [];
  const filters = filtersOf(api.settings, kind);
  const found = await runConcurrently(filters, filters.length, (filter) =>
    searchRows(api, kind, filter, options),
  );
  return filters.length === 1 ? found.flat() : sortRows(found.flat());
}

/**
 * The searches that give everything of a kind. Segments that belong to Criteo and to no advertiser may
 * be missing from a search by advertiser, or be in it: the documents do not say, so they are asked for by
 * their types, too.
 */
export function filtersOf(
  { platform, scopeId }: TargetSettings,
  kind: Kind,
): readonly JsonObject[] {
  const own = ownFilter({ platform, scopeId });
  const types = platform.segmentTypes.filter((type) => !type.declarable);
  if (kind === 'audience' || types.length === 0) return [own];
  return [own, { audienceSegmentTypes: types.map((type) => type.apiType) }];
}

export function idFilter(kind: Kind, ids: readonly string[]): JsonObject {
  return { [kind === 'segment' ? 'audienceSegmentIds' : 'audienceIds']: ids };
}

async function readByIds(
  api: Api,
  kind: Kind,
  ids: readonly string[],
  options?: ReadOptions,
): Promise<readonly RemoteRow[]> {
  const wanted = [...new Set(ids)];
  const { pageSize } = api.settings.platform;
  const parts: string[][] = [];
  for (let start = 0; start < wanted.length; start += pageSize) {
    parts.push(wanted.slice(start, start + pageSize));
  }
  const found = await runConcurrently(parts, api.settings.maxConcurrentPages, (part) =>
    searchRows(api, kind, idFilter(kind, part), options),
  );
  // A server that does not know the filter would answer with everything.
  const isWanted = new Set(wanted);
  return sortRows(found.flat().filter((row) => isWanted.has(row.id)));
}
