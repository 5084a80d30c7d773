/** One action on one entity, before it is written down: both sides as the planner holds them. */
import type { Address } from '../../model/entity.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonValue } from '../../model/text/json.ts';
import type { PlannedMembers } from '../../schema/generated/plan.ts';
import type { Origin } from '../base/judge-origin.ts';
import type { Match } from '../match/match-declarations.ts';
import type { DesiredEntity } from './desired-entity.ts';

export interface Reason {
  readonly code: string;
  readonly text: string;
  /** The attribute it is about, as a dotted path. */
  readonly path?: string;
  /** Who made the change, with a base. */
  readonly origin?: Origin;
  /** What the base declared, where git and the remote both moved away from it. */
  readonly base?: JsonValue;
}

interface ChangeBase {
  readonly address: Address;
  /** Null for what is deleted because no manifest names it. */
  readonly match: Match | null;
  readonly reasons: readonly Reason[];
  /** What becomes of a contact list's members, with `--members`. */
  readonly members?: PlannedMembers;
}

export type Change = ChangeBase &
  (
    | { readonly action: 'create'; readonly desired: DesiredEntity }
    | {
        readonly action: 'update' | 'replace';
        readonly desired: DesiredEntity;
        readonly remote: RemoteEntity;
        /** The attributes to send. */
        readonly paths: readonly string[];
      }
    | { readonly action: 'delete'; readonly remote: RemoteEntity }
  );
