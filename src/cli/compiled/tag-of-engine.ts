import { crc32 } from 'node:zlib';

/** What runs the program. */
export interface Engine {
  /** What V8 says of its version and its settings. Of two versions of Node.js it can be the same. */
  readonly v8: number;
  readonly version: string;
  readonly arch: string;
  /** The file of Node.js: code goes with the objects that it was built with, and V8 of Node.js 20 does not check that. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Another one for each engine whose code may differ; hexadecimal digits. */
export function tagOfEngine({ v8, ...binary }: Engine): string {
  const { version, arch, path, size, mtimeMs } = binary;
  const sum = crc32(JSON.stringify([version, arch, path, size, mtimeMs]));
  return [v8, sum].map((number) => number.toString(16).padStart(8, '0')).join('');
}
