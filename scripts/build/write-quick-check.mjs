/** What says nothing about a value. */
const notes = [
  '$schema',
  '$id',
  '$defs',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
];

const types = {
  string: "typeof v==='string'",
  number: 'isNumber(v)',
  integer: 'Number.isInteger(v)',
  boolean: "typeof v==='boolean'",
  null: 'v===null',
  array: 'Array.isArray(v)',
  object: 'isMap(v)',
};

const helpers = `
const isNumber = (v) => typeof v === 'number' && Number.isFinite(v);
const isMap = (v) => typeof v === 'object' && v !== null && !Array.isArray(v);
function lengthOf(text) {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
function isEqual(a, b) {
  if (a === b) return true;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}
function isUnique(list) {
  if (list.every((item) => typeof item === 'string')) return new Set(list).size === list.length;
  return list.every((item, index) => !list.slice(0, index).some((other) => isEqual(item, other)));
}
`;

/**
 * Writes JavaScript that says whether a value fits a schema, and nothing about why it does not: a small part of what
 * ajv writes, which tells every reason.
 * @param schema the whole file; the definitions that it refers to are in it
 * @param pointer the part that is wanted, such as `#/$defs/segment`
 * @returns a module that exports `fits`
 */
export function writeQuickCheck(schema, pointer = '#') {
  const lines = [];
  const names = new Map();

  function define(key, write) {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `q${names.size}`;
    // Before its text, since a schema may refer to itself.
    names.set(key, name);
    lines.push(`const ${name} = ${write()};`);
    return name;
  }
  const refer = (ref) => define(`ref ${ref}`, () => `(v) => ${write(find(schema, ref))}`);
  const call = (part) => {
    const words = Object.keys(part).filter((keyword) => !notes.includes(keyword));
    if (words.length === 1 && words[0] === '$ref') return refer(part.$ref);
    const text = write(part);
    return define(`part ${text}`, () => `(v) => ${text}`);
  };
  const holds = (part, value = 'v') => `${call(part)}(${value})`;
  const pattern = (text) =>
    define(`pattern ${text}`, () => `new RegExp(${JSON.stringify(text)},'u')`);

  /** What each keyword demands; some speak for others beside them, too. */
  const keywords = {
    $ref: (ref) => `${refer(ref)}(v)`,
    type: (type) => any([type].flat().map((each) => known(types, each))),
    enum: (values) => any(values.map(isSame)),
    const: isSame,
    pattern: (text) => ofString(`${pattern(text)}.test(v)`),
    minLength: (count) => ofString(`lengthOf(v)>=${count}`),
    maxLength: (count) => ofString(`lengthOf(v)<=${count}`),
    minimum: (bound) => `(!isNumber(v)||v>=${bound})`,
    maximum: (bound) => `(!isNumber(v)||v<=${bound})`,
    exclusiveMinimum: (bound) => `(!isNumber(v)||v>${bound})`,
    minItems: (count) => ofList(`v.length>=${count}`),
    maxItems: (count) => ofList(`v.length<=${count}`),
    uniqueItems: (isWanted) => (isWanted ? ofList('isUnique(v)') : 'true'),
    items: (part) => ofList(`v.every((i)=>${holds(part, 'i')})`),
    minProperties: (count) => ofMap(`Object.keys(v).length>=${count}`),
    maxProperties: (count) => ofMap(`Object.keys(v).length<=${count}`),
    required: (keys) => ofMap(all(keys.map((key) => `v[${JSON.stringify(key)}]!==undefined`))),
    properties: (parts) =>
      ofMap(
        all(
          Object.entries(parts).map(([key, part]) => {
            const value = `v[${JSON.stringify(key)}]`;
            return `(${value}===undefined||${holds(part, value)})`;
          }),
        ),
      ),
    patternProperties: (parts) =>
      ofMap(
        all(
          Object.entries(parts).map(
            ([text, part]) =>
              `Object.keys(v).every((k)=>!${pattern(text)}.test(k)||${holds(part, 'v[k]')})`,
          ),
        ),
      ),
    propertyNames: (part) => ofMap(`Object.keys(v).every((k)=>${holds(part, 'k')})`),
    additionalProperties: (part, { properties = {}, patternProperties = {} }) => {
      if (part === true) return 'true';
      const keys = define(
        `keys ${JSON.stringify(Object.keys(properties))}`,
        () => `new Set(${JSON.stringify(Object.keys(properties))})`,
      );
      const patterns = Object.keys(patternProperties).map((text) => `${pattern(text)}.test(k)`);
      const others = any([`${keys}.has(k)`, ...patterns, holds(part, 'v[k]')]);
      return ofMap(`Object.keys(v).every((k)=>${others})`);
    },
    allOf: (parts) => all(parts.map((part) => holds(part))),
    anyOf: (parts) => any(parts.map((part) => holds(part))),
    oneOf: (parts) => `[${parts.map((part) => holds(part))}].filter(Boolean).length===1`,
    not: (part) => `!${holds(part)}`,
    // biome-ignore lint/suspicious/noThenProperty: the name of a keyword
    then: () => 'true',
    else: () => 'true',
    if: (part, { then = true, else: otherwise = true }) =>
      `(${holds(part)}?${holds(then)}:${holds(otherwise)})`,
  };

  function write(part) {
    if (typeof part === 'boolean') return String(part);
    return all(
      Object.entries(part)
        .filter(([keyword]) => !notes.includes(keyword))
        .map(([keyword, value]) => known(keywords, keyword)(value, part)),
    );
  }

  const start = refer(pointer);
  return `${helpers}${lines.join('\n')}\nexport const fits = ${start};\n`;
}

/** A keyword that is left out here would let values pass that ajv refuses. */
function known(table, word) {
  const found = table[word];
  if (found === undefined) throw new Error(`the quick check does not know "${word}" of a schema`);
  return found;
}

function isSame(value) {
  if (typeof value === 'object' && value !== null) throw new Error('a constant that is no word');
  return `v===${JSON.stringify(value)}`;
}

function find(schema, pointer) {
  if (!pointer.startsWith('#')) throw new Error(`${pointer} is in another file`);
  const steps = pointer.split('/').slice(1);
  return steps.reduce(
    (part, step) => part[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    schema,
  );
}

const all = (conditions) => (conditions.length === 0 ? 'true' : `(${conditions.join('&&')})`);
const any = (conditions) => (conditions.length === 0 ? 'false' : `(${conditions.join('||')})`);
const ofString = (condition) => `(typeof v!=='string'||${condition})`;
const ofList = (condition) => `(!Array.isArray(v)||${condition})`;
const ofMap = (condition) => `(!isMap(v)||${condition})`;
