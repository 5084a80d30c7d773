/** Plans as a real account has them, for the golden files. */
import type { PlanDocument, PlannedChange } from '../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from './a-plan.ts';

const ids = { 'Recent viewers': '120001', 'CRM 2025': '120002', 'CRM 2026': null };

const liveUpdate: PlannedChange = aChange('audience/Recent viewers not in CRM', 'update', {
  origin: 'conflict',
  reasons: [
    { code: 'attribute-changed', text: 'algebra', origin: 'declared' },
    {
      code: 'attribute-changed',
      text: 'description',
      origin: 'conflict',
      // The schema allows any JSON here, the generated type objects alone.
      ...JSON.parse('{"base":"Recent viewers, no customers"}'),
    },
  ],
  reach: {
    verdict: 'different',
    enter: 'in "Recent viewers" and "CRM 2025", not in "CRM 2026"',
    leave: 'in "Recent viewers" and "CRM 2026", not in "CRM 2025"',
  },
  emptyLists: { lists: ['CRM 2026'], excludesNobody: ['CRM 2026'], holdsNobody: false },
  liveUse: { known: true, adSetIds: ['51001', '51002', '51977'] },
  before: {
    name: 'Recent viewers not in CRM',
    description: 'Recent viewers, no customers (checked by Ana)',
    algebra: { and: ['Recent viewers', { not: 'CRM 2025' }] },
  },
  after: {
    name: 'Recent viewers not in CRM',
    description: 'Recent viewers who are not customers',
    algebra: { and: ['Recent viewers', { not: 'CRM 2026' }] },
  },
  segmentIds: {
    before: { 'Recent viewers': '120001', 'CRM 2025': '120002' },
    after: { 'Recent viewers': '120001', 'CRM 2026': null },
  },
  paths: ['algebra', 'description'],
  dependsOn: ['segment/CRM 2026'],
  source: { file: 'audiences/shoes.yaml', line: 12, column: 5 },
});

const winBack: PlannedChange = aChange('audience/Win-back spring', 'create', {
  emptyLists: { lists: ['CRM 2026'], excludesNobody: [], holdsNobody: true },
  after: {
    name: 'Win-back spring',
    algebra: { and: ['CRM 2026', { not: 'Buyers 90 days' }] },
  },
  segmentIds: { before: {}, after: { 'CRM 2026': null, 'Buyers 90 days': '120003' } },
  dependsOn: ['segment/CRM 2026'],
  source: { file: 'audiences/winback.yaml', line: 3, column: 5 },
});

const blackFriday: PlannedChange = aChange('audience/Black Friday 2025', 'delete', {
  id: '299310',
  before: { name: 'Black Friday 2025', algebra: { or: ['Buyers 90 days', 'Recent viewers'] } },
  segmentIds: { before: { 'Buyers 90 days': '120003', 'Recent viewers': '120001' }, after: {} },
  source: { file: 'audiences/shoes.yaml', line: 40, column: 5 },
});

const newList: PlannedChange = aChange('segment/CRM 2026', 'create', {
  after: { name: 'CRM 2026', advertiserId: '78462', contactList: {} },
  source: { file: 'segments/crm.yaml', line: 4, column: 5 },
  meta: { owner: 'crm-team' },
});

const lookalike: PlannedChange = aChange('segment/Lookalike of CRM', 'replace', {
  id: '120077',
  reasons: [{ code: 'immutable-attribute-changed', text: 'lookalike.seedSegmentId' }],
  reach: {
    verdict: 'unknown',
    enter: null,
    leave: null,
    reasons: ['Criteo computes who is similar'],
  },
  liveUse: { known: true, adSetIds: ['51100', '51101'] },
  before: {
    name: 'Lookalike of CRM',
    lookalike: { seedSegment: 'CRM 2025', targetSize: 50000 },
  },
  after: {
    name: 'Lookalike of CRM',
    lookalike: { seedSegment: 'CRM 2026', targetSize: 50000 },
  },
  segmentIds: { before: { 'CRM 2025': ids['CRM 2025'] }, after: { 'CRM 2026': null } },
  steps: [
    { verb: 'create', address: 'segment/Lookalike of CRM', text: 'create the new one' },
    {
      verb: 'update',
      address: 'audience/Prospects like our customers',
      text: 'move audience "Prospects like our customers" to it',
    },
    { verb: 'delete', address: 'segment/Lookalike of CRM', text: 'delete the old one' },
    { verb: 'update', address: 'segment/Lookalike of CRM', text: 'give the new one its name' },
  ],
  dependsOn: ['segment/CRM 2026'],
  source: { file: 'segments/crm.yaml', line: 21, column: 5 },
});

const prospects: PlannedChange = aChange('audience/Prospects like our customers', 'update', {
  id: '314200',
  reasons: [{ code: 'reference-moved', text: 'a segment it names is replaced' }],
  reach: { verdict: 'unknown', enter: null, leave: null },
  emptyLists: { lists: ['CRM 2026'], excludesNobody: [], holdsNobody: true },
  liveUse: { known: true, adSetIds: ['51100', '51101'] },
  before: { name: 'Prospects like our customers', algebra: 'Lookalike of CRM' },
  after: { name: 'Prospects like our customers', algebra: 'Lookalike of CRM' },
  segmentIds: { before: { 'Lookalike of CRM': '120077' }, after: { 'Lookalike of CRM': null } },
  paths: ['algebra'],
});

