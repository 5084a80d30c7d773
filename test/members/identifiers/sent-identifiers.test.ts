/** What is taken for an identifier, in what form it is sent, and how one that is none is told. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { MembersTask } from '../../../src/members/members-task.ts';
import { syncMembers } from '../../../src/members/sync-members.ts';
import { withFolder } from '../../support/a-folder.ts';
import { md5, sha256 } from '../../support/members/member-lists.ts';
import { contextIn, taskIn } from '../a-task.ts';
import { createMemoryList } from '../memory-list.ts';

/** Taken as it is, without the work that a phrase takes. */
const ledgerKey = 'ab'.repeat(32);

const hashed = (people: readonly string[]) => new Set(people.map(sha256));

const others = Array.from({ length: 20 }, (_, each) => `secret.${each}@shop.example`);

interface Sending extends Partial<Pick<MembersTask, 'format' | 'country' | 'send'>> {
  readonly type?: string;
  /** Identifiers that are right; one more follows. */
  readonly before: readonly string[];
  readonly field: string | Buffer;
}

/** Fills a new list, and gives what was read and what was sent. */
async function send({ type = 'Email', before, field, ...form }: Sending) {
  const list = createMemoryList();
  return withFolder({}, async (folder) => {
    const lines = before.map((line) => `${line}\n`).join('');
    const bytes = [Buffer.from(lines), Buffer.from(field), Buffer.from('\n')];
    await writeFile(join(folder, 'crm.txt'), Buffer.concat(bytes));
    const task = taskIn(folder, { identifierType: type, ...form });
    const result = await syncMembers(task, contextIn(folder, { ledgerKey }), list);
    expect(result.outcome).toBe('done');
    expect(JSON.stringify(result)).not.toMatch(/secret/iu);
    return { source: result.plan.source, received: list.members };
  });
}

