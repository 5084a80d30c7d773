/** The part of a file system that ledgers need: tests replace it by one that fails. */
export interface FileLayer {
  /** Makes a folder for its owner alone, kept out of git; one that is there stays as it is. */
  prepare(folder: string): Promise<void>;
  /**
   * `create` makes a file for its owner alone, and fails where there is something of that name. No
   * link is followed, and nothing but a regular file is opened.
   */
  open(path: string, use: 'read' | 'update' | 'create'): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Where there is none, nothing is done. */
  remove(path: string): Promise<void>;
  /** The names in a folder; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes a rename outlive a power failure. */
  syncFolder(folder: string): Promise<void>;
  /** A file that is gone when the process is, as far as the system can do that; its folder is prepared. */
  openTemporary(path: string): TemporaryFile;
}

export interface OpenFile {
  /** @returns the bytes read, fewer than asked for at the end. */
  read(target: Uint8Array, offset: number): Promise<number>;
  /** @returns the bytes written, which may be fewer than given. */
  write(bytes: Uint8Array, offset: number): Promise<number>;
  sync(): Promise<void>;
  size(): Promise<number>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** Read and written while others wait: its blocks are small, and in the memory of the system. */
export interface TemporaryFile {
  read(target: Uint8Array, offset: number): number;
  write(bytes: Uint8Array, offset: number): number;
  close(): void;
}

/** Something of the name is there, and is no file that a ledger can be kept in. */
export class NotAFile extends Error {
  override readonly name = 'NotAFile';
}
