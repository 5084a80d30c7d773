import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookUpSizes } from '../../src/sizes/look-up-sizes.ts';
import type { ComputeQuestion, EstimateQuestion } from '../../src/sizes/question.ts';
import { type Answer, aProblem, aRefusal, aSizeReader } from './a-size-reader.ts';

const compute = (id: string, differs: Partial<ComputeQuestion> = {}): ComputeQuestion => ({
  ask: 'compute',
  kind: 'segment',
  id,
  channel: null,
  ...differs,
});

const estimate = (radiusInKm: number): EstimateQuestion => ({
  ask: 'estimate',
  kind: 'segment',
  attributes: { advertiserId: '1', location: { radiusInKm } },
});

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

describe('questions', () => {
  test('of one kind and channel share requests of fifty', async () => {
    const reader = aSizeReader(() => 1);
    await lookUpSizes(reader, [
      ...ids(101).map((id) => compute(id)),
      compute('7', { kind: 'audience' }),
      compute('8', { channel: 'Offsite' }),
      compute('9', { channel: 'Onsite' }),
    ]);
    expect(reader.asked.map(({ kind, ids, channel }) => [kind, ids?.length, channel])).toEqual([
      ['segment', 50, 'Onsite'],
      ['segment', 50, 'Onsite'],
      ['segment', 1, 'Onsite'],
      ['audience', 1, 'Onsite'],
      ['segment', 1, 'Offsite'],
      ['segment', 1, 'Onsite'],
    ]);
  });

  test('are asked once, however often they are there', async () => {
    const reader = aSizeReader(() => 12);
    const questions = [compute('1'), estimate(5), compute('1'), estimate(5)];
    const figures = await lookUpSizes(reader, questions);
    expect(reader.asked).toHaveLength(2);
    expect(questions.map((question) => figures(question).size)).toEqual([12, 12, 12, 12]);
  });

  test('that have no answer are not asked', async () => {
    const reader = aSizeReader(() => 1);
    const reason = { code: 'type-not-estimable', text: 'no' };
    const figures = await lookUpSizes(reader, [{ ask: 'nothing', reason }]);
    expect(figures({ ask: 'nothing', reason })).toEqual({
      size: null,
      relativeSize: null,
      reason,
    });
    expect(reader.asked).toEqual([]);
  });
});

describe('what the API does not tell', () => {
  test.each([
    [
      'a known code',
      aProblem('segment-size-too-small'),
      'too few people for the API to show a size',
    ],
    ['another code', aProblem('new-trouble', { detail: 'Come\nback.' }), 'new-trouble: Come back.'],
    ['a code alone', aProblem('new-trouble'), 'new-trouble'],
    ['nothing', null, 'the API gave neither a size nor a reason'],
    ['a null', { size: null, relativeSize: null }, 'the API gave neither a size nor a reason'],
    [
      'a share',
      { size: null, relativeSize: 0.123_456 },
      "the API gives only a percentage: 12.3 % of the retailer's people",
    ],
  ])('is told as %s', async (_, answer, text) => {
    const questions = [compute('1'), estimate(1)];
    const figures = await lookUpSizes(
      aSizeReader(() => answer),
      questions,
    );
    for (const question of questions) {
      expect(figures(question)).toMatchObject({ size: null, reason: { text } });
    }
  });

  test('is laid to the one it is about, and the rest have their sizes', async () => {
    const answers: Readonly<Record<string, Answer>> = {
      '1': aProblem('segment-size-too-small'),
      '2': 200,
      '3': aProblem('segment-size-not-supported'),
    };
    const figures = await lookUpSizes(
      aSizeReader((id) => answers[String(id)] ?? null),
      ['1', '2', '3', '4'].map((id) => compute(id)),
    );
    const codeOf = (id: string) => figures(compute(id)).reason?.code ?? null;
    expect(['1', '2', '3', '4'].map(codeOf)).toEqual([
      'segment-size-too-small',
      null,
      'segment-size-not-supported',
      'size-not-answered',
    ]);
    expect(figures(compute('2')).size).toBe(200);
  });

  test('is found by the ID in its text where it points nowhere', async () => {
    const problems = [
      aProblem('segment-not-found', { detail: 'There is no segment 12.' }),
      aProblem('segment-size-too-small', { detail: 'Segment 2 is too small.' }),
      aProblem('old-version', { detail: 'Segment 1 is old.', deprecation: true }),
    ];
    const figures = await lookUpSizes(
      { ...aSizeReader(() => null), computeSizes: async () => ({ sizes: new Map(), problems }) },
      ['1', '2', '12'].map((id) => compute(id)),
    );
    expect(['1', '2', '12'].map((id) => figures(compute(id)).reason?.code)).toEqual([
      'size-not-answered',
      'segment-size-too-small',
      'segment-not-found',
    ]);
  });
});

