/** Plans of many changes that say the same. */
import type { PlannedChange } from '../../../../src/schema/generated/plan.ts';
import { aChange } from '../../a-plan.ts';

/** A segment whose look-back goes from 30 to 60 days. */
export function aWiderWindow(name: string, differs: Partial<PlannedChange> = {}): PlannedChange {
  const events = (lookbackDays: string) => ({
    name,
    events: { shopperActivity: 'View', lookbackDays },
  });
  return aChange(`segment/${name}`, 'update', {
    reasons: [{ code: 'attribute-changed', text: 'events.lookbackDays' }],
    reach: { verdict: 'wider', enter: 'last viewed 31 to 60 days ago', leave: null },
    before: events('Last30Days'),
    after: events('Last60Days'),
    ...differs,
  });
}

/** An audience that excludes one more segment, each beside a segment of its own. */
export function aNewExclusion(name: string, differs: Partial<PlannedChange> = {}): PlannedChange {
  const own = `Viewers of ${name}`;

  return aChange(`audience/${name}`, 'update', {
    reasons: [{ code: 'attribute-changed', text: 'algebra' }],
    reach: { verdict: 'narrower', enter: null, leave: `in Viewers of ${name} and Opted out` },
    before: { name, algebra: { and: [own, 'Buyers'] } },
    after: { name, algebra: { and: [own, 'Buyers', { not: 'Opted out' }] } },
    ...differs,
  });
}

export function many<T>(count: number, make: (name: string) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) =>
    make(`Item ${String(index).padStart(4, '0')}`),
  );
}
