import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/serve-sandbox.ts';
import { accountId, credentials, everything, retailMedia } from '../client.ts';

let folder: string;
let dataFile: string;
const open: ServedSandbox[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  dataFile = join(folder, 'deep', 'data.json');
});
afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
  await rm(folder, { recursive: true });
});

async function start(file = dataFile): Promise<ServedSandbox> {
  const served = await serveSandbox({ port: 0, dataFile: file });
  open.push(served);
  return served;
}

async function post(served: ServedSandbox, path: string, body: unknown) {
  const token = await fetch(`${served.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(credentials),
  });
  const { access_token } = JSON.parse(await token.text());
  const response = await fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return JSON.parse((await response.text()) || 'null');
}

const aList = { name: 'List', retailerId: '1', contactList: { identifierType: 'Email' } };
const createList = (served: ServedSandbox, name: string) =>
  post(served, `${retailMedia}/audience-segments/create`, {
    data: [{ attributes: { ...aList, name } }],
  });
const search = (served: ServedSandbox) =>
  post(served, `${retailMedia}/audience-segments/search`, everything);

describe('a data file', () => {
  test('is not there until something is written', async () => {
    const served = await start();
    await search(served);
    expect(await readdir(folder)).toEqual([]);
  });

  test('holds what was written, under the next sandbox too, with fresh IDs and a token that lasts', async () => {
    const first = await start();
    const { data } = await createList(first, 'One');
    await first.close();
    const second = await start();
    const more = await createList(second, 'Two');
    expect(more.data[0].id).not.toBe(data[0].id);
    const names = (await search(second)).data.map(
      (row: { attributes: { name: string } }) => row.attributes.name,
    );
    expect(names).toEqual(['One', 'Two']);
  });

  test('is a snapshot of the account, with nothing of the other platform', async () => {
    await createList(await start(), 'One');
    const document = JSON.parse(await readFile(dataFile, 'utf8'));
    expect(document).toMatchObject({ formatVersion: 1, platform: 'retail-media', accountId });
    expect(document.segments).toHaveLength(1);
    expect(document.audiences).toEqual([]);
    expect(document.sandbox.others).toEqual([]);
  });

  test('keeps a second account, an advertiser and the members of a list', async () => {
    const first = await start();
    const { data } = await createList(first, 'One');
    await post(first, '/2026-07/retail-media/accounts/9/audience-segments/create', {
      data: [{ attributes: aList }],
    });
    await post(first, '/2026-07/marketing-solutions/audience-segments/create', {
      data: [{ attributes: { name: 'Theirs', advertiserId: '4949', contactList: {} } }],
    });
    const list = `/2026-07/retail-media/audience-segments/${data[0].id}/contact-list/add-remove`;
    const attributes = { operation: 'add', identifiers: ['ann@example.com', 'bob@example.com'] };
    await post(first, list, { data: { attributes } });
    const before = first.sandbox.document();
    const members = first.sandbox.members();
    await first.close();
    const second = await start();
    expect(second.sandbox.document()).toEqual(before);
    expect(second.sandbox.members()).toEqual(members);
    expect(members[data[0].id]?.count).toBe(2);
    for (const name of await readdir(join(folder, 'deep'))) {
      expect(await readFile(join(folder, 'deep', name), 'utf8')).not.toContain('example.com');
    }
  });

  test.each([
    ['no JSON', '{', /holds no JSON/],
    ['no snapshot', '{"platform":"retail-media"}', /formatVersion/],
    ['no platform', '{"formatVersion":1}', /platform/],
  ])('that holds %s is refused', async (_title, text, message) => {
    const file = join(folder, 'broken.json');
    await writeFile(file, text);
    await expect(serveSandbox({ port: 0, dataFile: file })).rejects.toThrow(message);
  });
});

test('a snapshot with digits beyond doubles and rows with gaps is taken as it is', () => {
  const text = `{"formatVersion":1,"platform":"retail-media","accountId":625702934721171442,
    "segments":[{"id":738406688413290497,"attributes":{"name":"Big","retailerId":18159942378514859684}},
                {"id":"12"}],"audiences":[]}`;
  const file = JSON.parse(text.replace(/\d{16,}/g, '"$&"'));
  const document = createSandbox({ document: file }).document();
  expect(document).toMatchObject({ accountId: '625702934721171442' });
  expect(JSON.stringify(document)).toContain('"18159942378514859684"');
});

test('a data file with bare numbers loses no digit', async () => {
  const file = join(folder, 'numbers.json');
  const row =
    '{"id":738406688413290497,"attributes":{"name":"Big","retailerId":18159942378514859684}}';
  await writeFile(
    file,
    `{"formatVersion":1,"platform":"retail-media","accountId":${accountId},"segments":[${row}],"audiences":[]}`,
  );
  const found = await search(await start(file));
  expect(found.data[0].id).toBe('738406688413290497');
  expect(found.data[0].attributes.retailerId).toBe('18159942378514859684');
});

test('closing does not wait for connections that are kept alive', async () => {
  const served = await serveSandbox({ port: 0 });
  const agent = new Agent({ keepAlive: true });
  const outgoing = request(`${served.url}/_sandbox/state`, { agent });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  response.resume();
  await once(response, 'end');
  const started = performance.now();
  await served.close();
  // They would be kept for five seconds.
  expect(performance.now() - started).toBeLessThan(4_000);
  agent.destroy();
});

test('a port that is taken is an error', async () => {
  const served = await start();
  const port = Number(new URL(served.url).port);
  await expect(serveSandbox({ port })).rejects.toThrow(/EADDRINUSE/);
});
