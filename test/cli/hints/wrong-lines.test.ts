/** Lines that YAML reads as something else than what was meant: one finding, at the line that is wrong. */
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const projects = {
  ms: 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
  rm: 'version: 1\nplatform: retail-media\naccountId: "4949"\ndefaults: { retailerId: "3" }\n',
};

interface Found {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly source: { readonly line: number };
}

const validate = async (files: Record<string, string>) =>
  withFolder(files, async (folder) => {
    const { stdout } = await runCli(['validate', '--format', 'json'], { cwd: folder });
    const { diagnostics }: { diagnostics: readonly Found[] } = JSON.parse(stdout);
    return diagnostics
      .filter(({ code }) => !['segment-unused', 'reference-not-declared'].includes(code))
      .map(({ source, message, hint }) => `${source.line}: ${message} | ${hint}`);
  });

const inManifest = (manifest: string, project: keyof typeof projects = 'ms') =>
  validate({ 'audiencectl.yaml': projects[project], 'm.yaml': manifest });
const inProject = (lines: string) =>
  validate({
    'audiencectl.yaml': `${projects.ms}${lines}`,
    'm.yaml': 'segments:\n  - name: A\n    contactList:\n',
  });
const segment = (lines: string) => `segments:\n  - name: A\n${lines}`;

describe('keys beside the key that they belong below', () => {
  const cases: readonly (readonly [keyof typeof projects, string, string])[] = [
    [
      'rm',
      segment('    events:\n    shopperActivity: View\n    lookbackDays: Last7Days\n'),
      '4: "shopperActivity" and "lookbackDays" belong below "events" | Indent them deeper than "events".',
    ],
    [
      'rm',
      segment('    events:\n    eventType: View\n    lookbackDays: Last7Days\n'),
      '4: "eventType" and "lookbackDays" belong below "events" | Indent them deeper than "events".',
    ],
    [
      'ms',
      segment(
        '    location:\n    radiusInKm: 3\n    pointsOfInterest:\n    - name: P\n      latitude: 1\n      longitude: 2\n    description: x\n',
      ),
      '4: "radiusInKm" and "pointsOfInterest" belong below "location" | Indent them deeper than "location".',
    ],
    [
      'ms',
      segment('    contactList:\n    members:\n      source: a.csv\n      identifierType: email\n'),
      '4: "members" belongs below "contactList" | Indent it deeper than "contactList".',
    ],
    [
      'ms',
      segment(
        '    contactList:\n      members:\n      source: a.csv\n      identifierType: email\n',
      ),
      '5: "source" and "identifierType" belong below "members" | Indent them deeper than "members".',
    ],
    [
      'ms',
      segment('    contactList:\n    lifecycle:\n    replace: allow\n'),
      '5: "replace" belongs below "lifecycle" | Indent it deeper than "lifecycle".',
    ],
    [
      'ms',
      'audiences:\n  - name: A\n    algebra:\n    and:\n      - B\n      - C\n',
      '4: "and" belongs below "algebra" | Indent it deeper than "algebra".',
    ],
    [
      'ms',
      `defaults:\ndescription: x\n${segment('    contactList:\n')}`,
      '2: "description" belongs below "defaults" | Indent it deeper than "defaults".',
    ],
    [
      'ms',
      'segments:\nname: A\ncontactList:\n',
      '2: "name" and "contactList" belong below "segments" | Begin the entry with a dash, and indent it deeper than "segments": "- name:".',
    ],
    [
      'ms',
      'segments:\n- name: A\ncontactList:\n',
      '3: "contactList" belongs to the last entry of "segments" | Indent it like the other keys of that entry.',
    ],
    [
      'ms',
      segment(
        '    prospecting:\n      usersType: Prospects\n      description: x\n      lifecycle: { replace: allow }\n',
      ),
      '5: "description" and "lifecycle" belong beside "prospecting" | Indent them like "prospecting".',
    ],
  ];
  test.each(cases)('%s %j', async (project, manifest, finding) => {
    expect(await inManifest(manifest, project)).toEqual([finding]);
  });

  test.each([
    [
      'defaults:\ndescription: x\n',
      '5: "description" belongs below "defaults" | Indent it deeper than "defaults".',
    ],
    [
      'environments:\nproduction:\n  vars: {}\n',
      '5: "production" belongs below "environments" | Indent it deeper than "environments".',
    ],
    [
      'limits:\nmaxDeletes: 3\n',
      '5: "maxDeletes" belongs below "limits" | Indent it deeper than "limits".',
    ],
  ])('in a project file: %j', async (lines, finding) => {
    expect(await inProject(lines)).toContain(finding);
  });

  test.each([
    [
      'a mistyped key',
      segment('    contactList:\n    descripton: x\n'),
      'Did you mean description?',
    ],
    ['a key that exists nowhere', segment('    contactList:\n    colour: red\n'), 'Use one of '],
  ])('%s is none', async (_, manifest, hint) => {
    const [finding, ...others] = await inManifest(manifest);
    expect(others).toEqual([]);
    expect(finding).toContain(hint);
  });
});

