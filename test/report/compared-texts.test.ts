/** Two texts that differ are never shown alike where a plan compares them, in whichever format. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookAlikeKey } from '../../src/model/name.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import type { PlannedChange } from '../../src/schema/generated/plan.ts';
import { aChange, aPlan } from './a-plan.ts';

const formats = ['text', 'markdown', 'html'] as const;

type Compared = (was: string, will: string) => PlannedChange;

const compared: readonly (readonly [string, Compared])[] = [
  [
    'a description',
    (was, will) =>
      aChange('audience/x', 'update', {
        before: { name: 'x', description: was },
        after: { name: 'x', description: will },
      }),
  ],
  [
    'a member of a list',
    (was, will) =>
      aChange('segment/x', 'update', {
        before: { name: 'x', inMarket: { buyingPower: ['High', was] } },
        after: { name: 'x', inMarket: { buyingPower: [will, 'High'] } },
      }),
  ],
  [
    'a segment in algebra',
    (was, will) =>
      aChange('audience/x', 'update', {
        reasons: [{ code: 'attribute-changed', text: 'algebra' }],
        before: { name: 'x', algebra: { and: [was, 'Buyers'] } },
        after: { name: 'x', algebra: { and: [will, 'Buyers'] } },
        segmentIds: { before: { [was]: '1', Buyers: '2' }, after: { [will]: '3', Buyers: '2' } },
      }),
  ],
  [
    'the value that a conflict began with',
    (was, will) =>
      aChange('audience/x', 'update', {
        reasons: [
          { code: 'attribute-changed', text: 'description', origin: 'conflict', base: was },
        ],
        before: { name: 'x', description: will },
        after: { name: 'x', description: 'new' },
      }),
  ],
  [
    'what cannot be changed in place',
    (was, will) =>
      aChange('segment/x', 'replace', {
        reasons: [{ code: 'immutable-attribute-changed', text: 'lookalike.seedSegmentId' }],
        before: { name: 'x', lookalike: { seedSegment: was } },
        after: { name: 'x', lookalike: { seedSegment: will } },
      }),
  ],
  [
    'a new name',
    (was, will) =>
      aChange(`audience/${will}`, 'update', {
        reasons: [{ code: 'renamed', text: `renamed from "${was}"` }],
        before: { name: was },
        after: { name: will },
      }),
  ],
];

/** As a browser or a comment shows it: markup gone, blanks in a row as one. */
function seen(text: string, format: (typeof formats)[number]): string {
  const body = text.replace(/^[\s\S]*<\/style>/u, '').replace(/ data-search="[^"]*"/gu, '');
  const bare =
    format === 'html'
      ? body
          .replace(/<[^>]*>/gu, ' ')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&')
      : body;
  return lookAlikeKey(bare);
}

/** What a plan shows of a pair, with the name in its headline left out. */
function shown(compare: Compared, was: string, will: string, format: (typeof formats)[number]) {
  return seen(renderPlan(aPlan({ changes: [compare(was, will)] }), { format, width: 300 }), format);
}

const pairs: readonly (readonly [string, string])[] = [
  ['Shoe buyers', 'Shoe\u00a0buyers'],
  ['Shoe buyers', 'Shoe  buyers'],
  ['Shoe buyers', 'Shoe\tbuyers'],
  ['Shoe buyers', 'Shoe buyers\t'],
  ['Shoe buyers', 'Shoe buyers '],
  ['Shoe buyers', 'Shoe buyers\u200b'],
  ['Shoe buyers', 'Shoe\u00ad buyers'],
  ['Shoe buyers', '\ufeffShoe buyers'],
  ['Shoe buyers', 'Shoe buyers\ufe0f'],
  ['Shoe\u2009buyers', 'Shoe\u2002buyers'],
  ['é', 'e\u0301'],
  ['ﬁne', 'fine'],
  ['a\\u00a0b', 'a\u00a0b'],
  ['a\\nb', 'a\nb'],
  ['👩👩👧', '👩‍👩‍👧'],
];

describe.each(compared)('%s', (_, compare) => {
  test.each(
    pairs.flatMap(([one, other]) => formats.map((format) => [one, other, format] as const)),
  )('%j and %j: %s', (one, other, format) => {
    // What is compared with itself has no line for either side, so that any line of it is a difference.
    const there = shown(compare, one, other, format);
    const back = shown(compare, other, one, format);
    expect(there).not.toBe(back);
    expect(there).toMatch(/\\u|\\\\/u);
  });
});

const slippery = fc.string({
  unit: fc.constantFrom(
    'a',
    'e',
    'é',
    '\u0301',
    ' ',
    '\u00a0',
    '\u200b',
    'ﬁ',
    'f',
    '\\',
    'u',
    '❤',
    '\ufe0f',
    '"',
    '\n',
  ),
  minLength: 1,
  maxLength: 5,
});

test('whatever the two are', () => {
  fc.assert(
    fc.property(
      slippery,
      slippery,
      fc.constantFrom(...formats),
      fc.nat(2),
      (was, will, format, which) => {
        fc.pre(was !== will);
        const [, compare] = compared[which] ?? [];
        if (compare === undefined) return;
        expect(shown(compare, was, will, format)).not.toBe(shown(compare, will, was, format));
      },
    ),
  );
});

test('emoji and blanks of typography stay as they are where nothing is compared', () => {
  const name = '👩‍👩‍👧 Soldes\u00a0: été ❤️';
  const create = aChange(`audience/${name}`, 'create', { after: { name, description: name } });
  for (const format of formats) {
    const text = renderPlan(aPlan({ changes: [create] }), { format });
    expect(text).toContain('👩‍👩‍👧');
    expect(text).toContain('Soldes\u00a0: été ❤️');
  }
});
