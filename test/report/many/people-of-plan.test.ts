/** What a plan of several changes does to people, in the one cell that a report of many has for it. */
import { expect, test } from '@jest/globals';
import { peopleOfPlan } from '../../../src/report/many/condense/people-of-plan.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import type { PlannedChange } from '../../../src/schema/generated/plan.ts';
import { aChange, aPlan } from '../a-plan.ts';
import { aResult } from './a-run.ts';

const wider = aChange('audience/Buyers', 'update', {
  reach: { verdict: 'wider', enter: 'in "Brand buyers" and "Customers"', leave: null },
});
const lost = { undo: 'irreversible', undoBecause: 'members-lost' } as const;
const before = { name: 'Customers', contactList: { identifierType: 'Email' } };
const deleted = aChange('segment/Customers', 'delete', { ...lost, before });
const rebuilt = aChange('segment/Customers', 'replace', {
  ...{ ...lost, before, after: before },
  reach: { verdict: 'empty', leave: 'everyone until the list is uploaded again', enter: null },
});

function people(...changes: readonly PlannedChange[]): string | null {
  return peopleOfPlan({ changes: [...changes], affected: [] });
}

test.each([
  ['deleted', deleted],
  ['rebuilt', rebuilt],
] as const)('a list that is %s: its people leave, whatever else changes', (_, list) => {
  expect(people(wider)).toBe('enter: in "Brand buyers" and "Customers"; nobody leaves');
  expect(people(wider, list)).toBe('some enter 1 audience; everyone leaves 1 segment');
  expect(people(list)).toMatch(/^everyone leaves /u);
});

test('a deleted list in the report of one project: everyone leaves, as from a deleted audience', () => {
  const rule = aChange('segment/Viewers', 'delete', {
    before: { name: 'V', events: { lookbackDays: 'Last30Days' } },
  });
  const rows = renderPlan(aPlan({ changes: [deleted, rule] }), { format: 'markdown' }).split('\n');
  expect(rows.find((row) => row.startsWith('| - delete | segment `Customers`'))).toContain(
    '| everyone leaves |',
  );
  expect(rows.find((row) => row.startsWith('| - delete | segment `Viewers`'))).toContain('| – |');
});

test('a replacement by which members are lost is emphasized as a deletion is', () => {
  const rowOf = (change: PlannedChange) =>
    renderMany([aResult('acme', aPlan({ changes: [change] }))], {
      ...{ format: 'markdown', command: 'plan' },
    });
  expect(rowOf(deleted)).toContain('| **1 delete** |');
  expect(rowOf(rebuilt)).toContain('| **1 replace** |');
  expect(rowOf({ ...rebuilt, undo: 'new-id', undoBecause: 'not-in-git' })).toContain(
    '| 1 replace |',
  );
});
