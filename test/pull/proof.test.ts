/** What is edited is read again: what would be wrong or say something else is left, and the rest is taken. */
import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/reconciler/load.ts';
import { pull } from '../../src/reconciler/pull.ts';
import { filesOf, head, projectOf, pulled, remoteAfter, textAfter } from './ui.ts';

const git = `${head}segments:
  - name: CRM
    description: git
    contactList: { identifierType: Email }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: All
    description: git
    algebra: { and: [Shoes, { not: CRM }] }
`;
const ui = git
  .replaceAll(': git', ': ui')
  .replace('{ and: [Shoes, { not: CRM }] }', 'Shoes')
  .replace('Last30Days', 'Last60Days');

describe('a house rule', () => {
  const rules = 'rules:\n  - name: No customers\n    audiences: All\n    excludes: CRM\n';

  test('that a tree breaks, leaves that tree alone', async () => {
    const result = pulled({ 'a.yaml': git, 'rules.yaml': rules }, await remoteAfter(ui));
    expect(textAfter(result)).toBe(
      git.replaceAll(': git', ': ui').replace('Last30Days', 'Last60Days'),
    );
    expect(result.left).toMatchObject([
      { address: 'audience/All', path: 'algebra', code: 'pull-breaks-rule' },
    ]);
    expect(result.left[0]?.text).toContain('No customers');
  });

  test('of values leaves the value alone that breaks it', async () => {
    const schema =
      'rules:\n  - name: Say git\n    segments: "*"\n    schema: { properties: { description: { const: git } } }\n';
    const result = pulled({ 'a.yaml': git, 'rules.yaml': schema }, await remoteAfter(ui));
    expect(textAfter(result)).toBe(ui.replace('ui', 'git'));
    expect(result.left).toMatchObject([
      { address: 'segment/CRM', path: 'description', code: 'pull-breaks-rule' },
    ]);
  });

  test('that was broken before changes nothing', async () => {
    const broken = 'rules:\n  - name: No shoes\n    audiences: All\n    excludes: Shoes\n';
    const texts = { 'a.yaml': git, 'rules.yaml': broken };
    const { value } = load(projectOf(), filesOf(texts));
    expect(value).not.toBeNull();
    const result = pull(
      { projectFile: projectOf(), manifests: filesOf(texts) },
      await remoteAfter(ui),
    );
    expect(result.value?.files).toMatchObject([{ file: 'a.yaml', after: ui }]);
  });
});

test('another project of the account that reads the file', async () => {
  const other = {
    projectFile: { file: '../b/audiencectl.yaml', text: projectOf().text },
    manifests: [{ file: 'a.yaml', text: git }],
  };
  const result = pull(
    {
      projectFile: projectOf(),
      manifests: filesOf(git),
      options: { others: [other] },
    },
    await remoteAfter(ui),
  );
  expect(result.value?.files).toEqual([]);
  expect(result.value?.left.map(({ code }) => code)).toEqual(
    Array.from({ length: 4 }, () => 'pull-elsewhere'),
  );
});

test('a name that only one of two twins has leads to an ID', async () => {
  const twins = (algebra: string) => `segments:
  - { name: A, retailerId: "1", contactList: { identifierType: Email } }
audiences:
  - { name: X, retailerId: "1", algebra: ${algebra} }
`;
  const remote = await remoteAfter(twins('A'));
  const [row] = remote.segments;
  if (!row) throw new Error('no row');
  const { audienceSegmentId: _, ...rest } = row.attributes;
  const twin = { ...row, id: '77', attributes: { ...rest, name: 'B', retailerId: '1' } };
  const second = { ...twin, id: '78' };
  const [x] = remote.audiences;
  if (!x) throw new Error('no row');
  const both = {
    ...remote,
    segments: [...remote.segments, twin, second],
    audiences: [
      {
        ...x,
        attributes: {
          ...x.attributes,
          algebra: { or: [{ audienceSegmentId: row.id }, { audienceSegmentId: '77' }] },
        },
      },
    ],
  };
  expect(textAfter(pulled(twins('A'), both))).toContain('segmentId: "77"');
});
