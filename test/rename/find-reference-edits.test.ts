import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/reconciler/load.ts';
import { findReferenceDoubts } from '../../src/rename/find-reference-doubts.ts';
import { findReferenceEdits } from '../../src/rename/find-reference-edits.ts';
import type { NameChange, RenameWorld } from '../../src/rename/name-change.ts';

const head = 'version: 1\nplatform: retail-media\naccountId: "77"\n';

function aWorld(manifest: string, more = '', environment: string | null = null): RenameWorld {
  const projectFile = { file: 'audiencectl.yaml', text: head + more };
  const { value } = load(projectFile, [{ file: 'm.yaml', text: manifest }], { environment });
  if (value === null) throw new Error('the project is sound');
  const { declarations, houseRules, project } = value;
  if (houseRules === undefined) throw new Error('rules are read');
  return { declarations, houseRules, project, projectFile };
}

/** `FILE:LINE PATH = VALUE` of each edit; the line is that of the entry. */
function editsOf(changes: readonly NameChange[], world: RenameWorld): readonly string[] {
  return findReferenceEdits(changes, world).flatMap(({ file, entry: { at, edits } }) =>
    edits.map((edit) => {
      if (edit.kind !== 'set') throw new Error('references are only set');
      const path = edit.path.join('.');
      return `${file}:${at?.line ?? 0} ${path} = ${JSON.stringify(edit.value)}`;
    }),
  );
}

const change = (
  kind: NameChange['kind'],
  from: string,
  to: string,
  ownerId: string | null = null,
) => ({
  ...{ kind, from, to, ownerId },
});

const entities = `defaults: { retailerId: "1" }
segments:
  - name: Buyers
    contactList: { identifierType: Email }
  - name: Optouts
    contactList: { identifierType: Email }
audiences:
  - name: All
    algebra: { and: [Buyers, { not: { segment: Optouts } }, { or: [Optouts, Buyers] }] }
  - name: VIP | 1
    algebra: Buyers
`;

describe('references of entities', () => {
  test.each<[string, readonly NameChange[], readonly string[]]>([
    [
      'every leaf',
      [change('segment', 'Buyers', 'Customers')],
      [
        'm.yaml:8 algebra.and.0 = "Customers"',
        'm.yaml:8 algebra.and.2.or.1 = "Customers"',
        'm.yaml:10 algebra = "Customers"',
      ],
    ],
    [
      'the long form',
      [change('segment', 'Optouts', 'Out')],
      ['m.yaml:8 algebra.and.1.not.segment = "Out"', 'm.yaml:8 algebra.and.2.or.0 = "Out"'],
    ],
    [
      'a swap',
      [change('segment', 'Buyers', 'Optouts'), change('segment', 'Optouts', 'Buyers')],
      [
        'm.yaml:8 algebra.and.0 = "Optouts"',
        'm.yaml:8 algebra.and.1.not.segment = "Buyers"',
        'm.yaml:8 algebra.and.2.or.0 = "Buyers"',
        'm.yaml:8 algebra.and.2.or.1 = "Optouts"',
        'm.yaml:10 algebra = "Optouts"',
      ],
    ],
    ['nothing of another kind', [change('audience', 'Buyers', 'Customers')], []],
    ['an audience, which algebra does not name', [change('audience', 'All', 'Everyone')], []],
  ])('%s', (_, changes, edits) => {
    expect(editsOf(changes, aWorld(entities))).toEqual(edits);
  });

  test('the seed of a lookalike', () => {
    const text = `segments:
  - name: Seed
    contactList: { identifierType: Email }
  - lookalike: { targetSize: 50, seedSegment: Seed }
    name: Like
`;
    const projectFile = {
      file: 'audiencectl.yaml',
      text: 'version: 1\nplatform: marketing-solutions\nadvertiserId: "7"\n',
    };
    const { value } = load(projectFile, [{ file: 'm.yaml', text }]);
    if (value?.houseRules === undefined) throw new Error('the project is sound');
    const { declarations, houseRules, project } = value;
    const world = { declarations, houseRules, project, projectFile };
    expect(editsOf([change('segment', 'Seed', 'Root')], world)).toEqual([
      'm.yaml:4 lookalike.seedSegment = "Root"',
    ]);
  });
});

