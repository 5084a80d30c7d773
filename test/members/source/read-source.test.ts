import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { usualForm } from '../../../src/members/source/member-source.ts';
import { readSource } from '../../../src/members/source/read-source.ts';
import { withFolder } from '../../support/a-folder.ts';
import { noStdin } from '../a-task.ts';

async function* inPieces(bytes: Buffer, size = 3): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function fieldsOf(folder: string, name: string, column: string | null, stdin = noStdin) {
  const fields: (string | null)[] = [];
  const source = {
    name,
    places: [{ name, folder, mayBePipe: false }],
    form: { ...usualForm, column },
  };
  await readSource(source, stdin, {
    begin: () => {},
    take: (field) => fields.push(field),
    takeLines: null,
  });
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
      expect(await fieldsOf(folder, name, 'email')).toEqual(emails);
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
