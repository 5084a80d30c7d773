/** What files look like that are exported somewhere, and what becomes of the list. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { remoteOf, sha256, withMemberLists } from '../../../support/member-lists.ts';

const lists = withMemberLists({ Email: 240 });

/** Somebody whose name tells whether it was printed. */
const a = 'secret.a@shop.example';
const b = 'secret.b@shop.example';
const c = 'secret.c@shop.example';
const three = [a, b, c];
const lines = `${a}\n${b}\n${c}\n`;
const csv = `id,email\n1,${a}\n2,${b}\n3,${c}\n`;

type Files = Readonly<Record<string, string | Buffer>>;
type Form = readonly [what: string, members: string, files: Files];

/** Twenty lines that are right, so that one that is not stays below the brake. */
const many = Array.from({ length: 20 }, (_, each) => `secret.${each}@shop.example`);
const manyRows = many.map((person, each) => `${each},${person}\n`).join('');

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (text: string) => Buffer.from(utf16(text)).swap16();
const damaged = (bytes: Buffer, place: number) => {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 0xff;
  return copy;
};
const large = gzipSync(
  Array.from({ length: 5000 }, (_, each) => `secret.${each}@x.example\n`).join(''),
);

/** What is filled with the three. */
const good: readonly Form[] = [
  ['one a line', 'source: f.txt', { 'f.txt': lines }],
  ['no line end at the end', 'source: f.txt', { 'f.txt': lines.trimEnd() }],
  ['CRLF', 'source: f.txt', { 'f.txt': lines.replaceAll('\n', '\r\n') }],
  ['CR', 'source: f.txt', { 'f.txt': lines.replaceAll('\n', '\r') }],
  ['mixed line ends', 'source: f.txt', { 'f.txt': `${a}\r\n${b}\r${c}\n\r` }],
  ['a byte order mark', 'source: f.txt', { 'f.txt': `\ufeff${lines}` }],
  ['blank lines', 'source: f.txt', { 'f.txt': `\n${a}\n\n  \n${b}\n\t\n${c}\n\n` }],
  ['the same twice', 'source: f.txt', { 'f.txt': `${lines}${lines.toUpperCase()}` }],
  ['an upper-case ending', 'source: F.TXT', { 'F.TXT': lines }],
  ['a name with blanks', 'source: "our list.v2.txt"', { 'our list.v2.txt': lines }],
  ['a name like a glob', 'source: "crm [1].txt"', { 'crm [1].txt': lines }],
  ['CSV', 'source: f.csv, column: email', { 'f.csv': csv }],
  ['CSV with CRLF', 'source: f.csv, column: email', { 'f.csv': csv.replaceAll('\n', '\r\n') }],
  ['CSV with CR', 'source: f.csv, column: email', { 'f.csv': csv.replaceAll('\n', '\r') }],
  [
    'CSV with a mark',
    'source: f.csv, column: id',
    { 'f.csv': `\ufeffid,x\n${three.map((each) => `${each},1\n`).join('')}` },
  ],
  ['semicolons', 'source: f.csv, column: email', { 'f.csv': csv.replaceAll(',', ';') }],
  ['tabs in CSV', 'source: f.csv, column: email', { 'f.csv': csv.replaceAll(',', '\t') }],
  ['bars', 'source: f.csv, column: email', { 'f.csv': csv.replaceAll(',', '|') }],
  ['TSV', 'source: f.tsv, column: email', { 'f.tsv': csv.replaceAll(',', '\t') }],
  [
    'commas inside of TSV',
    'source: f.tsv, column: email',
    { 'f.tsv': `a,b\temail\n${three.map((each) => `x,y\t${each}\n`).join('')}` },
  ],
  [
    'a declared delimiter',
    'source: f.csv, column: email, delimiter: ":"',
    { 'f.csv': csv.replaceAll(',', ':') },
  ],
  [
    'tab by its name',
    'source: f.csv, column: email, delimiter: tab',
    { 'f.csv': csv.replaceAll(',', '\t') },
  ],
  [
    'Hive’s delimiter',
    'source: f.csv, column: email, delimiter: "\\u0001"',
    { 'f.csv': csv.replaceAll(',', '\u0001') },
  ],
  [
    'a delimiter inside of a name',
    'source: f.csv, column: email',
    { 'f.csv': `id;email;"first, last"\n${three.map((each) => `1;${each};x\n`).join('')}` },
  ],
  [
    'two delimiters, one with the column',
    'source: f.csv, column: email',
    { 'f.csv': `id,email,a;b\n${three.map((each) => `1,${each},x;y\n`).join('')}` },
  ],
  [
    'sep=',
    'source: f.csv, column: email',
    { 'f.csv': `sep=;\r\n${csv.replaceAll(',', ';').replaceAll('\n', '\r\n')}` },
  ],
  [
    'sep= that no detection finds',
    'source: f.csv, column: email',
    { 'f.csv': `sep=^\n${csv.replaceAll(',', '^')}` },
  ],
  [
    'sep= in quotes',
    'source: f.csv, column: email',
    { 'f.csv': `"sep=;"\n${csv.replaceAll(',', ';')}` },
  ],
  ['a lone column', 'source: f.csv', { 'f.csv': `email\n${lines}` }],
  ['a lone column by name', 'source: f.csv, column: email', { 'f.csv': `email\n${lines}` }],
  [
    'no header',
    'source: f.csv, header: false, column: 2',
    { 'f.csv': csv.replace('id,email\n', '') },
  ],
  ['no header, one column', 'source: f.csv, header: false', { 'f.csv': lines }],
  ['a column by its place', 'source: f.csv, column: 2', { 'f.csv': csv }],
  [
    'blanks in the header',
    'source: f.csv, column: email',
    { 'f.csv': csv.replace('email', '  email ') },
  ],
  [
    'a header that is not ASCII',
    'source: f.csv, column: "é-mail"',
    { 'f.csv': csv.replace('email', 'é-mail') },
  ],
  [
    'another column twice',
    'source: f.csv, column: email',
    { 'f.csv': `id,id,email\n${three.map((each) => `1,2,${each}\n`).join('')}` },
  ],
  [
    'quotes',
    'source: f.csv, column: email',
    { 'f.csv': `"id","email"\n"1","${a}"\n"2","${b}"\n"3","${c}"` },
  ],
  [
    'blanks behind quotes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"1" ,"${a}" \n"2" ,"${b}"\n"3",${c}` },
  ],
  [
    'delimiters in quotes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"1,5",${a}\n"2,,",${b}\n",",${c}` },
  ],
  [
    'doubled quotes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"say ""a,b""",${a}\n"""",${b}\n"",${c}` },
  ],
  [
    'line ends in quotes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"1\n2\r\n3\r4",${a}\n"\n",${b}\n5,${c}` },
  ],
  [
    'a line end in the header',
    'source: f.csv, column: email',
    { 'f.csv': `"id\nof it",email\n1,${a}\n2,${b}\n3,${c}` },
  ],
  [
    'a quote inside of a plain cell',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n5" screen,${a}\n6"x"y,${b}\n7,${c}` },
  ],
  [
    'a backslash at the end of a quoted cell',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"C:\\",${a}\n2,${b}\n3,${c}` },
  ],
  [
    'delimiters at the ends of all lines',
    'source: f.csv, column: email',
    { 'f.csv': csv.replaceAll('\n', ',\n') },
  ],
  [
    'delimiters at the ends of the rows',
    'source: f.csv, column: email',
    { 'f.csv': csv.replaceAll('\n', ',,\n').replace(',,\n', '\n') },
  ],
  [
    'blank lines in CSV',
    'source: f.csv, column: email',
    { 'f.csv': `\n\n${csv.replaceAll('\n', '\n\n \n')}` },
  ],
  [
    'broken bytes in another column',
    'source: f.csv, column: email',
    { 'f.csv': Buffer.from(`id,email\n\xe9\xff,${a}\n2,${b}\n3,${c}`, 'latin1') },
  ],
  [
    'NULs in another column',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n\0\0,${a}\n2,${b}\n3,${c}` },
  ],
  [
    'words for null',
    'source: f.csv, column: email',
    { 'f.csv': `${csv}4,NULL\n5,null\n6,\\N\n7,\n8, NULL \n` },
  ],
  [
    'own words for null',
    'source: f.csv, column: email, nulls: ["-", none@shop.example, NULL]',
    { 'f.csv': `${csv}4,-\n5,None@Shop.example\n6,NULL\n` },
  ],
  [
    'null without quotes',
    'source: f.csv, column: email, nulls: [NULL]',
    { 'f.csv': `${csv}4,NULL\n5,null\n` },
  ],
  ['UTF-16 LE with a mark', 'source: f.csv, column: email', { 'f.csv': utf16(`\ufeff${csv}`) }],
  ['UTF-16 BE with a mark', 'source: f.csv, column: email', { 'f.csv': swapped(`\ufeff${csv}`) }],
  ['UTF-16 LE without a mark', 'source: f.txt', { 'f.txt': utf16(lines) }],
  ['UTF-16 BE without a mark', 'source: f.txt', { 'f.txt': swapped(lines) }],
  [
    'UTF-16 that is said',
    'source: f.csv, column: "名", encoding: utf-16be',
    { 'f.csv': swapped(csv.replace('email', '名').replace('id', '号')) },
  ],
  [
    'Windows-1252',
    'source: f.csv, column: "é-mail", encoding: windows-1252',
    { 'f.csv': Buffer.from(csv.replace('email', '\xe9-mail'), 'latin1') },
  ],
  [
    'a mark that knows better',
    'source: f.txt, encoding: windows-1252',
    { 'f.txt': utf16(`\ufeff${lines}`) },
  ],
  ['packed UTF-16', 'source: f.txt.gz', { 'f.txt.gz': gzipSync(utf16(`\ufeff${lines}`)) }],
  ['gzip', 'source: f.txt.gz', { 'f.txt.gz': gzipSync(lines) }],
  [
    'gzip of several members',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat(three.map((each) => gzipSync(`${each}\n`))) },
  ],
  [
    'gzip with padding',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(lines), Buffer.alloc(700)]) },
  ],
  ['gzip under another name', 'source: f.csv, column: email', { 'f.csv': gzipSync(csv) }],
  ['text with the name of gzip', 'source: f.csv.gz, column: email', { 'f.csv.gz': csv }],
  [
    'a type that the name does not tell',
    'source: part-0000, type: csv, column: email',
    { 'part-0000': csv },
  ],
  [
    'a type that it tells otherwise',
    'source: f.dat, type: tsv, column: email',
    { 'f.dat': csv.replaceAll(',', '\t') },
  ],
  ['CSV named .txt', 'source: f.txt, type: csv, column: email', { 'f.txt': csv }],
  [
    'NDJSON',
    'source: f.ndjson, column: email',
    { 'f.ndjson': three.map((email) => `${JSON.stringify({ id: 1, email })}\n`).join('') },
  ],
  [
    'JSON lines of texts',
    'source: f.jsonl',
    { 'f.jsonl': three.map((each) => `"${each}"\r\n`).join('') },
  ],
  [
    'JSON of one key',
    'source: f.ndjson',
    { 'f.ndjson': three.map((e) => JSON.stringify({ e })).join('\n') },
  ],
  [
    'JSON with escapes',
    'source: f.ndjson, column: e',
    { 'f.ndjson': three.map((each) => `{"e":"\\u0073${each.slice(1)}"}`).join('\n') },
  ],
  [
    'JSON inside of JSON',
    'source: f.ndjson, column: user.email',
    { 'f.ndjson': three.map((email) => JSON.stringify({ user: { email } })).join('\n') },
  ],
  [
    'a key with a dot',
    'source: f.ndjson, column: user.email',
    { 'f.ndjson': three.map((email) => JSON.stringify({ 'user.email': email })).join('\n') },
  ],
  [
    'JSON without the key in some lines',
    'source: f.ndjson, column: e',
    {
      'f.ndjson': `{"e":"${a}"}\n{"x":1}\n{"e":null}\n{"e":"${b}"}\nnull\n{"e":""}\n{"e":"NULL"}\n{"e":"${c}"}`,
    },
  ],
  [
    'broken bytes elsewhere in JSON',
    'source: f.ndjson, column: e',
    { 'f.ndjson': Buffer.from(three.map((e) => `{"e":"${e}","n":"\xe9"}`).join('\n'), 'latin1') },
  ],
  [
    'a list of files',
    'source: [f.txt, g.csv, h.ndjson.gz]',
    { 'f.txt': a, 'g.csv': `email\n${b}`, 'h.ndjson.gz': gzipSync(`"${c}"`) },
  ],
  ['a file named twice', 'source: [f.txt, ./f.txt]', { 'f.txt': lines }],
  [
    'a glob',
    'source: "parts/*.csv", column: email',
    {
      'parts/0.csv': `email,id\n${a},1\n`,
      'parts/1.csv': `id,email\n1,${b}\n2,${c}\n`,
      'parts/x.txt': 'secret\n',
    },
  ],
  [
    'a glob of folders',
    'source: "days/**/*.txt"',
    { 'days/1/x.txt': a, 'days/2/y.txt': b, 'days/z.txt': c, 'days/2/no.csv': 'secret' },
  ],
  [
    'a glob with braces',
    'source: "{f,days/[12]/?}.txt"',
    { 'f.txt': a, 'days/1/x.txt': b, 'days/2/y.txt': c, 'days/3/z.txt': 'secret' },
  ],
  [
    'a folder',
    'source: parts',
    { 'parts/1.txt': a, 'parts/2.txt.gz': gzipSync(b), 'parts/3.csv': `e\n${c}` },
  ],
  [
    'a folder with a slash',
    'source: parts/, type: csv, column: email',
    { 'parts/part-00000-x': csv },
  ],
  [
    'parts without endings',
    'source: parts, type: csv, column: email',
    {
      'parts/part-0': `email,x\n${a},1\n${b},1\n`,
      'parts/part-1': `x,email\n1,${c}\n`,
      'parts/_SUCCESS': '',
      'parts/.part-0.crc': '\x01\x02',
      'parts/part-2': '',
    },
  ],
  [
    'packed parts',
    'source: parts, type: ndjson, column: e',
    {
      'parts/0': gzipSync(`{"e":"${a}"}`),
      'parts/1': gzipSync(`{"e":"${b}"}\n{"e":"${c}"}`),
      'parts/2': gzipSync(''),
    },
  ],
  [
    'a header and no rows in one part',
    'source: parts, column: email',
    { 'parts/0.csv': csv, 'parts/1.csv': 'id,email\n' },
  ],
  ['an absolute glob', 'source: "FOLDER/*.txt"', { 'f.txt': lines }],
];

