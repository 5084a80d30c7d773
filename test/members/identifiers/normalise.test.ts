import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  identifierRule,
  type SourceFormat,
} from '../../../src/members/identifiers/identifier-rule.ts';
import { normaliseEmail } from '../../../src/members/identifiers/normalise-email.ts';
import { isZeroedMadid, normaliseMadid } from '../../../src/members/identifiers/normalise-madid.ts';
import { normaliseOpaque } from '../../../src/members/identifiers/normalise-opaque.ts';
import { phoneNormaliser } from '../../../src/members/identifiers/normalise-phone.ts';
import { collectMembers } from '../../../src/members/source/collect-members.ts';

/** What is sent of fields: digests in hex, or texts. */
async function sentOf(
  type: string,
  format: SourceFormat,
  fields: readonly string[],
  send = 'hashed',
) {
  const rule = await identifierRule(type, format, send === 'plain' ? 'plain' : 'hashed');
  if (rule === null) throw new Error('no such rule');
  const sent: string[] = [];
  const collector = collectMembers(rule, ({ count, records, texts }) => {
    const width = records.length / count;
    const digests = Array.from({ length: count }, (_, each) =>
      records.toString('hex', each * width, (each + 1) * width),
    );
    sent.push(...(texts ?? digests));
  });
  collector.begin('f.txt');
  for (const [index, field] of fields.entries()) {
    collector.take(Buffer.from(field).toString('latin1'), index + 1);
  }
  return { sent, ...collector.finish() };
}

test('a line that is made to take long is no e-mail address, at once', () => {
  const start = performance.now();
  expect(normaliseEmail(`a@${'.'.repeat(500_000)}@`)).toBeNull();
  expect(performance.now() - start).toBeLessThan(10_000);
});

const userSha256 = 'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514';
const userMd5 = 'b58996c504c5638798eb6b511e6f49af';
const userSha256OfMd5 = '7f7892563bd354c8aa47ec54a5ce8c6100c6258089273db2f8c777e1853d365b';

