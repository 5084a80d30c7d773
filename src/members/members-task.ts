/** One list and what is to become of its members; and what there is to do it with. */

import type { PlatformName } from '../model/entity.ts';
import type { ContactListTarget } from '../model/members-remote.ts';
import type { Clock } from '../model/remote.ts';
import type { SourceFormat } from './identifier-rule.ts';
import type { LedgerPlace } from './ledger-place.ts';
import type { MemberSource } from './read-source.ts';

export interface MembersTask {
  /** For reports: `segment/NAME`, or the ID where there is no name. */
  readonly address: string;
  readonly target: ContactListTarget;
  /** As the API spells it for this platform. */
  readonly identifierType: string;
  /** Needed by `gum` identifiers alone. */
  readonly gumCallerId: number | null;
  readonly source: MemberSource;
  readonly format: SourceFormat;
  readonly send: 'hashed' | 'plain';
  /**
   * `mirror` makes the list equal to the source, `append` adds what the source has, `remove`
   * removes it.
   */
  readonly mode: MembersMode;
  /** The list was created just now and nobody has filled it. */
  readonly isNew: boolean;
  readonly consents: MembersConsents;
}

export type MembersMode = 'mirror' | 'append' | 'remove';

export interface MembersConsents {
  /** `--allow-member-removal`. */
  readonly removal: boolean;
  /** `--allow-members-rebuild`. */
  readonly rebuild: boolean;
  /** `limits.maxMemberRemovePercent`. */
  readonly maxRemovePercent: number;
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
  readonly stdin: AsyncIterable<Buffer>;
  /** The most members in memory; longer lists are read in shares, several times. 24 million unless given. */
  readonly membersAtOnce?: number;
  readonly clock: Clock;
}

/** What a context says about ledgers. */
export type LedgerSettings = Pick<
  MembersContext,
  'platform' | 'ledgerFolder' | 'ledgerKey' | 'ledgerOldKey'
>;

export function ledgerPlace(context: LedgerSettings, target: ContactListTarget): LedgerPlace {
  const family = target.kind === 'legacy-audience' ? target.kind : context.platform;
  const { ledgerFolder: folder, ledgerKey: secret, ledgerOldKey: oldSecret } = context;
  return { folder, list: `${family}/${target.id}`, secret, oldSecret };
}
