import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withFolder } from '../support/a-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { openYamlEditor, type YamlEditor } from './a-yaml-editor.ts';

let editor: YamlEditor;
beforeAll(async () => {
  editor = await openYamlEditor();
});
afterAll(() => editor.close());

/** A folder that `init` has filled; texts of manifests go below the first line that it wrote. */
async function withInit<Result>(
  words: string,
  use: (project: {
    readonly folder: string;
    readonly file: string;
    readonly write: (text: string) => string;
  }) => Promise<Result>,
): Promise<Result> {
  return withFolder({}, async (folder) => {
    const { exitCode } = await runCli(['init', ...words.split(' ')], { cwd: folder });
    expect(exitCode).toBe(0);
    const file = join(folder, 'segments/segments.yaml');
    const [first] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    return use({ folder, file, write: (text) => `${first}\n${text}` });
  });
}

const retailMedia = '--platform retail-media --account-id 1';
const marketingSolutions = '--platform marketing-solutions --advertiser-id 1';
const commerceGrid = '--platform commerce-grid --data-provider-id 1';

describe('the files that init writes, in an editor', () => {
  test.each([
    retailMedia,
    marketingSolutions,
    commerceGrid,
    '--example retail-media',
    '--example marketing-solutions',
    '--example commerce-grid',
  ])('%s: nothing is underlined', async (words) => {
    await withInit(words, async ({ folder }) => {
      const names = await readdir(folder, { recursive: true });
      const files = names.filter((name) => name.endsWith('.yaml'));
      expect(files.length).toBeGreaterThan(1);
      for (const name of files) {
        const file = join(folder, name);
        const text = await readFile(file, 'utf8');
        expect([name, await editor.open(file, text)]).toEqual([name, []]);
        // Without this, a schema that was not found would pass.
        const [first] = text.split('\n');
        expect(await editor.open(file, `${first}\nno: thing\n`)).not.toEqual([]);
      }
    });
  });

  const types = {
    [retailMedia]: ['contactList', 'events'],
    [marketingSolutions]: [
      ...['contactList', 'inMarket', 'location', 'lookalike', 'prospecting', 'retargeting'],
    ],
    [commerceGrid]: ['contactList'],
  };
  test.each(Object.entries(types))('%s: offers the types %j', async (words, own) => {
    await withInit(words, async ({ file, write }) => {
      const offered = await editor.complete(file, write('segments:\n  - name: A\n    |\n'));
      const all = new Set(Object.values(types).flat());
      expect(offered.filter((each) => all.has(each)).sort()).toEqual(own);
      expect(offered).toEqual(expect.arrayContaining(['description', 'lifecycle']));
    });
  });

  test.each([
    ['algebra:\n      |', ['and', 'or', 'not', 'segment', 'segmentId']],
    ['algebra:\n      a|', ['and']],
    ['algebra:\n      and:\n        - A\n        - |', ['not', 'segment']],
    ['algebra:\n      and:\n        - A\n        - not:\n            |', ['and', 'or', 'segment']],
    ['state: |', ['absent', 'released']],
  ])('of an audience, %j offers %j', async (at, expected) => {
    await withInit(retailMedia, async ({ file, write }) => {
      const text = write(`audiences:\n  - name: A\n    ${at}\n`);
      expect(await editor.complete(file, text)).toEqual(expect.arrayContaining(expected));
    });
  });

  test('values are offered, and words explained', async () => {
    await withInit(retailMedia, async ({ file, write }) => {
      const events = 'segments:\n  - name: A\n    events:\n      ';
      const offered = await editor.complete(file, write(`${events}lookbackDays: |\n`));
      expect(offered).toEqual(expect.arrayContaining(['Last7Days', 'Last180Days']));
      const told = await editor.hover(file, write(`${events}look|backDays: Last7Days\n`));
      expect(told).toContain('How far back it counts');
    });
  });

  test.each([
    ['- { name: A, retailerId: "1", inMarket: { country: FR } }', 'inMarket'],
    ['- { name: A, retailerId: "1", contactList: { identifierType: Emial } }', 'Valid values'],
    ['- { name: A, retailerId: x, contactList: { identifierType: Email } }', 'pattern'],
    ['- { nmae: A, retailerId: "1", contactList: { identifierType: Email } }', 'nmae'],
  ])('%s is underlined', async (segment, message) => {
    await withInit(retailMedia, async ({ file, write }) => {
      const told = await editor.open(file, write(`segments:\n  ${segment}\n`));
      expect(told.join('\n')).toContain(message);
    });
  });

  test.each([
    [
      retailMedia,
      '- { name: A, retailerId: "${var.r}", events: { shopperActivity: "${var.a}", lookbackDays: "Last${var.d}Days" } }',
    ],
    [retailMedia, '- { name: A, retailerId: 0012, contactList: { identifierType: Email } }'],
    [
      marketingSolutions,
      '- { name: A, location: { radiusInKm: "${var.km}", pointsOfInterest: [{ name: B, latitude: "${var.n}", longitude: 2 }] } }',
    ],
    [
      marketingSolutions,
      '- { name: A, retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: "${var.d}" } }',
    ],
  ])('%s: %s is not underlined', async (words, segment) => {
    await withInit(words, async ({ file, write }) => {
      expect(await editor.open(file, write(`segments:\n  ${segment}\n`))).toEqual([]);
    });
  });

  test('two operators in one node are underlined', async () => {
    await withInit(retailMedia, async ({ file, write }) => {
      const both = 'audiences:\n  - { name: A, algebra: { and: [A, B], or: [A, B] } }\n';
      expect(await editor.open(file, write(both))).not.toEqual([]);
    });
  });
});

describe('the schema files', () => {
  test('are what audiencectl schema prints', async () => {
    await withInit(marketingSolutions, async ({ folder }) => {
      const lines = { manifest: 'manifest --platform marketing-solutions', project: 'project' };
      for (const [name, line] of Object.entries(lines)) {
        const { stdout } = await runCli(['schema', ...line.split(' ')], { cwd: folder });
        expect(await readFile(join(folder, `schemas/${name}.schema.json`), 'utf8')).toBe(stdout);
      }
    });
  });

  test('of a platform name nothing of another', async () => {
    await withFolder({}, async (cwd) => {
      const words = ['schema', 'manifest', '--platform', 'retail-media'];
      const { stdout } = await runCli(words, { cwd });
      expect(stdout).not.toMatch(/inMarket|advertiserId|dataProviderId/u);
      const other = await runCli(['schema', 'plan', '--platform', 'retail-media'], { cwd });
      expect(other).toMatchObject({ exitCode: 1 });
    });
  });
});
