import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportManifests } from '../../src/export/export-manifests.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { Project } from '../../src/model/project.ts';
import { defaultLimits } from '../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { anAudienceRow, aProject, aSegment, aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { dirtyStates } from './remote-states.ts';

const pruning: Partial<Project> = {
  prune: 'owned',
  owns: { segments: { names: ['*'] }, audiences: { names: ['*'] } },
  limits: { ...defaultLimits, maxDeletes: 999, maxDeletePercent: 100 },
};
const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });

/** What prune does where a project declares something else and owns everything. */
function prune(snapshot: Snapshot) {
  const project = aProject({ ...pruning, platform: snapshot.platform });
  const { value } = plan({ project, declarations: [aSegment('Declared')] }, snapshot);
  return {
    deleted: (value?.changes ?? []).flatMap(({ action, id }) => (action === 'delete' ? [id] : [])),
    left: new Map(value?.leftAlone.map(({ id, reason, text }) => [id, `${reason}: ${text}`])),
  };
}

describe('prune never touches what cannot be declared', () => {
  const deep = (levels: number): JsonObject =>
    levels === 0 ? leaf('1') : { not: deep(levels - 1) };

  test.each<[string, RemoteRow, string]>([
    ['a blank around its name', aSegmentRow('7', 'Trailing '), 'begins or ends with a blank'],
    ['a name of blanks', aSegmentRow('7', '  '), 'has no name'],
    ['too long a name', aSegmentRow('7', 'x'.repeat(257)), 'name-must-not-be-too-long'],
    [
      'the name of another, but for its case',
      aSegmentRow('7', 'kept'),
      'segment 1 has the same name',
    ],
    [
      'an unknown type',
      aSegmentRow('7', 'T', { type: 'Unknown', contactList: null }),
      'a segment of an unknown type',
    ],
    [
      'a value that is new',
      aSegmentRow('7', 'N', { events: { shopperActivity: 'View', lookbackDays: 'Last365Days' } }),
      'Last365Days',
    ],
    [
      'an unknown value',
      aSegmentRow('7', 'U', { contactList: { identifierType: 'Unknown' } }),
      'identifierType',
    ],
    ['too deep a tree', anAudienceRow('7', 'Deep', deep(10)), 'audience-algebra-too-deep'],
    [
      'too many segments',
      anAudienceRow('7', 'Many', { or: Array.from({ length: 11 }, () => leaf('1')) }),
      'too-many-segments',
    ],
    ['no bounds', anAudienceRow('7', 'All', { not: leaf('1') }), 'must-be-limited'],
    ['a segment that there is not', anAudienceRow('7', 'Lost', leaf('99')), 'no remote segment'],
  ])('such as %s', (_, row, reason) => {
    const isAudience = row.attributes['algebra'] !== undefined;
    const segments = [aSegmentRow('1', 'Kept'), aSegmentRow('2', 'Forgotten')];
    const snapshot = isAudience
      ? aSnapshot(segments, [row])
      : aSnapshot([...segments, row], [anAudienceRow('9', 'Undeclarable ', leaf('1'))]);
    const { deleted, left } = prune(snapshot);
    expect(deleted).not.toContain('7');
    expect(left.get('7')).toContain(reason);
    // It goes on with what it can tell.
    expect(deleted).toContain('2');
  });

  test('nor what a run has left half-way: there is no plan at all', () => {
    const row = aSegmentRow('7', 'audiencectl moving 77 for 0123456789abcdef');
    const project = aProject(pruning);
    const { value, diagnostics } = plan(
      { project, declarations: [aSegment('A')] },
      aSnapshot([row]),
    );
    expect(value).toBeNull();
    expect(diagnostics).toMatchObject([{ code: 'temporary-name-unmatched' }]);
  });

  test('in any account: whatever an export leaves out, or declares under another name', () => {
    let spared = 0;
    let deleted = 0;
    fc.assert(
      fc.property(dirtyStates, (snapshot) => {
        const project = aProject({ platform: snapshot.platform });
        const exported = exportManifests({
          ...{ snapshot, project, layout: 'entity' },
          ...{ target: [], exclude: [] },
        });
        const found = prune(snapshot);
        const names = new Map(
          readManifests(exported.files, project).value.map(({ id, name }) => [id, name]),
        );
        const renamed = exported.declared.filter(
          ({ id, name }) => names.has(id) && names.get(id) !== name,
        );
        for (const { id } of [...exported.leftOut.map(({ remote }) => remote), ...renamed]) {
          expect(found.deleted).not.toContain(id);
          spared += 1;
        }
        deleted += found.deleted.length;
      }),
      { numRuns: 25 },
    );
    expect(Math.min(spared, deleted)).toBeGreaterThan(0);
  });
});

test('what prune leaves alone, it says in a count that limits do not count', () => {
  const rows = ['A', 'B', 'C', 'D', 'E '].map((name, n) => aSegmentRow(String(n + 1), name));
  const project = aProject({
    ...pruning,
    limits: { ...defaultLimits, maxDeletes: 9, maxDeletePercent: 99 },
  });
  const { value } = plan(
    { project, declarations: [aSegment('New', { description: 'd' })] },
    aSnapshot(rows),
  );
  expect(value?.refusals).toMatchObject([
    { code: 'delete-limit', text: expect.stringContaining('4 of 4 segments') },
  ]);
});