const twins = `segments:
  - { name: Buyers, id: "11", retailerId: "1", contactList: { identifierType: Email } }
  - { name: Buyers, id: "12", retailerId: "2", contactList: { identifierType: Email } }
audiences:
  - { name: One, retailerId: "1", algebra: Buyers }
  - { name: Two, retailerId: "2", algebra: Buyers }
`;

describe('of twins, only what means the renamed one', () => {
  const rename = [change('segment', 'Buyers', 'Customers', '2')];

  test('in algebra', () => {
    expect(editsOf(rename, aWorld(twins))).toEqual(['m.yaml:6 algebra = "Customers"']);
  });

  test('in rules, by the audiences that they are over', () => {
    const rules = (over: string) => `${twins}rules:
  - { name: R, audiences: ${over}, excludes: Buyers }
`;
    expect(editsOf(rename, aWorld(rules('Two')))).toContain('m.yaml:8 excludes = "Customers"');
    expect(editsOf(rename, aWorld(rules('One')))).toHaveLength(1);
    const both = aWorld(rules('"*"'));
    expect(editsOf(rename, both)).toHaveLength(1);
    expect(findReferenceDoubts(rename, both)).toMatchObject([
      { severity: 'error', code: 'rename-unclear', source: { line: 8 } },
    ]);
  });

  test('a glob that is their name becomes both names', () => {
    const world = aWorld(
      `${twins}rules:
  - { name: R, segments: Buyers, schema: true }
`,
      'owns: { segments: { names: [Buyers] } }\nprotect: ["segment/Buyers", "audience/*"]\n',
    );
    expect(editsOf(rename, world)).toEqual([
      'm.yaml:6 algebra = "Customers"',
      'm.yaml:8 segments = ["Buyers","Customers"]',
      'audiencectl.yaml:0 protect = ["segment/Buyers","segment/Customers","audience/*"]',
      'audiencectl.yaml:0 owns.segments.names = ["Buyers","Customers"]',
    ]);
  });
});

const rules = `${entities}rules:
  - name: First
    audiences: [All, "VIP | *"]
    except: VIP | 1
    excludes: Optouts
  - { name: Second, within: Buyers, audiences: "VIP | 1" }
  - { name: Third, disjoint: [All, "VIP | *"] }
  - { name: Fourth, excludes: [segment/Buyers, audience/All, Unknown] }
people:
  - name: Someone
    in: [Buyers, All]
    notIn: Optouts
    reachedBy: [All]
    notReachedBy: "VIP | 1"
`;

