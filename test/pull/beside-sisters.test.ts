/** `pull --take gone` beside another project of the account: what still refers to an entry keeps it. */
import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { type PullOptions, pull } from '../../src/reconciler/pull.ts';
import { loseMembers, noteOn } from '../../src/report/pull/render-taking-text.ts';
import { baseOf, filesOf, head, projectOf, remoteAfter } from './ui.ts';

const list = (name: string) => `  - { name: ${name}, contactList: { identifierType: Email } }\n`;
const lists = `${head}segments:\n${list('Cust')}${list('Dead')}`;
const audienceOf = (algebra: string) =>
  `${head}audiences:\n  - { name: DA, algebra: { or: [${algebra}] } }\n`;

interface Beside extends PullOptions {
  readonly project?: string;
  readonly own?: string;
  readonly remote?: Snapshot;
}

/** @param text a manifest of the other project. */
async function pulledBeside(text: string, { project, own = lists, ...more }: Beside = {}) {
  const other = {
    projectFile: { file: '../aud/audiencectl.yaml', text: project ?? projectOf().text },
    manifests: [{ file: '../aud/b.yaml', text }],
  };
  const texts = { projectFile: projectOf(), manifests: filesOf(own) };
  const { remote = await remoteAfter(own.replace(list('Dead'), '')), ...options } = more;
  const wish = { take: ['gone'] as const, base: baseOf(own), ...options };
  const { value, diagnostics } = pull({ ...texts, options: { others: [other] } }, remote, wish);
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

describe('an entry that was deleted in the UI stays where another project of the account', () => {
  const rules = (text: string) => `${audienceOf('Cust, Other')}${text}`;
  test.each([
    ['has an audience of it', audienceOf('Cust, Dead'), 'The audience "DA"'],
    [
      'has a lookalike of it',
      `${head}segments:\n  - { name: LA, lookalike: { seedSegment: Dead } }\n`,
      'The segment "LA"',
    ],
    [
      'has a rule that names it',
      rules('rules: [{ name: No dead, audiences: DA, excludes: Dead }]\n'),
      'The rule "No dead"',
    ],
    [
      'has a rule that it must be within',
      rules('rules: [{ name: Dead only, audiences: DA, within: Dead }]\n'),
      'The rule "Dead only"',
    ],
    [
      'has a rule about it',
      rules('rules: [{ name: Say it, segments: Dead, schema: { required: [description] } }]\n'),
      'The rule "Say it"',
    ],
    [
      'has a person who is in it',
      rules('people: [{ name: Ann, in: [Dead], notReachedBy: [DA] }]\n'),
      'The entry of people "Ann"',
    ],
  ])('%s', async (_, text, what) => {
    const { files, left } = await pulledBeside(text);
    expect(files).toEqual([]);
    expect(left).toMatchObject([{ address: 'segment/Dead', take: 'gone', code: 'pull-in-use' }]);
    expect(left[0]?.text).toContain(`${what} of the project ../aud/audiencectl.yaml `);
    expect(left[0]?.fix).toMatch(/^[A-Z].*\.$/u);
  });

  test('of a run over many is named as the working directory has it', async () => {
    const nameOf = (file: string) => file.replace('../', 'clients/');
    const lead = { options: '', base: '', nameOf };
    const { left } = await pulledBeside(audienceOf('Cust, Dead'), { lead });
    expect(left[0]?.text).toContain(' of the project clients/aud/audiencectl.yaml ');
  });

  test('has a rule in its project file', async () => {
    const project = `${projectOf().text}people: [{ name: Ann, in: [segment/Dead], reachedBy: [DA] }]\n`;
    const { files, left } = await pulledBeside(audienceOf('Cust'), { project });
    expect({ files, left }).toMatchObject({ files: [], left: [{ code: 'pull-in-use' }] });
  });

  test('may have more than could be read of it', async () => {
    const { files, left } = await pulledBeside('audiences: [\n');
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      {
        code: 'pull-elsewhere',
        text: 'The project ../aud/audiencectl.yaml has errors, and may refer to it.',
      },
    ]);
  });
});