/** Marketing solutions: everything at once, as the plan of a busy week. */
export const mixedPlan: PlanDocument = aPlan({
  base: '../base-4f2c1d9',
  changes: [liveUpdate, winBack, blackFriday, newList, lookalike],
  moves: [prospects],
  affected: [anAffected('Prospects like our customers', 'Lookalike of CRM', ['51100', '51101'])],
  leftAlone: [
    {
      address: 'audience/Spring sale',
      id: '314300',
      reason: 'drift',
      text: 'edited in the UI, unchanged in git',
    },
  ],
  diagnostics: [
    {
      severity: 'warning',
      code: 'operand-without-effect',
      message: 'leaving out "Recent viewers" changes nobody',
      source: { file: 'audiences/winback.yaml', line: 9, column: 7 },
      hint: 'take the operand out',
      address: 'audience/Win-back spring',
    },
  ],
});

export const replacementPlan: PlanDocument = aPlan({
  changes: [lookalike, newList],
  moves: [prospects],
  affected: [anAffected('Prospects like our customers', 'Lookalike of CRM', ['51100', '51101'])],
  consents: ['allow-replace'],
});

/** Retail media, nothing remote yet. */
export const firstApplyPlan: PlanDocument = aPlan({
  project: {
    name: 'acme-fr',
    environment: null,
    platform: 'retail-media',
    accountId: '625702934721171442',
    apiVersion: '2026-07',
    audienceApiVersion: 'experimental',
  },
  read: { segments: 0, audiences: 0 },
  summary: { create: 3, update: 0, replace: 0, delete: 0, unchanged: 0, unmanaged: 0 },
  changes: [
    aChange('segment/CRM Users 2025', 'create', {
      liveUse: { known: false },
      after: {
        name: 'CRM Users 2025',
        description: 'Segment made of CRM user emails',
        retailerId: '1234',
        contactList: { identifierType: 'Email' },
      },
      source: { file: 'segments/crm.yaml', line: 4, column: 5 },
    }),
    aChange('segment/Recent shoe viewers', 'create', {
      liveUse: { known: false },
      after: {
        name: 'Recent shoe viewers',
        retailerId: '1234',
        events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: ['3590922'] },
      },
      source: { file: 'segments/shoes.yaml', line: 2, column: 5 },
    }),
    aChange('audience/Recent viewers not in CRM', 'create', {
      emptyLists: {
        ...{ lists: ['CRM Users 2025'], excludesNobody: ['CRM Users 2025'], holdsNobody: false },
      },
      liveUse: { known: false },
      after: {
        name: 'Recent viewers not in CRM',
        retailerId: '1234',
        algebra: { and: ['Recent shoe viewers', { not: 'CRM Users 2025' }] },
      },
      segmentIds: { before: {}, after: { 'Recent shoe viewers': null, 'CRM Users 2025': null } },
      dependsOn: ['segment/CRM Users 2025', 'segment/Recent shoe viewers'],
      source: { file: 'audiences/shoes.yaml', line: 2, column: 5 },
    }),
  ],
});

/** Retail media: two updates, and a prune that goes beyond the limit. */
export const refusedPlan: PlanDocument = aPlan({
  project: firstApplyPlan.project,
  read: { segments: 31, audiences: 20 },
  changes: [
    aChange('segment/Recent shoe viewers', 'update', {
      id: '738406688413290497',
      reasons: [
        { code: 'attribute-changed', text: 'events.lookbackDays' },
        { code: 'attribute-changed', text: 'events.brandIds' },
        { code: 'attribute-cleared', text: 'description' },
      ],
      reach: {
        verdict: 'unknown',
        enter: null,
        leave: null,
        reasons: ['a longer period adds people', 'another brand brings others'],
      },
      size: { before: 194730, after: 260000, channel: 'Onsite' },
      liveUse: { known: false },
      before: {
        name: 'Recent shoe viewers',
        description: 'Shoes, 30 days',
        events: { lookbackDays: 'Last30Days', brandIds: ['11', '12', '13'] },
      },
      after: {
        name: 'Recent shoe viewers',
        events: { lookbackDays: 'Last90Days', brandIds: ['11', '12', '14'] },
      },
      paths: ['events.lookbackDays', 'events.brandIds', 'description'],
    }),
    aChange('audience/Shoe lovers', 'update', {
      id: '740206991503921152',
      reasons: [
        { code: 'renamed', text: 'renamed from "Shoe fans"' },
        { code: 'attribute-changed', text: 'algebra' },
      ],
      reach: {
        verdict: 'narrower',
        enter: null,
        leave: 'in "Recent shoe viewers" and "CRM Users 2025"',
      },
      liveUse: { known: false },
      before: { name: 'Shoe fans', algebra: 'Recent shoe viewers' },
      after: {
        name: 'Shoe lovers',
        algebra: { and: ['Recent shoe viewers', { not: 'CRM Users 2025' }] },
      },
      segmentIds: {
        before: { 'Recent shoe viewers': '738406688413290497' },
        after: { 'Recent shoe viewers': '738406688413290497', 'CRM Users 2025': '7384' },
      },
    }),
    aChange('segment/CRM Users 2023', 'delete', {
      id: '738406688413290111',
      undo: 'irreversible',
      reasons: [{ code: 'pruned', text: 'this project owns it, but no manifest declares it' }],
      liveUse: { known: false },
      before: { name: 'CRM Users 2023', contactList: { identifierType: 'Email' } },
      source: null,
    }),
  ],
  leftAlone: [
    {
      address: 'segment/CRM Users 2024',
      id: '738406688413290222',
      reason: 'protected',
      text: 'protected by the project file',
    },
  ],
  refusals: [
    {
      code: 'too-many-deletes',
      address: 'segment/CRM Users 2023',
      text: 'prune would delete 11 of 31 segments, and the limits allow 9',
      fix: 'raise limits in the project file, or allow it once with --max-deletes 11',
    },
  ],
});

/** Everything is as declared. */
export const settledPlan: PlanDocument = aPlan({ changes: [] });
