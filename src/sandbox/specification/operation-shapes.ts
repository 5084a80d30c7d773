/** What each endpoint takes and answers, by its method and the pattern of its path. */
import { commerceGridSegment } from '../commerce-grid/commerce-grid-segment.ts';
import { commerceGridIdentifierTypes } from '../commerce-grid/commerce-grid-shapes.ts';
import { marketingSolutionsTypes } from '../contact-lists/contact-list-endpoints.ts';
import type { Family } from '../entities/family.ts';
import { segmentTypes } from '../entities/search.ts';
import {
  choice,
  integer,
  listOf,
  type ObjectShape,
  object,
  type Shape,
  setOf,
  text,
} from '../entities/shapes/shape.ts';
import { marketingSolutionsAudience } from '../marketing-solutions/marketing-solutions-audience.ts';
import { marketingSolutionsSegment } from '../marketing-solutions/marketing-solutions-segment.ts';
import { retailMediaAudience } from '../retail-media/retail-media-audience.ts';
import { retailMediaSegment } from '../retail-media/retail-media-segment.ts';
import { retailMediaIdentifierTypes } from '../retail-media/retail-media-shapes.ts';
import {
  audienceEstimated,
  marketingSolutionsSegmentEstimated,
  retailMediaSegmentEstimated,
  sizesComputed,
} from '../sizes/size-endpoints.ts';
import {
  amendmentAnswer,
  commerceGridSegmentRead,
  flatAmendmentAnswer,
  listAnswer,
  marketingSolutionsAudienceRead,
  marketingSolutionsSegmentRead,
  marketingSolutionsSize,
  oneAnswer,
  retailMediaAudienceRead,
  retailMediaSegmentRead,
  retailMediaSize,
  searchAnswer,
  statisticsAnswer,
} from './answered-shapes.ts';

export interface OperationShape {
  readonly query: Readonly<Record<string, Shape>>;
  readonly requiredQuery: readonly string[];
  /** Null where the endpoint takes no body. */
  readonly body: ObjectShape | null;
  /** By status; null for an answer without a body. */
  readonly answers: Readonly<Record<number, ObjectShape | null>>;
}

export type OperationShapes = Readonly<Record<string, OperationShape>>;

function operation(
  body: ObjectShape | null,
  answer: ObjectShape | null,
  more: Partial<OperationShape> = {},
): OperationShape {
  return { query: {}, requiredQuery: [], body, answers: { 200: answer }, ...more };
}

const paging = { limit: integer, offset: integer };
const one = (attributes: Shape): ObjectShape =>
  object({ data: object({ type: text, attributes }) }, ['data']);
const many = (item: ObjectShape): ObjectShape => object({ data: listOf(item) });

function entityShapes(family: Family, base: string, read: ObjectShape): OperationShapes {
  const { kind, shapes } = family;
  const named = { id: text, type: text };
  const filters = family.filters.map((name) => [
    name,
    setOf(name === 'audienceSegmentTypes' ? Object.values(segmentTypes) : null),
  ]);
  const isAudience = kind === 'audience';
  return {
    [`POST ${base}/create`]: operation(
      many(object({ type: text, attributes: shapes.created })),
      listAnswer(read),
    ),
    [`PATCH ${base}`]: operation(
      many(object({ ...named, attributes: shapes.updated })),
      listAnswer(read),
    ),
    [`POST ${base}/delete`]: operation(many(object({ ...named, attributes: object({}) })), null, {
      answers: { 200: listAnswer(object({})), ...(isAudience ? { 204: null } : {}) },
    }),
    [`POST ${base}/search`]: operation(
      one(object(Object.fromEntries(filters))),
      searchAnswer(read),
      { query: paging },
    ),
  };
}

function sizeShapes(base: string, computed: ObjectShape, estimated: ObjectShape): OperationShapes {
  const isRetailMedia = computed === retailMediaComputed;
  const size = isRetailMedia ? retailMediaSize : marketingSolutionsSize;
  return {
    [`POST ${base}/compute-sizes`]: operation(computed, listAnswer(size)),
    [`POST ${base}/estimate-size`]: operation(one(estimated), oneAnswer(size)),
  };
}

const retailMediaComputed = one(sizesComputed);
const marketingSolutionsComputed = many(object({ id: text, type: text }));

function amended(
  types: readonly string[],
  answer: ObjectShape,
  more: ObjectShape['fields'] = {},
): OperationShape {
  const identifierType = choice(types);
  const operations = choice(['add', 'remove']);
  const attributes = { operation: operations, identifierType, identifiers: setOf(null), ...more };
  return operation(one(object(attributes, ['operation', 'identifiers'])), answer);
}

const account = '/{version}/retail-media/accounts/{account}';
const retailMediaList = '/{version}/retail-media/audience-segments/{segment}/contact-list';
const base = '/{version}/marketing-solutions';
const list = `${base}/audience-segments/{segment}/contact-list`;