describe('it goes where another project of the account', () => {
  test.each([
    ['refers to others', audienceOf('Cust, Other')],
    ['has its own of that name', `${audienceOf('Cust, Dead')}segments:\n${list('Dead')}`],
    [
      'has audiences of another retailer',
      audienceOf('Cust, Dead').replace('retailerId: "1234"', 'retailerId: "5678"'),
    ],
    ['removes what refers to it', audienceOf('Dead').replace('DA,', 'DA, state: absent,')],
  ])('%s', async (_, text) => {
    const { files, left } = await pulledBeside(text);
    expect(left).toEqual([]);
    expect(files).toMatchObject([{ file: 'a.yaml', after: lists.replace(list('Dead'), '') }]);
  });
});

describe('a customer list that may have another name by now', () => {
  const renamed = lists.replace('name: Dead,', 'name: Opted out, renamedFrom: Dead,');
  const remote = () => remoteAfter(lists, renamed);
  const nothing = 'segments: []\n';

  test('is not called deleted where it is left', async () => {
    const { left } = await pulledBeside(nothing, { remote: await remote(), take: ['drift'] });
    expect(left).toMatchObject([
      {
        address: 'segment/Dead',
        text: 'It was deleted in the Criteo UI, or renamed to "Opted out". It was a customer list: if it was deleted, its members are lost.',
        fix: 'If it was renamed, add the id of that list to the entry and pull again. To remove the entry, pull with --take drift,gone. To create it again, apply this project.',
      },
    ]);
  });

  test('is not called deleted where its entry is taken out', async () => {
    const take = ['drift', 'new', 'gone'] as const;
    const { takings } = await pulledBeside(nothing, { remote: await remote(), take });
    const [taking] = takings;
    if (taking === undefined) throw new Error('nothing taken');
    expect(taking).toMatchObject({ address: 'segment/Dead', mayBe: ['Opted out'] });
    expect(noteOn(taking)).toBe('deleted or renamed in the UI, entry removed');
    expect(loseMembers(taking)).toBe('lost, unless the list is now named "Opted out"');
  });

  test('is not called deleted where it is protected', async () => {
    const texts = { projectFile: projectOf('protect: ["segment/*"]\n'), manifests: filesOf(lists) };
    const { value } = pull(texts, await remote(), { base: baseOf(lists), take: ['gone'] });
    expect(value?.left[0]?.text).toBe(
      'It was deleted in the Criteo UI, or renamed to "Opted out", and protect in the project file names it.',
    );
  });

  test.each([
    ['another project declares the other one', `${head}segments:\n${list('Opted out')}`, lists],
    ['it is bound by its ID', nothing, lists.replace('name: Dead,', 'name: Dead, id: "99",')],
    ['the other one is of another type', nothing, lists.replaceAll('Email', 'PhoneNumber')],
    ['the other one is of another retailer', nothing, lists.replace('1234', '5678')],
  ])('is called deleted where %s', async (_, sister, own) => {
    const { left } = await pulledBeside(sister, { remote: await remote(), take: ['drift'], own });
    expect(left.find(({ address }) => address === 'segment/Dead')?.text).toBe(
      'It was deleted in the Criteo UI. It was a customer list: its members are lost.',
    );
  });

  test('looks renamed where an audience of another project says so', async () => {
    const world = `${lists}audiences:\n  - { name: DA, algebra: { or: [Cust, Dead] } }\n`;
    const after = world
      .replace('name: Dead,', 'name: Opted out, renamedFrom: Dead,')
      .replace('Dead] }', 'Opted out] }');
    const { files, left } = await pulledBeside(audienceOf('Cust, Dead'), {
      remote: await remoteAfter(world, after),
      take: ['drift', 'new', 'gone'],
    });
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      { address: 'segment/Dead', text: 'It looks like a rename to "Opted out" in the Criteo UI.' },
    ]);
  });
});
