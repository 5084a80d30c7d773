import {
  createMemberBook,
  type MemberBook,
  type MembersChange,
} from './contact-lists/member-book.ts';
import { createStaleView, type StaleView } from './entities/stale-view.ts';
import { createStore, type Store } from './entities/store.ts';
import { createFaultPlan, type FaultPlan } from './faults/fault-plan.ts';
import type { LoggedRequest } from './inspection/request-log.ts';
import type { JsonValue } from './json.ts';
import { behavioralSegments } from './marketing-solutions/behavioral-segments.ts';
import { loadDocument, type Scope } from './persistence/sandbox-document.ts';
import { createRateLimiter, type RateLimiter } from './protocol/rate-limiter.ts';
import { createTokenOffice, type TokenOffice } from './protocol/tokens.ts';
import type { Settings } from './settings.ts';

/** The moving parts of a running sandbox. */
export interface Machine {
  settings: Settings;
  faultPlan: FaultPlan;
  /** Requests so far, inspections not counted. */
  requestCount: number;
  /** What a saved document shows in the open. */
  main: Scope | null;
  readonly log: LoggedRequest[];
  readonly store: Store;
  readonly members: MemberBook;
  readonly limiter: RateLimiter;
  readonly stale: StaleView;
  readonly office: TokenOffice;
  readonly now: () => number;
}

/** Where the built-in clock starts: an arbitrary instant that is the same in every run. */
const firstInstant = Date.UTC(2026, 0, 15, 9, 30);

export interface MachineOptions {
  readonly settings: Settings;
  readonly document: JsonValue | undefined;
  readonly membersChanges: readonly MembersChange[];
  readonly behavioralSegments: number;
  readonly now: (() => number) | undefined;
  readonly onMembersChange: ((change: MembersChange) => void) | undefined;
}

/** @throws Error when the document is no snapshot. */
export function createMachine(options: MachineOptions): Machine {
  const { settings, document, now } = options;
  const store = createStore();
  const members = createMemberBook(options.onMembersChange);
  const main = document === undefined ? null : loadDocument(document, store);
  for (const change of options.membersChanges) members.replay(change);
  // A saved advertiser brings the behavioral segments that it saw.
  const isSavedAdvertiser = main?.platform === 'marketing-solutions';
  const hasShared = store.rows('marketing-solutions', 'segment').some(({ scope }) => scope === '');
  if (!isSavedAdvertiser && !hasShared) {
    for (const segment of behavioralSegments(options.behavioralSegments)) store.put(segment);
  }
  const machine: Machine = {
    settings,
    faultPlan: createFaultPlan(settings.faults, settings.seed),
    requestCount: 0,
    main,
    log: [],
    store,
    members,
    limiter: createRateLimiter(),
    stale: createStaleView(),
    office: createTokenOffice(settings.seed, () => machine.settings.tokenLifetimeSeconds),
    now: now ?? (() => firstInstant + machine.requestCount * 1000),
  };
  return machine;
}
