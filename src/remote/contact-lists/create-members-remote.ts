/** Contact lists over HTTP: those of the platform, and the older endpoints beside them. */

import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type {
  AmendAnswer,
  AmendOperation,
  AmendRequest,
  ClearAnswer,
  ContactListTarget,
  MembersRemote,
} from '../../model/remote/members-remote.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { problemsOf } from '../answers/problems-of.ts';
import {
  type ApiAnswer,
  type ApiCall,
  type CallResult,
  isConclusive,
  isSuccess,
} from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import { idSegment, versionSegment } from '../http/path-segment.ts';
import type { TargetSettings } from '../remote-options.ts';
import { servicePath } from '../search/collection-path.ts';
import { type MemberCounts, readMemberCounts } from './read-member-counts.ts';
import { readStatistics } from './read-statistics.ts';

type Row = Pick<ApiCall, 'method' | 'path'>;

/** How a family of endpoints is amended and cleared (contact-list pages and OpenAPI files). */
interface ListEndpoints {
  readonly amend: Row;
  readonly clear: Row;
  /** The `type` of an amendment, and what it calls adding and removing. */
  readonly type: string;
  readonly operations: Readonly<Record<AmendOperation, string>>;
}

export function createMembersRemote(api: Api): MembersRemote {
  return {
    readStatistics: (segmentId) => readStatistics(api, segmentId),
    amend: (request) => amend(api, request),
    clear: (target, mayTry) => clear(api, target, mayTry),
  };
}

function endpointsOf(settings: TargetSettings, { kind, id }: ContactListTarget): ListEndpoints {
  const version = versionSegment(settings.apiVersion);
  const number = idSegment(id);
  if (kind === 'legacy-audience') {
    const path = `/${version}/audiences/${number}/contactlist`;
    return {
      amend: { method: 'PATCH', path },
      clear: { method: 'DELETE', path },
      type: 'ContactlistAmendment',
      operations: { add: 'add', remove: 'remove' },
    };
  }
  // No platform has the account in these paths.
  const path = `${servicePath(settings, settings.apiVersion)}/audience-segments/${number}/contact-list`;
  const { amend, clear, itemType, operations } = settings.platform.contactLists;
  return {
    amend: { method: amend.method, path: path + amend.below },
    clear: { method: clear.method, path: path + clear.below },
    type: itemType,
    operations,
  };
}

async function amend(api: Api, request: AmendRequest): Promise<AmendAnswer> {
  const { identifiers, mayTry } = request;
  const call = amendCall(api.settings, request);
  const outcome = await send(api, { ...call, ...(mayTry ? { mayTry } : {}) });
  const answer = judge(api, call, outcome);
  if (answer.outcome === 'refused' && isTooLarge(answer)) return { outcome: 'too-large' };
  if (outcome.outcome !== 'answered' || !isConclusive(outcome) || !isSuccess(outcome.status)) {
    return answer;
  }
  return identifiers.count === 0
    ? judgeEmpty(answer, outcome)
    : judgeCounted(answer, outcome, identifiers.count);
}

function isTooLarge({
  status,
  problems,
}: Extract<ClearAnswer, { readonly outcome: 'refused' }>): boolean {
  return status === 413 || problems.some(({ code }) => tooLargeCodes.has(code));
}

/** An addition without identifiers has no counts: it was accepted if nothing was said against it. */
function judgeEmpty(answer: ClearAnswer, { json, envelope }: ApiAnswer): AmendAnswer {
  const told = envelope.problems.filter(({ deprecation }) => !deprecation);
  if (answer.outcome === 'refused') return answer;
  return readMemberCounts(json) !== null && told.length === 0
    ? { outcome: 'accepted', invalid: 0 }
    : { outcome: 'unknown', problems: told.length > 0 ? told : problemsIn(answer) };
}

function problemsIn(answer: Exclude<ClearAnswer, { outcome: 'refused' }>): readonly Problem[] {
  return answer.outcome === 'unknown' ? answer.problems : [];
}

function judgeCounted(answer: ClearAnswer, { json }: ApiAnswer, sent: number): AmendAnswer {
  const counts = readMemberCounts(json);
  if (answer.outcome !== 'accepted' || counts === null) return answer;
  const { warnings = [] } = answer;
  // Every documented answer to an amendment has counters, which may be null.
  if (warnings.length === 0 && !counts.isGiven) {
    return { outcome: 'unknown', problems: [uncounted(sent)] };
  }
  // A message about the list without counts may mean that no identifier was accepted, as the guide has it for items.
  if (warnings.length > 0 && counts.valid === null && counts.invalid === null) {
    return { outcome: 'unknown', problems: warnings };
  }
  return withWarnings(judgeCounts(counts, sent), warnings);
}

/** The API's own messages come before our conclusions from its counts. */
function withWarnings(answer: AmendAnswer, warnings: readonly Problem[]): AmendAnswer {
  if (warnings.length === 0) return answer;
  if (answer.outcome === 'accepted') return { ...answer, warnings };
  return answer.outcome === 'unknown'
    ? { ...answer, problems: [...warnings, ...answer.problems] }
    : answer;
}

function amendCall(settings: TargetSettings, request: AmendRequest): ApiCall {
  const { row, body } = describeAmendment(settings, request, []);
  const { identifiers } = request;
  // They come last, so that they can be put into the rest of the body as bytes.
  const around = JSON.stringify(body);
  const place = around.lastIndexOf('[]');
  const bytes = Buffer.concat([
    Buffer.from(around.slice(0, place)),
    identifiers.json(),
    Buffer.from(around.slice(place + 2)),
  ]);
  const people = () => identifiers.texts();
  return { ...row, bytes, effect: 'repeatable-write', needsBody: true, people };
}