const form = (text: string) => `{ ${text} }`;

describe('a list is filled from', () => {
  test.each(good)('%s', async (_, members, files) => {
    const list = await lists.take();
    await list.declare(form(members.replace('FOLDER', list.folder)));
    await list.write(files);
    const { exitCode, stdout, stderr } = await list.run('members sync LIST --format json');
    expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, '']);
    expect(stdout + stderr).not.toMatch(/secret/iu);
    expect(JSON.parse(stdout).plan.source).toMatchObject({ invalid: 0 });
    expect(list.remote()).toEqual(remoteOf(three));
  });
});

type Bad = readonly [...Form, code: string, message: string];

/** What sends nobody, and how it is told. */
const bad: readonly Bad[] = [
  [
    'a missing file',
    'source: no.txt',
    {},
    'members-source-missing',
    'The source no.txt does not exist',
  ],
  [
    'one missing file of two',
    'source: [f.txt, no.txt]',
    { 'f.txt': lines },
    'members-source-missing',
    'no.txt',
  ],
  [
    'a glob that matches nothing',
    'source: "*.csv"',
    { 'f.txt': lines },
    'members-source-no-files',
    '*.csv matches no file',
  ],
  [
    'an empty folder',
    'source: parts',
    { 'parts/_SUCCESS': '', 'parts/.x': 'x' },
    'members-source-no-files',
    'a folder without a file to read',
  ],
  [
    'a folder with folders',
    'source: parts',
    { 'parts/1.txt': a, 'parts/old/2.txt': b },
    'members-source-unreadable',
    'a folder with a folder in it, "old"',
  ],
  [
    'a folder that is still written',
    'source: parts, type: txt',
    { 'parts/0': a, 'parts/_temporary/0/1': b },
    'members-source-changed',
    'still being written',
  ],
  [
    'a part of another kind',
    'source: parts',
    { 'parts/1.txt': lines, 'parts/read.me': 'x' },
    'members-source-unknown-kind',
    '"parts/read.me"',
  ],
  [
    'a broken part',
    'source: parts, column: email',
    { 'parts/1.csv': csv, 'parts/2.csv': 'id,mail\n' },
    'members-column-missing',
    'parts/2.csv:1 ',
  ],
  [
    'a name that tells nothing',
    'source: people',
    { people: lines },
    'members-source-unknown-kind',
    '"people" does not say what it holds',
  ],
  [
    'an ending of something else',
    'source: f.json',
    { 'f.json': '[]' },
    'members-source-unknown-kind',
    '"f.json"',
  ],
  [
    'a column of a text file',
    'source: f.txt, column: email',
    { 'f.txt': lines },
    'members-source-without-columns',
    'no column "email"',
  ],
  [
    'a delimiter of NDJSON',
    'source: f.ndjson, delimiter: ";"',
    { 'f.ndjson': '"x"' },
    'members-source-without-columns',
    'has no delimiter',
  ],
  [
    'a place in NDJSON',
    'source: f.ndjson, column: 1',
    { 'f.ndjson': '"x"' },
    'members-source-without-columns',
    'keys in place of columns',
  ],
  [
    'a missing column',
    'source: f.csv, column: email',
    { 'f.csv': 'id,mail\n1,secret\n' },
    'members-column-missing',
    'f.csv:1 has 2 columns, and no column "email"',
  ],
  [
    'a column in another case',
    'source: f.csv, column: email',
    { 'f.csv': `id,EMail\n1,${a}\n` },
    'members-column-missing',
    'differs only in upper and lower case',
  ],
  [
    'no column given',
    'source: f.csv',
    { 'f.csv': csv },
    'members-column-not-given',
    'f.csv:1 has 2 columns',
  ],
  [
    'the column twice',
    'source: f.csv, column: email',
    { 'f.csv': `email,email\n${a},${b}\n` },
    'members-column-not-unique',
    'more than one column "email"',
  ],
  [
    'a place that is not there',
    'source: f.csv, column: 3',
    { 'f.csv': csv },
    'members-column-missing',
    'has 2 columns, so there is no column 3',
  ],
  [
    'a place that is not there, without a header',
    'source: f.csv, header: false, column: 2',
    { 'f.csv': lines },
    'members-column-missing',
    'has one column, so there is no column 2',
  ],
  [
    'several columns without a header',
    'source: f.csv, header: false',
    { 'f.csv': `1,${a}\n` },
    'members-column-not-given',
    'has 2 columns',
  ],
  [
    'no header, and an address',
    'source: f.csv',
    { 'f.csv': lines },
    'members-header-missing',
    'set "header: false" and "column: 1", the place of the identifiers',
  ],
  [
    'no header, and addresses beside others',
    'source: f.csv, column: email',
    { 'f.csv': `1,${a}\n2,${b}\n` },
    'members-header-missing',
    'f.csv:1 looks like identifiers',
  ],
  [
    'no header, and a place',
    'source: f.csv, column: 2',
    { 'f.csv': `1,${a}\n2,${b}\n` },
    'members-header-missing',
    'header: false',
  ],
  [
    'no header, and digests',
    'source: f.csv, format: sha256',
    { 'f.csv': `${sha256(a)}\n` },
    'members-header-missing',
    'header: false',
  ],
  [
    'a lone header with a semicolon',
    'source: f.tsv, column: email',
    { 'f.tsv': csv.replaceAll(',', ';') },
    'members-delimiter-unclear',
    'Add delimiter: ";"',
  ],
  [
    'a lone header with a comma',
    'source: f.csv, delimiter: ";", column: email',
    { 'f.csv': csv },
    'members-delimiter-unclear',
    'Add delimiter: ","',
  ],
  [
    'a lone header with a tab',
    'source: f.csv, delimiter: ","',
    { 'f.csv': csv.replaceAll(',', '\t') },
    'members-delimiter-unclear',
    'Add delimiter: "\\t"',
  ],
  [
    'lines in quotes as a whole',
    'source: f.csv',
    { 'f.csv': `"id;email"\n"1;${a}"\n` },
    'members-delimiter-unclear',
    'without quotes around whole lines',
  ],
  [
    'two delimiters, and no header',
    'source: f.csv, header: false, column: 2',
    { 'f.csv': `1;${a},x\n` },
    'members-delimiter-unclear',
    'f.csv:1 could be separated by "," and ";"',
  ],
  [
    'text behind a quote',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n1,${a}\n"2"x,${b}\n3,${c}\n` },
    'members-source-text-after-quote',
    'f.csv:3 has text between a closing quote and the next delimiter',
  ],
  [
    'text behind a quote of many lines',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n1,"${a}\n2,${b}\n3,"${c}\n` },
    'members-source-text-after-quote',
    'f.csv:4 has text between a closing quote (it opens at line 2)',
  ],
  [
    'quotes escaped with a backslash',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"say \\"x\\"",${a}\n` },
    'members-source-text-after-quote',
    'look escaped with a backslash (\\")',
  ],
  [
    'one that is escaped at the end of a value',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"say \\"x\\"",${a}\n"2",${b}\n` },
    'members-source-text-after-quote',
    'look escaped with a backslash',
  ],
  [
    'one that is escaped, and swallows the next value',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"x\\"",${a}\n"2",${b}\n` },
    'members-source-text-after-quote',
    'look escaped with a backslash',
  ],
  [
    'one that is escaped, and swallows the rest',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"x\\"",${a}\n2,${b}\n` },
    'members-source-unclosed-quote',
    'look escaped with a backslash',
  ],
  [
    'the same in the header',
    'source: f.csv, column: email',
    { 'f.csv': `"say \\"x\\"",email\n1,${a}\n` },
    'members-source-text-after-quote',
    'backslash',
  ],
  [
    'a quote that nothing closes',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n1,${a}\n2,"${b}\n3,${c}\n` },
    'members-source-unclosed-quote',
    'f.csv:3 opens a quote that nothing closes',
  ],
  [
    'one in a record of many lines',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"1\n1","${a}\n2` },
    'members-source-unclosed-quote',
    'f.csv:3 ',
  ],
  [
    'one that swallows the file',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n"${`1,${a}\n`.repeat(60_000)}` },
    'members-source-unclosed-quote',
    'f.csv:2 ',
  ],
  [
    'an endless line',
    'source: f.txt',
    { 'f.txt': `${a}\n${'x'.repeat(2 ** 20 + 1)}\n` },
    'members-source-line-too-long',
    'f.txt:2 is longer than 1 MiB',
  ],
  [
    'an endless record',
    'source: f.csv, column: email',
    { 'f.csv': `id,email\n${'x'.repeat(2 ** 20)},${a}\n` },
    'members-source-line-too-long',
    'f.csv:2 ',
  ],
  [
    'no JSON',
    'source: f.ndjson, column: e',
    { 'f.ndjson': `{"e":"${a}"}\n{"e":"secret\n` },
    'members-source-not-json',
    'f.ndjson:2 is no JSON',
  ],
  [
    'a JSON array',
    'source: f.ndjson, column: e',
    { 'f.ndjson': `[\n{"e":"${a}"}\n]\n` },
    'members-source-not-json',
    'one object a line, without brackets',
  ],
  [
    'JSON of many lines',
    'source: f.ndjson, column: e',
    { 'f.ndjson': `{\n  "e": "${a}"\n}\n` },
    'members-source-not-json',
    'f.ndjson:1 ',
  ],
  [
    'a key that no line has',
    'source: f.ndjson, column: email',
    { 'f.ndjson': `{"mail":"${a}"}\n` },
    'members-column-missing',
    'No line of f.ndjson has the key "email"',
  ],
  [
    'several keys and none given',
    'source: f.ndjson',
    { 'f.ndjson': `{"e":"${a}"}\n{"e":"${b}","x":1}\n` },
    'members-column-not-given',
    'f.ndjson:2 has 2 keys',
  ],
  [
    'gzip that is cut off',
    'source: f.txt.gz',
    { 'f.txt.gz': large.subarray(0, large.length / 2) },
    'members-source-truncated',
    'f.txt.gz ends in the middle of its compressed data',
  ],
  [
    'gzip that is cut off in a later member',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(lines), large.subarray(0, 100)]) },
    'members-source-truncated',
    'f.txt.gz ends in the middle',
  ],
  [
    'gzip of no bytes',
    'source: f.txt.gz',
    { 'f.txt.gz': '' },
    'members-source-truncated',
    'is empty, which gzip never is',
  ],
  [
    'damaged gzip',
    'source: f.txt.gz',
    { 'f.txt.gz': damaged(large, large.length - 6) },
    'members-source-damaged',
    'f.txt.gz has damaged compressed data',
  ],
  [
    'gzip that is damaged in a later member',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(lines), damaged(large, 60)]) },
    'members-source-damaged',
    'f.txt.gz has damaged compressed data',
  ],
  [
    'text behind gzip',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(a), Buffer.from(`\n${b}\n`)]) },
    'members-source-damaged',
    'something behind its compressed data that is not gzip',
  ],
  [
    'gzip behind padding',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(a), Buffer.alloc(512), gzipSync(b)]) },
    'members-source-damaged',
    'something behind its compressed data',
  ],
  [
    'gzip twice',
    'source: f.txt.gz',
    { 'f.txt.gz': gzipSync(gzipSync(lines)) },
    'members-source-no-text',
    'compressed with gzip twice',
  ],
  [
    'ZIP',
    'source: f.csv',
    { 'f.csv': 'PK\x03\x04\x14\0\0\0\x08\0crm.csv' },
    'members-source-no-text',
    'f.csv is a ZIP archive',
  ],
  [
    'Excel',
    'source: f.csv',
    { 'f.csv': 'PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml' },
    'members-source-no-text',
    'f.csv is an Excel workbook',
  ],
  [
    'old Excel',
    'source: f.csv',
    { 'f.csv': Buffer.from('d0cf11e0a1b11ae1', 'hex') },
    'members-source-no-text',
    'an old Excel workbook',
  ],
  [
    'Parquet',
    'source: parts, type: csv',
    { 'parts/0': 'PAR1\x15\x04\x15' },
    'members-source-no-text',
    'parts/0 is a Parquet file',
  ],
  [
    'Avro',
    'source: f.csv',
    { 'f.csv': 'Obj\x01\x04\x14' },
    'members-source-no-text',
    'an Avro file',
  ],
  ['ORC', 'source: f.csv', { 'f.csv': 'ORC\x0a\x06' }, 'members-source-no-text', 'an ORC file'],
  [
    'zstd',
    'source: f.csv',
    { 'f.csv': Buffer.from('28b52ffd04', 'hex') },
    'members-source-no-text',
    'compressed with zstd',
  ],
  [
    'bzip2',
    'source: f.csv',
    { 'f.csv': 'BZh91AY&SYabc' },
    'members-source-no-text',
    'compressed with bzip2',
  ],
  [
    'xz',
    'source: f.csv',
    { 'f.csv': Buffer.from('fd377a585a00', 'hex') },
    'members-source-no-text',
    'compressed with xz',
  ],
  [
    'LZ4',
    'source: f.csv',
    { 'f.csv': Buffer.from('04224d18', 'hex') },
    'members-source-no-text',
    'compressed with LZ4',
  ],
  [
    '7-Zip',
    'source: f.csv',
    { 'f.csv': Buffer.from('377abcaf271c', 'hex') },
    'members-source-no-text',
    'a 7-Zip archive',
  ],
  [
    'a packed tar',
    'source: f.csv',
    {
      'f.csv': gzipSync(
        Buffer.concat([Buffer.alloc(257, 'x'), Buffer.from('ustar\0'), Buffer.alloc(200)]),
      ),
    },
    'members-source-no-text',
    'a tar archive',
  ],
  [
    'a web page',
    'source: f.csv',
    { 'f.csv': '\n<!DOCTYPE html>\n<html><body>Sign in</body></html>' },
    'members-source-no-text',
    'a web page',
  ],
  [
    'PGP',
    'source: f.csv',
    { 'f.csv': '-----BEGIN PGP MESSAGE-----\n' },
    'members-source-no-text',
    'encrypted with PGP',
  ],
  [
    'UTF-32',
    'source: f.txt',
    { 'f.txt': Buffer.from('fffe000061000000', 'hex') },
    'members-source-no-text',
    'UTF-32',
  ],
  [
    'a file below .git',
    'source: .git/people.txt',
    { '.git/people.txt': lines },
    'file-not-allowed',
    'The source .git/people.txt: this leads into .git',
  ],
  [
    'a folder below .audiencectl',
    'source: .audiencectl/x',
    { '.audiencectl/x/people.txt': lines },
    'file-not-allowed',
    'this leads into .audiencectl',
  ],
  [
    'a glob into .git',
    'source: "{.git,x}/*.txt"',
    { '.git/people.txt': lines },
    'file-not-allowed',
    'this leads into .git',
  ],
  [
    'a glob with a backslash',
    'source: "x\\\\*.txt"',
    { 'f.txt': lines },
    'members-source-no-files',
    'has a backslash',
  ],
  [
    'a glob of another kind',
    'source: "!(x|*y).txt"',
    { 'f.txt': lines },
    'members-source-no-files',
    'has a pattern of another kind',
  ],
  [
    'a glob with too many alternatives',
    `source: "${'{a,b}'.repeat(9)}"`,
    { 'f.txt': lines },
    'members-source-no-files',
    'has too many alternatives',
  ],
  [
    'a glob of what is not read',
    'source: "**/x.txt"',
    { '.audiencectl/x.txt': lines, '.git/x.txt': lines, '.hidden/x.txt': lines, '_x.txt': lines },
    'members-source-no-files',
    'matches no file',
  ],
  [
    'a device',
    'source: /dev/zero, type: txt',
    {},
    'file-is-special',
    '/dev/zero is a pipe, a socket or a device',
  ],
  [
    'standard input beside a file',
    'source: ["-", f.txt]',
    { 'f.txt': lines },
    'members-source-unreadable',
    'named beside other files',
  ],
];

