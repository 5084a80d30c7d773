import { describe, expect, test } from '@jest/globals';
import {
  anEventSegment,
  bulk,
  codesOf,
  connect,
  createAll,
  marketingSolutions,
  retailMediaPreview,
} from '../client.ts';

const rmSegments = `${retailMediaPreview}/audience-segments`;
const msSegments = `${marketingSolutions}/audience-segments`;
const msAudiences = `${marketingSolutions}/audiences`;
const advertiserId = '4949';

async function sizesOfEvents(...events: readonly object[]): Promise<readonly number[]> {
  const client = await connect();
  const replies = await Promise.all(
    events.map((each) =>
      client.send('POST', `${rmSegments}/estimate-size`, {
        data: {
          attributes: {
            channel: 'Onsite',
            retailerId: '1',
            events: { ...anEventSegment.events, ...each },
          },
        },
      }),
    ),
  );
  return replies.map((reply) => reply.json.data.attributes.size);
}

describe('sizes', () => {
  test.each([
    ['a longer look back', { lookbackDays: 'Last90Days' }, {}],
    ['no category', {}, { categoryIds: ['1'] }],
    ['more brands', { brandIds: ['1', '2'] }, { brandIds: ['1'] }],
    ['no price', {}, { minPrice: 5 }],
    ['viewers than buyers', {}, { shopperActivity: 'Buy' }],
  ])('%s reaches more', async (_title, wide, narrow) => {
    const [more = 0, fewer = 0] = await sizesOfEvents(wide, narrow);
    expect(more).toBeGreaterThan(fewer);
  });

  test('what exists has the size that was estimated', async () => {
    const client = await connect();
    const inMarket = { country: 'FR', interestIds: ['928'] };
    const estimated = await client.send('POST', `${msSegments}/estimate-size`, {
      data: { attributes: { advertiserId, inMarket } },
    });
    const [id] = await createAll(client, msSegments, { name: 'Shoes', advertiserId, inMarket });
    const computed = await client.send('POST', `${msSegments}/compute-sizes`, bulk({ id }));
    expect(computed.json.data[0].attributes).toEqual(estimated.json.data.attributes);
  });

  test('an and is no larger than its parts, an or no smaller', async () => {
    const client = await connect();
    const inMarket = { country: 'FR', interestIds: ['928'] };
    const [a = '', b = ''] = await createAll(
      client,
      msSegments,
      { name: 'A', advertiserId, inMarket },
      { name: 'B', advertiserId, inMarket: { ...inMarket, gender: 'Female' } },
    );
    const sizeOf = async (algebra: object): Promise<number> => {
      const reply = await client.send('POST', `${msAudiences}/estimate-size`, {
        data: { attributes: { advertiserId, algebra } },
      });
      return reply.json.data.attributes.size;
    };
    const children = [{ audienceSegmentId: a }, { audienceSegmentId: b }];
    const sizes = [
      await sizeOf({ and: children }),
      await sizeOf({ audienceSegmentId: b }),
      await sizeOf({ audienceSegmentId: a }),
      await sizeOf({ or: children }),
    ];
    expect(sizes).toEqual([...sizes].sort((x, y) => x - y));
  });

  test('some have none, and each says why', async () => {
    const client = await connect();
    const [empty, prospects] = await createAll(
      client,
      msSegments,
      { name: 'Empty', advertiserId, contactList: {} },
      { name: 'Prospects', advertiserId, prospecting: { usersType: 'Prospects' } },
    );
    const reply = await client.send(
      'POST',
      `${msSegments}/compute-sizes`,
      bulk({ id: empty }, { id: prospects }, { id: '1' }),
    );
    expect(
      reply.json.errors.map(({ code, instance }: { code: string; instance: string }) => [
        instance,
        code,
      ]),
    ).toEqual([
      ['@data/0', 'segment-size-not-available'],
      ['@data/1', 'segment-size-not-supported'],
      ['@data/2', 'segment-not-found'],
    ]);
  });

  test('a list of two is too small to tell', async () => {
    const client = await connect();
    const [id] = await createAll(client, msSegments, {
      name: 'Two',
      advertiserId,
      contactList: {},
    });
    const attributes = { operation: 'add', identifiers: ['ann@example.com', 'bob@example.com'] };
    await client.send('PATCH', `${msSegments}/${id}/contact-list`, {
      data: { type: 'ContactlistAmendment', attributes },
    });
    const reply = await client.send('POST', `${msSegments}/compute-sizes`, bulk({ id }));
    expect(codesOf(reply)).toEqual(['segment-size-too-small']);
  });

  test('retail media wants a channel that the segment has', async () => {
    const client = await connect();
    const [id] = await createAll(client, rmSegments, {
      name: 'Cards',
      retailerId: '1',
      contactList: { identifierType: 'CustomerId' },
    });
    const ask = (channel?: string) =>
      client.send('POST', `${rmSegments}/compute-sizes`, {
        data: { attributes: { channel, ids: [id] } },
      });
    expect((await ask()).status).toBe(400);
    expect(codesOf(await ask('Offsite'))).toEqual(['segment-size-not-supported']);
    expect(codesOf(await ask('Onsite'))).toEqual(['segment-size-not-available']);
  });
});

describe('catalogues', () => {
  const ask = async (path: string) => (await connect()).send('GET', `${msSegments}/${path}`);

  test.each([
    ['in-market-brands', '289'],
    ['in-market-interests', '928'],
  ])('%s of France hold the ID of the guide', async (name, id) => {
    const { json } = await ask(`${name}?advertiser-id=1&country=FR`);
    expect(json.data.map((row: { id: string }) => row.id)).toContain(id);
  });

  test('every interest stands below one that is offered', async () => {
    for (const country of ['FR', 'US', 'GB', 'DE']) {
      const { json } = await ask(`in-market-interests?advertiser-id=1&country=${country}`);
      const ids = new Set(json.data.map((row: { id: string }) => row.id));
      const parents = json.data.map(
        (row: { attributes: { parentId: string | null } }) => row.attributes.parentId,
      );
      expect(parents.filter((id: string | null) => id !== null && !ids.has(id))).toEqual([]);
    }
  });

  test.each([
    ['in-market-brands?country=FR', 'required-field'],
    ['in-market-brands?advertiser-id=x&country=FR', 'invalid'],
    ['in-market-brands?advertiser-id=1', 'country-code-is-required'],
    ['in-market-interests?advertiser-id=1&country=ZZ', 'country-code-must-be-valid'],
  ])('%s is refused', async (path, code) => {
    const reply = await ask(path);
    expect([reply.status, ...codesOf(reply)]).toEqual([400, code]);
  });

  test('a country without volume offers nothing', async () => {
    expect((await ask('in-market-brands?advertiser-id=1&country=FJ')).json.data).toEqual([]);
  });
});
