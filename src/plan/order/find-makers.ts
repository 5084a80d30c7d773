/**
 * Which change of a plan makes the segment that another one names without an ID. Namesakes of two
 * retailers share their address, so a new one is identified by its change.
 */
import { groupPairs } from '../../model/group-by.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { attributesOf, changeAddress, nameIn } from '../planned-change.ts';

/** The change that makes a segment of that name for `user`: among namesakes, that of its own owner. */
export type MakerOf = (name: string, user: PlannedChange) => PlannedChange | null;

export function findMakers(changes: readonly PlannedChange[], platform: Platform): MakerOf {
  const makers = groupPairs(
    changes.flatMap((change) => {
      const name = nameIn(attributesOf(change.after));
      const isMaker = change.action === 'create' || change.action === 'replace';
      const isNamed = isMaker && name !== null && changeAddress(change).kind === 'segment';
      return isNamed ? [[name, change] as const] : [];
    }),
  );
  const ownerOf = (change: PlannedChange) => attributesOf(change.after)?.[platform.ownerAttribute];
  return (name, user) => {
    const namesakes = makers.get(name) ?? [];
    const own = namesakes.find((maker) => ownerOf(maker) === ownerOf(user));
    return own ?? namesakes[0] ?? null;
  };
}
