/** One list and what is to become of its members; and what there is to do it with. */

import type { PlatformName } from '../model/entity.ts';
import type { ContactListTarget } from '../model/remote/members-remote.ts';
import type { Clock } from '../model/remote/remote.ts';
import type { MemberAllowance } from './brakes/member-allowance.ts';
import type { FileLayer } from './ledger/files/file-layer.ts';
import { nodeFiles } from './ledger/files/node-files.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import { type LockClock, machineLockClock } from './ledger/lock/lock-clock.ts';
import type { LockOptions } from './ledger/lock/lock-ledger.ts';
import type { MemberSource } from './source/member-source.ts';
import type { SourceFormat } from './source/source-format.ts';

export interface MembersTask {
  /** For reports: `segment/NAME`, or the ID where there is no name. */
  readonly address: string;
  readonly target: ContactListTarget;
  /** As the API spells it for this platform. */
  readonly identifierType: string;
  /** The only type that the list takes; null where it takes several, or that is not known. */
  readonly listType: string | null;
  /** Needed by `gum` identifiers alone. */
  readonly gumCallerId: number | null;
  readonly source: MemberSource;
  readonly format: SourceFormat;
  /** Of phone numbers without a country code, by its ISO 3166 code; null where each has one. */
  readonly country: string | null;
  readonly send: 'hashed' | 'plain';
  /**
   * `mirror` makes the list equal to the source, `append` adds what the source has, `remove`
   * removes it.
   */
  readonly mode: MembersMode;
  /** The list was created just now, and is empty. */
  readonly isNew: boolean;
  readonly consents: MembersConsents;
}

export type MembersMode = 'mirror' | 'append' | 'remove';

export interface MembersConsents {
  /** `--allow-member-removal`. */
  readonly removal: boolean;
  /** `--allow-member-growth`. */
  readonly growth: boolean;
  /** `--allow-member-invalid`, about what is read. */
  readonly invalid: boolean;
  /** `--allow-member-invalid`, about what the API says of it once it is sent, which no plan can show. */
  readonly calledInvalid: boolean;
  /** `--allow-members-rebuild`. */
  readonly rebuild: boolean;
  /** What the plan showed of it, for a consent to a plan: the consent accepts no more than that. */
  readonly covered?: readonly MemberAllowance[] | null;
  /** `limits.maxMemberRemovePercent`. */
  readonly maxRemovePercent: number;
  /** `limits.maxMemberGrowPercent`. */
  readonly maxGrowPercent: number;
  /** `limits.maxMemberInvalidPercent`. */
  readonly maxInvalidPercent: number;
  /** The audiences that exclude by the list: while it is empty, all of them are too wide. */
  readonly excludedBy: readonly string[];
  /** `lifecycle.replace: allow` of the segment. */
  readonly replace: boolean;
}

export interface MembersContext {
  readonly platform: PlatformName;
  /** See `ledgerFolder`. */
  readonly ledgerFolder: string;
  /** The value of AUDIENCECTL_LEDGER_KEY; null where there is none. */
  readonly ledgerKey: string | null;
  /** The value of AUDIENCECTL_LEDGER_OLD_KEY; null where there is none. */
  readonly ledgerOldKey: string | null;
  /** How old a ledger may be; any age unless given. */
  readonly maxLedgerAgeMs?: number | null;
  /** What ends the waiting for a source. */
  readonly signal?: AbortSignal;
  /** Called when this run waits: for a list that another run has, or for a pipe. */
  readonly onWait?: (text: string) => void;
  readonly stdin: AsyncIterable<Buffer>;
  /** The most members in memory; longer lists are worked through part by part. A million unless given. */
  readonly membersAtOnce?: number;
  readonly clock: Clock;
  /** Where ledgers and parts of lists are kept; this machine's file system unless given. */
  readonly files?: FileLayer;
  /** Time for locks; this machine's unless given. */
  readonly lockClock?: LockClock;
}

/** What a context says about ledgers. */
export type LedgerSettings = Pick<
  MembersContext,
  'platform' | 'ledgerFolder' | 'ledgerKey' | 'ledgerOldKey' | 'files'
>;

/** @param identifierType null for what concerns the list as a whole. */
export function ledgerPlace(
  context: LedgerSettings,
  target: ContactListTarget,
  identifierType: string | null,
): LedgerPlace {
  const family = target.kind === 'legacy-audience' ? target.kind : context.platform;
  const { ledgerFolder: folder, ledgerKey: secret, ledgerOldKey: oldSecret } = context;
  const { files = nodeFiles } = context;
  return { folder, list: `${family}/${target.id}`, identifierType, secret, oldSecret, files };
}

export function lockOptions({
  lockClock: clock = machineLockClock,
  onWait,
}: Pick<MembersContext, 'lockClock' | 'onWait'>): LockOptions {
  return { clock, ...(onWait ? { onWait } : {}) };
}
