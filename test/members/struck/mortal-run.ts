/** A process that is killed before a step of its own; afterwards it does nothing any more. */
import type { FileLayer } from '../../../src/members/ledger/files/file-layer.ts';
import type { MembersRemote } from '../../../src/model/remote/members-remote.ts';

export interface Life {
  /** Something that outlives the process. */
  step(): void;
  /** Whether the next step is not reached. */
  readonly isEnding: () => boolean;
  readonly check: () => void;
}

export function createLife(steps: number): Life {
  let left = steps;
  const check = () => {
    if (left < 0) throw new Error('killed');
  };
  return {
    isEnding: () => left === 0,
    check,
    step: () => {
      left -= 1;
      check();
    },
  };
}

/** What a kill does not tear: the system takes so little as a whole. */
const sector = 512;

export function mortalFiles(files: FileLayer, { step, check, isEnding }: Life): FileLayer {
  return {
    prepare: (folder) => files.prepare(folder),
    open: async (path, use) => {
      if (use === 'create') step();
      check();
      const file = await files.open(path, use);
      return {
        read: (target, position) => file.read(target, position),
        write: async (bytes, position) => {
          if (isEnding() && bytes.length > sector) {
            await file.write(bytes.subarray(0, bytes.length >> 1), position);
          }
          step();
          return file.write(bytes, position);
        },
        sync: async () => {
          step();
          await file.sync();
        },
        size: () => file.size(),
        truncate: async (size) => {
          step();
          await file.truncate(size);
        },
        close: () => file.close(),
      };
    },
    rename: async (from, to) => {
      step();
      await files.rename(from, to);
    },
    remove: async (path) => {
      step();
      await files.remove(path);
    },
    list: (folder) => files.list(folder),
    syncFolder: async (folder) => {
      step();
      await files.syncFolder(folder);
    },
    openTemporary: (path) => files.openTemporary(path),
  };
}

export function mortalRemote(remote: MembersRemote, { step }: Life): MembersRemote {
  return {
    ...remote,
    amend: async (request) => {
      step();
      const answer = await remote.amend(request);
      step();
      return answer;
    },
    clear: async (target) => {
      step();
      const answer = await remote.clear(target);
      step();
      return answer;
    },
  };
}
