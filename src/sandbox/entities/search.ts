import { isList, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json.ts';
import type { Answer, Call } from '../protocol/call.ts';
import { answerList, refuse } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import type { Family } from './family.ts';
import { renderResource } from './render-resource.ts';
import { type Resource, segmentBlock, segmentTypeOfBlock } from './resource.ts';
import { referencesOf } from './store.ts';

const defaultPageSize = 50;

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** One page of the rows that pass every filter, in ascending order of ID. */
export function runSearch(family: Family, call: Call): Answer {
  const read = readFilters(family, call);
  if ('refused' in read) return refuse(call, 400, [read.refused]);
  const { filters } = read;
  const page = readPage(family, call, filters);
  if ('code' in page) return refuse(call, 400, [page]);
  const rows = call
    .view(family.platform, family.kind)
    .filter((row) => isInScope(call, row) && matches(filters, row, call));
  const data = rows
    .slice(page.offset, page.offset + page.limit)
    .map((row) => renderResource(row, family.searchedType, call.settings.variants, 'search'));
  return answerList(call, data, [], { meta: renderMeta(call, rows.length, page) });
}

function renderMeta(call: Call, totalItems: number, page: Page): JsonObject | null {
  switch (call.settings.variants.meta) {
    case 'full':
      return { totalItems, limit: page.limit, offset: page.offset };
    case 'no-total':
      return { totalItems: null, limit: page.limit, offset: page.offset };
    case 'null':
      return null;
  }
}

/** Only the paths of retail media name an account. */
function isInScope(call: Call, row: Resource): boolean {
  const account = call.params['account'];
  return account === undefined || row.scope === '' || row.scope === account;
}

type Filters = Readonly<Record<string, readonly string[]>>;

function readFilters(
  family: Family,
  call: Call,
): { readonly filters: Filters } | { readonly refused: Problem } {
  const { data } = objectOf(call.body);
  if (!isObject(data)) {
    return { refused: problem('required-field', 'The body must have an object "data".') };
  }
  const attributes = data['attributes'] ?? {};
  if (!isObject(attributes)) {
    return { refused: problem('invalid', 'The attributes must be an object.') };
  }
  const known = family.filters;
  const refused =
    findMalformedFilter(attributes, known) ??
    findUnknownFilter(attributes, known, call.settings.strict);
  if (refused !== null) return { refused };
  const isUsed = (key: string): boolean => {
    const value = attributes[key];
    return isList(value) && (value.length > 0 || call.settings.variants.emptyFilters === 'none');
  };
  const pairs = known.filter(isUsed).map((key) => [key, textsOf(attributes[key])] as const);
  return { filters: Object.fromEntries(pairs) };
}

function findMalformedFilter(attributes: JsonObject, known: readonly string[]): Problem | null {
  const wrong = known.find((key) => {
    const value = attributes[key] ?? null;
    const isTexts = isList(value) && value.every((member) => typeof member === 'string');
    return value !== null && !isTexts;
  });
  return wrong === undefined
    ? null
    : problem('invalid', `The filter "${wrong}" must be a list of strings.`);
}

export const segmentTypes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Unknown',
    'ContactList',
    'Events',
    'InMarket',
    'Location',
    'Prospecting',
    'Lookalike',
    'Retargeting',
    'Behavioral',
  ].map((type) => [type.toLowerCase(), type]),
);

function findUnknownFilter(
  attributes: JsonObject,
  known: readonly string[],
  strict: boolean,
): Problem | null {
  const wrong = textsOf(attributes['audienceSegmentTypes']).find((type) =>
    strict ? !Object.values(segmentTypes).includes(type) : canonicalType(type) === undefined,
  );
  if (wrong !== undefined) return problem('invalid', `"${wrong}" is no type of segment.`);
  const other = Object.keys(attributes).find((key) => !known.includes(key));
  return other === undefined || !strict
    ? null
    : problem('invalid', `The filter "${other}" is not known here.`);
}

/** One guide writes `In-market` where the OpenAPI has `InMarket`. */
function canonicalType(type: string): string | undefined {
  return segmentTypes[type.replaceAll('-', '').toLowerCase()];
}

function matches(filters: Filters, row: Resource, call: Call): boolean {
  return Object.entries(filters).every(([key, wanted]) => matchesOne(key, wanted, row, call));
}

function matchesOne(key: string, wanted: readonly string[], row: Resource, call: Call): boolean {
  switch (key) {
    case 'retailerIds':
      return wanted.includes(textOf(row.attributes['retailerId']) ?? '');
    case 'advertiserIds':
      return matchesAdvertiser(wanted, row, call);
    case 'dataProviderIds':
      return wanted.includes(textOf(row.attributes['dataProviderId']) ?? row.scope);
    case 'remoteIds':
      return wanted.includes(textOf(row.attributes['remoteId']) ?? '');
    case 'adSetIds':
      return textsOf(row.attributes['adSetIds']).some((id) => wanted.includes(id));
    case 'audienceSegmentTypes': {
      const block = segmentBlock(row.attributes);
      const type = block === null ? 'Unknown' : segmentTypeOfBlock(block);
      return wanted.some((each) => canonicalType(each) === type);
    }
    case 'audienceSegmentIds':
      return row.kind === 'segment'
        ? wanted.includes(row.id)
        : referencesOf(row).some((id) => wanted.includes(id));
    default:
      return wanted.includes(row.id);
  }
}

function matchesAdvertiser(wanted: readonly string[], row: Resource, call: Call): boolean {
  if (row.scope === '') return call.settings.variants.behavioralByAdvertiser === 'shown';
  return wanted.includes(textOf(row.attributes['advertiserId']) ?? row.scope);
}

function readPage(family: Family, call: Call, filters: Filters): Page | Problem {
  const limit = readNumber(call.query['limit'], defaultPageSize);
  const offset = readNumber(call.query['offset'], 0);
  const most = Math.min(family.maxPageSize, call.settings.maxPageSize ?? family.maxPageSize);
  if (limit === null || limit < 0 || limit > most) {
    return problem('pagination-limit-invalid', `The limit must be a number from 0 to ${most}.`);
  }
  if (offset === null || offset < 0) {
    return problem('pagination-offset-invalid', 'The offset must not be negative.');
  }
  if (limit === 0 && offset > 0) {
    return problem('pagination-limit-cannot-be-zero', 'With an offset the limit must not be 0.');
  }
  const isUnpaged = call.query['limit'] === undefined && call.query['offset'] === undefined;
  const hasIds = filters[family.kind === 'segment' ? 'audienceSegmentIds' : 'audienceIds'];
  if (isUnpaged && hasIds === undefined && call.settings.variants.paging === 'required') {
    return problem('pagination-is-required', 'Without IDs the search needs limit and offset.');
  }
  return { limit, offset };
}

function readNumber(text: string | undefined, absent: number): number | null {
  if (text === undefined || text === '') return absent;
  return /^-?\d+$/.test(text) ? Number(text) : null;
}