describe('rules and people', () => {
  test.each<[string, readonly NameChange[], readonly string[]]>([
    [
      'names of segments, as texts, in lists and as addresses',
      [change('segment', 'Buyers', 'Customers'), change('segment', 'Optouts', 'Out')],
      [
        'm.yaml:13 excludes = "Out"',
        'm.yaml:17 within = "Customers"',
        'm.yaml:19 excludes.0 = "segment/Customers"',
        'm.yaml:21 in.0 = "Customers"',
        'm.yaml:21 notIn = "Out"',
      ],
    ],
    [
      'names of audiences, and globs that are one',
      [change('audience', 'All', 'Everyone')],
      [
        'm.yaml:13 audiences.0 = "Everyone"',
        'm.yaml:18 disjoint.0 = "Everyone"',
        'm.yaml:19 excludes.1 = "audience/Everyone"',
        'm.yaml:21 in.1 = "Everyone"',
        'm.yaml:21 reachedBy.0 = "Everyone"',
      ],
    ],
    [
      'a name with signs of globs is escaped where it is a glob',
      [change('audience', 'All', 'Why?')],
      [
        'm.yaml:13 audiences.0 = "Why\\\\?"',
        'm.yaml:18 disjoint.0 = "Why\\\\?"',
        'm.yaml:19 excludes.1 = "audience/Why?"',
        'm.yaml:21 in.1 = "Why?"',
        'm.yaml:21 reachedBy.0 = "Why\\\\?"',
      ],
    ],
    [
      'an audience that gets the name of a segment is named as an address',
      [change('audience', 'All', 'Buyers')],
      [
        'm.yaml:13 audiences.0 = "Buyers"',
        'm.yaml:18 disjoint.0 = "Buyers"',
        'm.yaml:19 excludes.1 = "audience/Buyers"',
        'm.yaml:21 in.1 = "audience/Buyers"',
        'm.yaml:21 reachedBy.0 = "Buyers"',
      ],
    ],
    [
      'a segment that gets the name of an audience',
      [change('segment', 'Optouts', 'All')],
      ['m.yaml:13 excludes = "All"', 'm.yaml:21 in.1 = "audience/All"', 'm.yaml:21 notIn = "All"'],
    ],
    [
      'single texts that are globs',
      [change('audience', 'VIP | 1', 'VIP | one')],
      [
        'm.yaml:13 except = "VIP | one"',
        'm.yaml:17 audiences = "VIP | one"',
        'm.yaml:21 notReachedBy = "VIP | one"',
      ],
    ],
  ])('%s', (_, changes, edits) => {
    const found = editsOf(changes, aWorld(rules)).filter((each) => !/ algebra/u.test(each));
    expect(found).toEqual(edits);
  });

  test('an escaped glob follows', () => {
    const text = `${entities}  - { name: "A*", algebra: Buyers }
rules:
  - { name: R, audiences: ["A\\\\*", "A*"], excludes: Optouts }
`;
    expect(editsOf([change('audience', 'A*', 'A*B')], aWorld(text))).toEqual([
      'm.yaml:14 audiences.0 = "A\\\\*B"',
    ]);
  });

  test('globs that match other names than before are told', () => {
    const doubts = findReferenceDoubts(
      [change('audience', 'VIP | 1', 'Best'), change('segment', 'Buyers', 'Customers')],
      aWorld(rules, 'protect: ["audience/VIP*", "segment/Cust*"]\n'),
    );
    expect(
      doubts.map(({ severity, source, message }) => [
        severity,
        `${source?.file}:${source?.line}:${source?.column}`,
        message,
      ]),
    ).toEqual([
      [
        'warning',
        'm.yaml:14:22',
        'the glob "VIP | *" of the rule "First" matches "VIP | 1", but not "Best"',
      ],
      [
        'warning',
        'm.yaml:18:36',
        'the glob "VIP | *" of the rule "Third" matches "VIP | 1", but not "Best"',
      ],
      [
        'warning',
        'audiencectl.yaml:4:11',
        'the glob "audience/VIP*" of protect matches "VIP | 1", but not "Best"',
      ],
      [
        'warning',
        'audiencectl.yaml:4:28',
        'the glob "segment/Cust*" of protect matches "Customers", but not "Buyers"',
      ],
    ]);
  });
});

describe('the project file', () => {
  const more = `protect: ["segment/Buyers", "audience/All"]
owns: { segments: { names: [Buyers, Optouts] } }
rules:
  - { name: R, excludes: [Optouts] }
environments:
  one:
    protect: [segment/Optouts]
    owns: { audiences: { names: [All, "VIP*"] } }
    rules:
      - { name: S, excludes: Optouts }
  two:
    protect: [segment/Optouts]
`;
  test('lists of the file and of the environment', () => {
    const world = aWorld(entities, more, 'one');
    const changes = [change('segment', 'Optouts', 'Out'), change('audience', 'All', 'Every*one')];
    expect(editsOf(changes, world).filter((each) => each.startsWith('audiencectl'))).toEqual([
      'audiencectl.yaml:7 excludes.0 = "Out"',
      'audiencectl.yaml:13 excludes = "Out"',
      'audiencectl.yaml:0 protect.1 = "audience/Every\\\\*one"',
      'audiencectl.yaml:0 owns.segments.names.1 = "Out"',
      'audiencectl.yaml:0 environments.one.protect.0 = "segment/Out"',
      'audiencectl.yaml:0 environments.one.owns.audiences.names.0 = "Every\\\\*one"',
    ]);
  });
});
