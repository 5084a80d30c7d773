/** A plan that creates many lists, each of which empties an audience of its own: no list looks at all audiences. */
import { expect, test } from '@jest/globals';
import { findHighlights } from '../../src/report/plan/highlights/find-highlights.ts';
import { aChange, aPlan } from '../report/a-plan.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

test('what is said of new lists', () => {
  const growth = growthOf(400, (count) => {
    const plan = aPlan({
      changes: Array.from({ length: count }, (_, at) => [
        aChange(`segment/List ${at}`, 'create', {}),
        aChange(`audience/Audience ${at}`, 'create', {
          emptyLists: { lists: [`List ${at}`], excludesNobody: [`List ${at}`], holdsNobody: false },
        }),
      ]).flat(),
    });
    return () => findHighlights(plan);
  });
  expect(growth).toBeLessThan(mostGrowth);
});