const retailMediaShapes: OperationShapes = {
  ...entityShapes(retailMediaSegment, `${account}/audience-segments`, retailMediaSegmentRead),
  ...entityShapes(retailMediaAudience, `${account}/audiences`, retailMediaAudienceRead),
  ...sizeShapes(`${account}/audience-segments`, retailMediaComputed, retailMediaSegmentEstimated),
  ...sizeShapes(
    `${account}/audiences`,
    retailMediaComputed,
    audienceEstimated(retailMediaAudience),
  ),
  [`GET ${account}/audience-segments/{segment}/contact-list`]: operation(null, statisticsAnswer),
  [`POST ${retailMediaList}/add-remove`]: amended(retailMediaIdentifierTypes, flatAmendmentAnswer),
  [`POST ${retailMediaList}/clear`]: operation(null, null, { answers: { 204: null } }),
};

const catalogue = {
  query: { 'advertiser-id': text, country: text },
  requiredQuery: ['advertiser-id', 'country'],
};

const marketingSolutionsShapes: OperationShapes = {
  ...entityShapes(
    marketingSolutionsSegment,
    `${base}/audience-segments`,
    marketingSolutionsSegmentRead,
  ),
  ...entityShapes(marketingSolutionsAudience, `${base}/audiences`, marketingSolutionsAudienceRead),
  ...sizeShapes(
    `${base}/audience-segments`,
    marketingSolutionsComputed,
    marketingSolutionsSegmentEstimated,
  ),
  ...sizeShapes(
    `${base}/audiences`,
    marketingSolutionsComputed,
    audienceEstimated(marketingSolutionsAudience),
  ),
  [`GET ${base}/audience-segments/in-market-interests`]: operation(
    null,
    listAnswer(object({ parentId: text, name: text })),
    catalogue,
  ),
  [`GET ${base}/audience-segments/in-market-brands`]: operation(
    null,
    listAnswer(object({ name: text, size: integer })),
    catalogue,
  ),
  [`GET ${list}/statistics`]: operation(null, statisticsAnswer),
  [`PATCH ${list}`]: amended(marketingSolutionsTypes, amendmentAnswer, { gumCallerId: integer }),
  [`DELETE ${list}`]: operation(null, oneAnswer(object({}))),
  [`PATCH ${base}/audiences/{segment}/contactlist-attributes`]: amended(
    marketingSolutionsTypes,
    amendmentAnswer,
    {
      gumCallerId: integer,
      identifiers: listOf(
        object({
          identifier: text,
          attributes: listOf(object({ key: text, value: text })),
        }),
      ),
    },
  ),
};

const grid = '/{version}/commerce-grid/audience-segments';
const gridList = `${grid}/{segment}/contact-list`;

const commerceGridShapes: OperationShapes = {
  ...entityShapes(commerceGridSegment, grid, commerceGridSegmentRead),
  [`GET ${gridList}/statistics`]: operation(null, statisticsAnswer),
  [`POST ${gridList}/add-remove`]: amended(commerceGridIdentifierTypes, amendmentAnswer, {
    operation: choice(['Add', 'Remove']),
  }),
  [`POST ${gridList}/clear`]: operation(null, null, { answers: { 204: null } }),
};

const application = oneAnswer(
  object({
    ...{ applicationId: integer, organizationId: integer },
    ...{ name: text, description: text, criteoService: text },
  }),
);

const neighbourShapes: OperationShapes = {
  'GET /{version}/retail-media/me': operation(null, application),
  'GET /{version}/marketing-solutions/me': operation(null, application),
  'GET /{version}/advertisers/me': operation(null, listAnswer(object({ advertiserName: text }))),
  'GET /{version}/retail-media/accounts': operation(
    null,
    listAnswer(
      object({
        ...{ name: text, type: text, subtype: text, countries: setOf(null), currency: text },
        ...{ timeZone: text, parentAccountLabel: text, companyName: text },
        onBehalfCompanyName: text,
      }),
      {
        metadata: object({
          ...{ totalItemsAcrossAllPages: integer, currentPageSize: integer },
          ...{ currentPageIndex: integer, totalPages: integer, nextPage: text, previousPage: text },
        }),
      },
    ),
    { query: { pageIndex: integer, pageSize: integer, limitToId: setOf(null) } },
  ),
  [`POST ${account}/retailers/search`]: operation(
    one(object({ retailerIdFilter: setOf(null) })),
    listAnswer(object({ name: text, campaignAvailabilities: setOf(null) }), {
      metadata: object({ count: integer, limit: integer, offset: integer }),
    }),
    { query: paging },
  ),
};

/** By method and pattern, such as `GET /{version}/retail-media/me`. */
export const operationShapes: OperationShapes = {
  ...retailMediaShapes,
  ...marketingSolutionsShapes,
  ...commerceGridShapes,
  ...neighbourShapes,
};
