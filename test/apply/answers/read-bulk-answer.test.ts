import { describe, expect, test } from '@jest/globals';
import type { ItemOutcome } from '../../../src/apply/answers/item-outcome.ts';
import { readBulkAnswer } from '../../../src/apply/answers/read-bulk-answer.ts';
import type { Problem, WriteAnswer } from '../../../src/model/remote/remote.ts';
import type { Operation } from '../../../src/plan/order/operation.ts';

function anOperation(verb: Operation['verb'], id: string): Operation {
  return {
    key: `segment/S${id}#${verb}`,
    address: `segment/S${id}`,
    of: `${verb} ${id}`,
    role: 'main',
    kind: 'segment',
    verb,
    id: verb === 'create' ? null : id,
    name: verb === 'create' ? `S${id}` : null,
    attributes: {},
    paths: [],
    segmentIds: {},
    makers: new Map(),
    members: null,
    retiredName: null,
    needs: [],
  };
}

function aProblem(code: string, index: number | null = null): Problem {
  return { code, detail: null, traceId: 'trace', index, deprecation: false };
}

function answered(
  rows: readonly string[],
  problems: readonly Problem[],
  named = false,
): WriteAnswer {
  return {
    outcome: 'answered',
    hasBody: true,
    problems,
    rows: rows.map((id) => ({ id, attributes: named ? { name: `S${id}` } : {} })),
  };
}

function refused(status: number, problems: readonly Problem[]): WriteAnswer {
  return { outcome: 'refused', status, problems };
}

const states = (answer: WriteAnswer, operations: readonly Operation[]) =>
  readBulkAnswer(answer, operations).map((item) => [item.outcome, codeIn(item)]);

/** What is said of it first. */
function codeIn(item: ItemOutcome): string | null {
  switch (item.outcome) {
    case 'done':
      return item.warning?.code ?? null;
    case 'failed':
    case 'unknown':
      return item.error.code;
    case 'skipped':
      return item.because;
    case 'unsettled':
      return item.problems[0]?.code ?? null;
    case 'resend':
      return null;
  }
}

