/** Plans that start valid: a test names only what differs. */
import type {
  AffectedAudience,
  PlanDocument,
  PlannedChange,
  PlannedRequest,
} from '../../src/schema/generated/plan.ts';

const checksum: string = '3f9a51c0'.repeat(8);

export function aChange(
  address: string,
  action: PlannedChange['action'],
  differs: Partial<PlannedChange> = {},
): PlannedChange {
  const isNew = action === 'create';
  const isUpdate = action === 'update' || action === 'replace';
  const name = address.slice(address.indexOf('/') + 1);
  const folder = address.startsWith('segment/') ? 'segments' : 'audiences';
  return {
    address,
    action,
    id: isNew ? null : '314195',
    origin: 'unknown',
    reasons: [reasonFor(action)],
    undo: action === 'delete' || action === 'replace' ? 'new-id' : 'reversible',
    ...(isUpdate ? { reach: { verdict: 'same' as const, enter: null, leave: null } } : {}),
    liveUse: { known: true, adSetIds: [] },
    before: isNew ? null : { name },
    after: action === 'delete' ? null : { name },
    segmentIds: { before: {}, after: {} },
    paths: [],
    patch: [],
    dependsOn: [],
    source: { file: `${folder}/all.yaml`, line: 3, column: 5 },
    ...differs,
  };
}

function reasonFor(action: PlannedChange['action']) {
  if (action === 'create') return { code: 'not-remote', text: 'declared, but not remote yet' };
  if (action === 'delete') return { code: 'state-absent', text: 'state: absent' };
  return { code: 'attribute-changed', text: 'description' };
}

/** Marketing solutions; the summary and the requests follow from the changes. */
export function aPlan(differs: Partial<PlanDocument> = {}): PlanDocument {
  const { changes = [] } = differs;
  const count = (action: PlannedChange['action']) =>
    changes.filter((change) => change.action === action).length;
  return {
    formatVersion: 1,
    tool: { name: 'audiencectl', version: '0.1.0' },
    project: {
      name: 'acme-fr',
      environment: 'production',
      platform: 'marketing-solutions',
      advertiserId: '78462',
      apiVersion: '2026-07',
      audienceApiVersion: '2026-07',
    },
    checksum,
    consents: [],
    read: { segments: 412, audiences: 903 },
    summary: {
      create: count('create'),
      update: count('update'),
      replace: count('replace'),
      delete: count('delete'),
      unchanged: 37,
      unmanaged: 1274,
    },
    moves: [],
    leftAlone: [],
    affected: [],
    requests: requestsFor(changes),
    refusals: [],
    diagnostics: [],
    ...differs,
    changes: [...changes],
  };
}

function requestsFor(changes: readonly PlannedChange[]): PlannedRequest[] {
  return changes.map(({ address, action }, index) => ({
    step: 1 + (index % 4),
    kind: address.startsWith('segment/') ? 'segment' : 'audience',
    verb: action === 'replace' ? 'create' : action,
    addresses: [address],
  }));
}

export function anAffected(
  name: string,
  via: string,
  adSetIds: readonly string[] = [],
): AffectedAudience {
  const address = `audience/${name}`;
  return { address, verdict: 'unknown', via: [`segment/${via}`], adSetIds: [...adSetIds] };
}
