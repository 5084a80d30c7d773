/** Sizes before and after, change by change. */
import { isAddress, kindOf } from '../model/entity.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { PlanDocument, PlannedChange, SizeChange } from '../schema/generated/plan.ts';
import { askForDeclared } from './ask-for-declared.ts';
import { type Figures, lookUpSizes } from './look-up-sizes.ts';
import type { Question } from './question.ts';
import type { SizeReader } from './size-reader.ts';
import {
  type Channels,
  channelsOf,
  channelsOfDeclared,
  createSizeWorld,
  declaredBy,
  keepsPeople,
  type SizeWorld,
} from './size-world.ts';

/** The two sizes of a change; null where there is nothing before a create, and nothing after a delete. */
interface AskedChange {
  readonly change: PlannedChange;
  readonly before: Question | null;
  readonly after: Question | null;
}

/**
 * The plan with the sizes of its changes, as far as they can be had: what exists is computed, what
 * is declared is estimated, and every missing figure has a reason.
 *
 * @param snapshot the one that the plan was made from.
 */
export async function sizePlan(
  plan: PlanDocument,
  snapshot: Snapshot,
  reader: SizeReader,
): Promise<PlanDocument> {
  const world = createSizeWorld(plan, snapshot);
  const asked = plan.changes.map((change) => askForChange(world, change));
  const questions = asked.flatMap(({ before, after }) => [before, after]);
  const figures = await lookUpSizes(
    reader,
    questions.filter((question) => question !== null),
  );
  const changes = asked.map((each) => ({ ...each.change, size: writeSize(each, figures) }));
  return { ...plan, changes };
}

function askForChange(world: SizeWorld, change: PlannedChange): AskedChange {
  const { address, id } = change;
  const kind = isAddress(address) ? kindOf(address) : 'segment';
  const declared = declaredBy(change);
  // One channel for both sides: figures of two channels can't be compared.
  const [channel]: Channels =
    id === null
      ? declared
        ? channelsOfDeclared(world, declared)
        : [null]
      : channelsOf(world, world.entityOf(kind, id));
  const before: Question | null = id === null ? null : { ask: 'compute', kind, id, channel };
  if (keepsPeople(change)) return { change, before, after: before };
  return { change, before, after: declared && askForDeclared(world, declared, channel) };
}

function writeSize({ before, after }: AskedChange, figures: Figures): SizeChange {
  const [was, will] = [before && figures(before), after && figures(after)];
  const reasons = [
    ...(was?.reason ? [['before', was.reason.text]] : []),
    ...(will?.reason ? [['after', will.reason.text]] : []),
  ];
  const isOne = new Set(reasons.map(([, text]) => text)).size === 1;
  const reason = isOne ? reasons[0]?.[1] : reasons.map((parts) => parts.join(': ')).join('; ');
  const channel = channelOf(before) ?? channelOf(after);
  return {
    before: was?.size ?? null,
    after: will?.size ?? null,
    ...(channel === null ? {} : { channel }),
    ...(reason ? { reason } : {}),
  };
}

function channelOf(question: Question | null): 'Onsite' | 'Offsite' | null {
  if (question?.ask === 'compute') return question.channel;
  const channel = question?.ask === 'estimate' ? question.attributes['channel'] : null;
  return channel === 'Onsite' || channel === 'Offsite' ? channel : null;
}
