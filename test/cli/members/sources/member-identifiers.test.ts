import { describe, expect, test } from '@jest/globals';
import {
  md5,
  remoteOf,
  remoteOfTexts,
  sha256,
  withMemberLists,
} from '../../../support/members/member-lists.ts';

const lists = withMemberLists({ Email: 115, PhoneNumber: 55, CustomerId: 20 });
const others = Array.from({ length: 20 }, (_, each) => `secret.${each}@shop.example`);

const ledgerKey = 'ab'.repeat(32);

/** Sends twenty identifiers that are right, and one more. */
async function send(options: {
  readonly type?: string;
  readonly members?: string;
  readonly before: readonly string[];
  readonly field: string | Buffer;
}) {
  const { type = 'Email', members = '', before, field } = options;
  const list = await lists.take(type, ledgerKey);
  await list.declare(`{ source: people.txt${members} }`);
  const lines = Buffer.from(before.map((line) => `${line}\n`).join(''));
  await list.write({ 'people.txt': Buffer.concat([lines, Buffer.from(field), Buffer.from('\n')]) });
  const { exitCode, stdout, stderr } = await list.run('members sync LIST --format json', {
    AUDIENCECTL_LEDGER_KEY: ledgerKey,
  });
  expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  expect(stdout + stderr).not.toMatch(/secret/iu);
  return { source: JSON.parse(stdout).plan.source, remote: list.remote() };
}

const invalidOnLast = {
  filled: 21,
  invalid: 1,
  invalidLines: [{ file: 'people.txt', line: 21 }],
};

