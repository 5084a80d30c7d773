import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { aDeclaration, advertiserId, aProject, aSnapshot } from '../../support/a-world.ts';

const row = (id: string, name: string, attributes: JsonObject): RemoteRow => ({
  id,
  attributes: { advertiserId, name, ...attributes },
});
const declared = (kind: Declaration['kind'], name: string, attributes: JsonObject) =>
  aDeclaration(kind, name, { advertiserId, ...attributes });
const list = { type: 'ContactList', contactList: {} };
const alike = (targetSize: number) => ({ lookalike: { seedSegmentId: '1', targetSize } });
const leaf = (id: string) => ({ audienceSegmentId: id });

function reachOf(address: string, declarations: readonly Declaration[], audiences: RemoteRow[]) {
  const segments = [
    row('1', 'List', list),
    row('2', 'Alike', { type: 'Lookalike', ...alike(1000) }),
    ...Array.from({ length: 24 }, (_, n) => row(`${100 + n}`, `S${n}`, list)),
  ];
  const { value } = planChanges({
    project: aProject({ platform: 'marketing-solutions' }),
    declarations,
    snapshot: aSnapshot(segments, audiences, 'marketing-solutions'),
    version: '0',
  });
  return value?.changes.find((change) => change.address === address)?.reach;
}

describe('a verdict that nobody can give says why', () => {
  test('a segment that cannot be judged', () => {
    const declarations = [
      declared('segment', 'Alike', alike(5000)),
      declared('audience', 'A', { algebra: 'Alike', description: 'new' }),
    ];
    expect(reachOf('audience/A', declarations, [row('3', 'A', { algebra: leaf('2') })])).toEqual({
      verdict: 'unknown',
      enter: null,
      leave: null,
      reasons: ['it is not known who will be in "Alike"'],
    });
    expect(reachOf('segment/Alike', declarations, [])).toMatchObject({
      verdict: 'unknown',
      reasons: [expect.stringMatching(/./u)],
    });
  });

  test('an algebra that the API does not tell', () => {
    const declarations = [declared('audience', 'A', { algebra: 'List', description: 'new' })];
    expect(reachOf('audience/A', declarations, [row('3', 'A', {})])).toMatchObject({
      verdict: 'unknown',
      reasons: ['the API does not return its earlier definition'],
    });
  });

  test('more segments than logic decides', () => {
    const names = (from: number) => Array.from({ length: 12 }, (_, n) => from + n);
    const declarations = [
      declared('audience', 'A', { algebra: { or: names(0).map((n) => `S${n}`) } }),
    ];
    const before = { or: names(12).map((n) => leaf(`${100 + n}`)) };
    expect(reachOf('audience/A', declarations, [row('3', 'A', { algebra: before })])).toMatchObject(
      {
        verdict: 'unknown',
        reasons: ['it has too many segments for an exact decision'],
      },
    );
  });
});
