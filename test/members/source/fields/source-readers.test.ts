import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DiagnosticError } from '../../../../src/diagnostics/diagnostic.ts';
import { createSourceReader } from '../../../../src/members/source/fields/create-source-reader.ts';
import { fileForm } from '../../../../src/members/source/fields/file-form.ts';
import { type SourceType, usualForm } from '../../../../src/members/source/member-source.ts';

type Read = {
  readonly fields: readonly (readonly [string | null, number])[];
  readonly code: string;
};

/** Fields with their lines, and the code of what ended the reading. */
function read(type: SourceType, column: string | null, text: string, cut = text.length): Read {
  const fields: [string | null, number][] = [];
  const bytes = Buffer.from(text).toString('latin1');
  const step = Math.max(1, cut);
  try {
    const form = fileForm('f', { ...usualForm, type, column }, false);
    const reader = createSourceReader('f', form, (field, line) =>
      fields.push([field === null ? null : field.trim(), line]),
    );
    for (let at = 0; at < bytes.length; at += step) reader.write(bytes.slice(at, at + step));
    reader.end();
    return { fields, code: '' };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { fields, code: error.diagnostics[0]?.code ?? '' };
  }
}

const valuesOf = ({ fields }: Read) =>
  fields.map(([field]) => field).filter((field) => field !== '');

describe('one identifier a line', () => {
  test.each([
    ['line feeds', 'a\nb\nc\n'],
    ['no line feed at the end', 'a\nb\nc'],
    ['CRLF', 'a\r\nb\r\nc\r\n'],
    ['blank lines', '\na\n\n  \nb\nc\n\n'],
  ])('%s', (_, text) => {
    expect(valuesOf(read('txt', null, text))).toEqual(['a', 'b', 'c']);
  });

  test('lines are numbered from 1', () => {
    expect(read('txt', null, 'a\n\nb').fields).toEqual([
      ['a', 1],
      ['', 2],
      ['b', 3],
    ]);
  });

  test('endless lines are named', () => {
    expect(read('txt', null, 'x'.repeat(2 ** 20 + 1)).code).toBe('members-source-line-too-long');
  });
});

describe('CSV', () => {
  test.each([
    ['the column by name', 'id,email\n1,a\n2,b\n', ['a', 'b']],
    ['CRLF', 'email,id\r\na,1\r\nb,2\r\n', ['a', 'b']],
    ['the last column with CRLF', 'id,email\r\n1,a\r\n2,b\r\n', ['a', 'b']],
    ['quotes', '"id","email"\n"1","a"\n2,"b"', ['a', 'b']],
    ['commas in quotes', 'id,email\n"1,5",a\n"2,,,",b', ['a', 'b']],
    ['doubled quotes', 'id,email\n"say ""a,b""",a\n"""",b', ['a', 'b']],
    ['line breaks in quotes', 'id,email\n"one\ntwo\r\nthree",a\n2,b', ['a', 'b']],
    ['a quote inside a plain cell', 'id,email\n5" screen,a\n6"x"y,b', ['a', 'b']],
    ['blank lines', 'id,email\n\n1,a\n\r\n2,b\n\n', ['a', 'b']],
    ['a record that is too short', 'id,email\n1\n2,b', [null, 'b']],
    ['only a header', 'id,email\n', []],
    ['nothing at all', '', []],
    ['a header with blanks', 'id, email \n1,a', ['a']],
  ])('%s', (_, text, expected) => {
    expect(valuesOf(read('csv', 'email', text))).toEqual(expected);
  });

  test('a record is located where it begins', () => {
    expect(read('csv', 'email', 'id,email\n"a\nb",x\n1,y').fields).toEqual([
      ['x', 2],
      ['y', 4],
    ]);
  });

  test('a single column needs no name', () => {
    expect(valuesOf(read('csv', null, 'whatever\na\nb'))).toEqual(['a', 'b']);
  });

  test('TSV keeps commas', () => {
    expect(valuesOf(read('tsv', 'email', 'id\temail\n1,2\ta'))).toEqual(['a']);
  });

  test.each([
    ['a missing column', 'id,mail\n1,a', 'members-column-missing'],
    ['no column given', 'id,email\n1,a', 'members-column-not-given'],
    ['a column twice', 'email,email\n1,a', 'members-column-not-unique'],
    ['an unclosed quote', 'id,email\n1,"a\n2,b', 'members-source-unclosed-quote'],
    [
      'one that swallows the file',
      `id,email\n"${'1,a\n'.repeat(300_000)}`,
      'members-source-unclosed-quote',
    ],
  ])('%s', (_, text, code) => {
    expect(read('csv', code === 'members-column-not-given' ? null : 'email', text).code).toBe(code);
  });

  test('cells written as RFC 4180 has them are read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', '\t') });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), fc.integer({ min: 1, max: 9 }), (rows, cut) => {
        const text = `x,y\n${rows.map((row) => row.map(quote).join(',')).join('\r\n')}`;
        const expected = rows.map(([, y]) => Buffer.from(y).toString('latin1').trim());
        expect(read('csv', 'y', text, cut).fields.map(([field]) => field)).toEqual(expected);
      }),
    );
  });
});