describe('no e-mail addresses', () => {
  test.each<[string, string | Buffer, string | null]>([
    ['in quotes', '"secret@shop.example"', 'quoted'],
    ['in single quotes', "'secret@shop.example'", 'quoted'],
    ['with a quote at the end', 'secret@shop.example"', 'quoted'],
    ['in brackets', '<secret@shop.example>', 'bracketed'],
    ['with a name', 'Secret Jane <secret@shop.example>', 'bracketed'],
    ['with a comment', 'secret(jane)@shop.example', 'bracketed'],
    ['mailto:', 'mailto:secret@shop.example', 'mailto'],
    ['MAILTO: and a query', 'MAILTO:secret@shop.example?subject=x', 'mailto'],
    ['mailto: of a URL', 'mailto%3Asecret@shop.example', 'mailto'],
    ['an apostrophe of a spreadsheet', "'secret@shop.example", 'quoted'],
    ['a backtick', '`secret@shop.example', 'quoted'],
    ['a formula', '=secret@shop.example', 'marked'],
    ['a formula with a text', '="secret@shop.example"', 'marked'],
    ['a bullet', '*secret@shop.example', 'marked'],
    ['a bar of a table', '|secret@shop.example', 'template'],
    ['a placeholder', '{{secret}}@shop.example', 'template'],
    ['a variable', '${secret}@shop.example', 'template'],
    ['an encoded blank', '%20secret@shop.example', 'encoded'],
    ['an encoded sign in the middle', 'sec%2bret@shop.example', 'encoded'],
    ['an encoded at sign', 'secret%40shop.example', 'encoded'],
    ['an entity', 'sec&amp;ret@shop.example', 'encoded'],
    ['an entity for the at sign', 'secret&#64;shop.example', 'encoded'],
    ['entities for brackets', '&lt;secret@shop.example&gt;', 'encoded'],
    ['a bracket of JSON', '\\u003csecret@shop.example', 'encoded'],
    ['two by comma', 'secret.x@shop.example,secret.y@shop.example', 'several'],
    ['two by semicolon', 'secret.x@shop.example; secret.y@shop.example', 'several'],
    ['a comma at the end', 'secret@shop.example,', null],
    ['a semicolon at the end', 'secret@shop.example;', null],
    ['a comma for a dot', 'secret@shop,example', null],
    ['a dot at the end', 'secret@shop.example.', null],
    ['a dot at the beginning', '.secret@shop.example', null],
    ['a dot before the at sign', 'secret.@shop.example', null],
    ['two dots before it', 'secret..x@shop.example', null],
    ['two dots behind it', 'secret@shop..example', null],
    ['a dot behind the at sign', 'secret@.shop.example', null],
    ['a hyphen at the edge of a label', 'secret@shop-.example', null],
    ['a blank inside', 'sec ret@shop.example', 'blank'],
    ['two at signs', 'secret@x@shop.example', null],
    ['no at sign', 'secret.shop.example', null],
    ['nothing before the at sign', '@secret.example', null],
    ['nothing behind it', 'secret@', null],
    ['no dot behind it', 'secret@localhost', null],
    ['an IP address', 'secret@192.168.0.1', null],
    ['an IP address in brackets', 'secret@[192.168.0.1]', 'bracketed'],
    ['an underscore in the domain', 'secret@my_shop.example', null],
    ['a zero-width blank at the end', 'secret@shop.example\u200b', 'invisible'],
    ['a zero-width joiner', 'sec\u200dret@shop.example', 'invisible'],
    ['a byte order mark in the middle', 'sec\ufeffret@shop.example', 'invisible'],
    ['a soft hyphen', 'sec\u00adret@shop.example', 'invisible'],
    ['marks of direction', '\u202asecret@shop.example\u202c', 'invisible'],
    ['a word joiner', 'secret\u2060@shop.example', 'invisible'],
    ['a variation selector', 'secret\ufe0f@shop.example', 'invisible'],
    ['a Hangul filler', 'secret\u3164@shop.example', 'invisible'],
    ['a no-break space inside', 'sec\u00a0ret@shop.example', 'blank'],
    ['a control character', 'sec\u0007ret@shop.example', 'invisible'],
    ['a NUL', 'secret@shop.example\0', 'invisible'],
    ['full-width letters', '\uff53ecret@shop.example', null],
    ['a full-width at sign', 'secret\uff20shop.example', null],
    ['an ideographic full stop', 'secret@shop\u3002example', null],
    ['bytes that are no UTF-8', Buffer.from('s\xe9cret@shop.example', 'latin1'), 'encoding'],
    ['a name of 65 letters', `${'secret'.padEnd(65, 'x')}@shop.example`, null],
    ['far too long', `secret@${'x.'.repeat(200)}example`, null],
    ['a digest', sha256('secret@shop.example'), 'digests'],
    ['an upper-case digest', md5('secret@shop.example').toUpperCase(), 'digests'],
  ])('%s', async (_, field, look) => {
    const { source, remote } = await send({ before: others, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(remote).toEqual(remoteOf(others));
  });
});

describe('e-mail addresses', () => {
  test.each<[string, string, string]>([
    ['blanks around it', ' \tsecret@shop.example  ', 'secret@shop.example'],
    ['a no-break space around it', '\u00a0secret@shop.example\u00a0', 'secret@shop.example'],
    ['capital letters', 'SECRET@Shop.Example', 'secret@shop.example'],
    ['dots and a tag', 'sec.ret+tag@shop.example', 'sec.ret+tag@shop.example'],
    [
      'nearly every sign of a name',
      "a!#$%&'*+/=?^_~-z@shop.example",
      "a!#$%&'*+/=?^_~-z@shop.example",
    ],
    ['a domain of many labels', 'secret@a.b-c.d1.example', 'secret@a.b-c.d1.example'],
    ['a domain in Punycode', 'secret@xn--bcher-kva.example', 'secret@xn--bcher-kva.example'],
    ['the same domain in letters', 'Secret@Bücher.example', 'secret@xn--bcher-kva.example'],
    ['the same in two pieces', 'secret@bu\u0308cher.example', 'secret@xn--bcher-kva.example'],
    ['letters beyond ASCII', 'ÉLISE@Exämple.de', 'élise@xn--exmple-cua.de'],
    ['another script', 'тайна@пример.рф', 'тайна@xn--e1afmkfd.xn--p1ai'],
    ['letters in two pieces', 'e\u0301lise@shop.example', '\u00e9lise@shop.example'],
    ['a plus at the beginning', '+secret@shop.example', '+secret@shop.example'],
    ['a name of 64 letters', `${'y'.repeat(64)}@shop.example`, `${'y'.repeat(64)}@shop.example`],
  ])('%s', async (_, field, address) => {
    const { source, remote } = await send({ before: others, field });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(remote).toEqual(remoteOf([...others, address]));
  });
});

const forms = {
  sha256,
  md5,
  'sha256-md5': (text: string) => sha256(md5(text)),
} as const;

const formNames = ['sha256', 'md5', 'sha256-md5'] as const;

describe('digests', () => {
  const nothing = ['', ' ', 'null', 'NULL', 'None', 'nan', 'NaN', 'undefined', '-', 'n/a', 'N/A'];

  test.each(formNames)('%s of what stands for nothing is nobody', async (form) => {
    const people = Array.from({ length: 300 }, (_, each) =>
      forms[form](`secret.${each}@x.example`),
    );
    const digests = nothing.map(forms[form]);
    const field = [...digests, ...digests.map((digest) => digest.toUpperCase())].join('\n');
    const members = `, format: ${form}`;
    const { source, remote } = await send({ members, before: people, field });
    const invalid = digests.length * 2;
    expect(source).toMatchObject({ filled: 300 + invalid, invalid, invalidLook: 'nothing' });
    expect(source.invalidLines[0]).toEqual({ file: 'people.txt', line: 301 });
    expect(remote).toEqual(remoteOf(people));
  });

  test.each<[string, string, string | null]>([
    ['base64', createBase64('sha256', 'secret'), 'base64'],
    ['base64 without padding', createBase64('sha256', 'secret').replaceAll('=', ''), 'base64'],
    ['0x', `0x${sha256('secret')}`, 'hex prefix'],
    ['MD5', md5('secret'), 'other digests'],
    ['SHA-1', 'a'.repeat(39).concat('1'), 'other digests'],
    ['one digit short', sha256('secret').slice(1), null],
    ['one letter that is no digit', `${sha256('secret').slice(1)}g`, null],
    ['zeros', '0'.repeat(64), 'nothing'],
    ['a plain address', 'secret@shop.example', 'plain addresses'],
    ['a plain number', '+33 1 40 40 22 90', 'plain numbers'],
    ['quotes', `"${sha256('secret')}"`, 'quoted'],
    ['a rounded number', '1.23E+45', 'rounded'],
  ])('%s is no SHA-256', async (_, field, look) => {
    const before = others.map(sha256);
    const { source, remote } = await send({ members: ', format: sha256', before, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(remote).toEqual(remoteOf(before));
  });

  test.each(formNames)('upper-case %s is taken in lower case', async (form) => {
    const before = others.map(forms[form]);
    const digest = forms[form]('secret@shop.example');
    const members = `, format: ${form}`;
    const { remote } = await send({ members, before, field: ` ${digest.toUpperCase()} ` });
    expect(remote).toEqual(remoteOf([...before, digest]));
  });
});

function createBase64(_: 'sha256', text: string): string {
  return Buffer.from(sha256(text), 'hex').toString('base64');
}

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

describe('phone numbers', () => {
  const numbers = Array.from({ length: 20 }, (_, each) => `+336123456${10 + each}`);
  const sent = numbers.map((number) => number.slice(1));

  test.each<[string, string, string, string]>([
    ['the example of the API', '', '+33 1 40 40 22 90', '33140402290'],
    ['hyphens', '', '+1 234-567-8910', '12345678910'],
    ['dots, slashes, brackets', '', '+33.1/40(40)22.90', '33140402290'],
    ['00 for the plus', '', '0033 1 40 40 22 90', '33140402290'],
    ['no-break and narrow spaces', '', '\u00a0+49\u202f151\u00a023456789 ', '4915123456789'],
    ['the trunk zero in brackets', '', '+44 (0)20 7946 0958', '442079460958'],
    ['the trunk zero without', '', '+33 0 1 40 40 22 90', '33140402290'],
    ['the trunk zero of the API’s example', '', '+330123456789', '33123456789'],
    ['a zero that belongs to the number', '', '+39 06 1234 5678', '390612345678'],
    ['full-width digits', '', '\uff0b\uff13\uff13 \uff11 40 40 22 90', '33140402290'],
    ['Arabic digits', '', '+٣٣ ١ ٤٠ ٤٠ ٢٢ ٩٠', '33140402290'],
    ['a national number', ', country: IN', '098765 43210', '919876543210'],
    ['one without its zero', ', country: IN', '98765-43210', '919876543210'],
    ['one of another country', ', country: IN', '+33 1 40 40 22 90', '33140402290'],
    ['one with the code and no plus', ', country: IN', '919876543210', '919876543210'],
    ['00 with a country', ', country: US', '0033 1 40 40 22 90', '33140402290'],
    ['the trunk prefix of Russia', ', country: RU', '8 912 345 67 89', '79123456789'],
    ['the prefix for abroad of the US', ', country: US', '011 44 20 7946 0958', '442079460958'],
    ['a country without a trunk prefix', ', country: IT', '06 1234 5678', '390612345678'],
  ])('%s', async (_, members, field, digits) => {
    const { source, remote } = await send({ type: 'PhoneNumber', members, before: numbers, field });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(remote).toEqual(remoteOf([...sent, digits]));
  });

  test.each<[string, string, string, string | null]>([
    ['no country code', '', '01 40 40 22 90', 'no country'],
    ['digits alone', '', '33140402290', 'no country'],
    ['an extension', '', '+33 1 40 40 22 90 x123', 'extension'],
    ['ext.', '', '+33 1 40 40 22 90 ext. 5', 'extension'],
    [';ext=', '', '+33140402290;ext=7', 'extension'],
    ['# and digits', '', '+33140402290#12', 'extension'],
    [
      'a number without its country and with an extension',
      ', country: IN',
      '98765 43210 x1',
      'extension',
    ],
    ['too short', '', '+33 1', null],
    ['too long for its country', '', '+33 6 12 34 56 78 91', null],
    ['16 digits', '', '+1234567890123456', null],
    ['more than E.164 has', '', '+4915123456789012', null],
    ['no such country code', '', '+999 123 456 789', null],
    ['a zero behind the plus', '', '+0123456789', null],
    ['letters', '', '+1 800 FLOWERS', null],
    ['what a spreadsheet makes of it', '', '3.36123E+10', 'rounded'],
    ['the same with a plus', '', '+3.36123456789E+10', 'rounded'],
    ['a fraction', '', '+33612345678.0', 'rounded'],
    ['a fraction of no plus', ', country: FR', '33612345678.00', 'rounded'],
    ['a number that nobody can have', '', '+10000000000', null],
    ['marks of direction', '', '\u202a+33140402290\u202c', 'invisible'],
    ['a service number', ', country: FR', '112', null],
    ['quotes', '', '"+33140402290"', 'quoted'],
    ['an address', '', 'secret@shop.example', 'other type'],
    ['two numbers', '', '+33140402290 +33140402291', null],
    ['two numbers by comma', '', '+33140402290, +33140402291', null],
  ])('%s is none', async (_, members, field, look) => {
    const { source, remote } = await send({ type: 'PhoneNumber', members, before: numbers, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(remote).toEqual(remoteOf(sent));
  });

  test('unhashed they are sent with a plus and nothing between', async () => {
    const members = ', send: plain';
    const field = '+44 (0)20 7946 0958';
    const sending = { type: 'PhoneNumber', members, before: numbers, field };
    const { remote } = await send(sending);
    // The sandbox takes a plain number and its digest for one person.
    expect(remote).toEqual(remoteOf([...sent, '442079460958']));
  });

  test('a country that is none is an error', async () => {
    const list = await lists.take('PhoneNumber');
    await list.declare('{ source: people.txt, country: XX }');
    await list.write({ 'people.txt': numbers.join('\n') });
    const { exitCode, stderr } = await list.run('members sync LIST');
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching('members-country-unknown')]);
  });

  test('so is a country for what has no numbers', async () => {
    const list = await lists.take();
    await list.declare('{ source: people.txt, country: IN }');
    const { exitCode, stdout } = await list.run('validate');
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching('6:47 error members-country-unused'),
    ]);
  });
});

describe('identifiers that are sent as they are', () => {
  const customers = Array.from({ length: 20 }, (_, each) => `Secret-${each}`);

  test.each<[string, string, string]>([
    ['letters keep their case', 'Secret-AbC', 'Secret-AbC'],
    ['blanks around it go', '\t Secret-1x ', 'Secret-1x'],
    ['signs stay', 'secret:/+=_~', 'secret:/+=_~'],
    ['letters beyond ASCII stay', 'sécrèt', 'sécrèt'],
  ])('%s', async (_, field, id) => {
    const { source, remote } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(remote).toEqual(remoteOfTexts([...customers, id]));
  });

  test.each<[string, string, string | null]>([
    ['a blank inside', 'Secret 12', 'blank'],
    ['a tab inside', 'Secret\t12', 'invisible'],
    ['a control character', 'Secret\u0007', 'invisible'],
    ['a zero-width blank', 'Secret\u200b', 'invisible'],
    ['half of a character', 'Secret\ufffd', 'invisible'],
    ['far too long', 'Secret'.padEnd(1025, 'x'), 'too long'],
    ['quotes', '"Secret-1"', 'quoted'],
  ])('%s is none', async (_, field, look) => {
    const { source, remote } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(remote).toEqual(remoteOfTexts(customers));
  });

  test.each(['NULL', 'null', '\\N', '  NULL ', ''])('%j is nobody', async (field) => {
    const { source, remote } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ filled: 20, invalid: 0, empty: 1 });
    expect(remote).toEqual(remoteOfTexts(customers));
  });
});