describe('a refusal', () => {
  test('for one entity leaves the others their sizes', async () => {
    const reader = aSizeReader((id) => (id === '23' ? aRefusal('api-forbidden') : 5));
    const questions = ids(40).map((id) => compute(id));
    const figures = await lookUpSizes(reader, questions);
    for (const question of questions) {
      expect(figures(question).size).toBe(question.id === '23' ? null : 5);
    }
    expect(figures(compute('23')).reason).toEqual({
      code: 'api-forbidden',
      text: 'sizes need the permission "Audiences Manage"',
    });
  });

  test('for all of them ends the asking soon', async () => {
    const reader = aSizeReader(() => aRefusal('api-forbidden'));
    const questions = [...ids(1000).map((id) => compute(id)), ...ids(50).map(Number).map(estimate)];
    const figures = await lookUpSizes(reader, questions);
    for (const question of questions) {
      expect(figures(question).reason?.code).toBe('api-forbidden');
    }
    expect(reader.asked.length).toBeLessThan(50);
  });

  test.each(['api-unavailable', 'api-rate-limited', 'api-unreachable', 'api-timeout'])(
    '%s is for everything: nothing is asked in parts',
    async (code) => {
      const reader = aSizeReader(() => aRefusal(code));
      const figures = await lookUpSizes(
        reader,
        ids(1000).map((id) => compute(id)),
      );
      expect(figures(compute('999')).reason?.code).toBe(code);
      expect(reader.asked.length).toBeLessThanOrEqual(4);
    },
  );

  test('of estimates leaves what exists its sizes', async () => {
    const reader = aSizeReader((asked) => (typeof asked === 'string' ? 5 : aRefusal('invalid')));
    const figures = await lookUpSizes(reader, [compute('1'), estimate(1), estimate(2)]);
    expect(figures(compute('1')).size).toBe(5);
    expect(figures(estimate(2)).reason?.code).toBe('invalid');
  });

  test('an interrupt is not a reason', async () => {
    const reader = aSizeReader(() => aRefusal('interrupted'));
    await expect(lookUpSizes(reader, [compute('1')])).rejects.toThrow('interrupted');
  });

  test('nor is a bug', async () => {
    const reader = { ...aSizeReader(() => 1), estimateSize: () => Promise.reject(new TypeError()) };
    await expect(lookUpSizes(reader, [estimate(1)])).rejects.toThrow(TypeError);
  });
});

test('whatever is answered, each question has a size or a reason, and never both', async () => {
  const answers = fc.oneof(
    fc.nat(),
    fc.constantFrom<Answer | null>(
      null,
      aProblem('segment-size-too-small'),
      aRefusal('api-forbidden'),
      { size: null, relativeSize: 0.5 },
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(answers, { maxLength: 120 }), async (given) => {
      const questions = given.map((_, index) => compute(String(index)));
      const figures = await lookUpSizes(
        aSizeReader((id) => given[Number(id)] ?? null),
        questions,
      );
      for (const question of questions) {
        const { size, reason } = figures(question);
        expect(size === null).toBe(reason !== null);
        const answer = given[Number(question.id)];
        if (typeof answer === 'number') expect([answer, null]).toContain(size);
      }
    }),
  );
});
