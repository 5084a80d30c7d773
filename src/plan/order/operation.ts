/** What is sent for a change: the nodes of the one graph that puts everything in order. */
import type { Address, Kind, Verb } from '../../model/entity.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { PlannedMembers } from '../../schema/generated/plan.ts';

/**
 * `main` is the change itself, or the one create of a replacement. Around it: a name made free ahead
 * of time (`step-aside`), and the end of a replacement (`retire` the old one, `rename` the new one).
 */
type Role = 'main' | 'step-aside' | 'retire' | 'rename';

/** `fill` is no bulk request: it makes the members of a contact list what its source says. */
export type OperationVerb = Verb | 'fill';

export interface Operation {
  /** Unique in a plan, and the same for the same change: `segment/NAME#create`, `segment/NAME#update@ID`. */
  readonly key: string;
  /** The address of the change it belongs to. */
  readonly address: Address;
  /** Distinguishes that change from others of its address. */
  readonly of: string;
  readonly role: Role;
  readonly kind: Kind;
  readonly verb: OperationVerb;
  /** The entity acted on; null for a create, and for what the same change creates. */
  readonly id: string | null;
  /** The name that a create or a rename gives. */
  readonly name: string | null;
  /** The entity as it will be, in the manifest's words; null for a delete. */
  readonly attributes: JsonObject | null;
  /** The attributes that an update sends. */
  readonly paths: readonly string[];
  /** The IDs of the segments that `attributes` names; null for one that this plan creates. */
  readonly segmentIds: Readonly<Record<string, string | null>>;
  /** Of those that this plan creates, the change that does, as in `of`. */
  readonly makers: ReadonlyMap<string, string>;
  /** What is to become of a list's members, for a `fill`; else null. */
  readonly members: PlannedMembers | null;
  /** What the entity is called instead when it cannot be deleted for good. */
  readonly retiredName: string | null;
  /** Keys of the operations that must be done first. */
  readonly needs: readonly string[];
}
