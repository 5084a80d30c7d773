#!/usr/bin/env node
// Cuts the vendor's OpenAPI files down to what tests hold our requests against: shapes without any prose.
//   node scripts/extract-openapi.mjs retailmedia_2026-07.json …   writes test/fixtures/openapi
// test/fixtures/openapi/README.md says where the files come from.
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

const folder = new URL('../test/fixtures/openapi/', import.meta.url);

/** The audience endpoints, and the look-ups beside them where the file has them. */
const isWanted = (path) =>
  /^\/[^/]+\/[^/]+\/(?:accounts\/\{[^}]+\}\/)?(?:audience-segments|audiences)(?:\/|$)/u.test(
    path,
  ) ||
  /^\/[^/]+\/(?:retail-media|marketing-solutions|advertisers)\/me$/u.test(path) ||
  /^\/[^/]+\/retail-media\/accounts(?:\/\{[^}]+\}\/retailers\/search)?$/u.test(path);

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** What a schema says of the form of a value, and nothing for people. */
const kept = [
  ...['$ref', 'type', 'format', 'nullable', 'enum', 'required', 'uniqueItems'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'],
];

function shapeOf(schema) {
  const shape = {};
  for (const key of kept) if (schema[key] !== undefined) shape[key] = schema[key];
  if (schema.properties) shape.properties = mapValues(schema.properties, shapeOf);
  if (schema.items) shape.items = shapeOf(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    shape.additionalProperties = shapeOf(schema.additionalProperties);
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    if (schema[key]) shape[key] = schema[key].map(shapeOf);
  }
  return shape;
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

function contentOf(part) {
  const schema = part?.content?.['application/json']?.schema;
  return schema ? { content: { 'application/json': { schema: shapeOf(schema) } } } : {};
}

function operationOf(operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map((each) => ({
    name: each.name,
    in: each.in,
    ...(each.required ? { required: true } : {}),
    schema: shapeOf(each.schema ?? {}),
  }));
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.requestBody
      ? {
          requestBody: {
            ...contentOf(operation.requestBody),
            required: operation.requestBody.required === true,
          },
        }
      : {}),
    responses: mapValues(operation.responses, contentOf),
  };
}

function referencesIn(value) {
  return [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/gu)].map(
    ([, name]) => name,
  );
}

function extract(document) {
  const paths = {};
  for (const [path, item] of Object.entries(document.paths).sort(byKey)) {
    if (!isWanted(path)) continue;
    const own = methods.filter((method) => item[method]);
    paths[path] = Object.fromEntries(
      own.map((method) => [method, operationOf(item[method], item.parameters ?? [])]),
    );
  }
  const schemas = {};
  const wanted = referencesIn(paths);
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (schemas[name]) continue;
    schemas[name] = shapeOf(document.components.schemas[name]);
    wanted.push(...referencesIn(schemas[name]));
  }
  return { paths, schemas: Object.fromEntries(Object.entries(schemas).sort(byKey)) };
}

const byKey = ([a], [b]) => (a < b ? -1 : 1);

/** A line for each path and each schema, so that a difference is a line. */
function write({ paths, schemas }, { openapi, info }) {
  const lines = (object) =>
    Object.entries(object)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const head = `  "openapi": ${JSON.stringify(openapi)},\n  "info": { "version": ${JSON.stringify(info.version)} }`;
  return `{\n${head},\n  "paths": {\n${lines(paths)}\n  },\n  "components": { "schemas": {\n${lines(schemas)}\n  } }\n}\n`;
}

for (const file of process.argv.slice(2)) {
  const document = JSON.parse(await readFile(file, 'utf8'));
  const text = write(extract(document), document);
  JSON.parse(text);
  await writeFile(new URL(basename(file), folder), text);
}