describe('nobody is sent, and nothing of the file is said, for', () => {
  test.each(bad)('%s', async (_, members, files, code, message) => {
    const list = await lists.take();
    await list.declare(form(members));
    await list.write(files);
    const { exitCode, stdout, stderr } = await list.run('members sync LIST');
    expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringContaining(message)]);
    expect(stderr).toMatch(new RegExp(`error ${code} `, 'u'));
    expect(stderr).not.toMatch(/secret/iu);
    expect(list.remote()).toEqual(remoteOf([]));
  });
});

test.each([
  ['parts', 'a folder'],
  ['parts/*.txt', 'a glob'],
])('a link in %s that leads nowhere is named', async (source) => {
  const list = await lists.take();
  await list.declare(`{ source: "${source}" }`);
  await list.write({ 'parts/a.txt': lines });
  await symlink('nowhere', join(list.folder, 'parts/b.txt'));
  const { exitCode, stderr } = await list.run('members sync LIST');
  const found = expect.stringMatching(/error members-source-missing The source parts\/b.txt does/u);
  expect([exitCode, stderr]).toEqual([1, found]);
});

test.each([
  ['source: "*.tsv"', 'members-source-no-files', '6:26'],
  ['source: f.csv, column: mail', 'members-column-missing', '6:41'],
  ['source: f.csv', 'members-column-not-given', '6:16'],
  ['source: f.csv, column: email, exclude: g.csv', 'members-column-missing', '6:57'],
  ['source: f.csv, column: email, exclude: "*.txt"', 'members-source-no-files', '6:57'],
])('the plan has the place of what is wrong with %s', async (members, code, place) => {
  const list = await lists.take();
  await list.declare(form(members));
  await list.write({ 'f.csv': csv, ...(code.includes('files') ? {} : { 'g.csv': 'x\nsecret' }) });
  const { exitCode, stdout, stderr } = await list.run('plan --members');
  const found = expect.stringContaining(`lists.yaml:${place} error ${code} `);
  expect([exitCode, stdout, stderr]).toEqual([1, '', found]);
  expect(stderr).not.toMatch(/secret/iu);
});

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
