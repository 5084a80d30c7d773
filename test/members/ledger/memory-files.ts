import { basename, dirname } from 'node:path';
import type { FileLayer, OpenFile } from '../../../src/members/ledger/files/file-layer.ts';

/** A disk in memory: quick enough to read a ledger a hundred thousand times. */
export interface MemoryFiles extends FileLayer {
  /** Every byte that was ever given to a file, in its order, also of files that are gone. */
  readonly everWritten: () => Buffer;
  readonly bytesOf: (path: string) => Buffer;
  readonly put: (path: string, bytes: Buffer) => void;
  readonly names: () => readonly string[];
  /** What is on the disk now, for another one. */
  readonly contents: () => Map<string, File>;
}

/** What a disk does in place of writing. */
export interface DiskFault {
  /** Of so many bytes for a position in a file of a size: how many are taken, and what is thrown then. */
  readonly onWrite?: (
    path: string,
    length: number,
    position: number,
    size: number,
  ) => { readonly taken: number; readonly error?: string } | null;
  readonly onSync?: (path: string) => string | null;
  readonly onRename?: (to: string) => string | null;
}

export interface File {
  bytes: Buffer;
  size: number;
}

export function createMemoryFiles(
  fault: DiskFault = {},
  files: Map<string, File> = new Map(),
): MemoryFiles {
  const log: Buffer[] = [];
  const fail = (code: string): never => {
    throw Object.assign(new Error(code), { code });
  };

  function write(path: string, file: File, bytes: Uint8Array, position: number): number {
    const struck = fault.onWrite?.(path, bytes.length, position, file.size) ?? null;
    const taken = struck ? Math.min(struck.taken, bytes.length) : bytes.length;
    if (position + taken > file.bytes.length) {
      const grown = Buffer.alloc((position + taken) * 2);
      file.bytes.copy(grown, 0, 0, file.size);
      file.bytes = grown;
    }
    file.bytes.set(bytes.subarray(0, taken), position);
    file.size = Math.max(file.size, position + taken);
    log.push(Buffer.from(bytes.subarray(0, taken)));
    if (struck?.error) fail(struck.error);
    return taken;
  }

  function read(file: File, target: Uint8Array, position: number): number {
    const end = Math.min(file.size, position + target.length);
    if (end <= position) return 0;
    target.set(file.bytes.subarray(position, end));
    return end - position;
  }

  function openFile(path: string, file: File): OpenFile {
    return {
      read: async (target, position) => read(file, target, position),
      write: async (bytes, position) => write(path, file, bytes, position),
      sync: async () => {
        const error = fault.onSync?.(path);
        if (error) fail(error);
      },
      size: async () => file.size,
      truncate: async (size) => {
        file.bytes.fill(0, Math.min(size, file.size), file.size);
        file.size = size;
      },
      close: async () => {},
    };
  }

  return {
    prepare: async () => {},
    open: async (path, use) => {
      const found = files.get(path);
      if (use === 'create') {
        if (found) fail('EEXIST');
        const made = { bytes: Buffer.alloc(4096), size: 0 };
        files.set(path, made);
        return openFile(path, made);
      }
      return openFile(path, found ?? fail('ENOENT'));
    },
    rename: async (from, to) => {
      const error = fault.onRename?.(to);
      if (error) fail(error);
      files.set(to, files.get(from) ?? fail('ENOENT'));
      files.delete(from);
    },
    remove: async (path) => void files.delete(path),
    list: async (folder) =>
      [...files.keys()].filter((path) => dirname(path) === folder).map((path) => basename(path)),
    syncFolder: async (folder) => {
      const error = fault.onSync?.(folder);
      if (error) fail(error);
    },
    openTemporary: (path) => {
      const file = { bytes: Buffer.alloc(0), size: 0 };
      return {
        read: (target, position) => read(file, target, position),
        write: (bytes, position) => write(path, file, bytes, position),
        close: () => {},
      };
    },
    everWritten: () => Buffer.concat(log),
    bytesOf: (path) => {
      const file = files.get(path) ?? fail('ENOENT');
      return Buffer.from(file.bytes.subarray(0, file.size));
    },
    put: (path, bytes) => void files.set(path, { bytes: Buffer.from(bytes), size: bytes.length }),
    names: () => [...files.keys()].sort(),
    contents: () =>
      new Map(
        [...files].map(([path, { bytes, size }]) => [path, { bytes: Buffer.from(bytes), size }]),
      ),
  };
}
