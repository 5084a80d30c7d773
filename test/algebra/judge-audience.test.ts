import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeAudience } from '../../src/algebra/judge-audience.ts';
import type { Verdict } from '../../src/algebra/verdict.ts';
import type { Algebra } from '../../src/model/algebra.ts';
import { and, everyPerson, holds, not, or, s, trees } from './brute-force.ts';

const sameName = (key: string) => key;
const opposites: Readonly<Record<Verdict, Verdict>> = {
  same: 'same',
  wider: 'narrower',
  narrower: 'wider',
  different: 'different',
  empty: 'empty',
  unknown: 'unknown',
};

/** Whether somebody may be so placed with a segment of this verdict. */
const allowed: Readonly<
  Record<Exclude<Verdict, 'unknown'>, (was: boolean, is: boolean) => boolean>
> = {
  same: (was, is) => was === is,
  wider: (was, is) => !was || is,
  narrower: (was, is) => was || !is,
  different: () => true,
  empty: (_, is) => !is,
};
type Certain = keyof typeof allowed;

/** The verdict by trying everyone there can be: `A` before the change, `A'` after it. */
function tryEveryone(
  before: Algebra<string>,
  after: Algebra<string>,
  verdicts: ReadonlyMap<string, Certain>,
): Verdict {
  const keys = [...'ABC'];
  const people = everyPerson(keys.flatMap((key) => [key, `${key}'`])).filter((one) =>
    keys.every((key) => allowed[verdicts.get(key) ?? 'same'](one.has(key), one.has(`${key}'`))),
  );
  const was = people.map((one) => holds(before, one));
  const is = people.map((one) => holds(after, new Set(keys.filter((key) => one.has(`${key}'`)))));
  if (was.some(Boolean) && !is.some(Boolean)) return 'empty';
  const enters = is.some((now, index) => now && !was[index]);
  const leaves = was.some((then, index) => then && !is[index]);
  if (enters) return leaves ? 'different' : 'wider';
  return leaves ? 'narrower' : 'same';
}

const certain = fc.constantFrom<Certain>('same', 'wider', 'narrower', 'different', 'empty');
const segmentVerdicts = fc.tuple(certain, certain, certain).map(
  ([a, b, c]) =>
    new Map([
      ['A', a],
      ['B', b],
      ['C', c],
    ] as const),
);

describe('the verdict agrees with trying everyone', () => {
  test('when the algebra changes', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), (before, after) => {
        const { verdict } = judgeAudience({ before, after }, sameName);
        expect(verdict).toBe(tryEveryone(before, after, new Map()));
      }),
      { numRuns: 500 },
    );
  });

  test('when the algebra and the segments change at once', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), segmentVerdicts, (before, after, verdicts) => {
        const { verdict } = judgeAudience({ before, after, segmentVerdicts: verdicts }, sameName);
        expect(verdict).toBe(tryEveryone(before, after, verdicts));
      }),
      { numRuns: 500 },
    );
  });

  test('when a segment is unknown: it stands only if it does whatever becomes of the segment', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), certain, (before, after, b) => {
        const verdicts = new Map<string, Verdict>([
          ['A', 'unknown'],
          ['B', b],
        ]);
        const { verdict } = judgeAudience({ before, after, segmentVerdicts: verdicts }, sameName);
        const worlds = (['same', 'wider', 'narrower', 'different'] as const).map((a) =>
          tryEveryone(
            before,
            after,
            new Map([
              ['A', a],
              ['B', b],
            ] as const),
          ),
        );
        const [first] = worlds;
        const isCertain = worlds.every((world) => world === first);
        expect(verdict).toBe(isCertain ? first : 'unknown');
      }),
      { numRuns: 500 },
    );
  });
});

