import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDigestSet } from '../../../src/sandbox/contact-lists/digest-set.ts';
import { digestIdentifier } from '../../../src/sandbox/contact-lists/identifiers.ts';
import { connect, createAll, marketingSolutions, retailMedia } from '../client.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const rmSegments = `${retailMedia}/audience-segments`;
const msSegments = `${marketingSolutions}/audience-segments`;
const rmList = (id: string) => `/2026-07/retail-media/audience-segments/${id}/contact-list`;

async function aWorld() {
  const client = await connect();
  const [emails = '', cards = '', phones = '', events = ''] = await createAll(
    client,
    rmSegments,
    ...['Email', 'CustomerId', 'PhoneNumber'].map((identifierType) => ({
      name: identifierType,
      retailerId: '1',
      contactList: { identifierType },
    })),
    {
      name: 'Events',
      retailerId: '1',
      events: { shopperActivity: 'Buy', lookbackDays: 'Last7Days' },
    },
  );
  const [list = ''] = await createAll(client, msSegments, {
    name: 'List',
    advertiserId: '4949',
    contactList: {},
  });
  const amendRm = (id: string, attributes: object) =>
    client.send('POST', `${rmList(id)}/add-remove`, { data: { attributes } });
  const amendMs = (attributes: object) =>
    client.send('PATCH', `${msSegments}/${list}/contact-list`, {
      data: { type: 'ContactlistAmendment', attributes },
    });
  return { client, emails, cards, phones, events, list, amendRm, amendMs };
}

describe('retail media', () => {
  test('adds as a set, counts invalid identifiers, removes, and clears', async () => {
    const { client, emails, amendRm } = await aWorld();
    const identifiers = ['Ann@Example.com ', 'ann@example.com', 'bob@example.com', 'nobody'];
    const added = await amendRm(emails, { operation: 'add', identifierType: 'email', identifiers });
    expect(added.json).toMatchObject({
      type: 'AddRemoveContactlistResult',
      data: {
        operation: 'add',
        nbValidIdentifiers: 3,
        nbInvalidIdentifiers: 1,
        sampleInvalidIdentifiers: ['nobody'],
      },
    });
    expect(client.sandbox.members()[emails]?.count).toBe(2);
    await amendRm(emails, { operation: 'remove', identifiers: [sha256('bob@example.com')] });
    const statistics = await client.send('GET', `${rmSegments}/${emails}/contact-list`);
    expect(statistics.json.data.attributes.numberOfIdentifiers).toBe(1);
    const cleared = await client.send('POST', `${rmList(emails)}/clear`);
    expect([cleared.status, cleared.text]).toEqual([204, '']);
    expect(client.sandbox.members()).toEqual({});
  });

  test('tells a list ID that no double can hold', async () => {
    const { emails, amendRm } = await aWorld();
    const { text } = await amendRm(emails, { operation: 'add', identifiers: [] });
    const [, digits = ''] = /"contactListId":(\d+)/.exec(text) ?? [];
    expect(String(Number(digits))).not.toBe(digits);
    expect(digits).not.toBe(emails);
  });

  test.each([
    ['another type than the list has', { identifierType: 'CustomerId' }, 400],
    ['a type that only the prose has', { identifierType: 'Gum' }, 400],
    ['another operation', { operation: 'Add' }, 400],
    ['identifiers that are no list', { identifiers: 'ann@example.com' }, 400],
    ['too many identifiers', { identifiers: Array.from({ length: 50_001 }, () => 'x') }, 400],
  ])('refuses %s', async (_title, attributes, status) => {
    const { emails, amendRm } = await aWorld();
    const reply = await amendRm(emails, { operation: 'add', identifiers: [], ...attributes });
    expect(reply.status).toBe(status);
  });

  test('refuses what is no list, what is not there, and bodies that are too large', async () => {
    const { client, events, emails, amendRm } = await aWorld();
    const attributes = { operation: 'add', identifiers: ['ann@example.com'] };
    expect((await amendRm(events, attributes)).status).toBe(400);
    expect((await amendRm('1', attributes)).status).toBe(404);
    expect((await amendRm('abc', attributes)).status).toBe(400);
    client.sandbox.configure({ maxBodyBytes: 20 });
    expect((await amendRm(emails, attributes)).status).toBe(413);
  });

  test('a list that was made in the UI is not for the API', async () => {
    const { client, emails, amendRm } = await aWorld();
    const attributes = { contactList: { isReadOnly: true } };
    client.sandbox.edit({ platform: 'retail-media', kind: 'segment', id: emails, attributes });
    expect((await amendRm(emails, { operation: 'add', identifiers: [] })).status).toBe(403);
  });

  test('the members go with their segment', async () => {
    const { client, emails, amendRm } = await aWorld();
    await amendRm(emails, { operation: 'add', identifiers: ['ann@example.com'] });
    await client.send('POST', `${rmSegments}/delete`, { data: [{ id: emails }] });
    expect(client.sandbox.members()).toEqual({});
  });
});