const invalidOnLast = {
  filled: 21,
  invalid: 1,
  invalidLines: [{ file: 'crm.txt', line: 21 }],
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
    const { source, received } = await send({ before: others, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(received).toEqual(hashed(others));
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
    const { source, received } = await send({ before: others, field });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(received).toEqual(hashed([...others, address]));
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
    const { source, received } = await send({ format: form, before: people, field });
    const invalid = digests.length * 2;
    expect(source).toMatchObject({ filled: 300 + invalid, invalid, invalidLook: 'nothing' });
    expect(source?.invalidLines[0]).toEqual({ file: 'crm.txt', line: 301 });
    expect(received).toEqual(new Set(people));
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
    const { source, received } = await send({ format: 'sha256', before, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(received).toEqual(new Set(before));
  });

  test.each(formNames)('upper-case %s is taken in lower case', async (form) => {
    const before = others.map(forms[form]);
    const digest = forms[form]('secret@shop.example');
    const { received } = await send({ format: form, before, field: ` ${digest.toUpperCase()} ` });
    expect(received).toEqual(new Set([...before, digest]));
  });
});

function createBase64(_: 'sha256', text: string): string {
  return Buffer.from(sha256(text), 'hex').toString('base64');
}

describe('phone numbers', () => {
  const numbers = Array.from({ length: 20 }, (_, each) => `+336123456${10 + each}`);
  const sent = numbers.map((number) => number.slice(1));

  test.each<[string, string | null, string, string]>([
    ['the example of the API', null, '+33 1 40 40 22 90', '33140402290'],
    ['hyphens', null, '+1 234-567-8910', '12345678910'],
    ['dots, slashes, brackets', null, '+33.1/40(40)22.90', '33140402290'],
    ['00 for the plus', null, '0033 1 40 40 22 90', '33140402290'],
    ['no-break and narrow spaces', null, '\u00a0+49\u202f151\u00a023456789 ', '4915123456789'],
    ['the trunk zero in brackets', null, '+44 (0)20 7946 0958', '442079460958'],
    ['the trunk zero without', null, '+33 0 1 40 40 22 90', '33140402290'],
    ['the trunk zero of the API’s example', null, '+330123456789', '33123456789'],
    ['a zero that belongs to the number', null, '+39 06 1234 5678', '390612345678'],
    ['full-width digits', null, '\uff0b\uff13\uff13 \uff11 40 40 22 90', '33140402290'],
    ['Arabic digits', null, '+٣٣ ١ ٤٠ ٤٠ ٢٢ ٩٠', '33140402290'],
    ['a national number', 'IN', '098765 43210', '919876543210'],
    ['one without its zero', 'IN', '98765-43210', '919876543210'],
    ['one of another country', 'IN', '+33 1 40 40 22 90', '33140402290'],
    ['one with the code and no plus', 'IN', '919876543210', '919876543210'],
    ['00 with a country', 'US', '0033 1 40 40 22 90', '33140402290'],
    ['the trunk prefix of Russia', 'RU', '8 912 345 67 89', '79123456789'],
    ['the prefix for abroad of the US', 'US', '011 44 20 7946 0958', '442079460958'],
    ['a country without a trunk prefix', 'IT', '06 1234 5678', '390612345678'],
  ])('%s', async (_, country, field, digits) => {
    const { source, received } = await send({
      type: 'PhoneNumber',
      country,
      before: numbers,
      field,
    });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(received).toEqual(hashed([...sent, digits]));
  });

  test.each<[string, string | null, string, string | null]>([
    ['no country code', null, '01 40 40 22 90', 'no country'],
    ['digits alone', null, '33140402290', 'no country'],
    ['an extension', null, '+33 1 40 40 22 90 x123', 'extension'],
    ['ext.', null, '+33 1 40 40 22 90 ext. 5', 'extension'],
    [';ext=', null, '+33140402290;ext=7', 'extension'],
    ['# and digits', null, '+33140402290#12', 'extension'],
    ['a number without its country and with an extension', 'IN', '98765 43210 x1', 'extension'],
    ['too short', null, '+33 1', null],
    ['too long for its country', null, '+33 6 12 34 56 78 91', null],
    ['16 digits', null, '+1234567890123456', null],
    ['more than E.164 has', null, '+4915123456789012', null],
    ['no such country code', null, '+999 123 456 789', null],
    ['a zero behind the plus', null, '+0123456789', null],
    ['letters', null, '+1 800 FLOWERS', null],
    ['what a spreadsheet makes of it', null, '3.36123E+10', 'rounded'],
    ['the same with a plus', null, '+3.36123456789E+10', 'rounded'],
    ['a fraction', null, '+33612345678.0', 'rounded'],
    ['a fraction of no plus', 'FR', '33612345678.00', 'rounded'],
    ['a number that nobody can have', null, '+10000000000', null],
    ['marks of direction', null, '\u202a+33140402290\u202c', 'invisible'],
    ['a service number', 'FR', '112', null],
    ['quotes', null, '"+33140402290"', 'quoted'],
    ['an address', null, 'secret@shop.example', 'other type'],
    ['two numbers', null, '+33140402290 +33140402291', null],
    ['two numbers by comma', null, '+33140402290, +33140402291', null],
  ])('%s is none', async (_, country, field, look) => {
    const { source, received } = await send({
      type: 'PhoneNumber',
      country,
      before: numbers,
      field,
    });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(received).toEqual(hashed(sent));
  });

  test('unhashed they are sent with a plus and nothing between', async () => {
    const field = '+44 (0)20 7946 0958';
    const sending = { type: 'PhoneNumber', send: 'plain', before: numbers, field } as const;
    const { received } = await send(sending);
    expect(received).toEqual(new Set([...numbers, '+442079460958']));
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
    const { source, received } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ filled: 21, invalid: 0 });
    expect(received).toEqual(new Set([...customers, id]));
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
    const { source, received } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ ...invalidOnLast, invalidLook: look });
    expect(received).toEqual(new Set(customers));
  });

  test.each(['NULL', 'null', '\\N', '  NULL ', ''])('%j is nobody', async (field) => {
    const { source, received } = await send({ type: 'CustomerId', before: customers, field });
    expect(source).toMatchObject({ filled: 20, invalid: 0, empty: 1 });
    expect(received).toEqual(new Set(customers));
  });
});
