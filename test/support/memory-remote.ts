/**
 * A remote in memory with just the rules that make ordering hard: unique names, segments that cannot
 * go while they are used, references that must exist. The sandbox has all the rules; this one is
 * fast enough for thousands of worlds.
 */

import type { Kind } from '../../src/model/entity.ts';
import type {
  Problem,
  RemoteWriter,
  WriteAnswer,
  WriteRequest,
} from '../../src/model/remote/remote.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { isJsonObject } from '../../src/model/text/json.ts';

/** Thrown in place of an answer: the process is dead, whatever the remote did. */
export class Killed extends Error {}

export interface MemoryRemote extends RemoteWriter {
  readonly requests: WriteRequest[];
  readonly snapshot: () => Snapshot;
  /** Dies at the nth write from now, before or after it is carried out. */
  readonly killAt: (nth: number, when: 'before' | 'after') => void;
}

export function createMemoryRemote(
  start: Snapshot,
  options: {
    readonly undeletable?: ReadonlySet<string>;
    /** Names are unique for a retailer only, and not in the whole account. */
    readonly uniquePerRetailer?: boolean;
  } = {},
): MemoryRemote {
  const rows: Record<Kind, RemoteRow[]> = {
    segment: structuredClone(start.segments),
    audience: structuredClone(start.audiences),
  };
  const taken = [...start.segments, ...start.audiences].map(({ id }) => Number(id));
  let nextId = Math.max(999, ...taken) + 1;
  let kill: { countdown: number; when: 'before' | 'after' } | null = null;
  const requests: WriteRequest[] = [];

  const ids = (node: unknown): string[] => {
    if (Array.isArray(node)) return node.flatMap(ids);
    if (!isJsonObject(node)) return [];
    return Object.entries(node).flatMap(([key, value]) =>
      (key === 'audienceSegmentId' || key === 'seedSegmentId') && typeof value === 'string'
        ? [value]
        : ids(value),
    );
  };
  const refuse = (code: string, index: number): Problem => ({
    code,
    detail: null,
    traceId: 't',
    index,
    deprecation: false,
    type: 'validation',
  });
  const isTaken = (kind: Kind, name: unknown, id: string | null, retailerId: unknown) =>
    rows[kind].some(
      (row) =>
        row.attributes['name'] === name &&
        row.id !== id &&
        (!options.uniquePerRetailer || row.attributes['retailerId'] === retailerId),
    );
  const missing = (attributes: JsonObject) =>
    ids(attributes).some((id) => !rows.segment.some((row) => row.id === id));

  function writeItem(request: WriteRequest, item: JsonObject, index: number): RemoteRow | Problem {
    const { kind, verb } = request;
    const attributes = isJsonObject(item['attributes']) ? item['attributes'] : {};
    const id = typeof item['id'] === 'string' ? item['id'] : null;
    if (verb === 'create') {
      if (isTaken(kind, attributes['name'], null, attributes['retailerId']))
        return refuse('name-must-be-unique', index);
      if (missing(attributes)) return refuse('audience-must-contain-only-existing-segments', index);
      const row = {
        id: String(nextId++),
        attributes: { accountId: start.accountId ?? '', ...attributes },
      };
      rows[kind].push(row);
      return row;
    }
    const found = rows[kind].find((row) => row.id === id);
    if (!found) return refuse(`${kind}-not-found`, index);
    if (verb === 'delete') {
      const isUsed = [...rows.segment, ...rows.audience].some(
        (row) => kind === 'segment' && ids(row.attributes).includes(found.id),
      );
      if (isUsed) return refuse('segment-must-not-be-used-in-audience', index);
      if (options.undeletable?.has(found.id))
        return refuse('segment-has-served-impressions', index);
      rows[kind] = rows[kind].filter((row) => row !== found);
      return { id: found.id, attributes: {} };
    }
    const { retailerId } = found.attributes;
    if (attributes['name'] !== undefined && isTaken(kind, attributes['name'], id, retailerId))
      return refuse('name-must-be-unique', index);
    if (missing(attributes)) return refuse('audience-must-contain-only-existing-segments', index);
    for (const [key, value] of Object.entries(attributes)) {
      const plain = isJsonObject(value) && 'value' in value ? value['value'] : value;
      const old = found.attributes[key];
      found.attributes[key] =
        isJsonObject(plain) && isJsonObject(old) && key !== 'algebra'
          ? { ...old, ...plain }
          : plain;
    }
    return structuredClone(found);
  }

  return {
    requests,
    snapshot: () => structuredClone({ ...start, segments: rows.segment, audiences: rows.audience }),
    killAt: (nth, when) => {
      kill = { countdown: nth, when };
    },
    readSnapshot: async () =>
      structuredClone({ ...start, segments: rows.segment, audiences: rows.audience }),
    readByIds: async (kind, wanted) =>
      structuredClone(rows[kind].filter(({ id }) => wanted.includes(id))),
    readAll: async (kind) => structuredClone(rows[kind]),
    write: async (request): Promise<WriteAnswer> => {
      const isLast = kill !== null && --kill.countdown <= 0;
      if (isLast && kill?.when === 'before') throw new Killed();
      requests.push(structuredClone(request));
      if (request.items.length > 10) throw new Error('payload-too-big');
      const answers = request.items.map((item, index) => writeItem(request, item, index));
      if (isLast) throw new Killed();
      return {
        outcome: 'answered',
        rows: answers.filter((answer): answer is RemoteRow => 'id' in answer),
        problems: answers.filter((answer): answer is Problem => 'code' in answer),
        hasBody: true,
      };
    },
  };
}
