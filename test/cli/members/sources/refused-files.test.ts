/** Files, folders and globs that are refused. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { withMemberLists } from '../../../support/members/member-lists.ts';
import { a, type Bad, b, csv, damaged, expectRefused, form, large, lines } from './sample-files.ts';

const lists = withMemberLists({ Email: 73 });

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
    'a key with a dot beside the same path',
    'source: f.ndjson, column: user.email',
    { 'f.ndjson': `{"user":{"email":"${a}"}}\n{"user.email":"${a}","user":{"email":"${b}"}}\n` },
    'members-column-ambiguous',
    'f.ndjson:2 ',
  ],
  [
    'the same with an equal value, and further inside',
    'source: f.ndjson, column: a.b.c',
    { 'f.ndjson': `{"a":{"b":{"c":"${a}"},"b.c":"${a}"}}\n` },
    'members-column-ambiguous',
    'f.ndjson:1 ',
  ],
  [
    'a byte order mark before a later line of JSON',
    'source: f.ndjson, column: email',
    { 'f.ndjson': `{"email":"${a}"}\n\ufeff{"email":"${b}"}\n` },
    'members-source-not-json',
    'f.ndjson:2 ',
  ],
  [
    'a name that tells nothing',
    'source: people',
    { people: lines },
    'members-source-unknown-kind',
    '"people" does not show its type',
  ],
  [
    'an ending of something else',
    'source: f.json',
    { 'f.json': '[]' },
    'members-source-unknown-kind',
    '"f.json"',
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
    'is empty, but a gzip file never is',
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
    'other data after its gzip data',
  ],
  [
    'gzip behind padding',
    'source: f.txt.gz',
    { 'f.txt.gz': Buffer.concat([gzipSync(a), Buffer.alloc(512), gzipSync(b)]) },
    'members-source-damaged',
    'other data after its gzip data',
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
    'The source .git/people.txt: this path leads into .git',
  ],
  [
    'a folder below .audiencectl',
    'source: .audiencectl/x',
    { '.audiencectl/x/people.txt': lines },
    'file-not-allowed',
    'this path leads into .audiencectl',
  ],
  [
    'a glob into .git',
    'source: "{.git,x}/*.txt"',
    { '.git/people.txt': lines },
    'file-not-allowed',
    'this path leads into .git',
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
    'has an unknown pattern',
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
    'given together with other files',
  ],
];

describe('nobody is sent, and nothing of the file is said, for', () => {
  test.each(bad)('%s', async (...row) => expectRefused(await lists.take(), row));
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
