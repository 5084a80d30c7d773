/** An entity that was renamed in the UI is no more found under its name: a plan must not make a second one in silence. */
import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { describeReasons } from '../../../src/report/change/describe-reasons.ts';
import { findHighlights } from '../../../src/report/plan/highlights/find-highlights.ts';
import { phraseText } from '../../../src/report/text/phrase.ts';
import {
  aDeclaration,
  advertiserId,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const events = { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } };
const boots = { ...events, description: 'Boots' };
const declared = [aSegment('Boots', boots), aSegment('Shoes', { ...events, description: 'Shoes' })];
const shoes = aSegmentRow('2', 'Shoes', { ...events, description: 'Shoes' });

function plan(
  declarations: readonly Declaration[],
  base: readonly Declaration[] | null,
  name: string,
) {
  const snapshot = aSnapshot([aSegmentRow('1', name, boots), shoes]);
  const options = base === null ? {} : { base: { declarations: base, label: 'base' } };
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  const found = (value?.diagnostics ?? diagnostics).filter(
    ({ code }) => code === 'looks-like-rename',
  );
  return {
    found,
    told: (value ? findHighlights(value) : []).map(({ phrase }) => phraseText(phrase)).join('\n'),
  };
}

const row = (id: string, attributes: JsonObject) => ({
  id,
  attributes: { advertiserId, ...attributes },
});

/** In words, and the reasons of each change. */
function highlightsOf(snapshot: Snapshot, declarations: readonly Declaration[]): string {
  const options = { base: { declarations, label: 'base' } };
  const task = { project: aProject(), declarations, snapshot, version: '0', options };
  const { value } = planChanges(task);
  if (value === null) throw new Error('there is no plan');
  return [
    ...findHighlights(value).map(({ phrase }) => phraseText(phrase)),
    ...value.changes.flatMap((change) => describeReasons(change, {})),
  ].join('\n');
}

describe('a name that was changed in the UI', () => {
  test.each([
    ['without a base', null],
    ['with a base that declares the same', declared],
  ])('is a warning %s', (_, base) => {
    const { found, told } = plan(declared, base, 'Boots 2026');
    expect(found).toMatchObject([
      {
        severity: 'warning',
        address: 'segment/Boots',
        hint: expect.stringContaining('renamedFrom: "Boots 2026"'),
      },
    ]);
    expect(told).toContain('"Boots" looks like a rename of the remote segment "Boots 2026"');
    expect(told).not.toContain('created again');
  });

  test.each([
    ['a rule', 'Boots', '1'],
    ['a formula', { and: ['Shoes', { not: 'Boots' }] }, ['2', '1']],
  ])('is no edit of an audience that uses the segment in %s', (_, algebra, ids) => {
    const remoteAlgebra = Array.isArray(ids)
      ? { and: [{ audienceSegmentId: '2' }, { not: { audienceSegmentId: '1' } }] }
      : { audienceSegmentId: '1' };
    const withAudience = [...declared, anAudience('A', algebra)];
    const told = (remote: JsonObject) =>
      highlightsOf(
        aSnapshot(
          [aSegmentRow('1', 'Boots 2026', boots), shoes],
          [anAudienceRow('9', 'A', remote)],
        ),
        withAudience,
      );
    expect(told(remoteAlgebra)).toContain('looks like a rename');
    expect(told(remoteAlgebra)).not.toContain('edited');
    // An edit beside the rename is still told.
    expect(told({ or: [{ audienceSegmentId: '2' }, { audienceSegmentId: '1' }] })).toContain(
      '"A" was edited in the Criteo UI',
    );
  });

  test('of a seed is no reason to rebuild its lookalike', () => {
    const segment = (name: string, block: JsonObject, more: Partial<Declaration> = {}) =>
      aDeclaration('segment', name, { advertiserId, ...block }, more);
    const crm = { description: 'Readers', contactList: {} };
    const like = segment('Alike', { lookalike: { seedSegment: 'CRM' } });
    const rows = [
      row('1', { name: 'CRM 26', ...crm, type: 'ContactList' }),
      row('2', { name: 'Alike', type: 'Lookalike', lookalike: { seedSegmentId: '1' } }),
    ];
    const planned = (list: Declaration) => {
      const declarations = [list, like];
      const { value } = planChanges({
        project: aProject({ platform: 'marketing-solutions' }),
        declarations,
        snapshot: aSnapshot(rows, [], 'marketing-solutions'),
        version: '0',
        options: { base: { declarations: [segment('CRM', crm), like], label: 'base' } },
      });
      if (value === null) throw new Error('there is no plan');
      return value;
    };
    const { refusals, ...rest } = planned(segment('CRM', crm));
    expect(refusals).toMatchObject([
      { code: 'replace-not-allowed', fix: expect.stringContaining('Declare the rename') },
    ]);
    const told = findHighlights({ refusals, ...rest }).map(({ phrase }) => phraseText(phrase));
    expect(told.join('\n')).not.toContain('edited');
    const followed = planned(segment('CRM', crm, { renamedFrom: ['CRM 26'] }));
    expect(followed.refusals).toEqual([]);
    expect(followed.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      'update segment/CRM',
    ]);
  });

  test('is not seen in another body', () => {
    const other = [aSegment('Boots', { ...boots, description: 'Other' }), ...declared.slice(1)];
    const { found, told } = plan(other, other, 'Boots 2026');
    expect(found).toEqual([]);
    expect(told).toContain('created again');
  });

  test('in git is an error with a base, as before', () => {
    const now = [aSegment('Boots 2026', boots), ...declared.slice(1)];
    expect(plan(now, declared, 'Boots').found).toMatchObject([{ severity: 'error' }]);
  });
});
