/** Whatever fails on the way, a reading is whole or an error. */
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Reply, type Served, serve } from './serve.ts';

const faults: readonly Reply[] = [
  { status: 429 },
  { status: 500 },
  { status: 503, text: '<html>' },
  { status: 401 },
  { text: '{"data":[{"id":' },
  { text: '' },
  'reset',
  'truncate',
];

const rows = Array.from({ length: 37 }, (_, index) => ({
  id: String(100 + index),
  attributes: { name: `Segment ${index}` },
}));

let served: Served | undefined;
afterEach(async () => served?.close());

test('a snapshot under faults is complete or refused', async () => {
  let plan: Iterator<number> = [].values();
  let size = 1;
  const nextFault = () => faults[plan.next().value ?? -1];
  served = await serve(
    ({ query }) => {
      const offset = Number(query['offset']);
      const json = { data: rows.slice(offset, offset + size), meta: { totalItems: rows.length } };
      return nextFault() ?? { json };
    },
    () => nextFault() ?? { json: { access_token: 'token-of-the-test' } },
  );
  const { url } = served;
  let whole = 0;
  // Indexes beyond the faults are good answers: about two of three.
  const faultPlan = fc.array(fc.integer({ min: 0, max: faults.length * 3 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(faultPlan, fc.integer({ min: 3, max: 40 }), async (indexes, pageSize) => {
      plan = indexes.values();
      size = pageSize;
      const reader = createRemoteReader(remoteOptions({ url }));
      const failure = await failureOf(
        reader.readSnapshot().then((snapshot) => {
          expect(snapshot.segments).toEqual(rows);
          expect(snapshot.audiences).toEqual(rows);
          whole += 1;
        }),
      );
      expect(failure).toMatch(/^(?:no failure|api-|credentials-rejected)/u);
    }),
    { numRuns: 40 },
  );
  expect(whole).toBeGreaterThan(20);
});
