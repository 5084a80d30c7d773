/** What helps against a refused write: said by us, unless the API says it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { remoteOptions } from '../connect.ts';
import { type Served, serve } from '../serve.ts';
import { create, problem } from './fault-samples.ts';

let served: Served;
afterEach(() => served.close());

describe('a refused write', () => {
  // The guide has no event segments in the stable version, and the specification has.
  test.each([
    ['2026-07', 'Event-based targeting is currently not supported.', true],
    ...[
      ...['Events are only available in preview', 'Use the experimental version for events.'],
      ...['Event segments: this API version has none', 'The attribute "events" does not exist'],
      ...["Segment type Events isn't available yet", 'Events require version 2027-01'],
      ...['The field events is not available', 'Unsupported segment type', 'Stable has no events.'],
    ].map((title): [string, string, boolean] => ['2026-07', title, true]),
    ...[
      ...['The price is not valid.', 'Brand 7 does not exist', 'The name is not available.'],
      ...['There is no event of this kind', 'Too many events', 'The retailer exists no more'],
    ].map((title): [string, string, boolean] => ['2026-07', title, false]),
    ['experimental', 'Not supported.', false],
    ['preview', 'Events are only available in a later version', false],
  ])(
    'at %s, an event segment refused with "%s" names segmentApiVersion: %p',
    async (version, title, isNamed) => {
      const problem = { type: 'validation', code: 'of-the-test', title, instance: '@data/0' };
      served = await serve(() => ({ json: { data: [], errors: [problem] } }));
      const remote = createRemote(remoteOptions(served, { segmentApiVersion: version }));
      const ask = async (attributes: JsonObject) => {
        const answer = await remote.write({
          kind: 'segment',
          verb: 'create',
          items: [{ attributes }],
        });
        return answer.problems[0]?.hint;
      };
      const hint = isNamed ? expect.stringContaining('segmentApiVersion: experimental') : undefined;
      expect(await ask({ name: 'A', events: { shopperActivity: 'View' } })).toEqual(hint);
      expect(await ask({ name: 'A', contactList: {} })).toBeUndefined();
    },
  );

  test.each(['validation', null, 'access-control', 'availability', 'something-new'])(
    'whatever type (%p) and place a refusal of event segments has that names a version',
    async (type) => {
      const problem = { type, code: 'of-the-test', detail: 'Events are only available in preview' };
      served = await serve(() => ({ status: 400, json: { errors: [problem] } }));
      const remote = createRemote(remoteOptions(served));
      const ask = (...items: readonly JsonObject[]) =>
        remote.write({ kind: 'segment', verb: 'create', items });
      const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
      const hint = expect.stringContaining('segmentApiVersion: experimental');
      expect((await ask(events)).problems).toMatchObject([{ hint }]);
      expect((await ask(events, events)).problems).toMatchObject([{ hint }]);
      const list = { attributes: { name: 'B', contactList: {} } };
      const [mixed] = (await ask(events, list)).problems;
      expect(mixed?.hint ?? '').not.toContain('segmentApiVersion');
    },
  );

  test.each([401, 403, 404, 410, 500, 503])(
    'a %i has its own advice, whatever it says',
    async (status) => {
      for (const detail of ['Version 2026-07 has no events', null]) {
        const errors = detail === null ? [] : [{ type: 'validation', code: 'of-the-test', detail }];
        served = await serve(() => ({ status, json: { errors } }));
        const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
        const write = { kind: 'segment', verb: 'create', items: [events] } as const;
        const { problems } = await createRemote(remoteOptions(served)).write(write);
        expect(problems[0]?.hint).toBeDefined();
        expect(problems[0]?.hint).not.toContain('segmentApiVersion: experimental');
        await served.close();
      }
    },
  );

  test('a code that is known to be about something else keeps its own advice', async () => {
    const problem = { type: 'validation', code: 'name-must-be-unique', instance: '@data/0' };
    const detail = 'A segment with this type and name is not available';
    served = await serve(() => ({ json: { data: [], errors: [{ ...problem, detail }] } }));
    const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
    const write = { kind: 'segment', verb: 'create', items: [events] } as const;
    const { problems } = await createRemote(remoteOptions(served)).write(write);
    expect(problems[0]?.hint).toBeUndefined();
  });

  test.each([
    [401, 'CRITEO_CLIENT_SECRET'],
    [403, 'Audiences Manage'],
    [404, 'set segmentApiVersion in the project file'],
    [410, 'set segmentApiVersion in the project file'],
    [503, 'Wait'],
  ])('answered with %i and a code of the API: with our hint beside it', async (status, advice) => {
    const reply = { status, json: problem('brand-new-code') };
    served = await serve(() => reply);
    const { problems } = await createRemote(remoteOptions(served)).write(create);
    const hint = expect.stringContaining(advice);
    expect(problems).toMatchObject([{ code: 'brand-new-code', traceId: 'trace-1', hint }]);
  });

  test.each([
    ['a 400 about the request', { status: 400, json: problem('brand-new-code') }],
    [
      'a 400 about one item',
      { status: 400, json: problem('brand-new-code', { instance: '@data/0' }) },
    ],
  ])('is about the item after %s: no hint', async (_, reply) => {
    served = await serve(() => reply);
    const { problems } = await createRemote(remoteOptions(served)).write(create);
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([['brand-new-code', undefined]]);
  });

  test.each([401, 403, 404, 410, 429, 500])(
    'is not mended in a manifest after a %i that names an item',
    async (status) => {
      const json = problem('brand-new-code', { instance: '@data/0' });
      served = await serve(() => ({ status, json }));
      const { problems } = await createRemote(remoteOptions(served, { faultWaitMs: 0 })).write(
        create,
      );
      expect(problems.map(({ hint }) => typeof hint)).toEqual(['string']);
    },
  );
});
