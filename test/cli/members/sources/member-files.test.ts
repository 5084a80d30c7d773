/** What files look like that are exported somewhere, each of which fills a list. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { remoteOf, withMemberLists } from '../../../support/members/member-lists.ts';
import { a, b, c, csv, type Form, form, lines, swapped, three, utf16 } from './sample-files.ts';

const lists = withMemberLists({ Email: 100 });

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
