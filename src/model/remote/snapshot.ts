/** What is remote, decoded once into the manifest's words so that it can be compared. */
import type { Kind } from '../entity.ts';
import type { JsonObject } from '../text/json.ts';

export type { RemoteRow, Snapshot } from '../../schema/generated/snapshot.ts';

/** Why an entity is seen but never matched, changed or deleted. */
export type Unmanageable = 'read-only' | 'behavioral' | 'foreign' | 'unknown-type';

/** One remote entity. Every attribute is in the manifest's words and in canonical form. */
export interface RemoteEntity {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Whose it is, such as a retailer's or an advertiser's; null when the row leaves it out. */
  readonly ownerId: string | null;
  /** The type of a segment (`contactList`, `events`, …); null for audiences and unknown types. */
  readonly type: string | null;
  /**
   * Without the name. Sets sorted, points rounded, null and empty left out, references as
   * `{ segmentId }` in algebra and `seedSegmentId` in a lookalike.
   */
  readonly attributes: JsonObject;
  /** Dotted paths the API answered with `Unknown`, or left out although they are always set: never a difference. */
  readonly incomparable: readonly string[];
  /** The object of its type has attributes that are not known here, and that may limit who is in it. */
  readonly isPartlyRead: boolean;
  readonly unmanageable: Unmanageable | null;
  /** The ad sets that use an audience; null where the API does not say (retail media). */
  readonly adSetIds: readonly string[] | null;
  /** Channels of a retail-media entity; empty where the API does not say. */
  readonly channels: readonly string[];
  readonly updatedAt: string | null;
}
