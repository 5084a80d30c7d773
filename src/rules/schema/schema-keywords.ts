/** What a keyword may be. */
export type Shape =
  | ('schema' | 'schemas' | 'map of schemas' | 'names' | 'map of names')
  | ('text' | 'pattern' | 'reference' | 'dialect' | 'type' | 'values' | 'list')
  | ('count' | 'number' | 'positive number' | 'boolean' | 'anything');

/** The keywords of JSON Schema 2020-12, from its meta-schemas. */
const keywords: Readonly<Record<Shape, readonly string[]>> = {
  schema: [
    ...['not', 'if', 'then', 'else', 'additionalProperties', 'propertyNames'],
    ...['items', 'contains', 'contentSchema'],
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  'map of schemas': ['$defs', 'properties', 'patternProperties', 'dependentSchemas'],
  text: ['$comment', 'title', 'description', 'format', 'contentEncoding', 'contentMediaType'],
  pattern: ['pattern'],
  reference: ['$ref'],
  dialect: ['$schema'],
  names: ['required'],
  'map of names': ['dependentRequired'],
  type: ['type'],
  values: ['enum'],
  list: ['examples'],
  count: [
    ...['maxLength', 'minLength', 'maxItems', 'minItems', 'maxContains', 'minContains'],
    ...['maxProperties', 'minProperties'],
  ],
  number: ['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  'positive number': ['multipleOf'],
  boolean: ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'],
  anything: ['const', 'default'],
};

export const shapeOf: ReadonlyMap<string, Shape> = new Map(
  Object.entries(keywords).flatMap(([shape, names]) =>
    isShape(shape) ? names.map((name): [string, Shape] => [name, shape]) : [],
  ),
);

function isShape(text: string): text is Shape {
  return Object.hasOwn(keywords, text);
}

export const typeNames: readonly string[] = [
  ...['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'],
];

export const dialect: string = 'https://json-schema.org/draft/2020-12/schema';

/** Of the standard, of an earlier draft or of OpenAPI, and not for rules: what to write instead. */
export const refusedKeywords: ReadonlyMap<string, string> = new Map([
  ['$id', 'Remove it. A schema of a rule has no address of its own.'],
  ['$anchor', 'Remove it, and refer to the place, such as #/$defs/NAME.'],
  ['$dynamicAnchor', 'Remove it, and refer to the place, such as #/$defs/NAME.'],
  ['$dynamicRef', 'Use $ref, such as #/$defs/NAME.'],
  ['$recursiveRef', 'Use $ref, such as #/$defs/NAME.'],
  ['$recursiveAnchor', 'Remove it, and use $ref.'],
  ['$vocabulary', 'Remove it. Rules know the keywords of JSON Schema 2020-12, and no others.'],
  ['id', 'Remove it. A schema of a rule has no address of its own.'],
  // ajv takes all items for evaluated as soon as there is a contains, and keys of branches that do not hold.
  ['unevaluatedItems', 'Use items, which is for the items after those of prefixItems.'],
  ['unevaluatedProperties', 'Use additionalProperties, with all keys below properties beside it.'],
  ['definitions', 'Use $defs.'],
  ['dependencies', 'Use dependentRequired, or dependentSchemas.'],
  ['additionalItems', 'Use items for the items that follow those of prefixItems.'],
  ['nullable', 'Add null to type, such as type: [string, "null"].'],
  ['example', 'Use examples.'],
  ['discriminator', 'Use if and then, or oneOf.'],
  ['divisibleBy', 'Use multipleOf.'],
  ['disallow', 'Use not.'],
  ['extends', 'Use allOf.'],
]);

/** What a keyword needs beside it to mean anything: one of these. */
export const partners: ReadonlyMap<string, readonly string[]> = new Map([
  ['if', ['then', 'else']],
  ['then', ['if']],
  ['else', ['if']],
  ['minContains', ['contains']],
  ['maxContains', ['contains']],
]);