describe('laws', () => {
  test('a change taken back is its opposite', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), (before, after) => {
        const there = judgeAudience({ before, after }, sameName);
        const back = judgeAudience({ before: after, after: before }, sameName);
        fc.pre(there.verdict !== 'empty' && back.verdict !== 'empty');
        expect(back).toEqual({
          verdict: opposites[there.verdict],
          enter: there.leave === null ? null : expect.any(String),
          leave: there.enter === null ? null : expect.any(String),
        });
      }),
    );
  });

  test('an exclusion turns a change round', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), segmentVerdicts, (before, after, verdicts) => {
        const plain = judgeAudience({ before, after, segmentVerdicts: verdicts }, sameName);
        const turned = judgeAudience(
          { before: not(before), after: not(after), segmentVerdicts: verdicts },
          sameName,
        );
        fc.pre(plain.verdict !== 'empty' && turned.verdict !== 'empty');
        expect(turned.verdict).toBe(opposites[plain.verdict]);
      }),
    );
  });

  test('a verdict says who enters exactly when someone does', () => {
    fc.assert(
      fc.property(trees('ABC'), trees('ABC'), segmentVerdicts, (before, after, verdicts) => {
        const reach = judgeAudience({ before, after, segmentVerdicts: verdicts }, sameName);
        expect(reach.enter !== null).toBe(['wider', 'different'].includes(reach.verdict));
        expect(reach.leave !== null).toBe(
          ['narrower', 'different', 'empty'].includes(reach.verdict),
        );
      }),
    );
  });
});

type Row = readonly [
  title: string,
  before: Algebra<string>,
  after: Algebra<string>,
  segments: Readonly<Record<string, Verdict>>,
  verdict: Verdict,
  enter: string | null,
  leave: string | null,
];

const shoes = and('Shoes', not('CRM'));
const rows: readonly Row[] = [
  [
    'the simplest case first',
    and('D', not('D')),
    or(and('A', 'B'), 'C'),
    {},
    'wider',
    'in C; or in A and B',
    null,
  ],
  [
    'one list for another',
    shoes,
    and('Shoes', not('New')),
    {},
    'different',
    'in Shoes and CRM, not in New',
    'in Shoes and New, not in CRM',
  ],
  ['an exclusion more', s('Shoes'), shoes, {}, 'narrower', null, 'in Shoes and CRM'],
  [
    'an alternative more',
    shoes,
    or(shoes, 'Hats'),
    {},
    'wider',
    'in Hats, not in Shoes; or in CRM and Hats',
    null,
  ],
  [
    'several of each',
    s('A'),
    and('A', 'B', not(or('C', 'D', 'E'))),
    {},
    'narrower',
    null,
    'in A, not in B; or in A and C; or in A and D; or 1 further case',
  ],
  [
    'only exclusions',
    or('A', 'B', 'C'),
    or('A', 'B', 'C', not('D')),
    {},
    'wider',
    'not in A, B, C or D',
    null,
  ],
  ['everybody', and('A', not('A')), or('A', not('A')), {}, 'wider', 'everyone', null],
  ['nobody', shoes, and('Shoes', not('Shoes')), {}, 'empty', null, 'in Shoes, not in CRM'],
  ['the same in other words', not(or('A', 'B')), and(not('B'), not('A')), {}, 'same', null, null],
  [
    'an included segment widens',
    shoes,
    shoes,
    { Shoes: 'wider' },
    'wider',
    'newly in Shoes, not in CRM',
    null,
  ],
  [
    'an excluded segment widens',
    shoes,
    shoes,
    { CRM: 'wider' },
    'narrower',
    null,
    'in Shoes, newly in CRM',
  ],
  [
    'an excluded segment narrows',
    shoes,
    shoes,
    { CRM: 'narrower' },
    'wider',
    'in Shoes, no longer in CRM',
    null,
  ],
  [
    'an excluded segment becomes empty',
    shoes,
    shoes,
    { CRM: 'empty' },
    'wider',
    'in Shoes, no longer in CRM',
    null,
  ],
  [
    'an included segment becomes empty',
    shoes,
    shoes,
    { Shoes: 'empty' },
    'empty',
    null,
    'no longer in Shoes, not in CRM',
  ],
  [
    'a segment is another',
    s('A'),
    s('A'),
    { A: 'different' },
    'different',
    'newly in A',
    'no longer in A',
  ],
  ['a segment is unknown', shoes, shoes, { Shoes: 'unknown' }, 'unknown', null, null],
  [
    'an unknown segment without effect',
    or('A', and('A', 'B')),
    s('A'),
    { B: 'unknown' },
    'same',
    null,
    null,
  ],
  [
    'a changed segment comes in',
    s('A'),
    and('A', 'B'),
    { B: 'wider' },
    'narrower',
    null,
    'in A, still not in B',
  ],
  [
    'two segments of one audience are others',
    and('A', 'B', not('C')),
    and('A', 'B', not('C')),
    { A: 'wider', B: 'different', C: 'narrower' },
    'different',
    'in B as changed, newly in A, not in C as changed; or in A as changed, newly in B, not in C as changed; or in A as changed and B as changed, no longer in C',
    'already in A, no longer in B, still not in C',
  ],
  [
    'a narrowed segment comes in',
    s('A'),
    and('A', 'B'),
    { B: 'narrower' },
    'narrower',
    null,
    'in A, not in B as changed',
  ],
  [
    'a changed segment goes',
    and('A', 'B'),
    s('A'),
    { B: 'wider' },
    'wider',
    'in A, not in B as it was',
    null,
  ],
  [
    'opposite changes of two segments',
    and('A', 'B'),
    and('A', 'B'),
    { A: 'wider', B: 'narrower' },
    'different',
    'still in B, newly in A',
    'already in A, no longer in B',
  ],
  [
    'a segment that widens on both sides of an or',
    or(and('A', 'B'), and(not('A'), 'C')),
    or(and('A', 'B'), and(not('A'), 'C')),
    { A: 'wider' },
    'different',
    'in B, newly in A, not in C',
    'in C, newly in A, not in B',
  ],
];

