/** What manifests mean, read by a plain YAML reader and in no other way: entity by entity, in one form. */
import { isPair, isScalar, parseAllDocuments, visit } from 'yaml';
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import type { Account, Entity, Tree } from './account.ts';

export interface MeaningOptions {
  readonly variables: Readonly<Record<string, string | number>>;
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** JSON of each entity by kind and name, such as `segment/Buyers`. */
export type Meaning = ReadonlyMap<string, string>;

/** @throws Error where a text is no YAML, or an entity is there twice. */
export function readMeaning(
  manifests: readonly SourceFile[],
  { variables, defaults }: MeaningOptions,
): Meaning {
  const meaning = new Map<string, string>();
  for (const { file, text } of manifests) {
    const documents = parseAllDocuments(text, { merge: true });
    const ofFile = Object.assign(
      { ...defaults },
      ...documents.map((document) => record(record(document.toJS() ?? {})['defaults'])),
    );
    for (const document of documents) {
      const [error] = document.errors;
      if (error) throw new Error(`${file}: ${error.message}`);
      visit(document, {
        Scalar: (key, node, path) => {
          const pair = [...path].reverse().find(isPair);
          const name = isScalar(pair?.key) ? String(pair.key.value) : '';
          if (key !== 'key' && /(?:^i|I)ds?$/u.test(name) && typeof node.value === 'number') {
            node.value = node.source;
          }
        },
      });
      const root: unknown = insertVariables(document.toJS() ?? {}, variables);
      for (const kind of ['segment', 'audience']) {
        for (const item of list(record(root)[`${kind}s`])) {
          const entity = { ...ofFile, ...record(item) };
          const address = `${kind}/${String(entity['name'])}`;
          if (meaning.has(address)) throw new Error(`${file}: ${address} is there twice`);
          meaning.set(address, JSON.stringify(meant(entity)));
        }
      }
    }
  }
  return meaning;
}

/** What manifests should mean that declare this account, in whose trees there may be segments of another one. */
export function meaningOf(account: Account, beside: Account = account): Meaning {
  const all = [...account.entities, ...beside.entities];
  const name = (key: string) => all.find((each) => each.key === key)?.name ?? key;
  return new Map(
    account.entities.map((entity) => [
      `${entity.kind}/${entity.name}`,
      JSON.stringify(meant(describedEntity(entity, name))),
    ]),
  );
}

export function describedEntity(
  { name, isBound, id, owner, description, type, block, seed, algebra }: Entity,
  nameFor: (key: string) => string,
): Readonly<Record<string, unknown>> {
  const tree = (node: Tree): unknown => {
    if ('leaf' in node) return nameFor(node.leaf);
    if ('not' in node) return { not: tree(node.not) };
    return 'and' in node ? { and: node.and.map(tree) } : { or: node.or.map(tree) };
  };
  return {
    name,
    ...(isBound ? { id } : {}),
    ...(owner === '' ? {} : { retailerId: owner }),
    description,
    ...(type === null
      ? {}
      : { [type]: { ...block, ...(seed ? { seedSegment: nameFor(seed) } : {}) } }),
    ...(algebra === null ? {} : { algebra: tree(algebra) }),
  };
}

export interface Meant {
  readonly id: unknown;
  readonly retailerId: unknown;
  readonly description: string;
  readonly type: string | null;
  readonly block: Readonly<Record<string, unknown>> | null;
  readonly algebra: string | null;
}

const types = [
  'contactList',
  'events',
  'inMarket',
  'location',
  'prospecting',
  'retargeting',
  'lookalike',
];

export function meant(entity: Readonly<Record<string, unknown>>): Meant {
  const description = String(entity['description'] ?? '').replace(/\n+$/u, '');
  const type = types.find((each) => each in entity);
  return {
    id: entity['id'] ?? null,
    retailerId: entity['retailerId'] ?? null,
    description,
    type: type ?? null,
    block: type === undefined ? null : meantBlock(record(entity[type])),
    algebra: entity['algebra'] === undefined ? null : truthOf(entity['algebra']),
  };
}

function meantBlock(block: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(block).flatMap(([key, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    if (key === 'pointsOfInterest') return [[key, list(value).map(meantPoint).sort()]];
    return [[key, Array.isArray(value) ? value.map(String).sort() : value]];
  });
  return Object.fromEntries(entries.sort());
}

function meantPoint(point: unknown): string {
  const { name = null, latitude, longitude } = record(point);
  return JSON.stringify([name, Number(latitude).toFixed(5), Number(longitude).toFixed(5)]);
}

/** The segments that matter, and who is in it for each combination of them. */
function truthOf(tree: unknown): string {
  const names = [...new Set(namesIn(tree))].sort();
  const table = (of: readonly string[]) =>
    Array.from({ length: 2 ** of.length }, (_, row) =>
      holds(tree, (name) => (row & (1 << of.indexOf(name))) !== 0 && of.includes(name)) ? 1 : 0,
    ).join('');
  const all = table(names);
  const matters = names.filter((_, n) => [...all].some((bit, row) => bit !== all[row ^ (1 << n)]));
  return `${matters.join(', ')}: ${table(matters)}`;
}

function namesIn(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  const { and, or, not, segment, segmentId } = record(node);
  if (typeof segment === 'string') return [segment];
  if (segmentId !== undefined) return [`id ${String(segmentId)}`];
  if (not !== undefined) return namesIn(not);
  return list(and ?? or).flatMap(namesIn);
}

function holds(node: unknown, isIn: (name: string) => boolean): boolean {
  if (typeof node === 'string') return isIn(node);
  const { and, or, not, segment, segmentId } = record(node);
  if (typeof segment === 'string') return isIn(segment);
  if (segmentId !== undefined) return isIn(`id ${String(segmentId)}`);
  if (not !== undefined) return !holds(not, isIn);
  return and === undefined
    ? list(or).some((each) => holds(each, isIn))
    : list(and).every((each) => holds(each, isIn));
}

function insertVariables(value: unknown, variables: MeaningOptions['variables']): unknown {
  if (Array.isArray(value)) return value.map((each) => insertVariables(each, variables));
  if (typeof value === 'string') {
    const whole = /^\$\{var\.(\w+)\}$/u.exec(value)?.[1];
    if (whole !== undefined) return variables[whole] ?? value;
    return value.replace(/\$\$\{|\$\{var\.(\w+)\}/gu, (written, name?: string) =>
      name === undefined ? '${' : String(variables[name] ?? written),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, insertVariables(member, variables)]),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