describe('a list', () => {
  test.each([
    ['segments:\n  name: A\n  contactList:\n', 'Begin each entry with a dash: "- name: A".'],
    ['audiences:\n  name: A\n  algebra: B\n', 'Begin each entry with a dash: "- name: A".'],
    [
      'segments:\n  Shoes:\n    contactList:\n',
      'Begin each entry with a dash and its name: "- name: Shoes".',
    ],
    ['segments: Shoes\n', 'Begin each entry with a dash and its name: "- name: Shoes".'],
    ['segments:\n  - Shoes\n', 'Write "- name: Shoes", and the other keys of the entry below it.'],
    [
      segment(
        '    location:\n      radiusInKm: 3\n      pointsOfInterest:\n        latitude: 1\n        longitude: 2\n',
      ),
      'Begin each entry with a dash: "- latitude: 1".',
    ],
    [segment('    inMarket:\n      country: US\n      brandIds: 0035\n'), 'Write a list: [0035].'],
    [
      segment('    inMarket:\n      country: US\n      brandIds: 35, 36\n'),
      'Write a list: [35, 36].',
    ],
  ])('%j', async (manifest, hint) => {
    const [finding, ...others] = await inManifest(manifest);
    expect(others).toEqual([]);
    expect(finding?.split(' | ')[1]).toBe(hint);
  });

  test('in a project file', async () => {
    expect(await inProject('protect: segment/A\n')).toEqual([
      '4: protect must be a list, not text | Write a list: [segment/A].',
    ]);
  });
});

describe('a value of the wrong type', () => {
  test.each([
    ['version: "1"', 'Write it without quotes: 1.'],
    ["version: '1'", 'Write it without quotes: 1.'],
  ])('%s', async (line, hint) => {
    const project = projects.ms.replace('version: 1', line);
    expect(await validate({ 'audiencectl.yaml': project })).toContainEqual(
      expect.stringContaining(` | ${hint}`),
    );
  });

  test.each([
    ['lookbackDays: 7', 'Did you mean Last7Days?'],
    ['lookbackDays: [Last7Days]', 'Write it without brackets and without a dash: Last7Days.'],
  ])('%s', async (line, hint) => {
    const manifest = segment(`    events:\n      shopperActivity: View\n      ${line}\n`);
    const [finding, ...others] = await inManifest(manifest, 'rm');
    expect(others).toEqual([]);
    expect(finding?.split(' | ')[1]).toBe(hint);
  });
});

describe('a variable as other tools write it', () => {
  const set = (name: string, text: string) =>
    `Write \${var.${name}} instead of ${text}, and set ${name} under vars or with --var.`;

  test.each([
    ['${ADVERTISER}', set('ADVERTISER', '${ADVERTISER}')],
    ['$ADVERTISER', set('ADVERTISER', '$ADVERTISER')],
    ['"%ADVERTISER%"', set('ADVERTISER', '%ADVERTISER%')],
    ['"{{ advertiser }}"', set('advertiser', '{{ advertiser }}')],
    ['"${{ vars.ADVERTISER }}"', set('ADVERTISER', '${{ vars.ADVERTISER }}')],
    ['${env.ADVERTISER}', set('ADVERTISER', '${env.ADVERTISER}')],
    ['${ADVERTISER:-12}', set('ADVERTISER', '${ADVERTISER:-12}')],
    ['"${ var.ADVERTISER }"', set('ADVERTISER', '${ var.ADVERTISER }')],
  ])('%s', async (written, hint) => {
    const project = `version: 1\nplatform: marketing-solutions\nadvertiserId: ${written}\n`;
    const m = segment('    contactList:\n');
    const [finding, ...others] = await validate({ 'audiencectl.yaml': project, 'm.yaml': m });
    expect(others).toEqual([]);
    expect(finding?.split(' | ')[1]).toBe(hint);
    const manifest = segment(`    contactList:\n    id: ${written}\n`);
    const [inSegment, ...more] = await inManifest(manifest);
    expect(more).toEqual([]);
    expect(inSegment?.split(' | ')[1]).toBe(hint);
  });
});

describe('text behind #', () => {
  const inQuotes = 'Put the text in quotes if it is the value.';
  const lost = (line: number, key: string) =>
    `${line}: "${key}" has no value: what follows # is a comment`;

  test.each([
    [
      segment('    contactList:\n    description: #1 shop\n'),
      [
        `${lost(4, 'description')} | ${inQuotes} If it is a comment, write it in a line of its own.`,
      ],
    ],
    [
      segment('    contactList:\n    description: # 1 shop\n'),
      [
        `${lost(4, 'description')} | ${inQuotes} If it is a comment, write it in a line of its own.`,
      ],
    ],
    [
      segment('    contactList: #crm\n'),
      [`${lost(3, 'contactList')} | ${inQuotes} If it is a comment, write a blank after #.`],
    ],
    [
      segment('    contactList:\n    description: Shop #1\n'),
      [
        '4: the text after "Shop" is read as a comment | Put the whole text in quotes. If it is a comment, write a blank after #.',
      ],
    ],
    [
      'segments:\n  - name: #1 shop\n    contactList:\n',
      ['2: name must be text, not nothing | Give a value. Put text that begins with # in quotes.'],
    ],
    [segment('    contactList: # filled by the CRM\n    description: x # a word\n'), []],
    [segment('    contactList:\n    description: "#1 shop"\n'), []],
  ])('%j', async (manifest, findings) => {
    expect(await inManifest(manifest)).toEqual(findings);
  });

  test('in a project file there is one finding, too', async () => {
    expect(await inProject('name: #1\n')).toEqual([
      '4: name must be text, not nothing | Give a value. Put text that begins with # in quotes.',
    ]);
  });
});

test('a variable of other tools in a name or a description is text, and doubtful', async () => {
  const manifest = 'segments:\n  - name: "${SHOP}"\n    contactList:\n    description: $${SHOP}\n';
  expect(await inManifest(manifest)).toEqual([
    '2: ${SHOP} is read as plain text, not as a variable | Write ${var.SHOP} instead of ${SHOP}, and set SHOP under vars or with --var. To keep a literal ${, write $${.',
  ]);
});