describe('what is sent of an identifier', () => {
  test.each<[string, SourceFormat, string, string]>([
    ['Email', 'plain', 'user@example.com', userSha256],
    ['email', 'plain', '  User@Example.COM\t', userSha256],
    ['Email', 'sha256', userSha256.toUpperCase(), userSha256],
    ['Email', 'sha256', ` ${userSha256} `, userSha256],
    ['Email', 'md5', userMd5.toUpperCase(), userMd5],
    ['Email', 'sha256-md5', userSha256OfMd5, userSha256OfMd5],
    [
      'PhoneNumber',
      'plain',
      '+33 1 40 40 22 90',
      'fda66831d0cb0eb4bffb21bc795308d69921c211c57be0ae15702071e3b9e988',
    ],
    [
      'phoneNumber',
      'plain',
      '+1 234-567-8910',
      '63640264849a87c90356129d99ea165e37aa5fabc1fea46906df1a7ca50db492',
    ],
    [
      'madid',
      'plain',
      '6D92078A-8246-4BA4-AE5B-76104861E7DC',
      '6d92078a-8246-4ba4-ae5b-76104861e7dc',
    ],
    ['CustomerId', 'plain', ' A-0012 ', 'A-0012'],
    ['IdentityLink', 'plain', 'Xi1234', 'Xi1234'],
    ['gum', 'plain', 'k-42_x', 'k-42_x'],
  ])('%s given as %s', async (type, format, field, expected) => {
    expect((await sentOf(type, format, [field])).sent).toEqual([expected]);
  });

  test.each([
    ['Email', ' User@Example.com ', 'user@example.com'],
    ['PhoneNumber', '+33 01 23 45 67 89', '+33123456789'],
  ])('%s unhashed, where the manifest says so', async (type, field, expected) => {
    expect((await sentOf(type, 'plain', [field], 'plain')).sent).toEqual([expected]);
  });

  test('blank lines are nothing, invalid ones are counted and located', async () => {
    const { sent, ...account } = await sentOf('Email', 'plain', [
      '',
      'a@b.c',
      ' ',
      'nobody',
      'x@y.z',
      '@',
    ]);
    expect(sent).toHaveLength(2);
    expect(account).toEqual({
      ...{ files: 1, filled: 4, invalid: 2, invalidLook: null, title: null, zeroed: 0, empty: 2 },
      invalidLines: [
        { file: 'f.txt', line: 4 },
        { file: 'f.txt', line: 6 },
      ],
    });
  });

  test('only the first invalid lines are located', async () => {
    const fields = Array.from({ length: 25 }, () => 'nobody');
    const { invalid, invalidLines } = await sentOf('Email', 'plain', fields);
    const lines = invalidLines.map(({ line }) => line);
    expect([invalid, lines]).toEqual([25, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  });

  test.each<[string, SourceFormat]>([
    ['PhoneNumber', 'md5'],
    ['CustomerId', 'sha256'],
    ['madid', 'sha256'],
    ['Telegram', 'plain'],
  ])('%s is not given as %s', async (type, format) => {
    expect(await identifierRule(type, format, 'hashed')).toBeNull();
  });
});

describe('e-mail', () => {
  test.each([
    ['dots and tags stay', 'Ann.Lee+News@Example.com', 'ann.lee+news@example.com'],
    ['letters beyond ASCII', 'ÉLISE@Exämple.de', 'élise@xn--exmple-cua.de'],
    ['a capital that lower case takes apart', '\u0130a@b.example', '\u0069\u0307a@b.example'],
    ['a domain that no registry takes', 'a@\u0627b.example', null],
    ['a no-break space around it', '\u00a0a@b.c\u00a0', 'a@b.c'],
    ['no at sign', 'a.b.c', null],
    ['two of them', 'a@@b.c', null],
    ['a blank inside', 'a b@c.d', null],
    ['nothing before', '@b.c', null],
    ['nothing behind', 'a@', null],
    ['no dot in the domain', 'a@b', null],
    ['a dot at its end', 'a@b.', null],
    ['a control character', 'a\u0000@b.c', null],
    ['far too long', `${'a'.repeat(400)}@b.c`, null],
  ])('%s', (_, text, expected) => {
    expect(normaliseEmail(text)).toBe(expected);
  });

  test('all spellings of an address are one, and its normal form stays as it is', () => {
    const letter = fc.constantFrom('a', 'É', 'ü', 'ñ', 'Å', 'ё', '가', 'ệ', 'Ω', 'İ');
    const word = fc.array(letter, { minLength: 1, maxLength: 6 }).map((each) => each.join(''));
    fc.assert(
      fc.property(word, word, (name, label) => {
        const address = `${name}@${label}.example`;
        const normal = normaliseEmail(address);
        fc.pre(normal !== null);
        for (const form of ['NFC', 'NFD'] as const) {
          expect(normaliseEmail(address.normalize(form))).toBe(normal);
          expect(normaliseEmail(normal.normalize(form))).toBe(normal);
        }
        expect(normaliseEmail(`${name}@${normal.split('@')[1]}`)).toBe(normal);
      }),
    );
  });

  test.each([...'!#$%&\'*/=?^`{|}~"<({[\\;:,.@'])(
    '%j at its beginning is no part of it',
    (sign) => {
      expect(normaliseEmail(`${sign}ann@example.com`)).toBeNull();
      expect(normaliseEmail(`${sign}élise@example.com`)).toBeNull();
    },
  );

  test.each(['%40', '%3A', '%20', '&amp;', '&#64;', '&#x40;', '{{', '}}', '${', '|', '`'])(
    '%s in it is no part of it',
    (mark) => {
      expect(normaliseEmail(`an${mark}n@example.com`)).toBeNull();
      expect(normaliseEmail(`él${mark}ise@example.com`)).toBeNull();
    },
  );

  test('bytes that are not UTF-8 are invalid', async () => {
    const rule = await identifierRule('Email', 'plain', 'hashed');
    if (rule === null) throw new Error('no such rule');
    const collector = collectMembers(rule, () => {});
    collector.take('\xe9lise@example.com', 1);
    expect(collector.finish().invalid).toBe(1);
  });
});

describe('phone number', () => {
  test.each([
    ['+33 01 23 45 67 89', '+33123456789'],
    ['+330123456789', '+33123456789'],
    ['+330123-45-6789', '+33123456789'],
    ['\u00a0+49\u202f151\u00a023456789 ', '+4915123456789'],
    ['0033123456789', '+33123456789'],
    ['0212345678', null],
    ['+0123456789', null],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['+1234567890123456', null],
    ['+33', null],
    ['+33x12345678', null],
  ])('%s', (text, expected) => {
    expect(phoneNormaliser(null)(text)).toBe(expected);
  });
});

describe('phone numbers as they are written, by country', () => {
  test.each<[string, string, string | null]>([
    ['DE', '0151 12345678', '+4915112345678'],
    ['DE', '0151/1234 5678', '+4915112345678'],
    ['DE', '+49 (0)151-12345678', '+4915112345678'],
    ['DE', '(030) 123456', '+4930123456'],
    ['DE', '0049 30 123456', '+4930123456'],
    // Of Aurich, or with a country code and no plus.
    ['DE', '4915112345678', null],
    ['DE', '4915112345678.00', null],
    ['DE', '4915112345678.0', null],
    ['DE', '4.915112345678E+12', null],
    ['DE', '4,91511E+12', null],
    ['DE', '-4915112345678', null],
    ['DE', '=4915112345678', null],
    ['DE', '0151 1234567.', null],
    ['AT', '0664 1234567', '+436641234567'],
    ['AT', '436641234567', '+436641234567'],
    ['CH', '079 123 45 67', '+41791234567'],
    ['FR', '06.12.34.56.78', '+33612345678'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['FR', '612345678', '+33612345678'],
    ['FR', '33612345678', '+33612345678'],
    ['FR', '612345678.0', null],
    ['FR', '06 12 34 56', null],
    ['FR', '00 00 00 00 00', null],
    ['GB', '07911 123456', '+447911123456'],
    ['GB', '(020) 7946 0018', '+442079460018'],
    ['IT', '06 1234 5678', '+390612345678'],
    ['IT', '391 234 5678', '+393912345678'],
    ['ES', '612 34 56 78', '+34612345678'],
    ['PL', '48 712 34 56', '+48487123456'],
    ['SE', '070-123 45 67', '+46701234567'],
    ['FI', '040 1234567', '+358401234567'],
    ['RU', '8 (912) 345-67-89', '+79123456789'],
    ['TR', '0532 123 45 67', '+905321234567'],
    ['AE', '050 123 4567', '+971501234567'],
    ['IN', '098765-43210', '+919876543210'],
    ['IN', '91987 65432', '+919198765432'],
    ['IN', '9876543210.0', null],
    ['ID', '0812-3456-7890', '+6281234567890'],
    ['CN', '138 1234 5678', '+8613812345678'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['KR', '010-1234-5678', '+821012345678'],
    ['AU', '0412 345 678', '+61412345678'],
    ['US', '(202) 555-0123', '+12025550123'],
    ['US', '1-202-555-0123', '+12025550123'],
    ['US', '202.555.0123', '+12025550123'],
    ['US', '2025550123.0', null],
    ['US', '000-000-0000', null],
    ['US', '123-456-7890', null],
    ['US', '111 111 1111', null],
    ['BR', '(11) 98765-4321', '+5511987654321'],
    ['BR', '55 99123-4567', '+5555991234567'],
    ['MX', '55 1234 5678', '+525512345678'],
    ['AR', '011 1234-5678', '+541112345678'],
    ['ZA', '082 123 4567', '+27821234567'],
  ])('%s: %s', (country, text, expected) => {
    expect(phoneNormaliser(country)(text)).toBe(expected);
    // Written with its country, it is the same everywhere.
    if (expected !== null) expect(phoneNormaliser(null)(expected)).toBe(expected);
  });

  test.each([
    '+4915112345678.0',
    '+4915112345678.00',
    '+4915112345678,0',
    '+4915112345678.',
    '+4.915112345678E+12',
    '4.915112345678E+12',
    '+0000000000',
    '+10000000000',
    '+11111111111',
    '+490000000000',
    '+33 000000000',
    "'+4915112345678",
    '=+4915112345678',
    '.+4915112345678',
    'tel:+4915112345678',
  ])('%s is no number', (text) => {
    for (const country of [null, 'DE', 'US']) expect(phoneNormaliser(country)(text)).toBeNull();
  });
});

describe('the other types', () => {
  test.each([
    ['6d92078a82464ba4ae5b76104861e7dc', null],
    ['00000000-0000-0000-0000-000000000000', null],
    [' 6D92078A-8246-4BA4-AE5B-76104861E7DC ', '6d92078a-8246-4ba4-ae5b-76104861e7dc'],
  ])('mobile ID %s', (text, expected) => {
    expect(normaliseMadid(text)).toBe(expected);
  });

  test.each([
    ['00000000-0000-0000-0000-000000000000', true],
    [' 00000000000000000000000000000000', true],
    ['FFFFFFFF-FFFF-ffff-ffff-ffffffffffff', true],
    ['00000000-0000-0000-0000-000000000001', false],
    ['0', false],
    ['', false],
  ])('mobile ID %j is zeroed: %j', (text, expected) => {
    expect(isZeroedMadid(text)).toBe(expected);
  });

  test.each([
    ['CaseMatters', 'CaseMatters'],
    ['', null],
    ['a\u0007', null],
    ['x'.repeat(1025), null],
  ])('opaque %s', (text, expected) => {
    expect(normaliseOpaque(text)).toBe(expected);
  });
});
