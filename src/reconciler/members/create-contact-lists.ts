/** How apply syncs contact lists: from the sources that the manifests name, with this machine's ledgers. */
import type { MembersSent } from '../../apply/apply-report.ts';
import type { ContactLists, ListToSync } from '../../apply/contact-lists.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { beginLedger } from '../../members/begin-ledger.ts';
import { consentTo } from '../../members/brakes/member-consents.ts';
import { readMembers } from '../../members/declared/read-members.ts';
import type { MembersProblem, MembersResult } from '../../members/members-result.ts';
import type { MembersContext } from '../../members/members-task.ts';
import type { ChunkProgress } from '../../members/send/count-chunk.ts';
import { syncMembers } from '../../members/sync-members.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { MembersRemote } from '../../model/remote/members-remote.ts';
import type { RemoteEntity, RemoteRow, Snapshot } from '../../model/remote/snapshot.ts';
import { countOf } from '../../model/text/count-of.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { declarationOf, type Manifests, taskOfList } from './declared-list.ts';
import { whyNotWritten } from './why-not-written.ts';

export interface SyncRun {
  /** What was remote when the plan was checked. */
  readonly snapshot: Snapshot;
  /** Null where a plan syncs no list. */
  readonly manifests: Manifests | null;
  /** The consents of the plan that do not rest on its file alone. */
  readonly consents: readonly string[];
  readonly surroundings: MembersContext;
  readonly remote: MembersRemote;
  readonly signal: AbortSignal;
  readonly onChunk: (address: string, sent: ChunkProgress) => void;
}

export function createContactLists(run: SyncRun): ContactLists {
  return {
    begin: async (id) => {
      try {
        await beginLedger({ kind: 'segment', id }, run.surroundings);
        return null;
      } catch (error) {
        const why = error instanceof DiagnosticError ? `: ${error.diagnostics[0]?.message}` : '';
        const text = `its ledger could not be started${why}`;
        return { code: 'ledger-not-begun', text };
      }
    },
    sync: (list) => syncList(list, run),
  };
}

type Synced = Outcome & { readonly members: MembersSent };

async function syncList(list: ListToSync, run: SyncRun): Promise<Synced> {
  const { surroundings, remote, signal, onChunk } = run;
  const { manifests, snapshot } = run;
  const declaration = manifests && declarationOf(list.address, list.attributes, manifests);
  const declared = declaration ? readMembers(declaration).value : null;
  if (!manifests || !declaration || !declared)
    return failed('members-not-filled', 'no manifest gives the source of its members');
  const row = snapshot.segments.find(({ id }) => id === list.id);
  const entity = row && decodeListRow(row, manifests);
  const refusal = entity ? whyNotWritten(entity, manifests.project, declaration) : null;
  if (refusal !== null) return failed(refusal.code, refusal.text);
  const consents = list.members.consents.filter((each) => run.consents.includes(each));
  const covered = list.members.allowed ?? [];
  const asked = { ...list, declaration, declared, consents, covered };
  const task = taskOfList(asked, manifests, snapshot);
  const calledInvalid = run.consents.includes(consentTo('invalid'));
  let sent: MembersSent = { added: 0, removed: 0, requests: 0 };
  try {
    const consented = { ...task, consents: { ...task.consents, calledInvalid } };
    const result = await syncMembers(consented, surroundings, remote, {
      signal,
      onProgress: (progress) => {
        const { added, removed, requests } = progress;
        sent = { added, removed, requests };
        onChunk(list.address, progress);
      },
    });
    return outcomeOf(result);
  } catch (error) {
    // One list that fails does not stop the others.
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    return failed(first?.code ?? 'members-not-filled', first?.message ?? null, sent);
  }
}

function decodeListRow(row: RemoteRow, { project }: Manifests): RemoteEntity {
  return decodeRow(platformNamed(project.platform), 'segment', project.scopeId, row);
}

function outcomeOf({ outcome, plan, problem, warnings, ...sent }: MembersResult): Synced {
  const { added, removed, cleared, requests, invalid } = sent;
  const members = { added, removed, requests, ...(cleared === false ? {} : { cleared }) };
  switch (outcome) {
    case 'done': {
      const text = `the API called ${countOf(invalid, 'identifier')} invalid, but does not say which`;
      const all = [
        ...(invalid > 0 ? [{ code: 'members-called-invalid', text }] : []),
        ...warnings.map(({ code, detail }) => ({
          code,
          text: detail ?? 'the API reports this',
        })),
      ];
      const [first, ...also] = all;
      const warning = first && { ...first, ...(also.length > 0 ? { also } : {}) };
      return { outcome, members, ...(warning ? { warning } : {}) };
    }
    case 'interrupted':
      return { outcome: 'skipped', because: outcome, members };
    case 'refused': {
      const [refusal] = plan.refusals;
      return failed(refusal?.code ?? 'members-not-filled', refusal?.text ?? null);
    }
    case 'failed':
    case 'unknown': {
      const unexplained = { code: 'api-refused', detail: null, traceId: null };
      return { outcome, members, error: withListHint(problem ?? unexplained) };
    }
  }
}

/** What the code means elsewhere is about an ID in a manifest; here the plan has the ID from the API. */
function withListHint(problem: MembersProblem): MembersProblem {
  if (problem.code !== 'segment-not-found') return problem;
  return { hint: 'Plan again, because the list no longer exists.', ...problem };
}

function failed(
  code: string,
  detail: string | null,
  members: MembersSent = { added: 0, removed: 0, requests: 0 },
): Synced {
  return { outcome: 'failed', members, error: { code, detail, traceId: null } };
}
