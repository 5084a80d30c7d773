import { expect, test } from '@jest/globals';
import { createExportReferences } from '../../src/export/create-export-references.ts';
import { describeItem } from '../../src/export/describe-item.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { indexSnapshot } from '../../src/plan/match/index-snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { retailMedia } from '../../src/platforms/retail-media/retail-media.ts';
import {
  accountId,
  aDeclaration,
  anAudienceRow,
  aProject,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });

const snapshot = aSnapshot(
  [
    aSegmentRow('1', 'CRM'),
    aSegmentRow('2', 'CRM', { retailerId: '99' }),
    aSegmentRow('3', 'Loyal'),
    aSegmentRow('4', 'loyal', { retailerId: '99' }),
    aSegmentRow('5', 'Alone'),
    aSegmentRow('6', 'Alone', { contactList: { isReadOnly: true } }),
  ],
  [
    anAudienceRow('11', 'A', { and: [leaf('1'), leaf('3')] }),
    anAudienceRow('12', 'B', { or: [leaf('2'), leaf('4')] }, { retailerId: '99' }),
    anAudienceRow('13', 'C', { or: [leaf('5'), leaf('6')] }),
  ],
);

const index = indexSnapshot(retailMedia, accountId, snapshot);
const declared = index.entities.filter(({ unmanageable }) => unmanageable === null);
const references = createExportReferences(declared, index);
const values = new Map(
  declared.map((remote) => {
    const { value } = describeItem(remote, index, references, { defaults: {}, labels: {} });
    return [remote, value];
  }),
);
const itemOf = (id: string) => [...values].find(([remote]) => remote.id === id)?.[1];

test('entities of equal names carry their ID, even where the names differ in case alone', () => {
  const ids = ['1', '2', '3', '4', '5', '11'].map((id) => itemOf(id)?.['id']);
  expect(ids).toEqual(['1', '2', '3', '4', undefined, undefined]);
});

test('a name that is declared twice is no reference', () => {
  expect(itemOf('11')?.['algebra']).toEqual({ and: [{ segmentId: '1' }, 'Loyal'] });
  expect(itemOf('12')?.['algebra']).toEqual({ or: [{ segmentId: '2' }, 'loyal'] });
});

test('a declared name means the declared segment, and its twin is referred to by ID', () => {
  expect(itemOf('13')?.['algebra']).toEqual({ or: ['Alone', { segmentId: '6' }] });
});

test('the plan with them is empty', () => {
  const declarations = [...values].map(([{ kind, name }, value]): Declaration => {
    const { name: _, id, ...attributes } = value;
    return aDeclaration(kind, name, attributes, typeof id === 'string' ? { id } : {});
  });
  const { value: plan } = planChanges({
    project: aProject(),
    declarations,
    snapshot,
    version: '1',
  });
  expect(plan?.summary).toEqual({
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
    unchanged: 8,
    unmanaged: 1,
  });
});
