import { describe, expect, test } from '@jest/globals';
import {
  aContactList,
  accountId,
  bulk,
  connect,
  createAll,
  everything,
  marketingSolutions,
  retailMedia,
} from '../client.ts';

const segments = `${retailMedia}/audience-segments`;

describe('settings', () => {
  test('can be changed in mid-run', async () => {
    const client = await connect();
    const settings = {
      variants: { failures: 'warnings' },
      faults: [{ when: { path: 'search' }, times: 1, effect: { kind: 'status', status: 503 } }],
    };
    expect((await client.send('POST', '/_sandbox/settings', settings)).status).toBe(200);
    expect((await client.send('POST', `${segments}/search`, everything)).status).toBe(503);
    const reply = await client.send('POST', `${segments}/delete`, bulk({ id: '1' }));
    expect(reply.json.warnings).toHaveLength(1);
  });

  test.each([
    ['a name that is not one', { variant: {} }],
    ['a variant that is not one', { variants: { descriptions: 'plain' } }],
    ['a fault without an effect', { faults: [{ when: {} }] }],
    ['an effect that is not one', { faults: [{ effect: { kind: 'fire' } }] }],
    ['a value that a variant cannot have', { variants: { nulls: 'gone' } }],
    ['a fault without what its kind needs', { faults: [{ effect: { kind: 'status' } }] }],
    ['a field of another kind', { faults: [{ effect: { kind: 'reset', by: 1 } }] }],
    ['a condition that is not one', { faults: [{ when: { url: '' }, effect: { kind: 'reset' } }] }],
    ['a time before now', { searchLagMs: -1 }],
    ['null where there is no none', { searchLagMs: null }],
    ['a state that no account has', { accounts: { 1: 'brand' } }],
    ['a word about items without a code', { faults: [{ effect: { kind: 'item', items: [0] } }] }],
    ['a word about no items', { faults: [{ effect: { kind: 'item', code: 'invalid' } }] }],
    [
      'a word in no known list',
      { faults: [{ effect: { kind: 'item', items: 'all', code: 'invalid', carrier: 'notes' } }] },
    ],
    [
      'a word at a status that has no items',
      { faults: [{ effect: { kind: 'item', items: 'all', code: 'invalid', status: 503 } }] },
    ],
    ['no object', []],
  ])('%s is refused', async (_title, settings) => {
    const client = await connect();
    expect((await client.send('POST', '/_sandbox/settings', settings)).status).toBe(400);
  });
});

test.each([
  [{ serchLagMs: 1 }, /^"serchLagMs" is not a setting of the sandbox\. Use one of .*searchLagMs/u],
  [{ strict: 1 }, /strict/u],
  [{ faults: [{ effect: { kind: 'stats', status: 503 } }] }, /must be one of status, reset/u],
])('settings %j are refused with what is wrong with them', async (settings, error) => {
  const client = await connect();
  const { status, json } = await client.send('POST', '/_sandbox/settings', settings);
  expect({ status, error: json.error }).toEqual({
    status: 400,
    error: expect.stringMatching(error),
  });
});

describe('rows', () => {
  test('can be made, changed and removed as in the UI, past every rule', async () => {
    const client = await connect();
    const [id = ''] = await createAll(client, segments, aContactList);
    const row = { platform: 'retail-media', kind: 'segment' };
    const found = async () =>
      (await client.send('POST', `${segments}/search`, everything)).json.data;
    const made = await client.send('POST', '/_sandbox/rows', {
      ...row,
      scope: accountId,
      attributes: { name: aContactList.name, accountId: '1' },
    });
    expect((await found()).map((each: { id: string }) => each.id)).toEqual([id, made.json.id]);
    await client.send('POST', '/_sandbox/rows', { ...row, id, attributes: { name: 'Edited' } });
    expect((await found())[0].attributes).toMatchObject({ name: 'Edited', retailerId: '1234' });
    await client.send('POST', '/_sandbox/rows', { ...row, id, removed: true });
    expect(await found()).toHaveLength(1);
  });

  test.each([
    [{ attributes: { accountId: '1' } }, 'A new row needs a name in its attributes.'],
    [
      { attributes: { name: 'A' } },
      'A new row needs a scope: the accountId whose searches show it.',
    ],
    [{ scope: '1', atributes: {} }, 'The attribute "atributes" is not known here.'],
  ])('%j is refused with a sentence', async (edit, error) => {
    const client = await connect();
    const row = { platform: 'retail-media', kind: 'segment', ...edit };
    const { status, json } = await client.send('POST', '/_sandbox/rows', row);
    expect({ status, error: json.error }).toEqual({ status: 400, error });
  });

  test('of no known kind are refused', async () => {
    const client = await connect();
    const row = { platform: 'retail-media', kind: 'campaign' };
    expect((await client.send('POST', '/_sandbox/rows', row)).status).toBe(400);
  });
});

test('tokens can be ended', async () => {
  const client = await connect();
  await client.send('POST', '/_sandbox/tokens', { end: 'revoked' });
  expect((await client.send('POST', `${segments}/search`, everything)).status).toBe(401);
});

test('the log can be emptied and keeps no more than it is told to', async () => {
  const client = await connect({ settings: { maxLoggedRequests: 2 } });
  for (let request = 0; request < 3; request += 1) {
    await client.send('POST', `${segments}/search`, everything);
  }
  expect(client.sandbox.requests().map(({ number }) => number)).toEqual([3, 4]);
  await client.send('DELETE', '/_sandbox/requests');
  expect(client.sandbox.requests()).toEqual([]);
});

test('an unknown inspection is not found', async () => {
  const client = await connect();
  expect((await client.send('GET', '/_sandbox/secrets')).status).toBe(404);
});

describe('look-ups beside the audience endpoints', () => {
  test.each([
    ['GET', '/2026-07/retail-media/me', 'Application'],
    ['GET', '/2026-07/marketing-solutions/me', 'Application'],
    ['GET', '/2026-07/advertisers/me', 'advertiser'],
    ['GET', '/2026-07/retail-media/accounts?limitToId=12', 'RetailMediaAccount'],
    ['POST', `${retailMedia}/retailers/search`, 'RetailMediaRetailer'],
  ])('%s %s', async (method, path, type) => {
    const client = await connect();
    const body =
      method === 'POST' ? { data: { attributes: { retailerIdFilter: ['1234'] } } } : undefined;
    const { status, json } = await client.send(method, path, body);
    expect(status).toBe(200);
    expect([json.data].flat()[0].type).toBe(type);
  });

  test('know the advertisers and retailers that own something', async () => {
    const client = await connect();
    await createAll(client, segments, aContactList);
    await createAll(client, `${marketingSolutions}/audience-segments`, {
      name: 'List',
      advertiserId: '77',
      contactList: {},
    });
    const advertisers = await client.send('GET', '/2026-07/advertisers/me');
    expect(advertisers.json.data.map(({ id }: { id: string }) => id)).toEqual(['77']);
    const retailers = await client.send('POST', `${retailMedia}/retailers/search`, everything);
    expect(retailers.json.data.map(({ id }: { id: string }) => id)).toEqual(['1234']);
  });
});