describe('NDJSON', () => {
  test.each([
    ['objects', 'email', '{"email":"a"}\n{"id":1,"email":"b"}\n', ['a', 'b']],
    ['one key and no name', null, '{"e":"a"}\n{"e":"b"}', ['a', 'b']],
    ['strings', null, '"a"\n"b"\n', ['a', 'b']],
    [
      'numbers keep their digits',
      'id',
      '{"id":12}\n{"id":12345678901234567890}\n',
      ['12', '12345678901234567890'],
    ],
    ['missing keys are nothing', 'email', '{"x":"y"}\n{"email":"a"}', ['a']],
    ['blank lines and CRLF', 'email', '\r\n{"email":"a"}\r\n\r\n', ['a']],
  ])('%s', (_, key, text, expected) => {
    expect(valuesOf(read('ndjson', key, text))).toEqual(expected);
  });

  test.each<[string | null, string, boolean]>([
    ['email', '{"email":"a","email":"b"}', true],
    ['email', '{"email":"a","email":"a"}', true],
    ['email', '{"email":"a","email":null}', true],
    ['email', '{ "email" : "a" , "em\\u0061il" : "b" }', true],
    ['email', '{"em\\u0061il":"a","em\\u0061il":"b"}', true],
    ['email', '{"email":"email","id":1}', false],
    ['email', '{"email":"a","id":1,"id":2}', false],
    ['email', '{"email":"a","old":{"email":"b","email":"c"}}', false],
    ['email', '{"email":"a","old":[{"email":"b"},{"email":"c"}]}', false],
    ['email', '{"email":"a","note":"\\"email\\":\\"b\\""}', false],
    [null, '{"email":"a","email":"b"}', true],
    [null, '{"email":"a"}', false],
    ['user.email', '{"user":{"email":"a"},"user":{"email":"b"}}', true],
    ['user.email', '{"user":{"email":"a"},"user":null}', true],
    ['user.email', '{"user":{"email":"a","email":"b"}}', true],
    ['user.email', '{"user.email":"a","user.email":"b"}', true],
    ['user.email', '{"user":{"email":"a"},"email":"b","email":"c"}', false],
  ])('key %s of %s: two of it is %s', (key, text, isTwin) => {
    const { fields, code } = read('ndjson', key, text);
    expect([code, fields.length, fields[0]?.[0] === null]).toEqual(['', 1, isTwin]);
  });

  test('a dotted key beside a map of the same path is refused', () => {
    const text = '{"user":{"email":"a"},"user.email":"b"}';
    expect(read('ndjson', 'user.email', text).code).toBe('members-column-ambiguous');
  });

  test('letters beyond ASCII, written either way, are the same bytes', () => {
    const { fields } = read('ndjson', 'e', '{"e":"é@x"}\n{"e":"\\u00e9@x"}');
    expect(fields[0]?.[0]).toBe(Buffer.from('é@x').toString('latin1'));
    expect(fields[1]?.[0]).toBe(fields[0]?.[0]);
  });

  test.each([
    ['email', '{"mail":"a"}\n{"mail":"b"}', 'members-column-missing'],
    [null, '{"mail":"a","id":1}', 'members-column-not-given'],
  ])('no line has the key %s', (key, text, code) => {
    expect(read('ndjson', key, text).code).toBe(code);
  });
});

describe('the kind of a source', () => {
  test.each([
    ['crm.txt', null, 'txt'],
    ['crm.csv', 'email', 'csv'],
    ['crm.v2.TSV.gz', 'email', 'tsv'],
    ['crm.ndjson.gz', null, 'ndjson'],
    ['crm.jsonl', null, 'ndjson'],
    ['-', null, 'txt'],
    ['-', 'email', 'csv'],
  ])('%s with column %s', (name, column, type) => {
    expect(fileForm(name, { ...usualForm, column }, name === '-').type).toBe(type);
  });

  test.each(['crm', 'crm.xlsx', 'crm.gz', 'txt'])('%s says nothing', (name) => {
    expect(() => fileForm(name, usualForm, false)).toThrow('does not show its type');
  });

  test('a text file has no columns', () => {
    expect(() => fileForm('crm.txt', { ...usualForm, column: 'email' }, false)).toThrow(
      'has no column "email"',
    );
  });
});

test('a source reads the same however it is cut', () => {
  const text = 'id,email\r\n"1\n""2""",é@x.y\r\n\r\n3,"a,b"\n4,last';
  const whole = read('csv', 'email', text);
  expect(whole.fields).toHaveLength(3);
  for (let cut = 1; cut < 20; cut += 1) expect(read('csv', 'email', text, cut)).toEqual(whole);
});
