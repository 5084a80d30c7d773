/**
 * An emulator of the vendor's audience API. Requests come in as plain data, answers go out as
 * plain data; it knows nothing of networks, files or the real clock, nor of the rest of the product.
 */

import type { MembersChange } from './contact-lists/member-book.ts';
import { editRow, type RowEdit } from './entities/edit-row.ts';
import { createFaultPlan } from './faults/fault-plan.ts';
import { answerInspection } from './inspection/inspect.ts';
import type { LoggedRequest } from './inspection/request-log.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { createMachine, type Machine } from './machine.ts';
import { firstScope, writeDocument } from './persistence/sandbox-document.ts';
import { type PlainRequest, type PlainResponse, splitTarget } from './protocol/exchange.ts';
import { runRequest } from './protocol/run-request.ts';
import { completeSettings, type SettingsInput } from './settings.ts';

export interface SandboxOptions {
  readonly settings?: SettingsInput;
  /** A snapshot, or what an earlier sandbox saved: the state to start from. */
  readonly document?: JsonValue;
  /** Changes of contact lists since then, in their order. */
  readonly membersChanges?: readonly MembersChange[];
  /** How many ready-made segments marketing solutions offers, unless the document brings its own; 130. */
  readonly behavioralSegments?: number;
  /** Milliseconds since 1970; without it a clock that moves a second with each request. */
  readonly now?: () => number;
  readonly onMembersChange?: (change: MembersChange) => void;
}

export interface Sandbox {
  exchange(request: PlainRequest): PlainResponse;
  /** Changes how it behaves from here on; fault counters start again when faults are given. */
  configure(settings: SettingsInput): void;
  /** Changes a row as another user would in the UI: no rule applies. */
  edit(edit: RowEdit): string;
  /** Whether there is a row of that ID to edit. */
  has(edit: RowEdit): boolean;
  endTokens(as: 'expired' | 'revoked'): void;
  /** What happens at midnight and noon: statistics catch up with the members. */
  recompute(): void;
  requests(): readonly LoggedRequest[];
  forgetRequests(): void;
  /** Everything stored, in the snapshot format; null while there is nothing to say. */
  document(): JsonObject | null;
  /** Contact lists by the ID of their segment. */
  members(): Readonly<Record<string, MembersSummary>>;
  /** Grows with each change of what is stored. */
  revision(): number;
}

interface MembersSummary {
  readonly count: number;
  readonly fingerprint: string;
}

/** More than one page of the largest size. */
const defaultBehavioralSegments = 130;

/** @throws Error when the document is no snapshot. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const machine = createMachine({
    settings: completeSettings(options.settings ?? {}),
    document: options.document,
    membersChanges: options.membersChanges ?? [],
    behavioralSegments: options.behavioralSegments ?? defaultBehavioralSegments,
    now: options.now,
    onMembersChange: options.onMembersChange,
  });
  const sandbox: Sandbox = {
    exchange: (request) => {
      const { path } = splitTarget(request.target);
      return path.startsWith('/_sandbox/')
        ? answerInspection(sandbox, request)
        : runRequest(machine, request);
    },
    configure: (input) => configure(machine, input),
    edit: (edit) => editRow(machine.store, edit, machine.now()),
    has: ({ platform, kind, id }) =>
      id !== undefined && machine.store.find(platform, kind, id) !== undefined,
    endTokens: (as) => machine.office.end(as),
    recompute: () => machine.members.recompute(),
    requests: () => machine.log,
    forgetRequests: () => {
      machine.log.length = 0;
    },
    document: () => describeState(machine),
    members: () => describeMembers(machine),
    revision: () => machine.store.revision() + machine.members.revision(),
  };
  return sandbox;
}

function configure(machine: Machine, input: SettingsInput): void {
  machine.settings = completeSettings(input, machine.settings);
  if (input.faults === undefined) return;
  machine.faultPlan = createFaultPlan(machine.settings.faults, machine.settings.seed);
}

function describeState(machine: Machine): JsonObject | null {
  const { store, members } = machine;
  machine.main ??= firstScope(store);
  if (machine.main === null) return null;
  const counts = members.segmentIds().map((id) => [id, members.count(id)] as const);
  return writeDocument(store, machine.main, Object.fromEntries(counts));
}

function describeMembers({ members }: Machine): Readonly<Record<string, MembersSummary>> {
  const pairs = members
    .segmentIds()
    .map((id) => [id, { count: members.count(id), fingerprint: members.fingerprint(id) }] as const);
  return Object.fromEntries(pairs);
}
