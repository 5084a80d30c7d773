/** Every fault of the wire and what comes of it for a write. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { remoteOptions } from '../connect.ts';
import { type Reply, type Served, serve } from '../serve.ts';
import { create, item, page, passing, patience, problem, row } from './fault-samples.ts';

let served: Served;
afterEach(() => served.close());

describe('a write', () => {
  test.each(passing.filter(([name]) => !name.startsWith('429') && !name.startsWith('empty')))(
    'is sent once and left unknown after: %s',
    async (_, fault) => {
      served = await serve(() => fault);
      const answer = await createRemote(remoteOptions(served, patience(fault))).write(create);
      expect(answer.outcome).toBe('unknown');
      expect(answer.problems.length).toBeGreaterThan(0);
      // No manifest can mend it: what does is said with it.
      for (const { hint } of answer.problems) expect(hint).toMatch(/^[A-Z].*\.$/u);
      expect(served.calls()).toHaveLength(1);
    },
  );

  test.each(passing.filter(([name]) => name.startsWith('429')))(
    'is sent again after: %s',
    async (_, fault) => {
      served = await serve((_request, number) => (number < 2 ? fault : { json: { data: [row] } }));
      const answer = await createRemote(remoteOptions(served)).write(create);
      expect(answer).toEqual({ outcome: 'answered', rows: [row], problems: [], hasBody: true });
      expect(served.calls()).toHaveLength(3);
    },
  );

  const plain = {
    code: 'name-must-be-unique',
    detail: 'about name-must-be-unique',
    traceId: 'trace-1',
    index: 0,
    deprecation: false,
  };

  test.each<[string, Reply, object]>([
    [
      'rows',
      { json: { data: [row] } },
      { outcome: 'answered', rows: [row], problems: [], hasBody: true },
    ],
    ['204', { status: 204 }, { outcome: 'answered', rows: [], problems: [], hasBody: false }],
    [
      'an empty 200',
      { status: 200 },
      { outcome: 'answered', rows: [], problems: [], hasBody: false },
    ],
    [
      'nothing in an object',
      { json: {} },
      { outcome: 'answered', rows: [], problems: [], hasBody: true },
    ],
    [
      'rows that are none',
      { json: { data: [null, 7, {}, { id: null }, { id: '' }, row] } },
      { outcome: 'answered', rows: [row] },
    ],
    [
      'errors',
      { json: { data: [], ...problem('name-must-be-unique', { instance: '@data/0' }) } },
      { outcome: 'answered', problems: [plain] },
    ],
    [
      'warnings',
      {
        json: {
          data: null,
          warnings: problem('name-must-be-unique', { instance: '/data/0/attributes/name' }).errors,
        },
      },
      { outcome: 'answered', problems: [plain] },
    ],
    [
      'a 400 that names the items',
      { status: 400, json: problem('name-must-be-unique', { instance: '@data/0' }) },
      { outcome: 'refused', status: 400, problems: [plain] },
    ],
    [
      'a 400 with rows',
      {
        status: 400,
        json: { data: [row], ...problem('name-must-be-unique', { instance: '@data/0' }) },
      },
      { outcome: 'answered', rows: [row], problems: [plain] },
    ],
    [
      'a problem of the older kind',
      { json: { errors: [{ traceIdentifier: 't', title: 'No', instance: '/audiences/314195' }] } },
      {
        outcome: 'answered',
        problems: [
          { code: 'unknown', detail: 'No', traceId: 't', index: null, deprecation: false },
        ],
      },
    ],
    [
      'a deprecation',
      { json: { data: [row], warnings: [{ type: 'deprecation', code: 'endpoint-deprecated' }] } },
      { outcome: 'answered', problems: [{ code: 'endpoint-deprecated', deprecation: true }] },
    ],
    [
      '403 with HTML',
      { status: 403, text: '<html>No</html>' },
      { outcome: 'refused', status: 403, problems: [{ code: 'api-forbidden' }] },
    ],
    ['404', { status: 404 }, { outcome: 'refused', problems: [{ code: 'api-not-found' }] }],
    ['410', { status: 410 }, { outcome: 'refused', problems: [{ code: 'api-version-gone' }] }],
    ['413', { status: 413 }, { outcome: 'refused', problems: [{ code: 'api-refused' }] }],
    ['302', { status: 302 }, { outcome: 'refused', problems: [{ code: 'api-redirected' }] }],
    ['a list', { json: [] }, { outcome: 'unknown' }],
    [
      'a 503 with a problem',
      { status: 503, json: problem('internal-error') },
      { outcome: 'unknown', problems: [{ code: 'internal-error' }] },
    ],
  ])('answered with %s', async (_, reply, answer) => {
    served = await serve(() => reply);
    expect(await createRemote(remoteOptions(served)).write(create)).toMatchObject(answer);
    expect(served.calls()).toHaveLength(1);
  });

  test('renews the token once and is sent again after a 401', async () => {
    served = await serve(
      ({ headers }) =>
        headers['authorization'] === 'Bearer second-token'
          ? { json: { data: [row] } }
          : { status: 401, json: problem('authorization-token-expired') },
      (_, number) => ({ json: { access_token: ['first-token', 'second-token'][number] } }),
    );
    const answer = await createRemote(remoteOptions(served)).write(create);
    expect(answer).toMatchObject({ outcome: 'answered', rows: [row] });
    expect(served.received).toHaveLength(4);
  });

  test('is refused after a second 401', async () => {
    served = await serve(() => ({ status: 401, json: problem('authorization-token-invalid') }));
    const answer = await createRemote(remoteOptions(served)).write(create);
    expect(answer).toMatchObject({
      outcome: 'refused',
      status: 401,
      problems: [{ code: 'authorization-token-invalid' }],
    });
    expect(served.calls()).toHaveLength(2);
  });

  test('is refused when it cannot be sent', async () => {
    served = await serve(() => page);
    const { url } = served;
    await served.close();
    const credentials = { accessToken: 'given-access-token' };
    const answer = await createRemote(remoteOptions({ url }, { credentials })).write(create);
    expect(answer).toMatchObject({
      outcome: 'refused',
      status: null,
      problems: [{ code: 'api-unreachable', detail: expect.stringContaining('ECONNREFUSED') }],
    });
  });

  test('that is on its way is waited for when the run is interrupted, and can be read after', async () => {
    const interrupt = new AbortController();
    served = await serve(() => {
      interrupt.abort();
      return page;
    });
    const remote = createRemote(remoteOptions(served, { signal: interrupt.signal }));
    expect(await remote.write(create)).toMatchObject({ outcome: 'answered', rows: [row] });
    await remote.readAll('segment');
    const late = await remote.write(create);
    expect(late).toMatchObject({
      outcome: 'refused',
      status: null,
      problems: [{ code: 'interrupted' }],
    });
    expect(served.calls()).toHaveLength(2);
  });

  test.each([
    [
      'segment',
      'create',
      'POST',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments/create',
    ],
    [
      'segment',
      'update',
      'PATCH',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments',
    ],
    [
      'segment',
      'delete',
      'POST',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments/delete',
    ],
    [
      'audience',
      'create',
      'POST',
      '/experimental/retail-media/accounts/625702934721171442/audiences/create',
    ],
    [
      'audience',
      'update',
      'PATCH',
      '/experimental/retail-media/accounts/625702934721171442/audiences',
    ],
    [
      'audience',
      'delete',
      'POST',
      '/experimental/retail-media/accounts/625702934721171442/audiences/delete',
    ],
  ] as const)('%s %s goes to %s %s', async (kind, verb, method, path) => {
    served = await serve(() => ({ json: { data: [] } }));
    await createRemote(remoteOptions(served)).write({ kind, verb, items: [item] });
    expect(served.calls()).toMatchObject([
      { method, path, json: { data: [item] }, headers: { 'content-type': 'application/json' } },
    ]);
  });
});
