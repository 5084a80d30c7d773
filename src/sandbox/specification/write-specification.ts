import type { PlatformName } from '../entities/platform-traits.ts';
import type { ObjectShape, Shape } from '../entities/shapes/shape.ts';
import type { JsonObject } from '../json.ts';
import type { Route } from '../protocol/route.ts';
import { type OperationShape, operationShapes } from './operation-shapes.ts';

/** An OpenAPI document of what a version of the sandbox serves for a platform. */
export function writeSpecification(
  routes: readonly Route[],
  platform: PlatformName,
  version: string,
): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const { method, pattern } of routes.filter((route) => isOf(platform, route))) {
    const shape = operationShapes[`${method} ${pattern}`];
    if (shape === undefined) continue;
    const path = pattern.replace('{version}', version);
    paths[path] = { ...paths[path], [method.toLowerCase()]: writeOperation(path, shape) };
  }
  return {
    openapi: '3.0.1',
    info: { title: `The ${platform} API of the sandbox`, version },
    paths,
    components: { schemas: { AlgebraNode: algebraNode } },
  };
}

/** Paths of `advertisers` belong to Marketing Solutions. */
function isOf(platform: PlatformName, { pattern }: Route): boolean {
  const service = pattern.split('/')[2];
  return service === platform || (service === 'advertisers' && platform === 'marketing-solutions');
}

function writeOperation(path: string, shape: OperationShape): JsonObject {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(shape.query).map(([name, each]) => ({
    ...{ name, in: 'query', required: shape.requiredQuery.includes(name) },
    schema: writeSchema(each, false),
  }));
  const answers = Object.entries(shape.answers).map(([status, answer]) => [
    status,
    { description: '', ...(answer === null ? {} : contentOf(writeSchema(answer, true))) },
  ]);
  return {
    parameters: [...inPath, ...inQuery],
    ...(shape.body === null
      ? {}
      : { requestBody: { ...contentOf(writeSchema(shape.body, false)), required: true } }),
    responses: Object.fromEntries(answers),
  };
}

function contentOf(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

const algebraReference = { $ref: '#/components/schemas/AlgebraNode' };

const algebraNode: JsonObject = {
  type: 'object',
  nullable: true,
  properties: {
    audienceSegmentId: { type: 'string', nullable: true },
    and: { type: 'array', nullable: true, items: algebraReference },
    or: { type: 'array', nullable: true, items: algebraReference },
    not: algebraReference,
  },
};

/** @param isAnswer in answers, each value may be null. */
function writeSchema(shape: Shape, isAnswer: boolean): JsonObject {
  const nullable = isAnswer ? { nullable: true } : {};
  switch (shape.form) {
    case 'any':
      return {};
    case 'algebra':
      return algebraReference;
    case 'object':
      return { ...writeObject(shape, isAnswer), ...nullable };
    case 'list':
      return { type: 'array', items: writeSchema(shape.of, isAnswer), ...nullable };
    case 'set':
      return { type: 'array', items: writeText(shape.values), ...nullable };
    case 'choice':
      return { ...writeText(shape.values), ...nullable };
    case 'wrapped':
      return shape.spelling === 'plain'
        ? writeSchema(shape.of, isAnswer)
        : {
            type: 'object',
            nullable: true,
            properties: { value: { ...writeSchema(shape.of, isAnswer), nullable: true } },
          };
    case 'text':
    case 'id':
      return { type: 'string', ...nullable };
    default:
      return { type: shape.form, ...nullable };
  }
}

function writeObject({ fields, required }: ObjectShape, isAnswer: boolean): JsonObject {
  const properties = Object.entries(fields).map(([key, field]) => [
    key,
    writeSchema(field, isAnswer),
  ]);
  return {
    type: 'object',
    ...(required.length > 0 && !isAnswer ? { required: [...required] } : {}),
    properties: Object.fromEntries(properties),
  };
}

function writeText(values: readonly string[] | null): JsonObject {
  return { type: 'string', ...(values === null ? {} : { enum: [...values] }) };
}
