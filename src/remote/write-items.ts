import { apiCodes } from '../diagnostics/api-codes.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { itemLevelStatuses } from '../model/remote/refusal-statuses.ts';
import type { Problem, WriteAnswer, WriteRequest } from '../model/remote/remote.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { adviseOnProblem } from './answers/advise-on-problem.ts';
import { problemsOf } from './answers/problems-of.ts';
import {
  type ApiAnswer,
  type ApiCall,
  type CallResult,
  isConclusive,
  isSuccess,
} from './calls/api-call.ts';
import type { Api } from './calls/create-api.ts';
import type { TargetSettings } from './remote-options.ts';
import { collectionPath } from './search/collection-path.ts';
import { writeVersion } from './write-version.ts';

/**
 * Sends one bulk request and says what became of it. It is sent again only where it is certain that nothing was
 * carried out: after 429, after 401 with an old token, and if no connection was made.
 */
export async function writeItems(api: Api, request: WriteRequest): Promise<WriteAnswer> {
  const call = writeCall(api.settings, request);
  try {
    return adviseOnTypes(api, request, judge(api, call, await api.call(call)));
  } catch (error) {
    // Without a token, or interrupted while waiting, nothing was sent.
    if (!(error instanceof DiagnosticError)) throw error;
    return { outcome: 'refused', status: null, problems: problemsOf(error) };
  }
}

export function writeCall(
  settings: TargetSettings,
  { kind, verb, items, afterFault = false }: WriteRequest,
): ApiCall {
  const { key, version } = writeVersion(settings, kind);
  const path = collectionPath(settings, version, kind);
  const isEmpty = items.length === 0;
  const more = { isEmpty, afterFault, versionKey: key } as const;
  const rest = { body: { data: items }, effect: 'write', ...more } as const;
  return verb === 'update'
    ? { method: 'PATCH', path, ...rest }
    : { method: 'POST', path: `${path}/${verb}`, ...rest };
}

function judge(api: Api, call: ApiCall, result: CallResult): WriteAnswer {
  if (result.outcome === 'not-sent') {
    return { outcome: 'refused', status: null, problems: problemsOf(api.explain(call, result)) };
  }
  if (result.outcome === 'lost' || !isConclusive(result)) {
    const problems = explainedProblems(api, call, result);
    return { outcome: 'unknown', problems, ...(result.afterSleep ? { afterSleep: true } : {}) };
  }
  const { status, envelope, json } = result;
  const isRefusal = !isSuccess(status);
  // A client has seen items answered under a 400. Any other refusal has not looked at the items, even if it returns some.
  if (!isRefusal || (itemLevelStatuses.has(status) && envelope.rows.length > 0)) {
    const { rows, problems } = envelope;
    return {
      ...{ outcome: 'answered', rows, hasBody: json !== null },
      ...(isRefusal ? { isRefusal } : {}),
      problems: problems.map((problem) => withAdvice(api, problem)),
    };
  }
  return { outcome: 'refused', status, problems: explainedProblems(api, call, result) };
}

/** The API's own problems, or ours in their place where it names none. */
function explainedProblems(api: Api, call: ApiCall, result: CallResult): readonly Problem[] {
  const own = result.outcome === 'answered' ? result.envelope.problems : [];
  const status =
    result.outcome === 'answered' && !isAboutItems(result.status) ? { status: result.status } : {};
  if (!own.some((problem) => !problem.deprecation)) {
    const explained = problemsOf(api.explain(call, result));
    return [...own, ...explained.map((each) => ({ ...each, ...status }))];
  }
  if (result.outcome !== 'answered') return own;
  // What the API says of one item is about that item; what it says of the request, we know what to do about.
  const isOfRequest = 'status' in status;
  return own.map((problem) => {
    const ofItem = !isOfRequest && problem.index !== null;
    const hint = ofItem ? undefined : adviseOnAlone(api, call, result, problem);
    const told = hint === undefined ? withAdvice(api, problem) : { ...problem, hint };
    return { ...told, ...status };
  });
}

/** What to do about an answer if this were its only problem: each has a cure of its own. */
function adviseOnAlone(
  api: Api,
  call: ApiCall,
  answer: ApiAnswer,
  problem: Problem,
): string | undefined {
  const envelope = { ...answer.envelope, problems: [problem] };
  return api.explain(call, { ...answer, envelope }).diagnostics[0]?.hint;
}

/** No manifest can fix a problem of the caller or a fault of the server, even one that names items. */
function isAboutItems(status: number): boolean {
  return isSuccess(status) || itemLevelStatuses.has(status);
}

/** One item may meet a fault that no manifest can mend, too. */
function withAdvice({ settings }: Api, problem: Problem): Problem {
  const hint = adviseOnProblem(problem, {
    platform: settings.platform,
    scopeId: settings.scopeId,
    hasGivenToken: 'accessToken' in settings.credentials,
    credentialSuffix: settings.credentials.suffix,
  });
  return hint === undefined ? problem : { ...problem, hint };
}

/** Such as "Events are only available in preview". */
const namesVersion = /\b(?:preview|experimental|stable|versions?)\b/iu;

/** Such as "currently not supported", or `segment-type-not-supported`. */
const notSupported = /\b(?:not[- ](?:yet[- ])?|un)supported\b/iu;

/** Such as "The attribute events does not exist": what is missing has to be named, for it may be a brand. */
const notThere = /(?:\bnot\b|n['’]t\b|\bonly\b).*\b(?:available|exists?)\b|\bunavailable\b/isu;
const namesType = /\b(?:events?|segment[- ]types?|types? of segments?)\b/iu;

function isAboutVersion({ code, detail, deprecation, type }: Problem): boolean {
  // Without a type, the words are ours.
  if (deprecation || type === undefined) return false;
  const text = `${code} ${detail ?? ''}`;
  if (namesVersion.test(text)) return true;
  if (apiCodes.some((entry) => entry.code === code)) return false;
  return notSupported.test(text) || (notThere.test(text) && namesType.test(text));
}

/**
 * A version may lack a type of segments, where the manifest is right and the project file has to change:
 * the guide says so of event segments in the stable version, and the specification does not.
 */
function adviseOnTypes(
  { settings }: Api,
  { kind, verb, items }: WriteRequest,
  answer: WriteAnswer,
): WriteAnswer {
  const { version } = writeVersion(settings, kind);
  if (kind !== 'segment' || verb === 'delete' || !/^\d/u.test(version)) return answer;
  const isJudged =
    answer.outcome === 'answered' ||
    (answer.outcome === 'refused' && answer.status !== null && isAboutItems(answer.status));
  if (!isJudged) return answer;
  const hint = `If API version ${version} does not take this type of segment, set segmentApiVersion: experimental in the project file.`;
  const problems = answer.problems.map((problem) => {
    const { index } = problem;
    const meant = index === null ? items : [items[index]];
    const isOfEvents = meant.length > 0 && meant.every(hasEvents);
    return isOfEvents && isAboutVersion(problem) ? { ...problem, hint } : problem;
  });
  return { ...answer, problems };
}

function hasEvents(item: JsonObject | undefined): boolean {
  const attributes = item?.['attributes'];
  return isJsonObject(attributes) && isJsonObject(attributes['events']);
}
