import type { ContactListStatistics } from '../../model/remote/members-remote.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { isRefused } from '../answers/is-refused.ts';
import { type ApiCall, isSuccess } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import { idSegment } from '../http/path-segment.ts';
import { readNumber } from '../http/read-number.ts';
import type { TargetSettings } from '../remote-options.ts';
import { collectionPath } from '../search/collection-path.ts';

/**
 * The statistics of one contact list; `null` when the API has none, and does not say why. Where it says that the
 * segment is unknown to it or no contact list, all counts are null. Another problem is a failed read.
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
  const isUntold = told.length === 0 && isRefused(envelope);
  if (!isSuccess(status) || json === null || isUntold) throw api.explain(call, outcome);
  const data = json['data'];
  const attributes = isJsonObject(data) ? data['attributes'] : undefined;
  const held = isJsonObject(attributes) ? readNumber(attributes['numberOfIdentifiers']) : null;
  // A count of 0 beside a problem was not computed.
  const isGiven = told.length === 0 || (held !== null && held > 0 && !isRefused(envelope));
  if (!isGiven && !told.every(({ code }) => codesOfNone.has(code))) {
    throw api.explain(call, outcome);
  }
  if (!isJsonObject(attributes) || !isGiven) return none;
  return {
    ...problems,
    numberOfIdentifiers: readNumber(attributes['numberOfIdentifiers']),
    numberOfMatches: readNumber(attributes['numberOfMatches']),
    matchRate: readNumber(attributes['matchRate']),
  };
}

/** There is no such segment, or it is no contact list (marketing-solutions segment page). */
const codesOfNone: ReadonlySet<string> = new Set([
  ...['segment-not-found', 'segment-has-not-been-found'],
  'contact-list-statistics-not-supported',
]);

const noCounts = { numberOfIdentifiers: null, numberOfMatches: null, matchRate: null };

export function statisticsCall(settings: TargetSettings, segmentId: string): ApiCall {
  const collection = collectionPath(settings, settings.apiVersion, 'segment');
  const { below } = settings.platform.contactLists.statistics;
  const path = `${collection}/${idSegment(segmentId)}/contact-list${below}`;
  return { method: 'GET', path, effect: 'read' };
}
