import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readSource } from '../../src/members/read-source.ts';
import { withFolder } from '../support/a-folder.ts';
import { failureOf, noStdin } from './a-task.ts';

async function* inPieces(bytes: Buffer, size = 3): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function fieldsOf(path: string, name: string, column: string | null, stdin = noStdin) {
  const fields: (string | null)[] = [];
  await readSource({ name, path, column }, stdin, (field) => fields.push(field));
  return fields;
}

const csv = 'id,email\n1,a@b.c\n2,d@e.f\n';
const emails = ['a@b.c', 'd@e.f'];

describe('files', () => {
  test.each([
    ['crm.csv', Buffer.from(csv)],
    ['crm.csv.gz', gzipSync(csv)],
    ['crm.CSV.GZ', gzipSync(csv)],
    ['two members.csv.gz', Buffer.concat([gzipSync('id,email\n1,a@b.c\n'), gzipSync('2,d@e.f\n')])],
  ])('%s', (name, bytes) =>
    withFolder({}, async (folder) => {
      await writeFile(join(folder, name), bytes);
      expect(await fieldsOf(join(folder, name), name, 'email')).toEqual(emails);
    }),
  );

  const large = gzipSync(
    Array.from({ length: 5000 }, (_, i) => `person${i}@example.com\n`).join(''),
  );

  test.each<[string, Buffer | null | 'folder', string]>([
    ['no.txt', null, 'members-source-missing: The source no.txt does not exist'],
    ['folder.txt', 'folder', 'members-source-unreadable: The source folder.txt is a folder'],
    [
      'half.txt.gz',
      large.subarray(0, large.length / 2),
      'members-source-truncated: The source half.txt.gz ends in the middle of its compressed data',
    ],
    [
      'plain.txt.gz',
      Buffer.from('a@b.c\n'),
      'members-source-damaged: The source plain.txt.gz is not valid gzip',
    ],
    [
      'empty.txt.gz',
      Buffer.alloc(0),
      'members-source-truncated: The source empty.txt.gz ends in the middle of its compressed data',
    ],
    [
      'utf16.txt',
      Buffer.from('\ufeffa@b.c\n', 'utf16le'),
      'members-source-not-utf-8: The source is UTF-16',
    ],
  ])('%s is named, and not quoted', (name, bytes, expected) =>
    withFolder({}, async (folder) => {
      const path = join(folder, name);
      if (bytes === 'folder') await mkdir(path);
      else if (bytes !== null) await writeFile(path, bytes);
      expect(await failureOf(fieldsOf(path, name, null))).toBe(expected);
    }),
  );
});

describe('standard input', () => {
  test.each([
    ['lines', null, Buffer.from('a@b.c\nd@e.f')],
    ['CSV', 'email', Buffer.from(csv)],
    ['packed CSV', 'email', gzipSync(csv)],
  ])('%s', async (_, column, bytes) => {
    expect(await fieldsOf('', '-', column, inPieces(bytes))).toEqual(emails);
  });

  test('nothing', async () => {
    expect(await fieldsOf('', '-', null)).toEqual([]);
  });
});
