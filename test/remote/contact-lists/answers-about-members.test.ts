import { afterEach, describe, expect, test } from '@jest/globals';
import { DiagnosticError } from '../../../src/diagnostics/diagnostic.ts';
import { marketingSolutions } from '../../../src/platforms/marketing-solutions/marketing-solutions.ts';
import type { Reply } from '../serve.ts';
import {
  accepted,
  closeServer,
  connect,
  legacy,
  person,
  request,
  segment,
} from './connect-members.ts';

afterEach(closeServer);

describe('what an answer means', () => {
  const flat = {
    json: {
      type: 'x',
      data: { nbValidIdentifiers: 1, nbInvalidIdentifiers: 0 },
    },
  };
  const refusal = {
    errors: [
      {
        code: 'segment-not-found',
        detail: `no ${person}`,
        traceId: '0af7651916cd43dd8448eb211c80319c',
      },
    ],
  };

  test.each<[string, Reply, object]>([
    ['flat counters', flat, { outcome: 'accepted', invalid: 0 }],
    ['no body', { status: 204 }, { outcome: 'unknown' }],
    ['an empty body', { status: 200 }, { outcome: 'unknown' }],
    ['a body of blanks', { status: 200, text: ' \n' }, { outcome: 'unknown' }],
    ['too large', { status: 413, text: 'too large' }, { outcome: 'too-large' }],
    [
      'not found',
      { status: 404, json: refusal },
      {
        outcome: 'refused',
        status: 404,
        problems: [
          { code: 'segment-not-found', detail: null, traceId: '0af7651916cd43dd8448eb211c80319c' },
        ],
      },
    ],
    ['errors with 200', { status: 200, json: refusal }, { outcome: 'refused', status: 200 }],
    [
      'errors beside a count of nobody',
      { json: { data: { attributes: { nbValidIdentifiers: 0 } }, ...refusal } },
      { outcome: 'refused', status: 200 },
    ],
    [
      'errors beside a count of some',
      { json: { data: { attributes: { nbValidIdentifiers: 1 } }, ...refusal } },
      { outcome: 'unknown' },
    ],
    ['a fault that stays', { status: 500 }, { outcome: 'unknown' }],
    ['a broken body that stays', { text: '{"data":' }, { outcome: 'unknown' }],
    ['connections that break', 'reset', { outcome: 'unknown' }],
  ])('%s', async (_, reply, expected) => {
    const { members } = await connect(() => reply);
    expect(await members.amend(request())).toMatchObject(expected);
  });

  const three = [person, 'bo@example.com', 'cy@example.com'];
  const counted = (counts: object): Reply => ({ json: { data: { attributes: counts } } });

  test.each<[string, Reply, object]>([
    [
      'all of them',
      counted({ nbValidIdentifiers: 3, nbInvalidIdentifiers: 0 }),
      { outcome: 'accepted', invalid: 0 },
    ],
    [
      'some of them invalid',
      counted({ nbValidIdentifiers: 1, nbInvalidIdentifiers: 2 }),
      { outcome: 'accepted', invalid: 2 },
    ],
    [
      'all of them invalid',
      counted({ nbValidIdentifiers: 0, nbInvalidIdentifiers: 3 }),
      { outcome: 'accepted', invalid: 3 },
    ],
    [
      'nothing, as null,',
      counted({ nbValidIdentifiers: null, nbInvalidIdentifiers: null }),
      { outcome: 'accepted', invalid: null },
    ],
    [
      'the valid ones alone',
      counted({ nbValidIdentifiers: 3 }),
      { outcome: 'accepted', invalid: 0 },
    ],
    [
      'the valid ones alone, and not all',
      counted({ nbValidIdentifiers: 1 }),
      { outcome: 'accepted', invalid: 2 },
    ],
    [
      'the invalid ones alone',
      counted({ nbInvalidIdentifiers: 2 }),
      { outcome: 'accepted', invalid: 2 },
    ],
  ])('an answer that counts %s of three', async (_, reply, expected) => {
    for (const operation of ['add', 'remove'] as const) {
      const { members } = await connect(() => reply);
      const answer = await members.amend(request({ operation, identifiers: three }));
      expect(answer).toMatchObject(expected);
      await closeServer();
    }
  });

  test.each<[string, object]>([
    ['nobody', { nbValidIdentifiers: 0, nbInvalidIdentifiers: 0 }],
    ['fewer', { nbValidIdentifiers: 1, nbInvalidIdentifiers: 1 }],
    ['more', { nbValidIdentifiers: 3, nbInvalidIdentifiers: 1 }],
    ['more valid ones', { nbValidIdentifiers: 4 }],
    ['more invalid ones', { nbInvalidIdentifiers: 4 }],
    ['fewer than nobody', { nbValidIdentifiers: 4, nbInvalidIdentifiers: -1 }],
    ['no valid one, and no word of the others', { nbValidIdentifiers: 0 }],
  ])('an answer that counts %s of three tells nothing', async (_, counts) => {
    const { members } = await connect(() => counted(counts));
    const answer = await members.amend(request({ identifiers: three }));
    expect(answer).toMatchObject({
      outcome: 'unknown',
      problems: [{ code: 'members-count-mismatch' }],
    });
  });

  const good = { nbValidIdentifiers: 3, nbInvalidIdentifiers: 0 };

  test.each<[string, object]>([
    ['counts beside empty attributes', { data: { attributes: {}, ...good } }],
    ['attributes that are no object', { data: { attributes: [good], ...good } }],
    ['a list', { data: [{ attributes: good }] }],
    ['data that is text', { data: 'done' }],
    ['errors that are text', { data: { attributes: good }, errors: 'none' }],
    ['errors that are an object', { data: { attributes: good }, errors: { code: 'invalid' } }],
    ['errors that are texts', { data: { attributes: good }, errors: ['invalid'] }],
    ['warnings that are text', { data: { attributes: good }, warnings: 'none' }],
    ['a count with a blank', { data: { attributes: { ...good, nbInvalidIdentifiers: ' 0' } } }],
    ['a count that is true', { data: { attributes: { ...good, nbInvalidIdentifiers: true } } }],
    ['a broken number', { data: { attributes: { nbValidIdentifiers: 1.5 } } }],
    [
      'two broken numbers',
      { data: { attributes: { nbValidIdentifiers: 1.5, nbInvalidIdentifiers: 1.5 } } },
    ],
    [
      'a number in digits that is broken',
      { data: { attributes: { ...good, nbValidIdentifiers: '3.5' } } },
    ],
    [
      'some valid ones beside errors',
      { data: { attributes: good }, errors: [{ code: 'invalid' }] },
    ],
    ['a warning, and no data', { data: null, warnings: [{ code: 'segment-not-found' }] }],
    ['a warning, and nothing else', { warnings: [{ code: 'segment-not-found' }] }],
    ['data without counts', { data: { attributes: { operation: 'add' } } }],
    ['data that is null', { data: null, errors: [], warnings: [] }],
    ['no data', { errors: [], warnings: [] }],
    ['nothing in it', {}],
  ])('an answer with %s is of no documented form, and tells nothing', async (_, json) => {
    const { members } = await connect(() => ({ json }));
    const answer = await members.amend(request({ identifiers: three }));
    expect(answer.outcome).toBe('unknown');
  });

  test.each<[string, object]>([
    [
      'counts in digits',
      { data: { attributes: { nbValidIdentifiers: '3', nbInvalidIdentifiers: '0' } } },
    ],
    ['counts that are null', { data: { attributes: { nbValidIdentifiers: null } } }],
    ['parts that are null', { data: { attributes: good }, errors: null, warnings: null }],
    [
      'a deprecation beside it',
      {
        data: { attributes: good },
        warnings: [{ type: 'deprecation', code: 'endpoint-deprecated' }],
      },
    ],
    [
      'a warning beside its counts',
      { data: { attributes: good }, warnings: [{ code: 'invalid' }] },
    ],
  ])('an answer with %s is a success', async (_, json) => {
    const { members } = await connect(() => ({ json }));
    const answer = await members.amend(request({ identifiers: three }));
    expect(answer.outcome).toBe('accepted');
  });

  test.each<[string, Reply]>([
    ['413', { status: 413, text: 'too large' }],
    ['400', { status: 400, json: { errors: [{ code: 'payload-too-big' }] } }],
    ['422', { status: 422, json: { errors: [{ code: 'payload-too-large' }] } }],
    ['200', { status: 200, json: { errors: [{ code: 'payload-too-big' }] } }],
  ])('%s may say that a chunk is too large', async (_, reply) => {
    const { members } = await connect(() => reply);
    expect(await members.amend(request({ identifiers: three }))).toEqual({ outcome: 'too-large' });
  });

  test.each([
    ['a problem', { type: 'validation', code: 'segment-not-found' }, 'unknown'],
    ['a deprecation', { type: 'deprecation', code: 'endpoint-deprecated' }, 'accepted'],
  ])('%s beside a clear', async (_, warning, outcome) => {
    for (const target of [segment, legacy]) {
      const json = { data: { id: '1', type: 'Audience' }, errors: [], warnings: [warning] };
      const { members } = await connect(() => ({ json }), { platform: marketingSolutions });
      const { code } = warning;
      const problems = outcome === 'unknown' ? { problems: [{ code }] } : {};
      expect(await members.clear(target)).toMatchObject({ outcome, ...problems });
      await closeServer();
    }
  });

  test.each<[string, Reply]>([
    ['a fault', { status: 503 }],
    ['a lost answer', 'truncate'],
    ['a broken body', { text: '<html>' }],
    ['an empty body', { status: 200 }],
    ['the rate limit', { status: 429 }],
  ])('%s that passes is sent again, for it does no harm', async (_, reply) => {
    const { members, calls } = await connect((_request, number) =>
      number === 0 ? reply : accepted,
    );
    expect(await members.amend(request())).toMatchObject({ outcome: 'accepted' });
    expect(calls()).toHaveLength(2);
  });

  /** What may have been carried out, and what a second try of it is answered. */
  const doubts: readonly (readonly [string, Reply])[] = [
    ['a lost answer', 'reset'],
    ['a fault', { status: 502 }],
    ['a time-out of a gateway', { status: 504 }],
    ['a broken body', { text: '<html>' }],
  ];
  const refusals: readonly Reply[] = [
    ...[400, 401, 403, 404, 409, 413].map((status) => ({ status })),
    { status: 400, json: { errors: [{ code: 'payload-too-big' }] } },
    { status: 200, json: { errors: [{ code: 'payload-too-large' }] } },
  ];

  test.each(doubts)('after %s, no refusal is believed', async (_, first) => {
    for (const second of refusals) {
      for (const operation of ['add', 'remove', 'clear'] as const) {
        let number = 0;
        const { members } = await connect(() => {
          number += 1;
          return number === 1 ? first : second;
        });
        const answer =
          operation === 'clear'
            ? await members.clear(segment)
            : await members.amend(request({ operation, identifiers: three }));
        expect([operation, second, answer.outcome]).toEqual([operation, second, 'unknown']);
        await closeServer();
      }
    }
  });

  test('after a chunk was answered without a body, no refusal is believed', async () => {
    const { members } = await connect((_request, number) => ({ status: number === 0 ? 200 : 400 }));
    expect((await members.amend(request())).outcome).toBe('unknown');
  });

  test.each(doubts)('after %s, an interruption in the wait leaves it unknown', async (_, first) => {
    for (const operation of ['add', 'clear'] as const) {
      const stop = new AbortController();
      const { members, calls } = await connect(
        () => {
          setImmediate(() => stop.abort());
          return first;
        },
        { signal: stop.signal },
      );
      const answer =
        operation === 'clear' ? await members.clear(segment) : await members.amend(request());
      expect(answer.outcome).toBe('unknown');
      expect(calls()).toHaveLength(1);
      await closeServer();
    }
  });

  test('each try is sent only where the caller still may', async () => {
    for (const [first, outcome] of [
      ['reset', 'unknown'],
      [{ status: 503 }, 'unknown'],
      [{ status: 429 }, 'refused'],
    ] as const) {
      for (const operation of ['add', 'clear'] as const) {
        const { members, calls } = await connect(() => first);
        let asked = 0;
        const mayTry = async () => {
          asked += 1;
          if (asked > 1) throw lockLost;
        };
        const answer =
          operation === 'clear'
            ? await members.clear(segment, mayTry)
            : await members.amend(request({ mayTry }));
        expect(answer).toMatchObject({ outcome, problems: [{ code: 'ledger-lock-lost' }] });
        expect([asked, calls().length]).toEqual([2, 1]);
        await closeServer();
      }
    }
  });

  const lockLost = new DiagnosticError([
    { severity: 'error', code: 'ledger-lock-lost', message: 'Another run took over' },
  ]);

  test('interrupted before it is sent, nothing was carried out', async () => {
    const { members, calls } = await connect(() => accepted, { signal: AbortSignal.abort() });
    expect(await members.amend(request())).toMatchObject({ outcome: 'refused', status: null });
    expect(calls()).toHaveLength(0);
  });
});
