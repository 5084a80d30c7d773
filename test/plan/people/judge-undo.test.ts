import { expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

interface World {
  readonly declared: readonly Declaration[];
  readonly remote: Snapshot;
  /** What the base declared; undefined without one. */
  readonly base?: readonly Declaration[];
}

function planned({ declared, remote, base }: World) {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations: declared,
    snapshot: remote,
    version: '0.0.0',
    options: base ? { base: { declarations: base, label: 'base' } } : {},
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const described = (description: string) => aSegment('CRM', { description });
const remotely = (description: string) => aSnapshot([aSegmentRow('1', 'CRM', { description })]);
const out = { and: ['Viewers', { not: 'CRM' }] };
const viewers = aSegment('Viewers', { events: { shopperActivity: 'View' } });
const viewersRow = aSegmentRow('2', 'Viewers', { events: { shopperActivity: 'View' } });
const outRow = anAudienceRow('3', 'Out', {
  and: [{ audienceSegmentId: '2' }, { not: { audienceSegmentId: '1' } }],
});
const lists = aSnapshot([aSegmentRow('1', 'CRM'), viewersRow], [outRow]);

const worlds: Readonly<Record<string, readonly [World, string, string, string | undefined]>> = {
  'what git had': [
    { declared: [described('new')], remote: remotely('old'), base: [described('old')] },
    'segment/CRM',
    'reversible',
    undefined,
  ],
  'what somebody wrote in the UI alone': [
    { declared: [described('new')], remote: remotely('UI'), base: [described('new')] },
    'segment/CRM',
    'irreversible',
    'not-in-git',
  ],
  'a conflict': [
    { declared: [described('new')], remote: remotely('UI'), base: [described('old')] },
    'segment/CRM',
    'irreversible',
    'not-in-git',
  ],
  'an entity that git takes over': [
    { declared: [described('new')], remote: remotely('UI'), base: [] },
    'segment/CRM',
    'irreversible',
    'not-in-git',
  ],
  'a value of which no base tells': [
    { declared: [described('new')], remote: remotely('old') },
    'segment/CRM',
    'reversible',
    'base-unknown',
  ],
  'a description that is cleared without a base': [
    { declared: [aSegment('CRM')], remote: remotely('old') },
    'segment/CRM',
    'reversible',
    'base-unknown',
  ],
  'a rename by name': [
    {
      declared: [{ ...aSegment('Customers'), renamedFrom: ['CRM'] }],
      remote: aSnapshot([aSegmentRow('1', 'CRM')]),
      base: [aSegment('CRM')],
    },
    'segment/Customers',
    'reversible',
    'renamed',
  ],
  'a rename by ID': [
    {
      declared: [{ ...aSegment('Customers'), id: '1' }],
      remote: aSnapshot([aSegmentRow('1', 'CRM')]),
      base: [{ ...aSegment('CRM'), id: '1' }],
    },
    'segment/Customers',
    'reversible',
    undefined,
  ],
  'an audience that gives up a list which is deleted': [
    {
      declared: [absent('segment', 'CRM'), viewers, anAudience('Out', 'Viewers')],
      remote: lists,
      base: [aSegment('CRM'), viewers, anAudience('Out', out)],
    },
    'audience/Out',
    'irreversible',
    'list-lost',
  ],
  'an audience that is deleted with its list': [
    {
      declared: [absent('segment', 'CRM'), viewers, absent('audience', 'Out')],
      remote: lists,
      base: [aSegment('CRM'), viewers, anAudience('Out', out)],
    },
    'audience/Out',
    'irreversible',
    'list-lost',
  ],
  'an audience that gives up a list which stays': [
    {
      declared: [aSegment('CRM'), viewers, anAudience('Out', 'Viewers')],
      remote: lists,
      base: [aSegment('CRM'), viewers, anAudience('Out', out)],
    },
    'audience/Out',
    'reversible',
    undefined,
  ],
  'a deletion of what git had otherwise': [
    {
      declared: [viewers, aSegment('CRM'), absent('audience', 'Out')],
      remote: lists,
      base: [aSegment('CRM'), viewers, anAudience('Out', 'Viewers')],
    },
    'audience/Out',
    'new-id',
    'not-in-git',
  ],
};

test.each(Object.entries(worlds))('%s', (_, [world, address, undo, undoBecause]) => {
  const plan = planned(world);
  const change = plan.changes.find((each) => each.address === address);
  expect({ undo: change?.undo, undoBecause: change?.undoBecause }).toEqual({ undo, undoBecause });
  const promise = 'yes, by reverting the commit';
  const isPromised = undo === 'reversible' && undoBecause !== 'base-unknown';
  const only = { ...plan, changes: plan.changes.filter((each) => each === change) };
  for (const format of ['text', 'html'] as const) {
    expect(renderPlan(only, { format }).includes(promise)).toBe(isPromised);
  }
  const markdown = renderPlan(only, { format: 'markdown' });
  expect(/\| yes \|/u.test(markdown)).toBe(isPromised);
});

test.each<[string, Declaration[] | undefined, string]>([
  ['no base', undefined, 'unknown'],
  ['a base that declared it so', [anAudience('Out', out)], 'declared'],
  ['a base that declared it absent', [absent('audience', 'Out')], 'declared'],
  ['a base that declared it otherwise', [anAudience('Out', 'Viewers')], 'conflict'],
  ['a base without it', [], 'adopted'],
])('a deletion by state: absent, with %s', (_, was, origin) => {
  const declared = [aSegment('CRM'), viewers];
  const plan = planned({
    declared: [...declared, absent('audience', 'Out')],
    remote: lists,
    ...(was ? { base: [...declared, ...was] } : {}),
  });
  expect(plan.changes).toMatchObject([{ action: 'delete', origin, reasons: [{ origin }] }]);
});

test('what is not there any more may also never have been applied', () => {
  const plan = planned({
    declared: [aSegment('CRM')],
    remote: aSnapshot(),
    base: [aSegment('CRM')],
  });
  for (const format of ['text', 'html', 'markdown', 'json'] as const)
    expect(renderPlan(plan, { format })).toMatch(
      'not remote: it was deleted remotely, or never applied',
    );
});
