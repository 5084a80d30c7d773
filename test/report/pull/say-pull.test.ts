import { describe, expect, test } from '@jest/globals';
import type { LeftDifference } from '../../../src/pull/pull-result.ts';
import { sayPull } from '../../../src/report/pull/say-pull.ts';
import { phraseText } from '../../../src/report/text/phrase.ts';
import { aLeft, aPull } from './a-pull.ts';

const gone = (name: string, differs: Partial<LeftDifference> = {}) =>
  aLeft(`segment/${name}`, {
    ...{ path: null, text: 'None of the 3 exists.', fix: `Remove "segment/${name}".` },
    ...differs,
  });

function sentencesOf(left: readonly LeftDifference[]): readonly string[] {
  const nameOf = (file: string) => `clients/a/${file}`;
  const said = sayPull(aPull({ left }), { labels: {} }, { isCheck: false, nameOf });
  return said?.sentences.map(phraseText) ?? [];
}

describe('whole entries that are left', () => {
  test('are one sentence where the same is to say', () => {
    expect(sentencesOf([gone('A'), gone('B'), gone('C', { text: 'It is protected.' })])).toEqual([
      'Not taken: segment "A" (clients/a/manifest.yaml:9); segment "B" (clients/a/manifest.yaml:9). None of the 3 exists. Remove ADDRESS.',
      'Not taken: segment "C" (clients/a/manifest.yaml:9). It is protected. Remove "segment/C".',
    ]);
  });

  test('are counted where there are many', () => {
    const many = Array.from({ length: 8 }, (_, at) => gone(`S${at}`, { source: null }));
    expect(sentencesOf(many)).toEqual([
      'Not taken: segment "S0"; segment "S1"; segment "S2"; segment "S3"; segment "S4"; and 3 more. None of the 3 exists. Remove ADDRESS.',
    ]);
  });

  test('stay apart where a value of each is left', () => {
    const edit = { text: 'Both.', fix: 'Choose.' };
    expect(sentencesOf([aLeft('segment/A', edit), aLeft('segment/B', edit)])).toHaveLength(2);
  });
});
