/** The API over HTTP, behind the product's own interfaces. */
import type { MembersRemote } from '../model/remote/members-remote.ts';
import type { RemoteWriter, WriteRequest } from '../model/remote/remote.ts';
import type { ApiCall } from './calls/api-call.ts';
import { createApi } from './calls/create-api.ts';
import { createMembersRemote } from './contact-lists/create-members-remote.ts';
import { type AccountReader, createAccountReaderOn } from './create-remote-reader.ts';
import { fillRemoteOptions, type RemoteOptions } from './remote-options.ts';
import { writeItems } from './write-items.ts';

/** All that can be written in an account. */
export interface AccountWriter extends AccountReader, RemoteWriter {
  readonly members: MembersRemote;
}

/** What apply is given: it reads as `createRemoteReader` does, and writes. */
export function createRemote(options: RemoteOptions): AccountWriter {
  let hasWritten = false;
  // Once there were writes, reads find out what became of those that were on their way.
  const isStopped = ({ effect }: Pick<ApiCall, 'effect'>) => effect !== 'read' || !hasWritten;
  const api = createApi(fillRemoteOptions(options), isStopped);
  const members = createMembersRemote(api);
  const writing =
    <Given extends readonly unknown[], Answer>(write: (...given: Given) => Promise<Answer>) =>
    (...given: Given) => {
      hasWritten = true;
      return write(...given);
    };
  return {
    ...createAccountReaderOn(api),
    write: writing((request: WriteRequest) => writeItems(api, request)),
    proveWrite: ({ kind, verb }) => writeItems(api, { kind, verb, items: [] }),
    members: { ...members, amend: writing(members.amend), clear: writing(members.clear) },
    patience: api.patience,
  };
}
