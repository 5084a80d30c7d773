/**
 * Plan files that were forged with a right checksum, beside manifests that ask for something else or for
 * nothing: what is done already, what is left out, and what is shown are ways in, too.
 */
import { describe, expect, test } from '@jest/globals';
import type { ContactLists } from '../../../src/apply/contact-lists.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Project } from '../../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../../src/model/remote/snapshot.ts';
import { planChecksum } from '../../../src/plan/document/plan-checksum.ts';
import { apply } from '../../../src/reconciler/apply.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import type { PlanDocument, PlannedChange } from '../../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote } from '../../support/memory-remote.ts';

const views = { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } };
const buys = { events: { shopperActivity: 'Buy', lookbackDays: 'Last30Days' } };
const leaf = (id: string) => ({ audienceSegmentId: id });

/** The plan of what the manifests ask for where everything but them is as in `snapshot`. */
function planOf(declarations: readonly Declaration[], snapshot: Snapshot, project = aProject()) {
  const { value, diagnostics } = plan({ project, declarations }, snapshot);
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

interface Forged {
  readonly declarations: readonly Declaration[];
  readonly snapshot: Snapshot;
  readonly plan: PlanDocument;
  readonly project?: Project;
  readonly checksum?: string;
}

/** Applies a plan beside manifests, and tells what was sent and which lists were filled. */
async function applyForged(forged: Forged) {
  const { declarations, snapshot, project = aProject(), checksum } = forged;
  const remote = createMemoryRemote(snapshot);
  const filled: string[] = [];
  const lists: ContactLists = {
    begin: async () => null,
    sync: async ({ address, id }) => {
      filled.push(`${address} ${id}`);
      return { outcome: 'done', members: { added: 1, removed: 0, requests: 1 } };
    },
  };
  const result = await apply(forged.plan, remote, {
    ...{ beside: { loaded: { project, declarations } }, lists, clock: createFakeClock() },
    ...(checksum === undefined ? {} : { checksum }),
  });
  return { result, sent: remote.requests, filled };
}

async function expectRefused(forged: Forged): Promise<void> {
  const { result, sent, filled } = await applyForged(forged);
  expect([result, sent, filled]).toEqual([
    { state: 'refused', refusals: expect.arrayContaining([expect.anything()]) },
    [],
    [],
  ]);
  if (result.state !== 'refused') throw new Error(result.state);
  expect(result.refusals.map(({ code }) => code)).toContain('plan-not-declared');
}

/** With changes of the forger's own, a summary that counts them, and a checksum that fits. */
function forge(planned: PlanDocument, differs: Partial<PlanDocument>): PlanDocument {
  const forged = { ...planned, refusals: [], ...differs };
  const count = (action: PlannedChange['action']) =>
    forged.changes.filter((change) => change.action === action).length;
  const summary = {
    ...forged.summary,
    ...{ create: count('create'), update: count('update') },
    ...{ replace: count('replace'), delete: count('delete') },
  };
  const counted = { ...forged, summary };
  return { ...counted, checksum: planChecksum(counted) };
}

function aChange(differs: Partial<PlannedChange>): PlannedChange {
  return {
    ...{ address: 'segment/Customers', action: 'update', id: '1', origin: 'unknown' },
    ...{ reasons: [{ code: 'x', text: 'y' }], undo: 'reversible', liveUse: { known: false } },
    ...{ before: {}, after: {}, segmentIds: { before: {}, after: {} }, paths: [], patch: [] },
    ...{ dependsOn: [], source: null },
    ...differs,
  };
}

const filling: PlannedChange['members'] = {
  ...{ state: 'delta', mode: 'mirror', identifierType: 'Email', column: 'email', format: 'plain' },
  ...{ send: 'hashed', adds: 0, removes: 0, held: 20, total: 20, invalid: 0, requests: 0 },
  consents: [],
};
const list = (name: string, retailerId = '1234') => ({
  ...{ name, retailerId },
  contactList: { identifierType: 'Email' },
});

describe('a list of somebody else is not filled from a source of ours', () => {
  const declarations = [aSegment('Customers')];
  const own = aSegmentRow('1', 'Customers');
  const victim = aSegmentRow('2', 'Opted out');
  const namesake = aSegmentRow('3', 'Customers', { retailerId: '5678' });

  test.each<[string, readonly RemoteRow[], PlannedChange]>([
    [
      'by its ID, under the address of ours',
      [own, victim],
      aChange({ id: '2', before: list('Opted out'), after: list('Opted out'), members: filling }),
    ],
    [
      'by its own address',
      [own, victim],
      aChange({
        ...{ id: '2', address: 'segment/Opted out', members: filling },
        ...{ before: list('Opted out'), after: list('Opted out') },
      }),
    ],
    [
      'as a namesake of another retailer that is said to be created',
      [own, namesake],
      aChange({
        ...{ action: 'create', id: null, before: null, after: list('Customers', '5678') },
        members: filling,
      }),
    ],
  ])('%s', async (_, segments, change) => {
    const snapshot = aSnapshot(segments);
    const honest = planOf(declarations, aSnapshot([own]));
    const forged = forge(honest, { changes: [change], members: true });
    await expectRefused({ declarations, snapshot, plan: forged });
  });

  test('nor is any, by a plan that was reviewed without members', async () => {
    const snapshot = aSnapshot([own]);
    const honest = planOf(declarations, snapshot);
    const change = aChange({
      before: list('Customers'),
      after: list('Customers'),
      members: filling,
    });
    const { checksum } = honest;
    for (const plan of [
      { ...honest, changes: [change], summary: { ...honest.summary, update: 1 } },
      {
        ...honest,
        changes: [change],
        summary: { ...honest.summary, update: 1 },
        members: true as const,
      },
    ]) {
      const { result, filled } = await applyForged({ declarations, snapshot, plan, checksum });
      expect([result.state, filled]).toEqual(['refused', []]);
    }
  });
});

describe('what is said to be done lends no licence', () => {
  const everyone = aSegmentRow('1', 'Everyone', views);
  const retired = aSegmentRow('2', 'Buyers (retired)', buys);
  const snapshot = aSnapshot([everyone, retired], [anAudienceRow('9', 'Target', leaf('2'))]);
  const cover = aChange({
    ...{ address: 'segment/Everyone', action: 'replace', id: '2', undo: 'new-id' },
    before: { name: 'Buyers', retailerId: '1234', ...buys },
    after: { name: 'Everyone', retailerId: '1234', ...views },
    temporaryName: 'audiencectl new 0123456789abcdef for 0123456789abcdef',
  });
  const side = (name: string) => ({ name: 'Target', retailerId: '1234', algebra: name });
  const change = aChange({
    ...{ address: 'audience/Target', id: '9', paths: ['algebra'] },
    ...{ before: side('Buyers (retired)'), after: side('Everyone') },
    segmentIds: { before: { 'Buyers (retired)': '2' }, after: { Everyone: null } },
  });
  const segments = [aSegment('Everyone', views), aSegment('Buyers (retired)', buys)];

  test.each<[string, Partial<Declaration>]>([
    ['the manifests ask for the tree that is there', {}],
    ['the algebra is left alone', { ignoreChanges: ['algebra'] }],
  ])('to move an audience where %s', async (_, differs) => {
    const audience = { ...anAudience('Target', 'Buyers (retired)'), ...differs };
    const declarations = [...segments, audience];
    const honest = planOf(declarations, snapshot);
    expect(honest.changes).toEqual([]);
    for (const differing of [{ changes: [cover], moves: [change] }, { changes: [cover, change] }]) {
      await expectRefused({ declarations, snapshot, plan: forge(honest, differing) });
    }
  });
});

describe('a part of a plan is refused like the whole', () => {
  const project = aProject({ prune: 'owned', owns: { segments: { names: ['FR *'] } } });

  test('of a rename that nobody declared, the deletion alone', async () => {
    const snapshot = aSnapshot([aSegmentRow('1', 'FR Old', { description: 'd' })]);
    const declarations = [aSegment('FR New', { description: 'd' })];
    const honest = planOf(declarations, snapshot, project);
    expect(honest.refusals.map(({ code }) => code)).toEqual(['looks-like-rename']);
    const changes = honest.changes.filter(({ action }) => action === 'delete');
    expect(changes).toHaveLength(1);
    const plan = forge(honest, { changes });
    const { result, sent } = await applyForged({ declarations, snapshot, project, plan });
    expect([result.state, sent]).toEqual(['refused', []]);
  });

  test('of manifests that cannot be planned', async () => {
    const rows = [aSegmentRow('1', 'FR customers'), aSegmentRow('2', 'FR x')];
    const snapshot = aSnapshot(rows);
    const other = planOf([aSegment('FR x')], snapshot, project);
    expect(other.changes).toMatchObject([{ action: 'delete', id: '1' }]);
    const declarations = [aSegment('FR Customers'), aSegment('FR x')];
    expect(() => planOf(declarations, snapshot, project)).toThrow(/FR customers/u);
    await expectRefused({ declarations, snapshot, project, plan: forge(other, {}) });
  });

  test('of a replacement, without what moves along', async () => {
    const snapshot = aSnapshot(
      [aSegmentRow('1', 'CRM')],
      [anAudienceRow('9', 'Target', leaf('1'))],
    );
    const crm = aSegment('CRM', { contactList: { identifierType: 'PhoneNumber' } });
    const declarations = [{ ...crm, allowReplace: true }, anAudience('Target', 'CRM')];
    const honest = planOf(declarations, snapshot);
    expect([honest.refusals, honest.moves.length]).toEqual([[], 1]);
    await expectRefused({ declarations, snapshot, plan: forge(honest, { moves: [] }) });
  });

  test('of a move, without one of the segments that are replaced', async () => {
    const rows = [aSegmentRow('1', 'CRM'), aSegmentRow('2', 'Shop')];
    const tree = { and: [leaf('1'), leaf('2')] };
    const snapshot = aSnapshot(rows, [anAudienceRow('9', 'Target', tree)]);
    const phones = { contactList: { identifierType: 'PhoneNumber' } };
    const declarations = [
      { ...aSegment('CRM', phones), allowReplace: true },
      { ...aSegment('Shop', phones), allowReplace: true },
      anAudience('Target', { and: [{ segment: 'CRM' }, { segment: 'Shop' }] }),
    ];
    const honest = planOf(declarations, snapshot);
    const [move] = honest.moves;
    if (!move) throw new Error('nothing moves');
    expect(move.segmentIds.after).toEqual({ CRM: null, Shop: null });
    const half = { ...move, segmentIds: { ...move.segmentIds, after: { CRM: null, Shop: '2' } } };
    await expectRefused({ declarations, snapshot, plan: forge(honest, { moves: [half] }) });
  });
});

describe('a change is shown as what is sent', () => {
  const rows = [aSegmentRow('1', 'Customers', buys), aSegmentRow('2', 'Visitors', views)];
  const was = { and: [leaf('2'), { not: leaf('1') }] };
  const snapshot = aSnapshot(rows, [anAudienceRow('9', 'Target', was)]);
  const segments = [aSegment('Customers', buys), aSegment('Visitors', views)];
  const described = [
    aSegment('Customers', buys),
    aSegment('Visitors', { ...views, description: 'new' }),
  ];
  const tree = (wanted: string, unwanted: string) => ({
    and: [{ segment: wanted }, { not: { segment: unwanted } }],
  });

  test('also where names are crossed, so that both trees read the same', async () => {
    const declarations = [...segments, anAudience('Target', tree('Customers', 'Visitors'))];
    const honest = planOf(declarations, snapshot);
    const [change] = honest.changes;
    if (!change) throw new Error('nothing changes');
    const crossed = {
      ...change,
      before: { ...change.before, algebra: change.after?.['algebra'] ?? null },
      segmentIds: { ...change.segmentIds, before: { Customers: '2', Visitors: '1' } },
    };
    await expectRefused({ declarations, snapshot, plan: forge(honest, { changes: [crossed] }) });
  });

  test('and an update that sends nothing is none', async () => {
    const declarations = [...described, anAudience('Target', tree('Visitors', 'Customers'))];
    const honest = planOf(declarations, snapshot);
    expect(honest.changes).toHaveLength(1);
    const same = {
      name: 'Target',
      retailerId: '1234',
      algebra: { and: ['Visitors', { not: 'Customers' }] },
    };
    const empty = aChange({
      ...{ address: 'audience/Target', id: '9', before: same, after: same },
      segmentIds: {
        before: { Visitors: '2', Customers: '1' },
        after: { Visitors: '1', Customers: '2' },
      },
    });
    const plan = forge(honest, { changes: [...honest.changes, empty] });
    await expectRefused({ declarations, snapshot, plan });
    const plain = {
      ...empty,
      segmentIds: { before: empty.segmentIds.before, after: empty.segmentIds.before },
    };
    const other = forge(honest, { changes: [...honest.changes, plain] });
    await expectRefused({ declarations, snapshot, plan: other });
  });

  test('and a replacement has a name that tells later runs whose it is', async () => {
    const crm = aSegment('CRM', { contactList: { identifierType: 'PhoneNumber' } });
    const declarations = [{ ...crm, allowReplace: true }];
    const account = aSnapshot([aSegmentRow('1', 'CRM')]);
    const honest = planOf(declarations, account);
    const changes = honest.changes.map(({ temporaryName: _, ...change }) => change);
    await expectRefused({ declarations, snapshot: account, plan: forge(honest, { changes }) });
  });

  test('and what only deletes is still asked for', async () => {
    const declarations = [absent('segment', 'Customers')];
    const account = aSnapshot([
      aSegmentRow('1', 'Customers', buys),
      aSegmentRow('2', 'Visitors', views),
    ]);
    const honest = planOf(declarations, account);
    const [change] = honest.changes;
    if (!change) throw new Error('nothing changes');
    const other = {
      ...change,
      address: 'segment/Visitors',
      id: '2',
      before: { ...change.before, name: 'Visitors', ...views },
    };
    await expectRefused({
      declarations,
      snapshot: account,
      plan: forge(honest, { changes: [other] }),
    });
  });
});
