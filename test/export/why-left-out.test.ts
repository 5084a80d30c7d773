import { describe, expect, test } from '@jest/globals';
import { exportManifests } from '../../src/export/export-manifests.ts';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { newName, stepAsideName } from '../../src/plan/match/temporary-name.ts';
import {
  advertiserId,
  anAudienceRow,
  aProject,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const everything = { layout: 'retailer', target: [], exclude: [] } as const;

function exportRetail(segments: readonly RemoteRow[], audiences: readonly RemoteRow[] = []) {
  return exportManifests({
    snapshot: aSnapshot(segments, audiences),
    project: aProject(),
    ...everything,
  });
}

function exportAdvertiser(segments: readonly RemoteRow[], audiences: readonly RemoteRow[] = []) {
  return exportManifests({
    snapshot: aSnapshot(segments, audiences, 'marketing-solutions'),
    project: aProject({ platform: 'marketing-solutions' }),
    ...everything,
  });
}

function anAdvertiserRow(id: string, name: string, attributes: JsonObject): RemoteRow {
  return { id, attributes: { advertiserId, name, ...attributes } };
}

const events = { shopperActivity: 'View', lookbackDays: 'Last7Days' };
const list = { type: 'ContactList', contactList: {} };
const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });

describe('what no manifest can declare stands in a comment, with its ID and the reason', () => {
  test.each([
    ['UI list', { contactList: { isReadOnly: true } }, 'a list that was created in the Criteo UI'],
    ['Stranger', { accountId: '5' }, 'an entity of another account'],
    ['Riddle', { type: 'Unknown', contactList: null }, 'a segment of an unknown type'],
    ['', {}, 'has no name'],
    ['x'.repeat(257), {}, '(name-must-not-be-too-long)'],
    ['Nobody’s', { retailerId: null }, 'the API does not return its retailerId'],
    [
      'Hidden type',
      { contactList: { identifierType: 'Unknown' } },
      'the API does not return its contactList.identifierType',
    ],
    ['New enum', { events: { ...events, lookbackDays: 'Last365Days' } }, '"Last365Days"'],
    [newName('segment/A', {}), {}, 'it has a temporary name'],
  ])('a retail-media segment named %j', (name, attributes, reason) => {
    const { files, declared, leftOut } = exportRetail([aSegmentRow('73', name, attributes)]);
    expect(declared).toEqual([]);
    expect(leftOut.map(({ remote }) => remote.id)).toEqual(['73']);
    expect(files.map(({ file }) => file)).toEqual(['segments/not-declared.yaml']);
    expect(files[0]?.text).toContain(`# - 73 ${JSON.stringify(name)}: `);
    expect(files[0]?.text).toContain(reason);
    expect(files[0]?.text.endsWith('\nsegments: []\n')).toBe(true);
  });

  test.each([
    ['Parents', { behavioral: { country: 'FR' } }, 'a behavioral segment'],
    ['Prospects', { prospecting: { usersType: 'Unknown' } }, 'does not return its prospecting'],
    ['Nowhere', { inMarket: { country: 'XX' } }, '(country-code-must-be-valid)'],
    ['Orphan', { lookalike: { seedSegmentId: '999' } }, 'no remote segment with the ID 999'],
    ['Chain', { lookalike: { seedSegmentId: '2' } }, '(seed-segment-type)'],
  ])('a marketing-solutions segment named %j', (name, attributes, reason) => {
    const { leftOut } = exportAdvertiser([
      anAdvertiserRow('1', 'List', list),
      anAdvertiserRow('2', 'Like', { lookalike: { seedSegmentId: '1' } }),
      anAdvertiserRow('73', name, attributes),
    ]);
    expect(leftOut.map(({ remote }) => remote.id)).toEqual(['73']);
    expect(leftOut[0]?.reason).toContain(reason);
  });

  test.each([
    ['no algebra', null, 'the API does not return its algebra'],
    ['an unknown segment', leaf('999'), 'no remote segment with the ID 999'],
    ['everyone but some', { not: leaf('1') }, '(audience-algebra-must-be-limited)'],
    ['another retailer’s segment', leaf('2'), '(audience-retailer-must-match-segment-retailers)'],
    [
      'too many segments',
      { or: Array.from({ length: 11 }, () => leaf('1')) },
      '(audience-algebra-has-too-many-segments)',
    ],
  ])('an audience of %s', (_, algebra, reason) => {
    const segments = [aSegmentRow('1', 'Own'), aSegmentRow('2', 'Other', { retailerId: '99' })];
    const row = anAudienceRow('73', 'Audience', {}, { algebra });
    const { leftOut, declared, files } = exportRetail(segments, [row]);
    expect(leftOut.map(({ remote }) => remote.id)).toEqual(['73']);
    expect(leftOut[0]?.reason).toContain(reason);
    expect(declared.map(({ id }) => id)).toEqual(['2', '1']);
    expect(files.map(({ file }) => file)).toContain('audiences/not-declared.yaml');
  });
});

