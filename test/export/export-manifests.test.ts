import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExportInput, exportManifests } from '../../src/export/export-manifests.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { anAudienceRow, aProject, aSegment, aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { tidyStates } from './remote-states.ts';

function exportFrom(snapshot: Snapshot, differs: Partial<ExportInput> = {}) {
  const project = aProject({ platform: snapshot.platform });
  return exportManifests({
    snapshot,
    project,
    layout: 'entity',
    target: [],
    exclude: [],
    ...differs,
  });
}

/** The text of a file of the export. */
function textOf(file: string, snapshot: Snapshot, differs: Partial<ExportInput> = {}) {
  return exportFrom(snapshot, differs).files.find((each) => each.file === file)?.text;
}

const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });

describe('IDs are turned into names', () => {
  const twins = [
    aSegmentRow('1', 'CRM'),
    aSegmentRow('2', 'CRM', { retailerId: '99' }),
    aSegmentRow('3', 'Old list', { contactList: { isReadOnly: true } }),
    aSegmentRow('4', 'New list ', {}),
  ];
  const refer = (id: string, differs: Partial<ExportInput> = {}) =>
    textOf('audiences/a.yaml', aSnapshot(twins, [anAudienceRow('9', 'A', leaf(id))]), differs);

  test('where several share a name, it means the one of the audience’s own retailer', () => {
    expect(refer('1', { target: ['audience/*'] })).toContain('algebra: CRM\n');
  });

  test('where two of a name are declared, by their IDs, so is what refers to them', () => {
    expect(refer('1')).toContain('algebra: { segmentId: "1" } # "CRM"\n');
    const { declared, files } = exportFrom(aSnapshot(twins));
    expect(declared.map(({ id }) => id)).toEqual(['1', '2', '4']);
    const texts = files.map(({ text }) => text);
    expect(texts[0]).toContain('  - name: CRM\n    id: "2"\n    retailerId: "99"\n');
    expect(texts[1]).toContain('  - name: CRM\n    id: "1"\n    retailerId: "1234"\n');
  });

  test('what cannot be declared is referred to by name all the same', () => {
    expect(refer('3')).toContain('algebra: Old list\n');
  });

  test('a name with outer blanks is relied on only where it is declared without them', () => {
    expect(refer('4')).toContain('algebra: New list\n');
    const alone = refer('4', { target: ['audience/*'] });
    expect(alone).toContain('algebra: { segmentId: "4" } # "New list "\n');
  });

  test('a seed too', () => {
    const segments: RemoteRow[] = ['CRM', 'CRM'].map((name, n) => ({
      id: String(n + 1),
      attributes: { name, contactList: {} },
    }));
    const like = {
      id: '3',
      attributes: { name: 'Like', lookalike: { seedSegmentId: '2', targetSize: 5 } },
    };
    const snapshot = aSnapshot([...segments, like], [], 'marketing-solutions');
    expect(textOf('segments/like.yaml', snapshot)).toContain(
      'lookalike: { seedSegmentId: "2", targetSize: 5 } # "CRM"\n',
    );
  });
});

