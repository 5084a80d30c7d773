/** Files that are exported somewhere, with people whose names tell whether they were printed. */
import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { remoteOf, type TestList } from '../../../support/members/member-lists.ts';

export const a = 'secret.a@shop.example';
export const b = 'secret.b@shop.example';
export const c = 'secret.c@shop.example';
export const three: readonly string[] = [a, b, c];
export const lines: string = `${a}\n${b}\n${c}\n`;
export const csv: string = `id,email\n1,${a}\n2,${b}\n3,${c}\n`;

type Files = Readonly<Record<string, string | Buffer>>;
export type Form = readonly [what: string, members: string, files: Files];

/** Twenty lines that are right, so that one that is not stays below the brake. */
export const many: readonly string[] = Array.from(
  { length: 20 },
  (_, each) => `secret.${each}@shop.example`,
);
export const manyRows: string = many.map((person, each) => `${each},${person}\n`).join('');

export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const swapped = (text: string): Buffer => Buffer.from(utf16(text)).swap16();
export const damaged = (bytes: Buffer, place: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 0xff;
  return copy;
};
export const large: Buffer = gzipSync(
  Array.from({ length: 5000 }, (_, each) => `secret.${each}@x.example\n`).join(''),
);

export const form = (text: string): string => `{ ${text} }`;

export type Bad = readonly [...Form, code: string, message: string];

/** Nobody is sent, and nothing of the file is said. */
export async function expectRefused(
  list: TestList,
  [, members, files, code, message]: Bad,
): Promise<void> {
  await list.declare(form(members));
  await list.write(files);
  const { exitCode, stdout, stderr } = await list.run('members sync LIST');
  expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringContaining(message)]);
  expect(stderr).toMatch(new RegExp(`error ${code} `, 'u'));
  expect(stderr).not.toMatch(/secret/iu);
  expect(list.remote()).toEqual(remoteOf([]));
}
