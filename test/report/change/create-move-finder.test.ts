import { expect, test } from '@jest/globals';
import { createMoveFinder } from '../../../src/report/change/moves/create-move-finder.ts';
import { aChange, aPlan } from '../a-plan.ts';

test('the users of a segment are those that name it, and those that have its ID', () => {
  const user = (name: string, algebra: string | { segmentId: string }) =>
    aChange(`audience/${name}`, 'update', { after: { name, algebra } });
  const [named, byId, other] = [
    user('named', 'CRM'),
    user('by ID', { segmentId: '5' }),
    user('other', { segmentId: '6' }),
  ];
  const segment = aChange('segment/CRM', 'update', { id: '5' });
  // Segments and audiences have numbers of their own.
  const namesake = aChange('audience/CRM', 'delete', { id: '6' });
  const find = createMoveFinder(aPlan({ changes: [named, byId, other, segment, namesake] }));
  expect(find('segment/CRM')).toEqual([named, byId]);
  expect(find('audience/CRM')).toEqual([]);
});