describe('the files of an export', () => {
  const snapshot = aSnapshot(
    [
      aSegmentRow('20', 'Été à Paris!'),
      aSegmentRow('3', 'ete a paris', { retailerId: '99', description: 'Of summer' }),
      aSegmentRow('5', '日本'),
      aSegmentRow('7', 'Con'),
    ],
    [anAudienceRow('9', 'A', { and: [leaf('20'), { and: [leaf('5')] }] })],
  );

  test('one for each entity: the oldest of equal slugs gets the plain name', () => {
    expect(exportFrom(snapshot).files.map(({ file }) => file)).toEqual([
      'audiences/a.yaml',
      'segments/5.yaml',
      'segments/7.yaml',
      'segments/ete-a-paris-20.yaml',
      'segments/ete-a-paris.yaml',
    ]);
  });

  test('one for each kind and retailer, who is named once', () => {
    const { files } = exportFrom(snapshot, { layout: 'retailer' });
    expect(files.map(({ file }) => file)).toEqual([
      'audiences/retailer-1234.yaml',
      'segments/retailer-1234.yaml',
      'segments/retailer-99.yaml',
    ]);
    expect(files[0]?.text).toBe(`defaults: { retailerId: "1234" }

audiences:
  - name: A
    algebra:
      and:
        - Été à Paris!
        - 日本
`);
    expect(files[2]?.text).toBe(`defaults: { retailerId: "99" }

segments:
  - name: ete a paris
    description: Of summer
    contactList: { identifierType: Email }
`);
  });

  test('are the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(tidyStates, fc.constantFrom('retailer', 'entity'), (state, layout) => {
        const reversed = {
          ...state,
          segments: state.segments.toReversed(),
          audiences: state.audiences.toReversed(),
        };
        expect(exportFrom(reversed, { layout }).files).toEqual(exportFrom(state, { layout }).files);
      }),
      { numRuns: 15 },
    );
  });

  test('a further entity moves no other', () => {
    const names = fc.stringMatching(/^[a-z][a-z !]{0,5}[a-z]$/);
    fc.assert(
      fc.property(tidyStates, names, (state, name) => {
        const row: RemoteRow = {
          id: '9999999',
          attributes: {
            ...aSegmentRow('', '').attributes,
            ...advertiser(state),
            name: `${name} further`,
          },
        };
        const more = { ...state, segments: [...state.segments, row] };
        const before = exportFrom(state).files;
        const after = exportFrom(more).files;
        expect(after).toHaveLength(before.length + 1);
        expect(after).toEqual(expect.arrayContaining([...before]));
        for (const { file, text } of exportFrom(state, { layout: 'retailer' }).files) {
          const longer = textOf(file, more, { layout: 'retailer' }) ?? '';
          expect(isWithin(text.split('\n'), longer.split('\n'))).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });
});

function advertiser({ platform, advertiserId }: Snapshot): JsonObject {
  return platform === 'retail-media' ? {} : { accountId: null, retailerId: null, advertiserId };
}

/** Whether all lines are there, in their order. */
function isWithin(lines: readonly string[], longer: readonly string[]): boolean {
  let next = 0;
  for (const line of longer) if (line === lines[next]) next += 1;
  return next === lines.length;
}

describe('a part of what is remote', () => {
  const snapshot = aSnapshot(
    [
      aSegmentRow('1', 'FR | CRM'),
      aSegmentRow('2', 'FR | Old', { contactList: { isReadOnly: true } }),
    ],
    [anAudienceRow('8', 'FR | A', leaf('1')), anAudienceRow('9', 'DE | A', leaf('1'))],
  );
  const exported = (target: readonly string[], exclude: readonly string[] = []) => {
    const { declared, leftOut, notes } = exportFrom(snapshot, { target, exclude });
    return {
      ids: declared.map(({ id }) => id),
      left: leftOut.map(({ remote }) => remote.id),
      codes: notes.map(({ code }) => code),
    };
  };

  test.each([
    [['*/FR | *'], [], { ids: ['8', '1'], left: ['2'], codes: [] }],
    [['audience/*'], ['*DE*'], { ids: ['8'], left: [], codes: [] }],
    [[], ['segment/*'], { ids: ['9', '8'], left: [], codes: [] }],
    [['audience/DE | A', 'x*'], [], { ids: ['9'], left: [], codes: ['target-matches-nothing'] }],
  ])('--target %j --exclude %j', (target, exclude, expected) => {
    expect(exported(target, exclude)).toEqual(expected);
  });
});

describe('the project around an export', () => {
  const snapshot = aSnapshot([
    aSegmentRow('1', 'A'),
    aSegmentRow('2', 'B', { description: 'Own' }),
  ]);

  test('a default that an entity does not have is taken away from it', () => {
    const project = aProject({ defaults: { description: 'Ours' } });
    expect(textOf('segments/a.yaml', snapshot, { project })).toContain('    description: null\n');
    expect(textOf('segments/b.yaml', snapshot, { project })).toContain('    description: Own\n');
  });

  test('what another project declares is exported with a warning', () => {
    const source = { file: '../de/a.yaml', line: 3, column: 5 };
    const sisters = [
      {
        ...{ file: '../de/audiencectl.yaml', environment: null, problem: null },
        declarations: [{ ...aSegment('B'), source }],
      },
    ];
    const { declared, notes } = exportFrom(snapshot, { sisters });
    expect(declared).toHaveLength(2);
    expect(notes).toMatchObject([{ code: 'already-declared', address: 'segment/B', source }]);
  });

  test('a project that prunes is warned of what was not exported', () => {
    const project = aProject({ prune: 'owned', owns: { segments: { names: ['*'] } } });
    const notes = (target: readonly string[]) =>
      exportFrom(snapshot, { project, target }).notes.map(({ code }) => code);
    expect(notes(['segment/A'])).toEqual(['undeclared-may-be-pruned']);
    expect(notes([])).toEqual([]);
  });
});