test.each(rows)('%s', (_, before, after, segments, verdict, enter, leave) => {
  const segmentVerdicts = new Map(Object.entries(segments));
  expect(judgeAudience({ before, after, segmentVerdicts }, sameName)).toEqual({
    verdict,
    enter,
    leave,
  });
});

describe('size', () => {
  const many = (prefix: string) => Array.from({ length: 10 }, (_, index) => `${prefix}${index}`);

  test('ten changed segments are decided', () => {
    const algebra = and(...many('s'));
    const segmentVerdicts = new Map(many('s').map((key) => [key, 'narrower'] as const));
    const { verdict } = judgeAudience(
      { before: algebra, after: algebra, segmentVerdicts },
      sameName,
    );
    expect(verdict).toBe('narrower');
  });

  test('above twenty, all but a rearrangement of unchanged segments is unknown', () => {
    const [before, after] = [
      or(...many('a'), ...many('b'), 'c'),
      or('c', ...many('b'), ...many('a')),
    ];
    const verdictWith = (to: Algebra<string>, segmentVerdicts = new Map<string, Verdict>()) =>
      judgeAudience({ before, after: to, segmentVerdicts }, sameName).verdict;
    expect(verdictWith(after)).toBe('same');
    expect(verdictWith(s('c'))).toBe('unknown');
    expect(verdictWith(after, new Map([['c', 'wider']]))).toBe('unknown');
  });
});

describe('the words of a segment stand behind its name', () => {
  const verdicts = new Map<string, Verdict>([['A', 'different']]);
  const movements = new Map([['A', { enter: 'brands 2', leave: 'brands 1' }]]);
  const judge = (tree: Algebra<string>, segmentVerdicts = verdicts) =>
    judgeAudience(
      { before: tree, after: tree, segmentVerdicts, segmentMovements: movements },
      (key) => `"${key}"`,
    );

  test('for those who enter it and those who leave it', () => {
    expect(judge(and(s('A'), not(s('B'))))).toEqual({
      verdict: 'different',
      enter: 'newly in "A" (brands 2), not in "B"',
      leave: 'no longer in "A" (brands 1), not in "B"',
    });
  });

  test('the other way round where it is excluded', () => {
    expect(judge(and(s('B'), not(s('A'))))).toMatchObject({
      enter: 'in "B", no longer in "A" (brands 1)',
      leave: 'in "B", newly in "A" (brands 2)',
    });
  });

  test('not where it is not known who moves', () => {
    expect(judge(s('A'), new Map([['A', 'unknown']]))).toEqual({
      verdict: 'unknown',
      enter: null,
      leave: null,
    });
  });
});