describe('marketing solutions', () => {
  test('adds, removes and clears', async () => {
    const { client, list, amendMs } = await aWorld();
    const identifiers = ['ann@example.com', 'bob@example.com'];
    await amendMs({ operation: 'add', identifierType: 'email', identifiers });
    await amendMs({ operation: 'remove', identifiers: ['bob@example.com'] });
    expect(client.sandbox.members()[list]?.count).toBe(1);
    const cleared = await client.send('DELETE', `${msSegments}/${list}/contact-list`);
    expect(cleared.json).toEqual({
      data: { type: 'ContactListAudienceSegment', id: list },
      errors: [],
      warnings: [],
    });
    expect(client.sandbox.members()).toEqual({});
  });

  test.each([
    ['a request without a type', { attributes: { operation: 'add', identifiers: [] } }],
    [
      'gum without its caller',
      {
        type: 'ContactlistAmendment',
        attributes: { operation: 'add', identifierType: 'gum', identifiers: [] },
      },
    ],
    [
      'a type that only the prose has',
      {
        type: 'ContactlistAmendment',
        attributes: { operation: 'add', identifierType: 'customerid', identifiers: [] },
      },
    ],
  ])('refuses %s', async (_title, data) => {
    const { client, list } = await aWorld();
    const reply = await client.send('PATCH', `${msSegments}/${list}/contact-list`, { data });
    expect(reply.status).toBe(400);
  });

  test('statistics wait for the recomputation if they are told to', async () => {
    const { client, list, amendMs } = await aWorld();
    client.sandbox.configure({ variants: { statistics: 'after-recomputation' } });
    await amendMs({ operation: 'add', identifiers: ['ann@example.com'] });
    const count = async () =>
      (await client.send('GET', `${msSegments}/${list}/contact-list/statistics`)).json.data
        .attributes.numberOfIdentifiers;
    expect(await count()).toBe(0);
    await client.send('POST', '/_sandbox/recompute', {});
    expect(await count()).toBe(1);
  });
});

describe('the older endpoints', () => {
  const path = '/2024-01/audiences/12/contactlist';

  test('amend and clear by any number, and tell the list ID as a string', async () => {
    const { client } = await aWorld();
    const attributes = { operation: 'add', identifierType: 'customerid', identifiers: ['A-17'] };
    const added = await client.send('PATCH', path, {
      data: { type: 'ContactlistAmendment', attributes },
    });
    expect(added.json.data.attributes).toMatchObject({
      contactListId: '12',
      nbValidIdentifiers: 1,
    });
    const cleared = await client.send('DELETE', path);
    expect(cleared.json.data).toEqual({ type: 'Audience', id: '12' });
  });

  test('may know existing lists alone', async () => {
    const { client, list } = await aWorld();
    client.sandbox.configure({ legacyAudiences: 'existing' });
    expect((await client.send('DELETE', path)).status).toBe(404);
    expect((await client.send('DELETE', path.replace('12', list))).status).toBe(200);
  });
});

test('no identifier is in the log, the state or the members', async () => {
  const { client, emails, amendRm } = await aWorld();
  await amendRm(emails, { operation: 'add', identifiers: ['ann@example.com', 'not an address'] });
  const seen = await Promise.all(
    ['requests', 'state', 'members'].map((name) => client.send('GET', `/_sandbox/${name}`)),
  );
  const text = seen.map((reply) => reply.text).join();
  expect(text).toContain('"identifiers":2');
  expect(text).not.toMatch(/ann@|not an address/);
});

describe('identifiers', () => {
  test.each([
    ['email', 'user@example.com', true],
    ['email', ' User@Example.COM', true],
    ['email', md5('user@example.com'), true],
    ['email', sha256('user@example.com'), true],
    ['email', sha256(md5('user@example.com')), true],
    ['email', 'user', false],
    ['email', '', false],
    ['phonenumber', '+33 01 23 45 67 89', true],
    ['phonenumber', '+330123-45-6789', true],
    ['phonenumber', '0123456789', false],
    ['phonenumber', sha256('33140402290'), true],
    ['madid', '38400000-8CF0-11BD-B23E-10B96E40000D', true],
    ['madid', 'phone', false],
    ['customerid', 'A-17', true],
    ['customerid', 'A 17', false],
    ['identitylink', '', false],
  ])('%s %s: valid is %s', (type, identifier, isValid) => {
    expect(digestIdentifier(type, identifier) !== null).toBe(isValid);
  });

  test.each([
    [
      'email',
      'user@example.com',
      'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514',
    ],
    [
      'email',
      ' USER@example.com',
      'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514',
    ],
    [
      'phonenumber',
      '+33 1 40 40 22 90',
      'fda66831d0cb0eb4bffb21bc795308d69921c211c57be0ae15702071e3b9e988',
    ],
  ])('%s %s is the same member plain and hashed', (type, plain, hashed) => {
    expect(digestIdentifier(type, plain)).toBe(digestIdentifier(type, hashed));
    expect(digestIdentifier(type, plain)).not.toBe(hashed);
  });
});

test('a digest set is a set', () => {
  const digest = fc.integer({ min: 0, max: 40 }).map((number) => sha256(String(number)));
  const step = fc.record({ isAdd: fc.boolean(), digest });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const digests = createDigestSet();
      const model = new Set<string>();
      for (const { isAdd, digest: each } of steps) {
        expect(isAdd ? digests.add(each) : digests.remove(each)).toBe(
          isAdd ? !model.has(each) : model.has(each),
        );
        if (isAdd) model.add(each);
        else model.delete(each);
      }
      expect(digests.size()).toBe(model.size);
      expect(digests.sorted()).toEqual([...model].map((each) => each.slice(0, 32)).sort());
    }),
  );
});
