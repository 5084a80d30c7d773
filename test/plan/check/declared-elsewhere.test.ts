import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import { defaultLimits, type Project } from '../../../src/model/project.ts';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { SisterProject } from '../../../src/model/sister-project.ts';
import { newName } from '../../../src/plan/match/temporary-name.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const elsewhere = (...declarations: readonly Declaration[]): SisterProject => ({
  file: '../de/audiencectl.yaml',
  environment: null,
  declarations: declarations.map((each, n) => ({
    ...each,
    source: { file: '../de/lists.yaml', line: n + 2, column: 5 },
  })),
  problem: null,
});
const unclear: SisterProject = {
  ...elsewhere(),
  problem: { severity: 'error', code: 'yaml-syntax', message: 'a bracket is open' },
};
const pruning: Partial<Project> = {
  prune: 'owned',
  owns: { segments: { names: ['*'] }, audiences: { names: ['*'] } },
  limits: { ...defaultLimits, maxDeletePercent: 100 },
};

function planned(
  declarations: readonly Declaration[],
  snapshot: Snapshot,
  sisters: readonly SisterProject[],
  project: Partial<Project> = {},
) {
  const task = { project: aProject(project), declarations, snapshot, sisters, version: '0' };
  const { value, diagnostics } = planChanges(task);
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const world = aSnapshot(
  [aSegmentRow('1', 'A'), aSegmentRow('2', 'B'), aSegmentRow('3', 'C')],
  [anAudienceRow('9', 'X', { audienceSegmentId: '1' })],
);

describe('an entity that another project declares', () => {
  test('is not pruned, nor what it uses', () => {
    const { changes, leftAlone } = planned(
      [aSegment('C')],
      world,
      [elsewhere(anAudience('X', 'A'))],
      pruning,
    );
    expect(changes.map(({ address, action }) => [address, action])).toEqual([
      ['segment/B', 'delete'],
    ]);
    expect(leftAlone).toEqual([
      {
        address: 'audience/X',
        id: '9',
        reason: 'declared-elsewhere',
        text: 'declared in ../de/lists.yaml:2',
      },
      {
        address: 'segment/A',
        id: '1',
        reason: 'in-use',
        text: 'used by audience "X", which no manifest declares',
      },
    ]);
  });

  test('does not count for the limits', () => {
    const limits = { ...defaultLimits, maxDeletePercent: 50 };
    const of = (sisters: readonly SisterProject[]) =>
      planned([aSegment('New', { description: 'd' })], aSnapshot(world.segments), sisters, {
        ...pruning,
        limits,
      });
    expect(of([]).refusals).toMatchObject([{ text: expect.stringContaining('3 of 3 segments') }]);
    expect(of([elsewhere(aSegment('A'), aSegment('B'))]).refusals).toEqual([]);
  });

  test('is told by what it is, and not by what it is called', () => {
    const other = { ...aSegment('Anything'), id: '2' };
    const gone = [absent('segment', 'A'), absent('segment', 'B'), absent('audience', 'X')];
    expect(planned(gone, world, [elsewhere(other)]).refusals).toMatchObject([
      { code: 'declared-elsewhere', address: 'segment/B' },
    ]);
    const declared = aSegment('B', { contactList: { identifierType: 'CustomerId' } });
    const name = newName('segment/B', {
      name: 'B',
      contactList: { identifierType: 'CustomerId' },
      retailerId: '1234',
    });
    const half = aSnapshot([
      aSegmentRow('5', name, { contactList: { identifierType: 'CustomerId' } }),
    ]);
    const bound = { ...absent('segment', ''), id: '5', address: 'segment/#5' } as const;
    expect(planned([bound], half, [elsewhere(declared)]).refusals).toMatchObject([
      { code: 'declared-elsewhere' },
    ]);
  });

  test('may be any of its namesakes, where that project does not tell', () => {
    const twins = aSnapshot([aSegmentRow('1', 'A'), aSegmentRow('2', 'A', { retailerId: '99' })]);
    const first = { ...absent('segment', ''), id: '1', address: 'segment/#1' } as const;
    expect(planned([first], twins, [elsewhere(aSegment('A'))]).refusals).toHaveLength(1);
    const second = { ...aSegment('A'), id: '2' };
    expect(planned([first], twins, [elsewhere(second)]).refusals).toEqual([]);
  });

  test('may be deleted where that project only lets it go, or deletes it too', () => {
    const gone = absent('segment', 'B');
    const letGo = { ...gone, state: 'released' } as const;
    for (const other of [gone, letGo]) {
      expect(planned([gone], world, [elsewhere(other)]).refusals).toEqual([]);
    }
  });

  test('is not what a new entity of the same content is a rename of', () => {
    const snapshot = aSnapshot([aSegmentRow('1', 'A', { description: 'telling' })]);
    const twin = aSegment('Twin', { description: 'telling' });
    const codes = (sisters: readonly SisterProject[]) =>
      planned([twin], snapshot, sisters).diagnostics.map(({ code }) => code);
    expect(codes([])).toContain('looks-like-rename');
    expect(codes([elsewhere(aSegment('A', { description: 'telling' }))])).toEqual([]);
  });
});

describe('while another project cannot be read', () => {
  test('nothing is pruned, and what is to be deleted is refused', () => {
    const pruned = planned([aSegment('C')], world, [unclear], pruning);
    expect(pruned.changes).toEqual([]);
    expect(pruned.leftAlone).toContainEqual(
      expect.objectContaining({
        address: 'segment/B',
        reason: 'declared-elsewhere',
        text: 'perhaps declared by ../de/audiencectl.yaml: a bracket is open',
      }),
    );
    expect(planned([absent('segment', 'B')], world, [unclear]).refusals).toMatchObject([
      { code: 'declared-elsewhere', fix: expect.stringContaining('Correct') },
    ]);
  });
});

describe('the library', () => {
  const texts = (name: string, state: string) => ({
    projectFile: {
      file: `../${name}/audiencectl.yaml`,
      text: `version: 1\nname: ${name}\nplatform: retail-media\naccountId: "625702934721171442"\ndefaults: { retailerId: "1234" }\n`,
    },
    manifests: [
      {
        file: `../${name}/a.yaml`,
        text: `segments:\n  - { name: B, ${state}, contactList: { identifierType: Email } }\n`,
      },
    ],
  });
  const { projectFile, manifests } = texts('fr', 'state: absent');

  test('takes the texts of other projects, and holds to what they declare', () => {
    const { value } = load(projectFile, manifests, { others: [texts('de', 'state: present')] });
    if (value === null) throw new Error('nothing was read');
    expect(validate(value)).toMatchObject([{ code: 'declared-elsewhere', severity: 'error' }]);
    expect(plan(value, world).value?.refusals).toMatchObject([
      { code: 'declared-elsewhere', text: 'declared in ../de/a.yaml:2, and would be deleted' },
    ]);
  });
});