describe('a name with blanks around it', () => {
  test('is declared without them, bound by its ID, and left as it is', () => {
    const { files, leftOut } = exportRetail(
      [aSegmentRow('1', 'CRM '), aSegmentRow('2', '\u00a0List'), aSegmentRow('3', 'List')],
      [anAudienceRow('9', ' A', { or: [leaf('1'), leaf('2'), leaf('3')] })],
    );
    expect(leftOut).toEqual([]);
    expect(files).toEqual([
      {
        file: 'audiences/retailer-1234.yaml',
        text: `defaults: { retailerId: "1234" }

audiences:
  # Its remote name is " A". Remove lifecycle to rename it.
  - name: A
    id: "9"
    lifecycle: { ignoreChanges: [name] }
    algebra:
      or:
        - CRM
        - { segmentId: "2" } # "\u00a0List"
        - { segmentId: "3" } # "List"
`,
      },
      {
        file: 'segments/retailer-1234.yaml',
        text: expect.stringContaining(`  # Its remote name is "CRM ". Remove lifecycle to rename it.
  - name: CRM
    id: "1"
    lifecycle: { ignoreChanges: [name] }
`),
      },
    ]);
    expect(files[1]?.text).toContain('  - name: List\n    id: "3"\n    contactList');
  });
});

describe('what the project does not own', () => {
  const owns = {
    segments: { names: ['FR | *'] },
    audiences: { names: ['FR | *'] },
  };

  test('stands apart from what nobody can declare', () => {
    const { files } = exportManifests({
      snapshot: aSnapshot(
        [
          aSegmentRow('71', 'FR | CRM'),
          aSegmentRow('72', 'DE | CRM'),
          aSegmentRow('73', 'UI list', { contactList: { isReadOnly: true } }),
          // Both: no project could declare it.
          aSegmentRow('74', `DE | ${'x'.repeat(257)}`),
        ],
        [anAudienceRow('81', 'DE | Audience', {}, { algebra: leaf('71') })],
      ),
      project: aProject({ owns }),
      ...everything,
    });
    const textOf = (name: string) => files.find(({ file }) => file === name)?.text ?? '';
    const segments = textOf('segments/not-declared.yaml');
    expect(segments.match(/^# (?:Remote segments|- \d+)/gmu)).toEqual([
      '# Remote segments',
      '# - 74',
      '# - 73',
      '# Remote segments',
      '# - 72',
    ]);
    expect(segments).toContain('outside what this project owns');
    expect(segments.endsWith('\nsegments: []\n')).toBe(true);
    const audiences = textOf('audiences/not-declared.yaml');
    expect(audiences).toContain('outside what this project owns');
    expect(audiences).not.toContain('no manifest can declare');
  });
});

describe('a run that was cut off', () => {
  test('is warned of, and its entities and the name it waits for are left out', () => {
    const moving = stepAsideName('segment/A', '1');
    const { leftOut, notes, declared } = exportRetail([
      aSegmentRow('1', moving),
      aSegmentRow('2', 'A'),
      aSegmentRow('3', 'B'),
    ]);
    expect(leftOut.map(({ remote, reason }) => [remote.id, reason])).toEqual([
      ['2', 'an interrupted run will give its name to ID 1'],
      ['1', 'it has a temporary name: an interrupted run must be finished first'],
    ]);
    expect(declared.map(({ id }) => id)).toEqual(['3']);
    expect(notes.map(({ code }) => code)).toEqual(['temporary-name-unmatched']);
  });
});

test('an optional value that the API does not tell is left out, with a comment', () => {
  const inMarket = { country: 'FR', gender: 'Unknown', brandIds: ['Unknown', '3'] };
  const { files } = exportAdvertiser([
    anAdvertiserRow('1', 'Shoes', { type: 'InMarket', inMarket }),
  ]);
  expect(files).toEqual([
    {
      file: 'segments/in-market.yaml',
      text: `segments:
  # The API does not return inMarket.brandIds: left out.
  # The API does not return inMarket.gender: left out.
  - name: Shoes
    inMarket: { country: FR }
`,
    },
  ]);
});
