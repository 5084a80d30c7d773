/** `pull --take gone` beside another project of the account: what still refers to an entry keeps it. */
import { describe, expect, test } from '@jest/globals';
import { pull } from '../../src/reconciler/pull.ts';
import { baseOf, filesOf, head, projectOf, remoteAfter } from './ui.ts';

const list = (name: string) => `  - { name: ${name}, contactList: { identifierType: Email } }\n`;
const lists = `${head}segments:\n${list('Cust')}${list('Dead')}`;
const audienceOf = (algebra: string) =>
  `${head}audiences:\n  - { name: DA, algebra: { or: [${algebra}] } }\n`;

async function pulledBeside(text: string, project = projectOf().text, own = lists) {
  const { value, diagnostics } = pull(
    {
      projectFile: projectOf(),
      manifests: filesOf(own),
      options: {
        others: [
          {
            projectFile: { file: '../aud/audiencectl.yaml', text: project },
            manifests: [{ file: '../aud/b.yaml', text }],
          },
        ],
      },
    },
    await remoteAfter(own.replace(list('Dead'), '')),
    { take: ['gone'], base: baseOf(own) },
  );
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

  test('has a rule in its project file', async () => {
    const project = `${projectOf().text}people: [{ name: Ann, in: [segment/Dead], reachedBy: [DA] }]\n`;
    const { files, left } = await pulledBeside(audienceOf('Cust'), project);
    expect({ files, left }).toMatchObject({ files: [], left: [{ code: 'pull-in-use' }] });
  });

  test('may have more than could be read of it', async () => {
    const { files, left } = await pulledBeside('audiences: [\n');
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      {
        code: 'pull-in-use',
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
