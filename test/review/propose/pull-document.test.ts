import { describe, expect, test } from '@jest/globals';
import { isJsonObject, withoutValueAt, withValueAt } from '../../../src/model/text/json.ts';
import { readPullDocument } from '../../../src/review/propose/pull-document.ts';
import { pullOf } from '../a-proposal.ts';

const document = () => {
  const value: unknown = JSON.parse(
    JSON.stringify({
      ...pullOf({ 'a.yaml': 'x\n' }),
      left: [
        {
          address: 'audience/B',
          path: 'algebra',
          take: 'conflict',
          code: 'pull-not-asked',
          text: 'T.',
          fix: 'F.',
          source: null,
        },
      ],
      people: [{ address: 'audience/B', lines: ['enter: x'], via: ['segment/A'] }],
    }),
  );
  if (!isJsonObject(value)) throw new Error('no object');
  return value;
};
const read = (value: unknown) => readPullDocument(JSON.stringify(value));

describe('pull.json', () => {
  test('is read as pull prints it, with fields that are not known', () => {
    expect(read({ ...document(), later: 1 })).toMatchObject({
      takings: [{ address: 'audience/In a.yaml', place: 'a.yaml:1', people: null }],
      left: [{ path: 'algebra', place: null }],
      people: [{ lines: ['enter: x'], via: ['segment/A'] }],
      files: [{ file: 'a.yaml', change: 'edited' }],
    });
  });

  test.each(['', '{', 'null', '[]', '1', '"x"', '{}'])('%j is refused', (text) => {
    expect(() => readPullDocument(text)).toThrow(/^pull\.json is not /);
  });

  test.each(['formatVersion', 'takings', 'left', 'people', 'files', 'diff', 'diagnostics'])(
    'is refused without %s, and with it in another form',
    (key) => {
      expect(() => read(withoutValueAt(document(), key))).toThrow(key);
      for (const other of [7, null, { x: 1 }, [[]]]) {
        expect(() => read(withValueAt(document(), key, other))).toThrow(key);
      }
    },
  );

  test.each([
    ['files', [{ file: 7, change: 'edited' }], 'files[0].file is not a text'],
    ['files', [{ file: 'a', change: 'gone' }], 'files[0].change is none of edited, added'],
    [
      'files',
      [
        { file: 'a', change: 'added' },
        { file: 'a', change: 'edited' },
      ],
      'names a file twice',
    ],
    ['takings', [{}], 'takings[0].address is not a text'],
    ['left', [{ address: 'a', text: 't', fix: null }], 'left[0].fix is not a text'],
    ['people', [{ address: 'a', lines: [], via: [1] }], 'people[0].via[0] is not a text'],
    ['formatVersion', 2, 'formatVersion is 2, and only 1 can be read here'],
  ])('with %s as %j it says what is wrong', (key, value, reason) => {
    expect(() => read({ ...document(), [key]: value })).toThrow(reason);
  });

  test('has the warnings of the pull', () => {
    const diagnostics = [
      { severity: 'warning', code: 'x', message: 'm', hint: 'H.' },
      { severity: 'warning', code: 'y', message: 'n' },
    ];
    expect(read({ ...document(), diagnostics }).warnings).toEqual([
      { message: 'm', hint: 'H.' },
      { message: 'n', hint: null },
    ]);
  });

  test('of pull --check is refused: its files are not written', () => {
    expect(() => read({ ...document(), written: false })).toThrow(
      'pull.json comes from pull --check, which writes nothing. Run pull without --check.',
    );
  });

  test('of a pull that failed is refused with its error', () => {
    const diagnostics = [{ severity: 'error', code: 'x', message: 'the manifests have errors' }];
    expect(() => read({ formatVersion: 1, diagnostics })).toThrow(
      'the pull failed, and nothing is proposed: the manifests have errors',
    );
    const more = [...diagnostics, { severity: 'warning' }, ...diagnostics];
    expect(() => read({ formatVersion: 1, diagnostics: more })).toThrow(
      'the manifests have errors (and 1 more error)',
    );
  });
});

describe('pull.json of many projects', () => {
  const many = (...projects: readonly object[]) => ({
    formatVersion: 1,
    projects,
    diagnostics: [],
  });
  const projectOf = (client: string, file = 'a.yaml') => ({
    ...document(),
    ...{ project: client, file: `clients/${client}/audiencectl.yaml`, exitCode: 0, state: 'done' },
    files: [{ file, change: 'edited' }],
  });

  test('of several that failed names each of them', () => {
    const diagnostics = [{ severity: 'error', code: 'x', message: 'no credentials' }];
    const failed = (client: string) => ({ project: client, diagnostics });
    expect(() => read(many(failed('at'), projectOf('be'), failed('ch')))).toThrow(
      'the pull of 2 projects failed, and nothing is proposed: "at" and "ch".',
    );
  });

  test('is read as one, with paths from where the run was', () => {
    const read2 = read(many(projectOf('x'), projectOf('y', '../../extra/b.yaml')));
    expect(read2).toMatchObject({
      takings: [
        { owner: 'x', place: 'clients/x/a.yaml:1' },
        { owner: 'y', place: 'clients/y/a.yaml:1' },
      ],
      left: [
        { owner: 'x', place: null },
        { owner: 'y', place: null },
      ],
      people: [{ owner: 'x' }, { owner: 'y' }],
      files: [
        { file: 'clients/x/a.yaml', change: 'edited' },
        { file: 'extra/b.yaml', change: 'edited' },
      ],
    });
    expect(read(many())).toMatchObject({ takings: [], files: [], diff: '' });
  });

  test('is refused where one failed, comes from --check, or has a file of two', () => {
    const error = { severity: 'error', code: 'x', message: 'no access' };
    const failed = { project: 'y', file: 'y/audiencectl.yaml', diagnostics: [error] };
    expect(() => read(many(projectOf('x'), failed))).toThrow('of "y" failed');
    expect(() => read({ ...many(projectOf('x')), diagnostics: [error] })).toThrow('no access');
    expect(() => read(many({ ...projectOf('x'), written: false }))).toThrow('--check');
    const same = '../../extra/b.yaml';
    expect(() => read(many(projectOf('x', same), projectOf('y', same)))).toThrow('a file twice');
  });
});
