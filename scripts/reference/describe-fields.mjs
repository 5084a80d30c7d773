// The fields of an object in a JSON Schema as rows of a table.
import { code, prose } from './markdown.mjs';

/** More values than this are told by the description alone. */
const mostValues = 16;

/**
 * @param schema the object
 * @param root the document that references lead into
 * @param options `prefix` of every path; `closed`: keys whose own fields are not told; `ofType(name)`:
 *   how a definition is told as a type, or null to look inside; `note(path)`: sentences to add
 * @returns rows `[field, value, meaning]` in Markdown, in the order of the schema
 */
export function describeFields(schema, root, options = {}) {
  const { prefix = '', closed = [], ofType = () => null, note = () => '' } = options;
  const object = resolveReference(schema, root);
  const required = new Set(object.required ?? []);
  return Object.entries(object.properties ?? {}).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    const own = { ...resolveReference(field, root), ...field };
    if (own.description === undefined) throw new Error(`${path} has no description`);
    const values = valuesOf(own).map(String);
    const meaning = [prose(own.description, values), note(path)].filter(Boolean).join(' ');
    const type = `${typeOf(field, root, ofType)}${required.has(key) ? ', required' : ''}`;
    const inner = closed.includes(path) ? null : innerObject(field, root, ofType);
    return [
      [code(path), type, meaning],
      ...(inner === null
        ? []
        : describeFields(inner.schema, root, { ...options, prefix: `${path}${inner.joint}` })),
    ];
  });
}

function resolveReference(schema, root) {
  if (schema.$ref === undefined) return schema;
  const path = schema.$ref.replace(/^#\//u, '').split('/');
  return resolveReference(
    path.reduce((node, key) => node[key], root),
    root,
  );
}

const nameOf = ({ $ref }) => $ref?.split('/').at(-1);

function innerObject(field, root, ofType) {
  if (field.$ref !== undefined && ofType(nameOf(field)) !== null) return null;
  const own = resolveReference(field, root);
  if (own.properties !== undefined) return { schema: own, joint: '.' };
  if (own.items === undefined) return null;
  const inner = innerObject(own.items, root, ofType);
  return inner === null ? null : { schema: inner.schema, joint: `[]${inner.joint}` };
}

function valuesOf({ enum: values = [], const: value }) {
  return [...values, ...(value === undefined ? [] : [value])].filter((each) => each !== null);
}

/** What may stand there, in words. */
function typeOf(field, root, ofType) {
  const named = field.$ref === undefined ? null : ofType(nameOf(field));
  if (named !== null) return named;
  const own = resolveReference(field, root);
  if (own !== field) return typeOf(own, root, ofType);
  const values = valuesOf(own);
  if (values.length > mostValues) return 'a code';
  if (values.length > 0) return values.map((value) => code(String(value))).join(' ');
  if (own.anyOf !== undefined) {
    return own.anyOf.map((each) => typeOf(each, root, ofType)).join(' or ');
  }
  const types = [own.type].flat().filter((type) => type !== undefined);
  if (types.length === 0) throw new Error(`a field has no type: ${JSON.stringify(own)}`);
  const words = new Set(types.map((type) => typeWord(type, own, root, ofType)));
  return words.size > 3 ? 'any value' : [...words].join(' or ');
}

function typeWord(type, own, root, ofType) {
  switch (type) {
    case 'string':
      return own.pattern === '^[0-9]+$' ? 'ID' : 'text';
    case 'integer':
      return own.pattern === '^[0-9]+$' ? 'ID' : `whole number${range(own)}`;
    case 'number':
      return `number${range(own)}`;
    case 'boolean':
      return '`true` `false`';
    case 'array':
      return own.items === undefined ? 'list' : `list of ${plural(own.items, root, ofType)}`;
    case 'object':
      return 'mapping';
    case 'null':
      return '`null`';
    default:
      throw new Error(`nobody knows the type ${type}`);
  }
}

function plural(items, root, ofType) {
  const one = typeOf(items, root, ofType);
  return { text: 'texts', mapping: 'mappings', ID: 'IDs' }[one] ?? one;
}

function range({ minimum, maximum, exclusiveMinimum }) {
  const from = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const isBounded = maximum !== undefined && maximum < 2 ** 31 - 1;
  if (from !== undefined && isBounded) return ` from ${from} to ${maximum}`;
  return from === undefined ? '' : ` from ${from}`;
}
