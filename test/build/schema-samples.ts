import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';

/** What stands in places where a schema wants something else, and where it wants any text. */
const words: readonly JsonValue[] = [
  ...['', ' ', 'a', 'name', 'Segment 1', '1', '12', '0', '2026-07', '2026-13', 'preview', 'SHOP'],
  ...['CRITEO_X', 'x'.repeat(257), 'x'.repeat(1025), '😀'.repeat(130), 'FR', 'sha256:x', '{'],
  ...['2026-01-31', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z', 'a'.repeat(64)],
  ...[
    '0'.repeat(64),
    '[+39]',
    'segment/a',
    'audience/a',
    '${var.X}',
    '*',
    'a/b.csv',
    'me@example.com',
  ],
];
const others: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  7,
  -1,
  1.5,
  90,
  1e9,
  [],
  {},
  ['a'],
  { a: 1 },
];

/** One value after the other that mostly follows a schema, always in the same order. */
export function createSampler(schema: JsonObject, pointer: string): () => JsonValue {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const junk = () => pick(random() < 0.5 ? words : others) ?? null;

  function resolve(part: JsonValue): JsonObject {
    if (!isJsonObject(part)) return {};
    const { $ref, ...rest } = part;
    const whole = typeof $ref === 'string' ? { ...resolve(find(schema, $ref)), ...rest } : rest;
    const choices = [whole['oneOf'], whole['anyOf'], [whole['then'], whole['else']]];
    const chosen = choices.flatMap((each) => pick(Array.isArray(each) ? each : []) ?? []);
    const all = [...chosen, ...listOf(whole['allOf'])].map(resolve);
    return all.reduce((sum, each) => merge(sum, each), whole);
  }

  function sample(part: JsonValue, depth: number): JsonValue {
    if (random() < 0.01 || depth > 7) return junk();
    const rules = resolve(part);
    if (rules['const'] !== undefined) return rules['const'];
    const values = listOf(rules['enum']);
    if (values.length > 0) return pick(values) ?? null;
    const type = pick([rules['type'] ?? guess(rules)].flat());
    if (type === 'object') return sampleMap(rules, depth);
    if (type === 'array') return sampleList(rules, depth);
    if (type === 'integer' || type === 'number') return sampleNumber(rules);
    if (type === 'boolean') return random() < 0.5;
    if (type === 'null') return null;
    return sampleText(rules);
  }

  function sampleMap(rules: JsonObject, depth: number): JsonValue {
    const required = listOf(rules['required']);
    const properties = isJsonObject(rules['properties']) ? rules['properties'] : {};
    const entries = Object.entries(properties).flatMap(([key, part]) => {
      const share = required.includes(key) ? 0.995 : 0.25;
      return random() < share ? [[key, sample(part ?? null, depth + 1)] as const] : [];
    });
    const others = rules['additionalProperties'];
    const isOpen = isJsonObject(others) || others === true;
    if (random() < (isOpen ? 0.6 : 0.01)) {
      entries.push([String(pick(words)), sample((isOpen ? others : null) ?? {}, depth + 1)]);
    }
    if (random() < 0.05) entries.push(['x-note', junk()]);
    return Object.fromEntries(entries);
  }

  function sampleList(rules: JsonObject, depth: number): JsonValue {
    const least = Number(rules['minItems'] ?? 0);
    const count = random() < 0.02 ? 0 : least + Math.floor(random() * 3);
    return Array.from({ length: count }, () => sample(rules['items'] ?? {}, depth + 1));
  }

  function sampleNumber(rules: JsonObject): JsonValue {
    const bounds = [rules['minimum'], rules['maximum'], 1, 7].filter((each) => each !== undefined);
    return Number(pick(bounds)) + (random() < 0.05 ? Number(pick([-1, 1, 0.5])) : 0);
  }

  function sampleText(rules: JsonObject): JsonValue {
    const { pattern } = rules;
    const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : /^[^{]{1,60}$/u;
    const texts = words.filter((word) => form.test(String(word)));
    return pick(random() < 0.01 || texts.length === 0 ? words : texts) ?? '';
  }

  const start = find(schema, pointer);
  return () => sample(start, 0);
}

function guess(rules: JsonObject): string {
  if (rules['properties'] !== undefined || rules['required'] !== undefined) return 'object';
  return rules['items'] === undefined ? 'string' : 'array';
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const [properties, more] = [one['properties'], other['properties']];
  const both = {
    ...(isJsonObject(properties) ? properties : {}),
    ...(isJsonObject(more) ? more : {}),
  };
  const required = [...listOf(one['required']), ...listOf(other['required'])];
  return { ...other, ...one, properties: both, required };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function find(schema: JsonObject, pointer: string): JsonValue {
  let part: JsonValue = schema;
  for (const step of pointer.split('/').slice(1)) {
    part = isJsonObject(part) ? (part[step] ?? null) : null;
  }
  return part;
}