describe('reading a bulk answer', () => {
  const creates = [anOperation('create', '1'), anOperation('create', '2')];
  const updates = [anOperation('update', '1'), anOperation('update', '2')];
  const deletes = [anOperation('delete', '1'), anOperation('delete', '2')];

  test.each<[string, WriteAnswer, readonly Operation[], (string | null)[][]]>([
    [
      'rows are matched by name on create, in any order',
      answered(['2', '1'], [], true),
      creates,
      [
        ['done', null],
        ['done', null],
      ],
    ],
    [
      'rows are matched by ID on update',
      answered(['2', '1'], []),
      updates,
      [
        ['done', null],
        ['done', null],
      ],
    ],
    [
      'a missing item fails with the problem that points at it',
      answered(['1'], [aProblem('name-must-not-be-empty', 1)]),
      updates,
      [
        ['done', null],
        ['failed', 'name-must-not-be-empty'],
      ],
    ],
    [
      'a problem that names no item belongs to the one item that is missing',
      answered(['1'], [aProblem('segment-not-found')]),
      updates,
      [
        ['done', null],
        ['failed', 'segment-not-found'],
      ],
    ],
    [
      'with two items missing, a problem that names none settles nothing',
      answered([], [aProblem('segment-not-found')]),
      updates,
      [
        ['unsettled', 'segment-not-found'],
        ['unsettled', 'segment-not-found'],
      ],
    ],
    [
      'as many problems that name no item as items are missing refuse them all',
      answered([], [aProblem('retailer-must-exist'), aProblem('name-must-not-be-empty')]),
      creates,
      [
        ['failed', 'retailer-must-exist'],
        ['failed', 'retailer-must-exist'],
      ],
    ],
    [
      'and those that are gone are only told by reading, where others are refused',
      answered([], [aProblem('segment-not-found'), aProblem('api-busy')]),
      deletes,
      [
        ['unsettled', 'segment-not-found'],
        ['unsettled', 'segment-not-found'],
      ],
    ],
    [
      'an item without row and without problem is settled by reading',
      answered(['1'], []),
      updates,
      [
        ['done', null],
        ['unsettled', null],
      ],
    ],
    [
      'a row beats a problem: a deprecation or a warning is no failure',
      answered(['1', '2'], [aProblem('deprecated-field', 1)]),
      updates,
      [
        ['done', null],
        ['done', 'deprecated-field'],
      ],
    ],
    [
      'a deprecation never explains a missing item',
      answered(['1'], [{ ...aProblem('endpoint-deprecated', 1), deprecation: true }]),
      updates,
      [
        ['done', null],
        ['unsettled', null],
      ],
    ],
    [
      'what is to be deleted and is gone is done',
      answered(['1'], [aProblem('segment-not-found', 1)]),
      deletes,
      [
        ['done', null],
        ['done', null],
      ],
    ],
    [
      'a path that is not found has deleted nothing',
      refused(404, [aProblem('api-not-found')]),
      deletes.slice(0, 1),
      [['failed', 'api-not-found']],
    ],
    [
      'a taken name may be our own, created by an answer that got lost',
      answered(['1'], [aProblem('name-must-be-unique', 1)], true),
      creates,
      [
        ['done', null],
        ['unsettled', 'name-must-be-unique'],
      ],
    ],
    [
      'an answer without a body is settled by reading',
      { outcome: 'answered', rows: [], problems: [], hasBody: false },
      deletes,
      [
        ['unsettled', null],
        ['unsettled', null],
      ],
    ],
    [
      'nobody knows: every item is settled by reading',
      { outcome: 'unknown', problems: [aProblem('api-timeout')] },
      updates,
      [
        ['unsettled', null],
        ['unsettled', null],
      ],
    ],
    [
      'a 400 for one item lets the others go again',
      refused(400, [aProblem('non-parsable-id', 1)]),
      updates,
      [
        ['resend', null],
        ['failed', 'non-parsable-id'],
      ],
    ],
    [
      'a 400 that blames nobody is told apart one by one',
      refused(400, [aProblem('required-field')]),
      updates,
      [
        ['resend', null],
        ['resend', null],
      ],
    ],
    [
      'a 403 fails the whole request',
      refused(403, [aProblem('api-forbidden')]),
      updates,
      [
        ['failed', 'api-forbidden'],
        ['failed', 'api-forbidden'],
      ],
    ],
    [
      'what was not sent because of an interrupt is no failure',
      { outcome: 'refused', status: null, problems: [aProblem('interrupted')] },
      updates,
      [
        ['skipped', 'interrupted'],
        ['skipped', 'interrupted'],
      ],
    ],
    [
      'a refusal without a word still has a code',
      refused(403, []),
      updates.slice(0, 1),
      [['failed', 'api-refused']],
    ],
  ])('%s', (_, answer, operations, expected) => {
    expect(states(answer, operations)).toEqual(expected);
  });

  // A refusal is judged by its status, whatever its problems point at.
  test.each([null, 401, 402, 403, 404, 405, 408, 410, 413, 415, 423, 429, 451, 500, 503])(
    'a refusal with status %s that points at items has judged none of them',
    (status) => {
      for (const group of [creates, updates, deletes, deletes.slice(0, 1)]) {
        const problems = group.map((_, index) => ({
          ...aProblem('name-must-be-unique', index),
          type: 'validation',
        }));
        const answer: WriteAnswer = { outcome: 'refused', status, problems };
        for (const item of readBulkAnswer(answer, group))
          expect(item).toEqual({ outcome: 'failed', error: expect.anything() });
      }
    },
  );

  test.each([400, 409, 422])('one with status %i has judged those that it points at', (status) => {
    const answer = refused(status, [{ ...aProblem('name-must-not-be-empty', 1), type: null }]);
    expect(readBulkAnswer(answer, updates)[1]).toMatchObject({
      outcome: 'failed',
      isForGood: true,
    });
  });

  test('what is gone is gone, whatever the status', () => {
    const gone = deletes.map((_, index) => aProblem('segment-not-found', index));
    expect(states(refused(404, gone), deletes)).toEqual([
      ['done', null],
      ['done', null],
    ]);
  });
});

describe('problems that name the entity, or nothing', () => {
  const deletes = ['11', '12', '13'].map((id) => anOperation('delete', id));
  const about = (code: string, entityId: string | null, detail: string | null = null): Problem => ({
    ...aProblem(code),
    entityId,
    detail,
  });

  test('an ID at the end of an instance names the item', () => {
    const problems = [about('invalid', '13'), about('segment-not-found', '11')];
    const items = readBulkAnswer(answered(['12'], problems), deletes);
    expect(items.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'failed']);
  });

  test('an ID of no item names nothing', () => {
    const items = readBulkAnswer(answered(['11', '12'], [about('invalid', '99')]), deletes);
    expect(items[2]).toMatchObject({ outcome: 'failed', error: { code: 'invalid' } });
  });

  test('each item is shown all of the problems, as such', () => {
    const problems = [aProblem('invalid'), aProblem('required-field')];
    const [first, , third] = readBulkAnswer(answered(['12'], problems), deletes);
    for (const each of [first, third]) {
      const also = [{ code: 'required-field' }];
      expect(each).toMatchObject({
        ...{ outcome: 'failed', error: { code: 'invalid', also, unattributed: true } },
      });
    }
  });

  test('fewer problems than items leave all of these open', () => {
    const items = readBulkAnswer(answered(['12'], [aProblem('invalid')]), deletes);
    expect(items[0]).toMatchObject({ outcome: 'unsettled', shared: 'some', isDoubtful: true });
  });

  test('what is gone is left for reading to find', () => {
    const problems = [aProblem('invalid'), aProblem('segment-not-found')];
    const items = readBulkAnswer(answered(['12'], problems), deletes);
    expect(items[0]).toMatchObject({ outcome: 'unsettled', shared: 'one-each', isDoubtful: false });
  });
});
