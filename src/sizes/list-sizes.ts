/** All sizes of a project: of what exists, and of what is declared and not there yet. */
import { compareText } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import { compileGlob } from '../model/name.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import type { Channel } from '../platforms/platform.ts';
import type { PlanDocument, PlannedChange } from '../schema/generated/plan.ts';
import { askForDeclared } from './ask-for-declared.ts';
import type { Figure } from './explain-size.ts';
import { lookUpSizes } from './look-up-sizes.ts';
import type { Question } from './question.ts';
import type { SizeReader } from './size-reader.ts';
import {
  channelsOf,
  channelsOfDeclared,
  createSizeWorld,
  declaredBy,
  keepsPeople,
  type SizeWorld,
} from './size-world.ts';

export interface SizeRow extends Figure {
  readonly address: string;
  /** Null for what is not remote yet. */
  readonly id: string | null;
  /** Of what exists, or of what is declared and would take its place. */
  readonly basis: 'computed' | 'estimated';
  /** Null on a platform without channels. */
  readonly channel: Channel | null;
}

type Asked = Omit<SizeRow, keyof Figure> & { readonly question: Question };

/**
 * @param plan what the manifests would change: that is what there is to estimate.
 * @param snapshot the one that the plan was made from.
 * @param glob of addresses. Null: everything but what belongs to others, such as Criteo's
 *   behavioral segments.
 */
export async function listSizes(
  plan: PlanDocument,
  snapshot: Snapshot,
  glob: string | null,
  reader: SizeReader,
): Promise<readonly SizeRow[]> {
  const world = createSizeWorld(plan, snapshot);
  const known = new Set<string>([
    ...plan.changes.map(({ address }) => address),
    ...world.entities.map(({ kind, name }) => addressOf(kind, name)),
  ]);
  const isWanted = glob === null ? null : compileGlob(glob, known);
  const existing = world.entities.filter((entity) =>
    isWanted ? isWanted(addressOf(entity.kind, entity.name)) : isOurs(entity),
  );
  const changing = plan.changes.filter(
    (change) => !keepsPeople(change) && (isWanted?.(change.address) ?? true),
  );
  const asked = [
    ...existing.flatMap((entity) => askForExisting(world, entity)),
    ...changing.flatMap((change) => askForChanging(world, change)),
  ].sort(compareAsked);
  const figures = await lookUpSizes(
    reader,
    asked.map(({ question }) => question),
  );
  return asked.map(({ question, ...row }) => ({ ...row, ...figures(question) }));
}

function isOurs({ unmanageable }: RemoteEntity): boolean {
  return unmanageable === null || unmanageable === 'read-only';
}

function askForExisting(world: SizeWorld, entity: RemoteEntity): readonly Asked[] {
  const { kind, name, id } = entity;
  return channelsOf(world, entity).map((channel) => ({
    address: addressOf(kind, name),
    id,
    basis: 'computed',
    channel,
    question: { ask: 'compute', kind, id, channel },
  }));
}

function askForChanging(world: SizeWorld, change: PlannedChange): readonly Asked[] {
  const declared = declaredBy(change);
  if (declared === null) return [];
  const { address, id } = change;
  const remote = id === null ? undefined : world.entityOf(declared.kind, id);
  const channels = remote ? channelsOf(world, remote) : channelsOfDeclared(world, declared);
  const asked = channels.map((channel) => ({
    address,
    id,
    basis: 'estimated' as const,
    channel,
    question: askForDeclared(world, declared, channel),
  }));
  // A figure that is missing in one channel is missing in all, and is reported once.
  const [first] = asked;
  return first?.question.ask === 'nothing' ? [{ ...first, channel: null }] : asked;
}

/** Segments first, each entity's rows together, what exists before what is declared. */
function compareAsked(a: Asked, b: Asked): number {
  return (
    compareText(b.address.slice(0, 1), a.address.slice(0, 1)) ||
    compareText(a.address, b.address) ||
    compareText(a.id ?? '', b.id ?? '') ||
    compareText(a.basis, b.basis) ||
    compareText(b.channel ?? '', a.channel ?? '')
  );
}
