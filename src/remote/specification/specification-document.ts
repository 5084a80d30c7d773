/** An unchecked OpenAPI document: a value of an unexpected type counts as missing. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';

/** The schemas that hold for one place together: a schema and those that it is made of. */
export type Place = readonly JsonObject[];

export interface DescribedOperation {
  readonly method: string;
  /** With names in braces, and the version as the document has it. */
  readonly path: string;
  readonly query: ReadonlyMap<string, QueryParameter>;
  /** Null where no body is described. */
  readonly body: Place | null;
  readonly answer: Place | null;
}

interface QueryParameter {
  readonly isRequired: boolean;
  readonly place: Place;
}

export interface SpecificationDocument {
  readonly operations: readonly DescribedOperation[];
  /** What a member or, as `[]`, the items of a place have to be; null where there is nothing of that name. */
  step(place: Place, key: string): Place | null;
  /** True once more was looked at than any specification takes: places are empty from then on. */
  isTooLarge(): boolean;
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** References to references: a circle of them ends here. */
const maxSteps = 20;

/** Schemas, and what is listed in them, that are looked at in all. A specification of Criteo takes some ten thousand. */
const maxLooks = 300_000;

/** Null for what is no OpenAPI document. */
export function readSpecification(json: JsonObject): SpecificationDocument | null {
  const { paths } = json;
  if (!isJsonObject(paths)) return null;
  const reader = createReader(json);
  const operations = Object.entries(paths).flatMap(([path, item]) => {
    const described = objectOf(item);
    return methods.flatMap((method) => {
      const operation = described[method];
      if (!isJsonObject(operation)) return [];
      const shared = arrayOf(described['parameters']);
      return [reader.operation(method.toUpperCase(), path, operation, shared)];
    });
  });
  return { operations, step: reader.step, isTooLarge: reader.isTooLarge };
}

function createReader(root: JsonObject) {
  function resolve(value: JsonValue | undefined): JsonObject | null {
    let node = value;
    for (let steps = 0; steps < maxSteps; steps += 1) {
      if (!isJsonObject(node)) return null;
      const reference = node['$ref'];
      if (typeof reference !== 'string') return node;
      node = at(root, reference);
    }
    return null;
  }

  let looks = 0;
  const isTooLarge = () => looks > maxLooks;

  /** Each schema once, also in circles, and also if several references lead to it. */
  function placeOf(values: readonly (JsonValue | undefined)[]): Place {
    const found = new Set<JsonObject>();
    const waiting = [...values];
    while (waiting.length > 0) {
      looks += 1;
      if (isTooLarge()) return [];
      const schema = resolve(waiting.pop());
      if (schema === null || found.has(schema)) continue;
      found.add(schema);
      // What compares the place looks at all of these.
      looks += Object.keys(objectOf(schema['properties'])).length;
      looks += arrayOf(schema['required']).length + arrayOf(schema['enum']).length;
      for (const part of partsOf(schema)) waiting.push(part);
    }
    return [...found];
  }

  function step(place: Place, key: string): Place | null {
    const next = placeOf(place.flatMap((schema) => membersOf(schema, key)));
    return next.length === 0 ? null : next;
  }

  function contentOf(part: JsonValue | undefined): Place | null {
    const content = Object.entries(objectOf(resolve(part)?.['content']));
    const json = content.find(([type]) => type.includes('json'));
    return json === undefined ? null : placeOf([objectOf(json[1])['schema']]);
  }

  function queryOf(parameters: readonly JsonValue[]): ReadonlyMap<string, QueryParameter> {
    return new Map(
      parameters.flatMap((each): readonly [string, QueryParameter][] => {
        const parameter = resolve(each) ?? {};
        const { name, in: where, required, schema } = parameter;
        if (where !== 'query' || typeof name !== 'string') return [];
        return [[name, { isRequired: required === true, place: placeOf([schema]) }]];
      }),
    );
  }

  function operation(
    method: string,
    path: string,
    described: JsonObject,
    shared: readonly JsonValue[],
  ): DescribedOperation {
    const success = Object.entries(objectOf(described['responses']))
      .filter(([status]) => status.startsWith('2'))
      .map(([, response]) => contentOf(response));
    return {
      method,
      path,
      query: queryOf([...shared, ...arrayOf(described['parameters'])]),
      body: contentOf(described['requestBody']),
      answer: success.find((each) => each !== null) ?? null,
    };
  }

  return { operation, step, isTooLarge };
}

function partsOf(schema: JsonObject): readonly JsonValue[] {
  return ['allOf', 'oneOf', 'anyOf'].flatMap((key) => arrayOf(schema[key]));
}

function membersOf(schema: JsonObject, key: string): readonly JsonValue[] {
  const member = key === '[]' ? schema['items'] : lookUp(objectOf(schema['properties']), key);
  if (member !== undefined) return [member];
  // Members of any name.
  const others = schema['additionalProperties'];
  return key !== '[]' && isJsonObject(others) ? [others] : [];
}

/** A reference within the document (RFC 6901); others lead nowhere. */
function at(root: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#/')) return undefined;
  let node: JsonValue | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    if (!isJsonObject(node)) return undefined;
    node = lookUp(node, part.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return node;
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function arrayOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
