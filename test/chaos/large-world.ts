import type { Declaration } from '../../src/model/declaration.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import type { ChaosWorld } from './sample-worlds.ts';

const events = {
  events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: ['1'] },
};

/** A plan of sixty entities: thirty to create, twenty to update, ten to delete, with references among them. */
export function largeWorld(): ChaosWorld {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
  const declarations: readonly Declaration[] = [
    ...upTo(20).map((n) => aSegment(`New ${n}`, events)),
    ...upTo(10).map((n) => aSegment(`Old ${n}`, { description: 'New words' })),
    ...upTo(10).map((n): Declaration => ({ ...aSegment(`Gone ${n}`), state: 'absent' })),
    ...upTo(10).map((n) =>
      anAudience(`Fresh ${n}`, { and: [`New ${n}`, { not: `New ${n + 10}` }] }),
    ),
    ...upTo(10).map((n) => anAudience(`Kept ${n}`, { or: [`New ${n}`, `New ${n + 10}`] })),
  ];
  const row = (id: number, name: string, type = {}) => aSegmentRow(String(id), name, type);
  return {
    project: aProject(),
    declarations,
    snapshot: aSnapshot(
      [
        ...upTo(10).map((n) => row(n + 1, `Old ${n}`)),
        ...upTo(10).map((n) => row(n + 11, `Gone ${n}`, events)),
      ],
      upTo(10).map((n) =>
        anAudienceRow(`${n + 101}`, `Kept ${n}`, { audienceSegmentId: `${n + 11}` }),
      ),
    ),
  };
}
