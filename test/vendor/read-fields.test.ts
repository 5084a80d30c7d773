import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';
import { decodeRow } from '../../src/platforms/decode-row.ts';
import {
  endpointsOf,
  kindsOf,
  platformNamed,
  platforms,
} from '../../src/platforms/platform-named.ts';
import { readEnvelope } from '../../src/remote/answers/read-envelope.ts';
import { readMemberCounts } from '../../src/remote/contact-lists/read-member-counts.ts';
import { operations, workloads } from './open-specification.ts';
import { operationsOf } from './our-operations.ts';

describe('what is said to be read', () => {
  /** An object of which each member that is asked for is noted. */
  function watched(value: JsonObject, at: string, seen: Set<string>): JsonObject {
    return new Proxy(value, {
      get: (target, key) => {
        if (typeof key !== 'string') return undefined;
        const member = target[key];
        seen.add(`${at}.${key}`);
        return isJsonObject(member) ? watched(member, `${at}.${key}`, seen) : member;
      },
    });
  }

  test.each(
    platforms.flatMap((platform) =>
      kindsOf(platform).map((kind) => [platform.name, kind] as const),
    ),
  )('holds all that is read of a row: %s %s', (name, kind) => {
    const platform = platformNamed(name);
    const workload = workloads.find((each) => each.platform === name);
    if (workload === undefined) throw new Error('no such platform');
    const search = operationsOf(workload).find(({ path }) =>
      path.endsWith(`/${endpointsOf(platform, kind).path}/search`),
    );
    const told = new Set(search?.reads.flatMap(({ paths }) => paths));
    const types = kind === 'audience' ? [null] : platform.segmentTypes;
    const seen = new Set<string>();
    for (const type of types) {
      const types = Object.fromEntries(platform.segmentTypes.map(({ name }) => [name, {}]));
      const attributes = {
        ...types,
        ...(type === null ? {} : { type: type.apiType }),
        algebra: { audienceSegmentId: '1' },
      };
      const row = { id: '1', attributes: watched(attributes, 'data[].attributes', seen) };
      decodeRow(platform, kind, '1', row);
    }
    // A wrapper is understood wherever one may come; one platform has no channels.
    const others = platform.channels.length === 0 ? ['data[].attributes.channels'] : [];
    const untold = [...seen].filter(
      (path) => !told.has(path) && !others.includes(path) && !path.endsWith('.value'),
    );
    expect(seen.size).toBeGreaterThan(5);
    expect(untold).toEqual([]);
  });

  test('holds all that is read around rows', () => {
    const seen = new Set<string>();
    const entry = { type: 'validation' };
    const body = {
      data: [{ id: '1' }],
      meta: { totalItems: 1 },
      errors: [entry],
      warnings: [entry],
    };
    readEnvelope(watched(body, '', seen));
    readMemberCounts(watched({ data: {} }, '', seen));
    const told = operations.flatMap(([, , { reads }]) => reads.flatMap(({ paths }) => paths));
    const understood = new Set(told.flatMap((path) => [path, path.replace(/[.[].*$/u, '')]));
    // OAuth's own errors, and how a page calls itself, are no part of the specification's answers.
    const others = ['error', 'error_description', 'meta.limit', 'meta.offset', 'data.attributes'];
    const untold = [...seen]
      .map((path) => path.slice(1))
      .filter((path) => !understood.has(path) && !others.includes(path));
    expect(untold).toEqual([]);
  });
});
