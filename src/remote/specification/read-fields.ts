/** What is read of answers, by the names of its fields. A test watches the readers and holds this list to them. */
import type { Kind } from '../../model/entity.ts';
import type { AttributeRule } from '../../platforms/attribute-rule.ts';
import type { Platform, ScopeLookUp } from '../../platforms/platform.ts';
import { attributeRules, isOwnedByScope } from '../../platforms/platform-named.ts';

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

export interface ReadField {
  /** Where it may stand, such as `data[].attributes.name`; one is enough. */
  readonly paths: readonly string[];
  /** The types that are understood. */
  readonly types: readonly JsonType[];
  /** The values that are understood; empty where any is. */
  readonly values: readonly string[];
}

const text: readonly JsonType[] = ['string', 'integer'];
const number: readonly JsonType[] = ['integer', 'number', 'string'];

function field(types: readonly JsonType[], ...paths: readonly string[]): ReadField {
  return { paths, types, values: [] };
}

const problems: readonly ReadField[] = ['errors', 'warnings'].flatMap((list) =>
  ['code', 'type', 'detail', 'instance', 'traceId'].map((key) => field(text, `${list}[].${key}`)),
);

const id = field(text, 'data[].id');

/** Rows of an answer to a write are identified by their ID or name. */
export const named: readonly ReadField[] = [id, field(text, 'data[].attributes.name'), ...problems];

export function searched(
  { platform }: { readonly platform: Platform },
  kind: Kind,
): readonly ReadField[] {
  const attribute = (types: readonly JsonType[], path: string, values: readonly string[] = []) => ({
    ...field(types, `data[].attributes.${path}`),
    values,
  });
  const types = platform.segmentTypes.map(({ name }) => name);
  const rules =
    kind === 'audience'
      ? attributeRules(platform, kind, null)
      : [
          ...platform.attributes.segment,
          ...platform.segmentTypes.flatMap((type) => type.attributes),
        ];
  return [
    id,
    field(number, 'meta.totalItems'),
    ...problems,
    attribute(text, 'name'),
    attribute(text, platform.ownerAttribute),
    ...(isOwnedByScope(platform) ? [] : [attribute(text, platform.scope.attribute)]),
    ...(kind === 'segment'
      ? [
          attribute(
            text,
            'type',
            platform.segmentTypes.map(({ apiType }) => apiType),
          ),
          ...types.map((type) => attribute(['object'], type)),
          ...(platform.contactLists.tellsReadOnly
            ? [attribute(['boolean', 'string'], 'contactList.isReadOnly')]
            : []),
        ]
      : []),
    ...(platform.channels.length > 0
      ? [attribute(['array'], 'channels'), attribute(text, 'channels[]', platform.channels)]
      : []),
    ...(kind === 'audience' && platform.tellsLiveUse ? [attribute(['array'], 'adSetIds')] : []),
    attribute(text, 'updatedAt'),
    ...(kind === 'segment' && types.includes('behavioral')
      ? [attribute(text, 'behavioral.country'), attribute(text, 'behavioral.category')]
      : []),
    ...rules
      .filter(({ path }) => path !== platform.ownerAttribute)
      .map((rule) => attribute(typesOf(rule), rule.readPath ?? rule.path)),
    ...(kind === 'audience'
      ? [
          attribute(text, 'algebra.audienceSegmentId'),
          ...['and', 'or'].map((key) => attribute(['array'], `algebra.${key}`)),
          attribute(['object'], 'algebra.not'),
        ]
      : []),
  ];
}

function typesOf({ form }: AttributeRule): readonly JsonType[] {
  if (form === 'set' || form === 'points') return ['array'];
  if (form === 'algebra') return ['object'];
  return ['string', 'integer', 'number'];
}

export const amended: readonly ReadField[] = [
  field(number, 'data.nbValidIdentifiers', 'data.attributes.nbValidIdentifiers'),
  field(number, 'data.nbInvalidIdentifiers', 'data.attributes.nbInvalidIdentifiers'),
  ...problems,
];

export const statistics: readonly ReadField[] = [
  ...['numberOfIdentifiers', 'numberOfMatches', 'matchRate'].map((key) =>
    field(number, `data.attributes.${key}`),
  ),
  ...problems,
];

/** A name of interests is read as well, and is in no specification. */
export const interests: readonly ReadField[] = [
  id,
  field(text, 'data[].attributes.parentId'),
  ...problems,
];

export const brands: readonly ReadField[] = [
  id,
  field(text, 'data[].attributes.name'),
  field(number, 'data[].attributes.size'),
  ...problems,
];

export const application: readonly ReadField[] = [
  field(text, 'data.id'),
  field(text, 'data.attributes.name'),
];

export function scopes({ nameAttribute, typeAttribute }: ScopeLookUp): readonly ReadField[] {
  const shown = [nameAttribute, ...(typeAttribute === null ? [] : [typeAttribute])];
  return [id, ...shown.map((key) => field(text, `data[].attributes.${key}`))];
}

export const retailers: readonly ReadField[] = [id, field(text, 'data[].attributes.name')];

export function computedSizes(platform: Platform): readonly ReadField[] {
  return [id, ...sizes(platform, 'data[].attributes'), ...problems];
}

export function estimatedSize(platform: Platform): readonly ReadField[] {
  return [...sizes(platform, 'data.attributes'), ...problems];
}

function sizes({ channels }: Platform, at: string): readonly ReadField[] {
  return (channels.length > 0 ? ['size', 'relativeSize'] : ['size']).map((key) =>
    field(number, `${at}.${key}`),
  );
}
