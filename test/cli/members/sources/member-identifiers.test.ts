/**
 * What a manifest says of identifiers reaches what is sent, and what is wrong with them is shown.
 * `test/members/identifiers/` has what is an identifier, and what it becomes.
 */
import { describe, expect, test } from '@jest/globals';
import {
  remoteOf,
  remoteOfTexts,
  sha256,
  withMemberLists,
} from '../../../support/members/member-lists.ts';

const lists = withMemberLists({ Email: 10, PhoneNumber: 5, CustomerId: 5 });
const others = Array.from({ length: 20 }, (_, each) => `secret.${each}@shop.example`);
const numbers = Array.from({ length: 20 }, (_, each) => `+336123456${10 + each}`);
const digitsOf = numbers.map((number) => number.slice(1));
const customers = Array.from({ length: 20 }, (_, each) => `Secret-${each}`);

const ledgerKey = 'ab'.repeat(32);

test.each<[string, string, string, readonly string[], string, ReturnType<typeof remoteOf>]>([
  [
    'an address',
    'Email',
    '',
    others,
    'SECRET@Shop.Example',
    remoteOf([...others, 'secret@shop.example']),
  ],
  [
    'a digest',
    'Email',
    ', format: sha256',
    others.map(sha256),
    sha256('secret'),
    remoteOf([...others.map(sha256), sha256('secret')]),
  ],
  [
    'a number with its country',
    'PhoneNumber',
    ', country: IN',
    numbers,
    '098765 43210',
    remoteOf([...digitsOf, '919876543210']),
  ],
  // The sandbox takes a plain number and its digest for one person.
  [
    'a number that is sent as it is',
    'PhoneNumber',
    ', send: plain',
    numbers,
    '+44 (0)20 7946 0958',
    remoteOf([...digitsOf, '442079460958']),
  ],
  [
    'a customer',
    'CustomerId',
    '',
    customers,
    'Secret-AbC',
    remoteOfTexts([...customers, 'Secret-AbC']),
  ],
])('%s is sent', async (_, type, members, before, field, remote) => {
  const list = await lists.take(type, ledgerKey);
  await list.declare(`{ source: people.txt${members} }`);
  await list.write({ 'people.txt': [...before, field].join('\n') });
  const env = { AUDIENCECTL_LEDGER_KEY: ledgerKey };
  const { exitCode, stdout, stderr } = await list.run('members sync LIST --format json', env);
  expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  expect(stdout + stderr).not.toMatch(/secret/iu);
  expect(JSON.parse(stdout).plan.source).toMatchObject({ filled: 21, invalid: 0 });
  expect(list.remote()).toEqual(remote);
});

test('one that is none is located, and not repeated', async () => {
  const list = await lists.take();
  await list.declare('{ source: people.txt }');
  await list.write({ 'people.txt': [...others, '"secret@shop.example"'].join('\n') });
  const { stdout, stderr } = await list.run('members sync LIST --format json');
  expect(stdout + stderr).not.toMatch(/secret/iu);
  expect(JSON.parse(stdout).plan.source).toMatchObject({
    ...{ filled: 21, invalid: 1, invalidLook: 'quoted' },
    invalidLines: [{ file: 'people.txt', line: 21 }],
  });
  expect(list.remote()).toEqual(remoteOf(others));
});

describe('a column of something else is named', () => {
  test.each<[string, string, readonly string[], RegExp]>([
    ['sha256', 'addresses', others, /look like plain addresses.*\n.*Set "format" to plain/u],
    ['plain', 'digests', others.map(sha256), /look like digests.*\n.*Set "format" to the hash/u],
    ['md5', 'SHA-256', others.map(sha256), /look like digests of another kind/u],
  ])('%s, and there are %s', async (format, _, lines, text) => {
    const list = await lists.take();
    await list.declare(`{ source: people.txt, format: ${format} }`);
    await list.write({ 'people.txt': lines.join('\n') });
    const { exitCode, stdout } = await list.run('members sync LIST');
    expect([exitCode, stdout]).toEqual([3, expect.stringMatching(text)]);
    expect(stdout).not.toMatch(/secret/iu);
    expect(list.remote()).toEqual(remoteOf([]));
  });
});

test('a country that is none is an error', async () => {
  const list = await lists.take('PhoneNumber');
  await list.declare('{ source: people.txt, country: XX }');
  await list.write({ 'people.txt': numbers.join('\n') });
  const { exitCode, stderr } = await list.run('members sync LIST');
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching('members-country-unknown')]);
});

test('a country for what has no numbers', async () => {
  const list = await lists.take();
  await list.declare('{ source: people.txt, country: IN }');
  const { exitCode, stdout } = await list.run('validate');
  expect([exitCode, stdout]).toEqual([
    1,
    expect.stringMatching('6:47 error members-country-unused'),
  ]);
});
