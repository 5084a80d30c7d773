/** Files that other projects read as well: what is said leads somewhere the first time. */
import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { PullOptions } from '../../src/reconciler/pull.ts';
import { baseOf, head, projectOf, pulled, remoteAfter, type Texts } from './ui.ts';

const list = (name: string, more = '') =>
  `  - name: ${name}\n    description: of people\n${more}    contactList: { identifierType: Email }\n`;

const git: Texts = {
  'own.yaml': `${head}segments:\n${list('CRM')}${list('Hats')}`,
  '../../shared/all.yaml': `${head}# Read by all.\naudiences:\n  - name: All\n    algebra:\n      and:\n        - Hats\n        - not: CRM\n`,
};

const lead = {
  options: ' --project clients/a/audiencectl.yaml',
  base: ' --base .base/clients/a',
  nameOf: (file: string) => file.replace('../../', ''),
};

const other = { project: '../b/audiencectl.yaml', isSure: true };

const many: PullOptions = {
  sharedFiles: new Map([['../../shared/all.yaml', other]]),
  readerCounts: new Map([['../../shared/all.yaml', 12]]),
  lead,
};

function renamed(snapshot: Snapshot, from: string, to: string): Snapshot {
  const rename = (row: Snapshot['segments'][number]) =>
    row.attributes['name'] === from ? { ...row, attributes: { ...row.attributes, name: to } } : row;
  return { ...snapshot, segments: snapshot.segments.map(rename) };
}

function idOf({ segments }: Snapshot, name: string): string {
  return segments.find(({ attributes }) => attributes['name'] === name)?.id ?? '';
}

describe('a rename in the UI of what a shared file refers to', () => {
  const reference = 'shared/all.yaml:8 refers to "CRM". 12 projects read shared/all.yaml.';

  test('is said at once to be impossible to follow, with the line and the way back', async () => {
    const before = await remoteAfter(git);
    const { left, files } = pulled(git, renamed(before, 'CRM', 'Customers'), {
      ...many,
      base: baseOf(git),
    });
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      {
        address: 'segment/CRM',
        text: `It looks like a rename to "Customers" in the Criteo UI. ${reference}`,
        fix: 'To put the old name back, add the line renamedFrom: "Customers" and apply this project.',
        source: { file: '../../shared/all.yaml', line: 8 },
      },
    ]);
  });

  test('is said of an entry with an ID, too', async () => {
    const before = await remoteAfter(git);
    const bound = (name: string) => list(name, `    id: "${idOf(before, name)}"\n`);
    const own = { ...git, 'own.yaml': `${head}segments:\n${bound('CRM')}${bound('Hats')}` };
    const { left, files } = pulled(own, renamed(before, 'CRM', 'Customers'), many);
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      { address: 'segment/CRM', path: 'name', text: reference, source: { line: 8 } },
    ]);
  });

  test('of an entry of the shared file itself asks for no ID there', async () => {
    const shared = { ...many, sharedFiles: new Map([['own.yaml', other]]) };
    const before = await remoteAfter(git);
    const { left } = pulled(git, renamed(before, 'CRM', 'Customers'), {
      ...shared,
      base: baseOf(git),
    });
    expect(left).toMatchObject([
      {
        text: 'It looks like a rename to "Customers" in the Criteo UI. The project ../b/audiencectl.yaml reads own.yaml, too.',
        fix: 'To put the old name back, rename it in the Criteo UI.',
      },
    ]);
  });
});

describe('what was deleted in the UI', () => {
  const without = (snapshot: Snapshot): Snapshot => ({ ...snapshot, audiences: [] });

  const wishes: readonly Pick<PullOptions, 'take'>[] = [
    { take: ['drift'] },
    { take: ['drift', 'gone'] },
  ];
  test.each(wishes)('is not to be removed from a shared file: $take', async (wish) => {
    const { left } = pulled(git, without(await remoteAfter(git)), {
      ...{ ...many, ...wish },
      base: baseOf(git),
    });
    expect(left).toMatchObject([
      {
        address: 'audience/All',
        text: expect.stringContaining('12 projects read shared/all.yaml.'),
        fix: 'To create it again, apply this project. Remove the entry by hand only if it should go from all of them.',
      },
    ]);
  });
});

test('a conflict of one project of many names the whole command for it', async () => {
  const edited = { ...git, 'own.yaml': git['own.yaml']?.replace('of people', 'by git') ?? '' };
  const remote = await remoteAfter(git, {
    ...git,
    'own.yaml': git['own.yaml']?.replace('of people', 'by the UI') ?? '',
  });
  const { left } = pulled(edited, remote, { ...many, base: baseOf(git) });
  expect(left).toMatchObject([
    {
      fix: 'To take the version of the UI: audiencectl pull --project clients/a/audiencectl.yaml --base .base/clients/a --take drift,conflict --target "segment/CRM". To keep that of git, apply this project.',
    },
  ]);
});

describe('a value of a shared file that comes from a variable', () => {
  const segment = (brand: string, text: string) =>
    `${head}segments:\n  - name: Viewers\n    description: ${text}\n    events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: ["${brand}"] }\n`;
  const project = (brand: string) => projectOf(`vars: { brand: "${brand}" }\n`);
  const shared = (text: string): Texts => ({ '../../shared/all.yaml': text });
  const own = shared(segment('${var.brand}', 'Saw ${var.brand}, once'));
  const pulledWith = async (brand: string, text: string, options: PullOptions = {}) =>
    pulled(
      own,
      await remoteAfter(shared(segment(brand, text))),
      { ...many, ...options },
      project('41'),
    );

  test('is edited in the project file', async () => {
    const { left, files } = await pulledWith('42', 'Saw 42, once');
    expect(files).toEqual([]);
    const elsewhere = {
      code: 'pull-elsewhere',
      fix: 'Edit the variable in audiencectl.yaml.',
      source: { file: 'audiencectl.yaml' },
    };
    expect(left).toMatchObject([
      { path: 'description', text: 'description comes from the variable "brand".', ...elsewhere },
      {
        path: 'events.brandIds',
        text: 'events.brandIds comes from the variable "brand".',
        ...elsewhere,
      },
    ]);
  });

  test('is edited there also where it was not asked for', async () => {
    const { left } = await pulledWith('42', 'Saw 41, once', { take: ['drift'] });
    expect(left).toMatchObject([
      { path: 'events.brandIds', fix: 'Edit the variable in audiencectl.yaml.' },
    ]);
  });

  test('is for all where the text beside the variable was edited', async () => {
    const { left } = await pulledWith('41', 'Bought 41, once');
    expect(left).toMatchObject([
      { path: 'description', text: '12 projects read shared/all.yaml.' },
    ]);
  });
});
