/** What holds whatever is asked of the sandbox. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { credentials, everything, retailMedia, retailMediaPreview } from './client.ts';

interface Row {
  readonly id: string;
  readonly attributes: { readonly name: string; readonly algebra?: unknown };
}

function send(sandbox: Sandbox, token: string, method: string, target: string, body: unknown) {
  const headers = { authorization: `Bearer ${token}` };
  const response = sandbox.exchange({ method, target, headers, body: JSON.stringify(body) });
  return JSON.parse(response.body);
}

function open(document?: Parameters<typeof createSandbox>[0]): readonly [Sandbox, string] {
  const sandbox = createSandbox(document);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = sandbox.exchange({
    method: 'POST',
    target: '/oauth2/token',
    headers,
    body: credentials,
  });
  return [sandbox, JSON.parse(answer.body).access_token];
}

function rowsOf(sandbox: Sandbox, token: string, collection: string): readonly Row[] {
  const target = `${retailMedia}/${collection}/search?limit=500&offset=0`;
  return send(sandbox, token, 'POST', target, everything).data;
}

const name = fc.constantFrom('A', 'B', 'C', 'D');
/** Chooses one of what is there; the number may also point at nothing. */
const pick = fc.nat({ max: 5 });

type Step =
  | { readonly act: 'create segment'; readonly name: string }
  | { readonly act: 'create audience'; readonly name: string; readonly uses: readonly number[] }
  | { readonly act: 'rename'; readonly name: string; readonly pick: number }
  | { readonly act: 'delete segment' | 'delete audience'; readonly pick: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('create segment' as const), name }),
  fc.record({
    act: fc.constant('create audience' as const),
    name,
    uses: fc.array(pick, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ act: fc.constant('rename' as const), name, pick }),
  fc.record({ act: fc.constant('delete segment' as const), pick }),
  fc.record({ act: fc.constant('delete audience' as const), pick }),
);

function carryOut(sandbox: Sandbox, token: string, each: Step): void {
  const segments = rowsOf(sandbox, token, 'audience-segments');
  const audiences = rowsOf(sandbox, token, 'audiences');
  const idAt = (rows: readonly Row[], index: number): string => rows[index]?.id ?? '1';
  const post = (target: string, item: object, method = 'POST') =>
    send(sandbox, token, method, target, { data: [item] });
  switch (each.act) {
    case 'create segment':
      post(`${retailMedia}/audience-segments/create`, {
        attributes: { name: each.name, retailerId: '1', contactList: { identifierType: 'Email' } },
      });
      return;
    case 'create audience': {
      const leaves = each.uses.map((index) => ({ audienceSegmentId: idAt(segments, index) }));
      const algebra = leaves.length === 1 ? leaves[0] : { or: leaves };
      post(`${retailMediaPreview}/audiences/create`, {
        attributes: { name: each.name, retailerId: '1', algebra },
      });
      return;
    }
    case 'rename':
      post(
        `${retailMedia}/audience-segments`,
        { id: idAt(segments, each.pick), attributes: { name: each.name } },
        'PATCH',
      );
      return;
    case 'delete segment':
      post(`${retailMedia}/audience-segments/delete`, { id: idAt(segments, each.pick) });
      return;
    case 'delete audience':
      post(`${retailMediaPreview}/audiences/delete`, { id: idAt(audiences, each.pick) });
  }
}

test('names stay unique and references stay alive', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const [sandbox, token] = open();
      for (const each of steps) carryOut(sandbox, token, each);
      const segments = rowsOf(sandbox, token, 'audience-segments');
      const audiences = rowsOf(sandbox, token, 'audiences');
      for (const rows of [segments, audiences]) {
        expect(new Set(rows.map(({ attributes }) => attributes.name)).size).toBe(rows.length);
      }
      const used = JSON.stringify(audiences.map(({ attributes }) => attributes.algebra)).match(
        /\d{18}/g,
      );
      const ids = new Set(segments.map(({ id }) => id));
      expect((used ?? []).filter((id) => !ids.has(id))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('the same requests give the same answers, and a saved sandbox goes on as if nothing had been', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.array(step, { maxLength: 6 }),
      (before, after) => {
        const now = (): number => 1_750_000_000_000;
        const [first, firstToken] = open({ now });
        for (const each of before) carryOut(first, firstToken, each);
        const document = first.document();
        const [second, secondToken] = open({ now, ...(document === null ? {} : { document }) });
        for (const each of after) carryOut(first, firstToken, each);
        for (const each of after) carryOut(second, secondToken, each);
        const strip = (sandbox: Sandbox) =>
          JSON.stringify(sandbox.document()).replaceAll(/"(?:createdAt|updatedAt)":"[^"]*"/g, '');
        expect(strip(second)).toBe(strip(first));
      },
    ),
    { numRuns: 40 },
  );
});
