import { describe, expect, test } from '@jest/globals';
import { askForTarget } from '../../../../src/cli/commands/init/ask-for-target.ts';
import type { PlatformName } from '../../../../src/model/entity.ts';
import type { VisibleScope } from '../../../../src/remote/look-ups/look-up-scopes.ts';

const accounts: readonly VisibleScope[] = [
  { id: '11', name: 'Acme', type: null },
  { id: '22', name: '\u001b[31mred', type: null },
];

/** Answers questions in order, then falls silent. */
async function ask(
  answers: readonly (string | null)[],
  {
    given = null,
    offered = [],
  }: { given?: PlatformName | null; offered?: readonly VisibleScope[] } = {},
) {
  const left = [...answers];
  const shown: string[] = [];
  const target = await askForTarget(
    given,
    {
      ask: async (question) => {
        shown.push(question);
        const answer = left.shift();
        return answer === undefined ? '' : answer;
      },
      writeWarning: (text) => shown.push(text),
    },
    async () => offered,
  );
  return { target, shown: shown.join('\n') };
}

describe('init asks what a project is for', () => {
  test.each<[string, readonly string[], Parameters<typeof ask>[1], readonly string[]]>([
    ['by number', ['1', '625702934721171442'], {}, ['retail-media', '625702934721171442']],
    ['without a list to choose from', ['3', '7301'], {}, ['commerce-grid', '7301']],
    ['by name', ['marketing-solutions', '0012'], {}, ['marketing-solutions', '0012']],
    [
      'not what an option told',
      ['7'],
      { given: 'marketing-solutions' },
      ['marketing-solutions', '7'],
    ],
    [
      'again where it makes no sense',
      ['4', 'x', '2', 'abc', '9'],
      {},
      ['marketing-solutions', '9'],
    ],
    ['with accounts to choose from', ['1', '2'], { offered: accounts }, ['retail-media', '22']],
    ['an ID that is not offered', ['1', '333'], { offered: accounts }, ['retail-media', '333']],
  ])('%s', async (_, answers, options, expected) => {
    expect((await ask(answers, options)).target).toEqual({
      platform: expected[0],
      scopeId: expected[1],
    });
  });

  test('again where nothing is answered', async () => {
    const { target, shown } = await ask(['', '1', '', '9']);
    expect(target).toEqual({ platform: 'retail-media', scopeId: '9' });
    expect(shown.split('1 to 3: ')).toHaveLength(3);
  });

  test.each([[[null]], [['1', null, '5']]])(
    'and ends with whoever ends it: %j',
    async (answers) => {
      const { target, shown } = await ask(answers);
      expect(target).toBeNull();
      expect(shown.match(/: $|: \n/gu)).toHaveLength(answers.indexOf(null) + 1);
    },
  );

  test.each([[[]], [['1']], [['x', 'y', 'z', '1', '2']]])('and gives up on %j', async (answers) => {
    expect((await ask(answers)).target).toBeNull();
  });

  test('shows names of accounts without what they do to a terminal', async () => {
    const { shown } = await ask(['1', '1'], { offered: accounts });
    expect(shown).toContain('Acme (11)');
    expect(shown).not.toContain('\u001b');
  });
});
