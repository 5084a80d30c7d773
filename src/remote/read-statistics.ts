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
 * The statistics of one contact list; `null` when the API has none, and does not say why. Where it says why,
 * all counts are null.
 * @throws DiagnosticError for every other failure.
 */
export async function readStatistics(
  api: Api,
  segmentId: string,
): Promise<ContactListStatistics | null> {
  const call = statisticsCall(api.settings, segmentId);
  const outcome = await api.call(call);
  if (outcome.outcome !== 'answered') throw api.explain(call, outcome);
  const { status, json, envelope } = outcome;
  const told = envelope.problems.filter(({ deprecation }) => !deprecation);
  const problems = told.length > 0 ? { problems: told } : {};
  const none = told.length > 0 ? { ...noCounts, ...problems } : null;
  if (status === 404) return none;
  if (!isSuccess(status) || json === null) throw api.explain(call, outcome);
  const data = json['data'];
  const attributes = isJsonObject(data) ? data['attributes'] : undefined;
  if (!isJsonObject(attributes) || envelope.errors.length > 0) return none;
  return {
    ...problems,
    numberOfIdentifiers: readNumber(attributes['numberOfIdentifiers']),
    numberOfMatches: readNumber(attributes['numberOfMatches']),
    matchRate: readNumber(attributes['matchRate']),
  };
}

const noCounts = { numberOfIdentifiers: null, numberOfMatches: null, matchRate: null };

export function statisticsCall(settings: TargetSettings, segmentId: string): ApiCall {
  const collection = collectionPath(settings, settings.apiVersion, 'segment');
  const path = `${collection}/${idSegment(segmentId)}/${statisticsPath[settings.platform.name]}`;
  return { method: 'GET', path, effect: 'read' };
}