/** An amendment as the API's documents put it. */
export function describeAmendment(
  settings: TargetSettings,
  request: Omit<AmendRequest, 'identifiers' | 'mayTry'>,
  identifiers: readonly string[],
): { readonly row: Row; readonly body: JsonValue } {
  const { target, operation, identifierType, gumCallerId } = request;
  const { amend: row, type, operations } = endpointsOf(settings, target);
  const attributes = {
    operation: operations[operation],
    identifierType,
    ...(gumCallerId === null ? {} : { gumCallerId }),
    identifiers,
  };
  return { row, body: { data: { type, attributes } } };
}

export function clearCall(settings: TargetSettings, target: ContactListTarget): ApiCall {
  return { ...endpointsOf(settings, target).clear, effect: 'repeatable-write' };
}

/**
 * 413 is documented for a body that is too large, and nothing for a request of too many identifiers; bulk
 * endpoints have the first of these codes for too many items, with a status that is not documented.
 */
const tooLargeCodes: ReadonlySet<string> = new Set(['payload-too-big', 'payload-too-large']);

/** Each identifier is valid or invalid. A success with other totals does not describe these identifiers. */
function judgeCounts({ valid, invalid }: MemberCounts, sent: number): AmendAnswer {
  if (valid === null && invalid === null) return { outcome: 'accepted', invalid: null };
  const invalidOnes = invalid ?? sent - (valid ?? 0);
  const validOnes = valid ?? sent - invalidOnes;
  const isNobody = valid === 0 && invalid === null;
  const isExplained = validOnes + invalidOnes === sent && validOnes >= 0 && invalidOnes >= 0;
  if (isExplained && !isNobody) return { outcome: 'accepted', invalid: invalidOnes };
  const told = (count: number | null) => count ?? 'no number of';
  const detail = `of ${sent} sent identifiers, the API counted ${told(valid)} valid ones and ${told(invalid)} invalid ones`;
  return { outcome: 'unknown', problems: [mismatch(detail)] };
}

function uncounted(sent: number): Problem {
  return mismatch(`the answer of the API does not mention the ${sent} sent identifiers`);
}

function mismatch(detail: string): Problem {
  const problem = { code: 'members-count-mismatch', detail, traceId: null, index: null };
  return { ...problem, deprecation: false };
}

async function clear(
  api: Api,
  target: ContactListTarget,
  mayTry: ApiCall['mayTry'],
): Promise<ClearAnswer> {
  const call = clearCall(api.settings, target);
  const answer = judge(api, call, await send(api, { ...call, ...(mayTry ? { mayTry } : {}) }));
  // Nothing is counted, so a problem may mean that no identifier was removed.
  const told = answer.outcome === 'accepted' ? (answer.warnings ?? []) : [];
  return told.length > 0 ? { outcome: 'unknown', problems: told } : answer;
}

/** Without a token, after an interrupt, or where the caller may no longer send, nothing is sent. */
type Unsent = { readonly outcome: 'given-up'; readonly problems: readonly Problem[] };

async function send(api: Api, call: ApiCall): Promise<CallResult | Unsent> {
  try {
    return await api.call(call);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { outcome: 'given-up', problems: problemsOf(error) };
  }
}

function judge(api: Api, { method, path }: Row, outcome: CallResult | Unsent): ClearAnswer {
  if (outcome.outcome === 'given-up') {
    return { outcome: 'refused', status: null, problems: outcome.problems };
  }
  const call: ApiCall = { method, path, effect: 'repeatable-write' };
  const found = api.explain(call, outcome);
  const explain = () => problemsOf(found);
  if (outcome.outcome !== 'answered') {
    return outcome.outcome === 'lost' || outcome.isDoubtful
      ? { outcome: 'unknown', problems: explain() }
      : { outcome: 'refused', status: null, problems: explain() };
  }
  const { status, envelope } = outcome;
  if (!isConclusive(outcome)) return { outcome: 'unknown', problems: explain() };
  if (isSuccess(status)) {
    const judged = judgeSuccess(outcome, explain);
    if (judged !== null) return judged;
  }
  const problems = envelope.errors.length > 0 ? envelope.errors : explain();
  const hint = found.diagnostics[0]?.hint;
  return outcome.isDoubtful
    ? { outcome: 'unknown', problems }
    : { outcome: 'refused', status, problems, ...(hint === undefined ? {} : { hint }) };
}

/** @returns null where its errors refuse what was asked for. */
function judgeSuccess(
  { json, envelope }: ApiAnswer,
  explain: () => readonly Problem[],
): ClearAnswer | null {
  const counts = readMemberCounts(json);
  const told = envelope.problems.filter(({ deprecation }) => !deprecation);
  const hasErrors = envelope.errors.length > 0;
  // A warning beside counts is about some of the accepted identifiers; alone, it may mean that none was accepted.
  const isTaken = !hasErrors && (told.length === 0 || envelope.data === 'given');
  if (counts !== null && isTaken) {
    const warnings = told.length > 0 ? { warnings: told } : {};
    return { outcome: 'accepted', invalid: counts.invalid, ...warnings };
  }
  // Errors beside a count of 0 say why none was accepted; beside another count, their meaning is unknown.
  if (counts !== null && hasErrors && (counts.valid ?? 0) <= 0) return null;
  return { outcome: 'unknown', problems: told.length > 0 ? told : explain() };
}
