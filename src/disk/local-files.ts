/**
 * Edge: what is asked of the file system to read a project, in the form of `node:fs/promises`. Node.js does each of those
 * calls in another thread, and to wait for it takes longer than the call. These are done before they return: no
 * timer and no signal comes between two of them.
 */
import {
  type BigIntStats,
  type Dirent,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';

// A function that is async turns what the call throws into a rejection.

export async function lstat(path: string): Promise<Stats> {
  return lstatSync(path);
}

export function stat(path: string): Promise<Stats>;
export function stat(path: string, options: { readonly bigint: true }): Promise<BigIntStats>;
export async function stat(
  path: string,
  { bigint }: { readonly bigint: boolean } = { bigint: false },
): Promise<Stats | BigIntStats> {
  return statSync(path, { bigint });
}

export async function realpath(path: string): Promise<string> {
  return realpathSync.native(path);
}

export async function readlink(path: string): Promise<string> {
  return readlinkSync(path);
}

/** What a folder holds, in no order. */
export async function readdir(path: string): Promise<Dirent[]> {
  return readdirSync(path, { withFileTypes: true });
}
