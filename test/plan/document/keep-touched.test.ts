import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../../src/manifest/read-manifests.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { validateDeclarations } from '../../../src/validation/validate-declarations.ts';
import { anAudienceRow, aProject, aSegmentRow, aSnapshot } from '../../support/a-world.ts';

const manifest = `defaults: { retailerId: "1234" }
segments:
  - { name: Buyers, contactList: { identifierType: Email } }
  - { name: Viewers, contactList: { identifierType: Email } }
  - { name: Forgotten, contactList: { identifierType: Email } }
audiences:
  - { name: One, algebra: { and: [Buyers, Viewers, Buyers] } }
  - { name: Two, algebra: { and: [Viewers, Buyers] } }
`;

const project = aProject();
const { value: declarations } = readManifests([{ file: 'm.yaml', text: manifest }], project);
const findings = validateDeclarations(declarations, project);

const rows = [
  aSegmentRow('1', 'Buyers'),
  aSegmentRow('2', 'Viewers'),
  aSegmentRow('3', 'Forgotten'),
];
const both = { and: [{ audienceSegmentId: '1' }, { audienceSegmentId: '2' }] };
const one = anAudienceRow('4', 'One', both);
const two = anAudienceRow('5', 'Two', both);
const stale = { description: 'not in git' };

function shown(
  segments = rows,
  audiences = [one, two],
  options: NonNullable<Parameters<typeof planChanges>[0]['options']> = {},
) {
  const snapshot = aSnapshot(segments, audiences);
  const { value } = planChanges({
    project,
    declarations,
    snapshot,
    version: '0',
    findings,
    options,
  });
  return value?.diagnostics.map(({ code, address }) => `${code} ${address}`);
}

describe('doubts about meaning in a plan', () => {
  test('are all there for validate', () => {
    expect(findings.map(({ code, address }) => `${code} ${address}`)).toEqual([
      'segment-unused segment/Forgotten',
      'duplicate-operand audience/One',
      'audiences-equal audience/Two',
    ]);
  });

  test('are not shown of what the plan does not touch', () => {
    expect(shown()).toEqual([]);
  });

  test('are shown of what it creates', () => {
    expect(shown([], [])?.filter((finding) => !finding.startsWith('new-list-empty'))).toEqual([
      'segment-unused segment/Forgotten',
      'duplicate-operand audience/One',
      'audiences-equal audience/Two',
    ]);
  });

  test('are shown of what it updates; two that are equal when either is touched', () => {
    expect(shown(rows, [{ ...one, attributes: { ...one.attributes, ...stale } }, two])).toEqual([
      'duplicate-operand audience/One',
      'audiences-equal audience/Two',
    ]);
  });

  test('are shown of the one that is touched, where two share a name', () => {
    const twins = `segments: [{ name: S, retailerId: "1", contactList: { identifierType: Email } }]
audiences:
  - { name: A, id: "7", retailerId: "1", description: edited, algebra: S }
  - { name: A, id: "8", retailerId: "1", algebra: { and: [S, S] } }
`;
    const { value } = readManifests([{ file: 'm.yaml', text: twins }], project);
    const found = validateDeclarations(value, project);
    expect(found.map(({ code }) => code)).toContain('duplicate-operand');
    const leaf = { audienceSegmentId: '1' };
    const owner = { retailerId: '1' };
    const codesAfter = (first: string, second: string) => {
      const snapshot = aSnapshot(
        [aSegmentRow('1', 'S', owner)],
        [
          anAudienceRow('7', 'A', leaf, { ...owner, description: first }),
          anAudienceRow('8', 'A', leaf, { ...owner, description: second }),
        ],
      );
      const input = { project, declarations: value, snapshot, version: '0', findings: found };
      return planChanges(input).value?.diagnostics.map(({ code }) => code);
    };
    expect(codesAfter('stale', '')).not.toContain('duplicate-operand');
    expect(codesAfter('edited', 'stale')).toContain('duplicate-operand');
  });

  test('are not shown of what was not asked for', () => {
    expect(shown([], [], { selection: { target: ['segment/Buyers'], exclude: [] } })).toEqual([]);
  });

  test('a segment that something undeclared uses is not unused', () => {
    const forgotten = aSegmentRow('3', 'Forgotten', stale);
    const segments = [...rows.slice(0, 2), forgotten];
    expect(shown(segments)).toEqual(['segment-unused segment/Forgotten']);
    const user = anAudienceRow('6', 'Made in the UI', { audienceSegmentId: '3' });
    expect(shown(segments, [one, two, user])).toEqual([]);
  });
});
