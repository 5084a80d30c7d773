import { createHash } from 'node:crypto';
import { generateProject } from './generate-project.mjs';

/**
 * The same entities as a Terraform configuration of `terraform_data`, which needs no network, and
 * as the state that an apply would leave: what a snapshot is to us.
 * @returns the texts of `main.tf` and `terraform.tfstate`
 */
export function terraformProject(options) {
  const { snapshot } = generateProject(options);
  const wanted = generateProject({ ...options, edited: 0 }).snapshot;
  const rows = ({ segments, audiences }) => [...segments, ...audiences];
  const names = new Map(rows(snapshot).map(({ id }, index) => [id, `r${index}`]));
  const uuids = new Map([...names].map(([id]) => [id, uuidOf(id)]));
  return {
    configuration: rows(wanted)
      .map((row) => writeResource(row, names))
      .join('\n'),
    state: JSON.stringify({
      ...{ version: 4, terraform_version: '1.0.0', serial: 1, lineage: uuidOf('lineage') },
      outputs: {},
      resources: rows(snapshot).map((row) => stateOf(row, names, uuids)),
      check_results: null,
    }),
  };
}

function writeResource({ id, attributes }, names) {
  const input = writeValue(attributes, (segment) => `terraform_data.${names.get(segment)}.id`);
  return `resource "terraform_data" "${names.get(id)}" {\n  input = ${input}\n}\n`;
}

/** References become expressions; `$` and `%` do not occur in what is generated. */
function writeValue(value, refer) {
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, refer)).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) =>
    isReference(key) ? `${key} = ${refer(inner)}` : `${key} = ${writeValue(inner, refer)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

function isReference(key) {
  return key === 'audienceSegmentId' || key === 'seedSegmentId';
}

function stateOf({ id, attributes }, names, uuids) {
  const used = [];
  const value = JSON.parse(JSON.stringify(attributes), (key, inner) => {
    if (!isReference(key)) return inner;
    used.push(`terraform_data.${names.get(inner)}`);
    return uuids.get(inner);
  });
  const typed = { value, type: typeOf(value) };
  return {
    ...{ mode: 'managed', type: 'terraform_data', name: names.get(id) },
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [
      {
        schema_version: 0,
        attributes: { id: uuids.get(id), input: typed, output: typed, triggers_replace: null },
        sensitive_attributes: [],
        ...(used.length > 0 ? { dependencies: [...new Set(used)] } : {}),
      },
    ],
  };
}

function typeOf(value) {
  if (Array.isArray(value)) return ['tuple', value.map(typeOf)];
  if (typeof value !== 'object') return typeof value === 'boolean' ? 'bool' : typeof value;
  const types = Object.entries(value).map(([key, inner]) => [key, typeOf(inner)]);
  return ['object', Object.fromEntries(types)];
}

function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
