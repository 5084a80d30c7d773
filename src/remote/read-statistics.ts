import type { PlatformName } from '../model/entity.ts';
import { isJsonObject } from '../model/json.ts';
import type { ContactListStatistics } from '../model/members-remote.ts';
import { type ApiCall, isSuccess } from './api-call.ts';
import { collectionPath } from './collection-path.ts';
import type { Api } from './create-api.ts';
import { idSegment } from './path-segment.ts';
import { readNumber } from './read-number.ts';
import type { TargetSettings } from './remote-options.ts';

/** Below the segment; the retail-media and marketing-solutions OpenAPI files differ here. */
const statisticsPath: Readonly<Record<PlatformName, string>> = {
  'retail-media': 'contact-list',
  'marketing-solutions': 'contact-list/statistics',
};

/**
 * The statistics of one contact list; `null` when the API has none, be it that the segment is
 * unknown to it or no contact list.
 * @throws DiagnosticError for every other failure.
 */
export async function readStatistics(
  api: Api,
  segmentId: string,
): Promise<ContactListStatistics | null> {
  const call = statisticsCall(api.settings, segmentId);
  const outcome = await api.call(call);
  if (outcome.outcome === 'answered' && outcome.status === 404) return null;
  if (outcome.outcome !== 'answered' || !isSuccess(outcome.status) || outcome.json === null) {
    throw api.explain(call, outcome);
  }
  const data = outcome.json['data'];
  const attributes = isJsonObject(data) ? data['attributes'] : undefined;
  if (!isJsonObject(attributes) || outcome.envelope.errors.length > 0) return null;
  return {
    numberOfIdentifiers: readNumber(attributes['numberOfIdentifiers']),
    numberOfMatches: readNumber(attributes['numberOfMatches']),
    matchRate: readNumber(attributes['matchRate']),
  };
}

export function statisticsCall(settings: TargetSettings, segmentId: string): ApiCall {
  const collection = collectionPath(settings, settings.apiVersion, 'segment');
  const path = `${collection}/${idSegment(segmentId)}/${statisticsPath[settings.platform.name]}`;
  return { method: 'GET', path, effect: 'read' };
}
