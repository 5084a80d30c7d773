/** Holds what went over the wire against the vendor's specification, with a validator that is not the product's. */
import { Ajv, type ValidateFunction } from 'ajv';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';
import type { Exchange } from './record-exchanges.ts';
import type { VendorDocument } from './vendor-document.ts';

export interface Departure {
  readonly side: 'request' | 'answer';
  /** `PATCH /{version}/retail-media/…`, with the parameters of the path by name. */
  readonly operation: string;
  /** Where, with `*` for the places of lists. */
  readonly at: string;
  readonly what: string;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/** The departures of one exchange; the specification knows neither refusals nor their bodies. */
export type CheckExchange = (exchange: Exchange) => readonly Departure[];

/** @param onOperation is told each operation that is sent to. */
export function createCheck(
  documents: readonly VendorDocument[],
  onOperation: (title: string) => void = () => {},
): CheckExchange {
  const checks = documents.map((document) => createCheckOf(document, onOperation));
  return (exchange) => {
    for (const check of checks) {
      const departures = check(exchange);
      if (departures !== null) return departures;
    }
    const [, version = ''] = exchange.path.split('/');
    const operation = `${exchange.method} ${exchange.path.replace(`/${version}/`, '/{version}/')}`;
    return [{ side: 'request', operation, at: '', what: 'no such operation' }];
  };
}

function createCheckOf(document: VendorDocument, onOperation: (title: string) => void) {
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addFormat('date-time', instant);
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
  ajv.addFormat('int32', {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  });
  ajv.addSchema({ $id: 'vendor', definitions: closed(document.components.schemas) });
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (schema: JsonValue): ValidateFunction => {
    const key = JSON.stringify(schema);
    const known = compiled.get(key) ?? ajv.compile(objectOf(closed(schema)));
    compiled.set(key, known);
    return known;
  };

  return (exchange: Exchange): readonly Departure[] | null => {
    const found = findOperation(document, exchange);
    if (found === null) return null;
    const { operation, title } = found;
    onOperation(title);
    const tell = (side: Departure['side'], each: Fault): Departure => ({
      side,
      operation: title,
      ...each,
    });
    const asked = [
      ...checkQuery(operation, exchange.query, validatorOf),
      ...checkBody(objectOf(operation['requestBody']), exchange.body, validatorOf),
    ];
    return [
      ...asked.map((each) => tell('request', each)),
      ...checkAnswer(operation, exchange, validatorOf).map((each) => tell('answer', each)),
    ];
  };
}

type Fault = Pick<Departure, 'at' | 'what'>;
type ValidatorOf = (schema: JsonValue) => ValidateFunction;

function findOperation({ paths }: VendorDocument, { method, path }: Exchange) {
  const parts = path.split('/');
  const fits = (template: string) => {
    const wanted = template.split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part.startsWith('{') || part === parts[index])
    );
  };
  const templates = Object.keys(paths).filter(fits);
  // `audience-segments/create` is no segment of that name.
  templates.sort((a, b) => a.split('{').length - b.split('{').length);
  for (const template of templates) {
    const operation = paths[template]?.[method.toLowerCase()];
    if (!isJsonObject(operation)) continue;
    return { operation, title: `${method} ${template.replace(/^\/[^/]+/u, '/{version}')}` };
  }
  return null;
}

function checkQuery(
  operation: JsonObject,
  query: Readonly<Record<string, string>>,
  validatorOf: ValidatorOf,
): readonly Fault[] {
  const parameters = listOf(operation['parameters']).map(objectOf);
  const own = parameters.filter((each) => each['in'] === 'query');
  const missing = own.filter(
    (each) => each['required'] === true && query[String(each['name'])] === undefined,
  );
  return [
    ...missing.map((each) => ({ at: `?${each['name']}`, what: 'is missing' })),
    ...Object.entries(query).flatMap(([name, text]): readonly Fault[] => {
      const parameter = own.find((each) => each['name'] === name);
      if (parameter === undefined) return [{ at: `?${name}`, what: 'no such parameter' }];
      const schema = objectOf(parameter['schema']);
      const value = queryValue(text, schema['type']);
      return faultsOf(validatorOf(schema), value).map((each) => ({ ...each, at: `?${name}` }));
    }),
  ];
}

function queryValue(text: string, type: JsonValue | undefined): unknown {
  if (type === 'array') return [text];
  return type === 'string' ? text : JSON.parse(text);
}

function checkBody(
  requestBody: JsonObject,
  text: string,
  validatorOf: ValidatorOf,
): readonly Fault[] {
  const schema = schemaIn(requestBody);
  if (text === '') return schema === null ? [] : [{ at: '', what: 'a body is missing' }];
  if (schema === null) return [{ at: '', what: 'there is no body' }];
  return faultsOf(validatorOf(schema), JSON.parse(text));
}

function checkAnswer(
  operation: JsonObject,
  { status, answer }: Exchange,
  validatorOf: ValidatorOf,
): readonly Fault[] {
  if (status >= 400) return [];
  const response = objectOf(operation['responses'])[String(status)];
  if (!isJsonObject(response)) return [{ at: '', what: `no such status as ${status}` }];
  const schema = schemaIn(response);
  if (schema === null) return answer === '' ? [] : [{ at: '', what: 'there is no body' }];
  return answer === ''
    ? [{ at: '', what: 'a body is missing' }]
    : faultsOf(validatorOf(schema), JSON.parse(answer));
}

function schemaIn(part: JsonObject): JsonValue | null {
  return objectOf(objectOf(part['content'])['application/json'])['schema'] ?? null;
}

function faultsOf(validate: ValidateFunction, value: unknown): readonly Fault[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, message = '', params }) => {
    const at = instancePath.replaceAll(/\/\d+(?=\/|$)/gu, '/*');
    if (keyword === 'additionalProperties') {
      return { at: `${at}/${params['additionalProperty']}`, what: 'is not known' };
    }
    if (keyword === 'required')
      return { at: `${at}/${params['missingProperty']}`, what: 'is missing' };
    return { at, what: message };
  });
}

/** OpenAPI 3.0 as JSON Schema, in which an object holds what is named and nothing else. */
function closed<Value extends JsonValue>(schema: Value): JsonValue {
  if (Array.isArray(schema)) return schema.map((each: JsonValue) => closed(each));
  if (!isJsonObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') {
    return { $ref: schema['$ref'].replace('#/components/schemas/', 'vendor#/definitions/') };
  }
  const members = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value ?? null)]),
  );
  const isObject = schema['type'] === 'object' && schema['additionalProperties'] === undefined;
  return {
    ...members,
    ...(isObject ? { additionalProperties: false } : {}),
    ...(schema['nullable'] === true ? { type: [String(schema['type']), 'null'] } : {}),
    ...(schema['nullable'] === true && Array.isArray(schema['enum'])
      ? { enum: [...schema['enum'], null] }
      : {}),
  };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
