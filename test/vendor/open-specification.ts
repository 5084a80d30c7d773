/** Every operation that is used, in a document of its own that a test may change. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { platforms } from '../../src/platforms/platform-named.ts';
import { compareSpecification } from '../../src/remote/specification/compare-specification.ts';
import { operationName } from '../../src/remote/specification/operation-name.ts';
import type { UsedOperation } from '../../src/remote/specification/used-operations.ts';
import { operationsOf, read, wholeDocument } from './our-operations.ts';
import type { Workload } from './wide-workload.ts';

export const workloads: readonly Workload[] = platforms.map(({ name: platform }) => ({
  platform,
  apiVersion: 'experimental',
  audienceApiVersion: 'experimental',
}));

/** Every operation of the platforms, with the vendor's document of it. */
export const operations: readonly (readonly [string, Workload['platform'], UsedOperation])[] =
  workloads.flatMap((workload) =>
    operationsOf(workload).map(
      (operation) => [operationName(operation), workload.platform, operation] as const,
    ),
  );

export const known: readonly UsedOperation[] = operations.map(([, , operation]) => operation);

export function textsOf(document: JsonObject, used: readonly UsedOperation[]): readonly string[] {
  const { differences } = compareSpecification(read(document), used, known);
  return differences.map(({ kind, breaks, text }) => `${kind}${breaks ? '!' : ''} ${text}`);
}

/** The test's own walk: the vendor uses references, properties and items, and nothing else. */
export function schemaAt(
  document: JsonObject,
  from: JsonValue | undefined,
  path: string,
): Mutable | null {
  let node = resolved(document, from);
  for (const key of path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((part) => part !== '')) {
    node = resolved(document, key === '[]' ? node?.['items'] : objectOf(node?.['properties'])[key]);
  }
  return node;
}

type Mutable = { [key: string]: JsonValue | undefined };

function resolved(document: JsonObject, node: JsonValue | undefined): Mutable | null {
  if (!isJsonObject(node)) return null;
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const name = reference.replace('#/components/schemas/', '');
  return resolved(document, objectOf(objectOf(document['components'])['schemas'])[name]);
}

export function objectOf(value: JsonValue | undefined): Mutable {
  return isJsonObject(value) ? value : {};
}

function contentOf(part: JsonValue | undefined): JsonValue | undefined {
  return objectOf(objectOf(objectOf(part)['content'])['application/json'])['schema'];
}

interface OpenOperation {
  readonly document: ReturnType<typeof wholeDocument>;
  readonly path: string;
  readonly described: Mutable;
  readonly body: JsonValue | undefined;
  readonly answer: JsonValue | undefined;
}

/** The places of an operation in a document of its own, which a test may change. */
export function open(platform: Workload['platform'], operation: UsedOperation): OpenOperation {
  const document = wholeDocument(platform, 'experimental');
  const [path = ''] = Object.keys(document.paths).filter((each) => {
    const has = document.paths[each]?.[operation.method.toLowerCase()] !== undefined;
    return (
      has && operationName({ method: operation.method, path: each }) === operationName(operation)
    );
  });
  const described = objectOf(document.paths[path]?.[operation.method.toLowerCase()]);
  const answers = Object.values(objectOf(described['responses']));
  return {
    document,
    path,
    described,
    body: contentOf(described['requestBody']),
    answer: answers.map(contentOf).find((each) => each !== undefined),
  };
}

export const parentOf = (path: string): string => path.replace(/\.?[^.]+$/u, '');
export const nameIn = (path: string): string => path.split('.').at(-1) ?? '';
export const isMember = (path: string): boolean => path !== '' && !path.endsWith('[]');

export function fail(): never {
  throw new Error('there is no workload');
}
