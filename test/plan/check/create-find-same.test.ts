/** Looking up what is the same says what comparing all pairs says. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { compareEntities } from '../../../src/plan/change/compare-entities.ts';
import { createFindSame } from '../../../src/plan/check/create-find-same.ts';
import { compareWithRemote } from '../../../src/plan/compare-with-remote.ts';
import {
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const among = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const description = among<JsonObject>({}, { description: 'x' }, { description: 'y' });
const events = fc.record({
  shopperActivity: among('View', 'Buy'),
  lookbackDays: among('Last7Days', 'Last30Days', 'Unknown'),
  categoryIds: among(['1', '2'], ['2', '1'], ['2']),
});
const body = among<'list' | 'events'>('list', 'events').chain((type) =>
  type === 'list'
    ? description
    : fc.tuple(description, events).map(([a, b]) => ({ ...a, events: b })),
);
const leaves = [{ audienceSegmentId: '900' }, { audienceSegmentId: '901' }];
const tree = among<JsonObject>(
  leaves[0] ?? {},
  { and: leaves },
  { and: leaves.toReversed() },
  { or: leaves },
  { or: [leaves[0] ?? {}, { and: leaves }] },
);

function namesFor(node: unknown): JsonObject {
  const text = JSON.stringify(node).replaceAll('audienceSegmentId', 'segmentId');
  return JSON.parse(text);
}

function expectSame(
  declarations: readonly Declaration[],
  snapshot: ReturnType<typeof aSnapshot>,
  platform: 'retail-media' | 'marketing-solutions' = 'retail-media',
): void {
  const project = aProject({ platform });
  const { index, changes, references } = compareWithRemote({ project, declarations, snapshot });
  const { keyOf } = references;
  const find = createFindSame(index.entities, {
    ...{ platform: index.platform, keyOf, hasSameSegments: false },
  });
  for (const change of changes) {
    if (change.action !== 'create') continue;
    const { desired } = change;
    const { kind } = desired.declaration;
    const alike = index.entities.filter(
      (entity) =>
        entity.kind === kind &&
        (entity.attributes['description'] ?? null) ===
          (desired.attributes['description'] ?? null) &&
        compareEntities(index.platform, desired, entity, keyOf).length === 0,
    );
    expect(find(desired).map(({ id }) => id)).toEqual(alike.map(({ id }) => id));
    // Those of one body share one list.
    expect(find(desired)).toBe(find(desired));
  }
}

test('segments and audiences of retail media', () => {
  fc.assert(
    fc.property(
      fc.array(body, { maxLength: 6 }),
      fc.array(body, { maxLength: 6 }),
      fc.array(tree, { maxLength: 4 }),
      fc.array(tree, { maxLength: 4 }),
      (declared, remote, wished, used) => {
        expectSame(
          [
            ...declared.map((each, index) => aSegment(`D ${index}`, each)),
            ...wished.map((each, index) => anAudience(`D ${index}`, namesFor(each))),
          ],
          aSnapshot(
            [
              ...['900', '901'].map((id) => aSegmentRow(id, `used ${id}`)),
              ...remote.map((each, index) => aSegmentRow(String(100 + index), `R ${index}`, each)),
            ],
            used.map((each, index) => anAudienceRow(String(200 + index), `R ${index}`, each)),
          ),
        );
      },
    ),
  );
});

test('lookalikes, whose size the server may choose', () => {
  const owned = { advertiserId };
  const size = among<JsonObject>({}, { targetSize: 1000 }, { targetSize: 2000 });
  const seed = among('900', '901', '902');
  const lookalikes = fc.array(fc.tuple(size, seed), { maxLength: 6 });
  const row = (id: string, more: JsonObject) => ({
    ...{ id, type: 'AudienceSegment' },
    attributes: { ...owned, name: `R ${id}`, ...more },
  });
  fc.assert(
    fc.property(lookalikes, lookalikes, (declared, remote) => {
      const declarations = declared.map(([more, seedSegmentId], index) =>
        aDeclaration('segment', `D ${index}`, { ...owned, lookalike: { seedSegmentId, ...more } }),
      );
      const lists = ['900', '901'].map((id) =>
        row(id, { type: 'ContactList', contactList: { isReadOnly: false } }),
      );
      const rows = remote.map(([more, seedSegmentId], index) =>
        row(String(100 + index), { type: 'Lookalike', lookalike: { seedSegmentId, ...more } }),
      );
      const snapshot = aSnapshot([...lists, ...rows], [], 'marketing-solutions');
      expectSame(declarations, snapshot, 'marketing-solutions');
    }),
  );
});
