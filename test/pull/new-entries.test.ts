/** New entries look like their neighbours, and what can have none is named. */
import { describe, expect, test } from '@jest/globals';
import { head, projectOf, pulled, remoteAfter, textAfter } from './ui.ts';

const owning = projectOf('owns: { segments: {}, audiences: {} }\n');
const list = (name: string) => `  - name: ${name}\n    contactList: { identifierType: Email }\n`;
const audience = (name: string, algebra: string) => `  - name: ${name}\n    algebra: ${algebra}\n`;

describe('what is new is named where the API does not return what its entry needs', () => {
  const git = `${head}segments:\n${list('A')}`;
  const ui = `${git}audiences:\n${audience('All', 'A')}`;
  const remoteWithout = async () => {
    const remote = await remoteAfter(ui);
    const audiences = remote.audiences.map((row) => {
      const { algebra: _, ...attributes } = row.attributes;
      return { ...row, attributes };
    });
    return { ...remote, audiences };
  };
  test.each([
    ['asked for', ['new'], owning],
    ['not asked for', null, owning],
    ['asked for, and outside owns', ['new'], projectOf()],
  ] as const)('%s', async (_, take, project) => {
    const result = pulled(git, await remoteWithout(), { take }, project);
    expect(result.files).toEqual([]);
    expect(result.left).toEqual([
      {
        address: 'audience/All',
        ...{ path: null, take: 'new', code: 'pull-undeclarable', source: null },
        text: 'No manifest declares it, and the API does not return its algebra.',
        fix: 'Write its entry by hand.',
      },
    ]);
  });

  test('unless it is neither asked for nor owned', async () => {
    expect(pulled(git, await remoteWithout(), {}).left).toEqual([]);
  });
});

describe('what is new stands as the entries stood', () => {
  const names = (...all: readonly string[]) => `${head}segments:\n${all.map(list).join('')}`;
  const apart = (...all: readonly string[]) => `${head}segments:\n${all.map(list).join('\n')}`;
  test.each([
    ['one of two goes', names('A', 'B'), names('A', 'C'), names('A', 'C')],
    ['the first of two goes', names('A', 'B'), names('B', 'C'), names('B', 'C')],
    ['one of two goes, set apart', apart('A', 'B'), names('A', 'C'), apart('A', 'C')],
    ['both go', names('A', 'B'), names('C', 'D'), names('C', 'D')],
    ['both go, set apart', apart('A', 'B'), names('C', 'D'), apart('C', 'D')],
  ])('where %s', async (_, git, ui, after) => {
    const result = pulled(git, await remoteAfter(ui), { take: ['gone', 'new'] }, owning);
    // A list that is made anew stands apart from what is above it.
    const listIn = (text = '') => text.slice(text.indexOf('segments:'));
    expect(listIn(textAfter(result))).toBe(listIn(after));
  });
});

test('of a run over many, the project file that should own it is named from the working directory', async () => {
  const git = `${head}segments:\n${list('A')}`;
  const lead = { options: '', base: '', nameOf: (file: string) => `clients/a/${file}` };
  const { left } = pulled(git, await remoteAfter(`${git}${list('B')}`), { take: ['new'], lead });
  expect(left[0]?.fix).toContain(' to clients/a/audiencectl.yaml.');
});
