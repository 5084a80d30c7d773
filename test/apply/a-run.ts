/** Runs of apply on a remote whose answers are lost, refused or late. */
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ApplyReport } from '../../src/apply/apply-report.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type {
  Problem,
  RemoteWriter,
  WriteAnswer,
  WriteRequest,
} from '../../src/model/remote/remote.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { anAudienceRow, aProject, aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, type MemoryRemote } from '../support/memory-remote.ts';

const project = aProject();

export function planOf(declarations: readonly Declaration[], snapshot: Snapshot): PlanDocument {
  const { value, diagnostics } = planChanges({
    ...{ project, declarations, snapshot, version: '0.0.0' },
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

export function aProblem(
  code: string,
  type: string | null = null,
  index: number | null = null,
): Problem {
  return { code, detail: null, traceId: 't', index, deprecation: false, type };
}

export const lost: WriteAnswer = { outcome: 'unknown', problems: [aProblem('api-unreachable')] };
export const refused = (status: number | null, code: string): WriteAnswer => ({
  outcome: 'refused',
  status,
  problems: [aProblem(code)],
});

export const world = (): MemoryRemote =>
  createMemoryRemote(
    aSnapshot(
      [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Old')],
      [anAudienceRow('3', 'A', { audienceSegmentId: '1' })],
    ),
  );

interface Run {
  readonly writer: (remote: MemoryRemote) => Partial<RemoteWriter>;
  readonly signal?: AbortSignal;
}

export async function run(
  remote: MemoryRemote,
  plan: PlanDocument,
  { writer, signal }: Run,
): Promise<{ readonly report: ApplyReport; readonly text: string }> {
  const result = await applyPlan({
    ...{ plan, snapshot: remote.snapshot(), remote: { ...remote, ...writer(remote) } },
    ...{ clock: createFakeClock(), parallelism: 2 },
    ...(signal ? { signal } : {}),
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const { report } = result;
  return { report, text: renderApplyReport(report, { format: 'text', plan }) };
}

/** Searches show what was there before, until the nth of them. */
export function staleReads(
  remote: MemoryRemote,
  until: number = Number.POSITIVE_INFINITY,
): Pick<RemoteWriter, 'readAll' | 'readByIds'> & { readonly reads: () => number } {
  const before = remote.snapshot();
  let reads = 0;
  const view = () => (++reads >= until ? remote.snapshot() : before);
  return {
    reads: () => reads,
    readAll: async (kind: 'segment' | 'audience') => view()[`${kind}s`],
    readByIds: async (kind: 'segment' | 'audience', ids: readonly string[]) =>
      view()[`${kind}s`].filter(({ id }) => ids.includes(id)),
  };
}

export type Write = RemoteWriter['write'];

/** The first write is carried out and never answered; each later one of its verb gets what is given. */
export function firstLost(remote: MemoryRemote, later: WriteAnswer | (() => WriteAnswer)): Write {
  let first: WriteRequest | null = null;
  return async (request) => {
    if (first === null) {
      first = request;
      await remote.write(request);
      return lost;
    }
    if (first.verb !== request.verb) return remote.write(request);
    return typeof later === 'function' ? later() : later;
  };
}
