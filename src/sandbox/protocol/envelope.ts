/** The bodies that every endpoint answers with. */

import type { JsonObject, JsonValue } from '../json.ts';
import type { Variants } from '../variants.ts';
import type { Answer, Call, ItemWord } from './call.ts';
import { type Problem, writeProblem } from './problem.ts';

export const maxBulkItems = 10;

/** A problem of one item of a request. */
export interface ItemProblem {
  readonly index: number;
  readonly problem: Problem;
  /** Path of the resource that it is about, for the variant that points there. */
  readonly resource: string;
  /** Its own ID; empty for what does not exist yet. */
  readonly id?: string;
}

/** A request that was refused whole. */
export function refuse(call: Call, status: number, problems: readonly Problem[]): Answer {
  const errors = problems.map((each) => writeProblem(each, '', call.traceId));
  return { status, body: { errors, warnings: [] } };
}

/** An answer about many resources, of which some may have failed. */
export function answerList(
  call: Call,
  data: readonly JsonObject[],
  problems: readonly ItemProblem[] = [],
  extra: JsonObject = {},
): Answer {
  const { variants } = call.settings;
  const { failures } = variants;
  const entriesIn = (carrier: 'errors' | 'warnings') =>
    problems
      .filter(({ problem: { told } }) => (told?.carrier ?? failures) === carrier)
      .map((each) => writeProblem(each.problem, instanceOf(each, variants), call.traceId));
  const status = problems.length > 0 && data.length === 0 ? variants.allFailedStatus : 200;
  return {
    status,
    body: {
      ...extra,
      ...listMember('data', data, variants),
      ...listMember('warnings', entriesIn('warnings'), variants, deprecation(call)),
      ...listMember('errors', entriesIn('errors'), variants),
    },
  };
}

/** An answer about one resource; null when there is none to show. */
export function answerOne(
  call: Call,
  data: JsonObject | null,
  problems: readonly Problem[] = [],
): Answer {
  const errors = problems.map((each) => writeProblem(each, '@data', call.traceId));
  const { variants } = call.settings;
  return {
    status: 200,
    body: {
      data,
      ...listMember('warnings', [], variants, deprecation(call)),
      ...listMember('errors', errors, variants),
    },
  };
}

/** An answer about a contact list, with what a fault says about it. */
export function answerWithWord(call: Call, listId: string, run: () => Answer): Answer {
  const word = call.wordOn(0);
  if (word === null) return run();
  const answer = word.carriedOut ? run() : { status: 200, body: nothingDone(word) };
  if (answer.status >= 400) return answer;
  const { problem } = word;
  const place = { index: 0, id: listId, problem, resource: `/audience-segments/${listId}` };
  const entry = writeProblem(problem, instanceOf(place, call.settings.variants), call.traceId);
  const lists = { errors: [], warnings: [], [problem.told?.carrier ?? 'errors']: [entry] };
  return { status: 200, body: { data: null, ...answer.body, ...lists } };
}

function nothingDone({ counts }: ItemWord): JsonObject {
  if (counts === 'none') return { data: null };
  return { data: { attributes: { nbValidIdentifiers: 0, sampleInvalidIdentifiers: [] } } };
}

function instanceOf(each: ItemProblem, variants: Variants): string | null {
  switch (each.problem.told?.instance ?? variants.instance) {
    case 'index':
    case 'data':
      return `@data/${each.index}`;
    case 'resource':
    case 'path':
      return each.resource;
    case 'id':
      return each.id ?? '';
    case 'text':
      return 'what was sent';
    case 'none':
      return null;
    case 'empty':
      return '';
  }
}

/** A version on its way out says so in each answer; that is never a failure. */
function deprecation(call: Call): readonly JsonObject[] {
  if (!call.settings.deprecatedVersions.includes(call.version)) return [];
  const notice: Problem = {
    code: 'endpoint-deprecated',
    type: 'deprecation',
    detail: `Version ${call.version} of this endpoint will be retired.`,
  };
  return [writeProblem(notice, '', call.traceId)];
}

function listMember(
  key: string,
  entries: readonly JsonValue[],
  variants: Variants,
  more: readonly JsonValue[] = [],
): JsonObject {
  const all = [...entries, ...more];
  if (all.length > 0 || variants.emptyArrays === 'empty') return { [key]: all };
  return variants.emptyArrays === 'null' ? { [key]: null } : {};
}
