/** What answers hold, after the vendor's OpenAPI: attributes that were sent, and those that the server adds. */
import { commerceGridSegmentCreated } from '../commerce-grid/commerce-grid-shapes.ts';
import { segmentTypes } from '../entities/search.ts';
import {
  boolean,
  choice,
  integer,
  listOf,
  number,
  type ObjectShape,
  object,
  type Shape,
  setOf,
  text,
} from '../entities/shapes/shape.ts';
import {
  audienceCreated as marketingSolutionsAudience,
  segmentCreated as marketingSolutionsSegment,
} from '../marketing-solutions/marketing-solutions-shapes.ts';
import {
  channels,
  audienceCreated as retailMediaAudience,
  segmentCreated as retailMediaSegment,
} from '../retail-media/retail-media-shapes.ts';

const instant = text;

const stamps = { createdAt: instant, updatedAt: instant };
const marketingSolutionsTypes = Object.values(segmentTypes).filter((each) => each !== 'Events');
const account = { accountId: text, createdById: text, channels: setOf(channels) };

export const retailMediaSegmentRead: ObjectShape = object({
  ...retailMediaSegment.fields,
  ...{ ...stamps, ...account, type: choice(['ContactList', 'Events']) },
  contactList: extended(retailMediaSegment.fields['contactList'], {
    isReadOnly: boolean,
    sharingStatus: text,
  }),
});

export const retailMediaAudienceRead: ObjectShape = object({
  ...retailMediaAudience.fields,
  ...stamps,
  ...account,
});

export const marketingSolutionsSegmentRead: ObjectShape = object({
  ...marketingSolutionsSegment.fields,
  ...stamps,
  type: choice(marketingSolutionsTypes),
  contactList: object({ isReadOnly: boolean }),
  location: extended(marketingSolutionsSegment.fields['location'], { registryType: text }),
  behavioral: object({ category: text, country: text, startDate: instant, endDate: instant }),
});

export const marketingSolutionsAudienceRead: ObjectShape = object({
  ...marketingSolutionsAudience.fields,
  ...stamps,
  adSetIds: setOf(null),
});

export const commerceGridSegmentRead: ObjectShape = object({
  ...commerceGridSegmentCreated.fields,
  ...stamps,
  type: choice(['ContactList']),
  contactList: object({}),
  remoteId: text,
});

function extended(shape: Shape | undefined, fields: Readonly<Record<string, Shape>>): ObjectShape {
  return object({ ...(shape?.form === 'object' ? shape.fields : {}), ...fields });
}

const problem = object({
  ...{ traceId: text, traceIdentifier: text, type: text, code: text },
  ...{ instance: text, title: text, detail: text },
});

const problems = { errors: listOf(problem), warnings: listOf(problem) };

const resource = (attributes: ObjectShape): ObjectShape =>
  object({ id: text, type: text, attributes });

export const listAnswer = (
  attributes: ObjectShape,
  more: ObjectShape['fields'] = {},
): ObjectShape => object({ data: listOf(resource(attributes)), ...problems, ...more });

export const oneAnswer = (attributes: ObjectShape): ObjectShape =>
  object({ data: resource(attributes), ...problems });

export const searchAnswer = (attributes: ObjectShape): ObjectShape =>
  listAnswer(attributes, {
    meta: object({ totalItems: integer, limit: integer, offset: integer }),
  });

const amendment = object({
  ...{ contactListId: integer, operation: text, requestDate: instant, identifierType: text },
  ...{ nbValidIdentifiers: integer, nbInvalidIdentifiers: integer },
  sampleInvalidIdentifiers: setOf(null),
});

/** Retail media has the attributes in `data` itself. */
export const flatAmendmentAnswer: ObjectShape = object({
  type: text,
  data: amendment,
  ...problems,
});

export const amendmentAnswer: ObjectShape = oneAnswer(amendment);

export const statisticsAnswer: ObjectShape = oneAnswer(
  object({ numberOfIdentifiers: integer, numberOfMatches: integer, matchRate: number }),
);

export const retailMediaSize: ObjectShape = object({ size: integer, relativeSize: number });
export const marketingSolutionsSize: ObjectShape = object({ size: integer });
