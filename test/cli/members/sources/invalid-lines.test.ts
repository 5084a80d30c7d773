/** Lines that are no identifier: counted, located, and left out. */
import { describe, expect, test } from '@jest/globals';
import { remoteOf, withMemberLists } from '../../../support/members/member-lists.ts';
import { a, type Form, form, many, manyRows, utf16 } from './sample-files.ts';

const lists = withMemberLists({ Email: 25 });

type Counted = readonly [...Form, lines: readonly number[], look: string | null];

/** What is counted invalid beside twenty that are right; its lines and what they look like. */
const counted: readonly Counted[] = [
  [
    'a row with a cell too many',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9,Doe, Jane,${a}\n` },
    [22],
    'fields',
  ],
  [
    'a row with a cell too few',
    'source: f.csv, column: email',
    { 'f.csv': `email,id,x\n${many.map((each) => `${each},1,2\n`).join('')}${a},1\n` },
    [22],
    'fields',
  ],
  [
    'a row that a line end cuts',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9,\n${a}\n` },
    [23],
    'fields',
  ],
  [
    'the last row, cut off',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9` },
    [22],
    'fields',
  ],
  [
    'broken bytes in the column',
    'source: f.csv, column: email',
    { 'f.csv': Buffer.from(`id,email\n${manyRows}9,s\xe9cret@x.example\n`, 'latin1') },
    [22],
    'encoding',
  ],
  [
    'a NUL in the column',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9,${a}\0\n` },
    [22],
    'invisible',
  ],
  [
    'a byte order mark at the beginning of a later line',
    'source: f.txt',
    { 'f.txt': `\ufeff${many.map((each) => `${each}\n`).join('')}\ufeff${a}\n` },
    [21],
    'invisible',
  ],
  [
    'a byte order mark where another table was added',
    'source: f.csv, column: email',
    { 'f.csv': `email\n${many.map((each) => `${each}\n`).join('')}\ufeff${a}\n` },
    [22],
    'invisible',
  ],
  [
    'two byte order marks',
    'source: f.txt',
    { 'f.txt': `\ufeff\ufeff${a}\n${many.map((each) => `${each}\n`).join('')}` },
    [1],
    'invisible',
  ],
  [
    'a byte order mark in a value of JSON',
    'source: f.ndjson',
    { 'f.ndjson': [...many, `\ufeff${a}`].map((each) => `${JSON.stringify(each)}\n`).join('') },
    [21],
    'invisible',
  ],
  [
    'a byte order mark alone in a line',
    'source: f.txt',
    { 'f.txt': `${many.map((each) => `${each}\n`).join('')}\ufeff\n` },
    [21],
    'invisible',
  ],
  [
    'quotes of quotes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9,"""${a}"""\n` },
    [22],
    'quoted',
  ],
  [
    'a blank before a quote',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9, "${a}"\n` },
    [22],
    'quoted',
  ],
  [
    'a line end in the identifier',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${manyRows}9,"secret\n.a@shop.example"\n` },
    [22],
    'invisible',
  ],
  [
    'behind a record of many lines',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\r\n"1\r\n2\r3\n4",${a}\r\n${manyRows}x,secret\r\n` },
    [26],
    null,
  ],
  ['a header in a text file', 'source: f.txt', { 'f.txt': `email\n${many.join('\n')}` }, [1], null],
  [
    'a list in JSON',
    'source: f.ndjson, column: e',
    { 'f.ndjson': `${many.map((e) => `{"e":"${e}"}\n`).join('')}{"e":["${a}"]}` },
    [21],
    'value',
  ],
  [
    'true and a fraction in JSON',
    'source: f.ndjson, column: e',
    { 'f.ndjson': `${many.map((e) => `{"e":"${e}"}\n`).join('')}{"e":true}\n{"e":1.5}` },
    [21, 22],
    'value',
  ],
  [
    'broken bytes in JSON',
    'source: f.ndjson, column: e',
    {
      'f.ndjson': Buffer.from(
        `${many.map((e) => `{"e":"${e}"}\n`).join('')}{"e":"s\xe9cret@x.example"}`,
        'latin1',
      ),
    },
    [21],
    'invisible',
  ],
  [
    'half of a character in UTF-16',
    'source: f.txt',
    {
      'f.txt': Buffer.concat([
        utf16(`\ufeff${many.join('\n')}\n`),
        Buffer.from('73003dd8400078002e0061006200', 'hex'),
      ]),
    },
    [21],
    'invisible',
  ],
  [
    'NULL where it is no word for null',
    'source: f.txt, nulls: []',
    { 'f.txt': `${many.join('\n')}\nNULL\n` },
    [21],
    null,
  ],
];

describe('invalid are counted and located, for', () => {
  test.each(counted)('%s', async (_, members, files, at, look) => {
    const list = await lists.take();
    await list.declare(form(members));
    await list.write(files);
    const { exitCode, stdout, stderr } = await list.run('members sync LIST --format json');
    expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, '']);
    expect(stdout + stderr).not.toMatch(/secret/iu);
    const { source } = JSON.parse(stdout).plan;
    const [file] = Object.keys(files);
    expect([source.invalid, source.invalidLines, source.invalidLook]).toEqual([
      at.length,
      at.map((line) => ({ file, line })),
      look,
    ]);
    const sent = _ === 'behind a record of many lines' ? [...many, a] : many;
    expect(list.remote()).toEqual(remoteOf(sent));
  });
});
