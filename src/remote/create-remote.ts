/** Retail media and marketing solutions over HTTP, behind the product's own interfaces. */
import type { MembersRemote } from '../model/members-remote.ts';
import type { RemoteWriter } from '../model/remote.ts';
import { createApi } from './create-api.ts';
import { createMembersRemote } from './create-members-remote.ts';
import { type AccountReader, createAccountReaderOn } from './create-remote-reader.ts';
import { fillRemoteOptions, type RemoteOptions } from './remote-options.ts';
import { writeItems } from './write-items.ts';

/** All that can be written in an account. */
export interface AccountWriter extends AccountReader, RemoteWriter {
  readonly members: MembersRemote;
}

/** What apply is given: it reads as `createRemoteReader` does, and writes. */
export function createRemote(options: RemoteOptions): AccountWriter {
  // Reads find out what became of the writes that were on their way.
  const api = createApi(fillRemoteOptions(options), ({ effect }) => effect !== 'read');
  const members = createMembersRemote(api);
  return {
    ...createAccountReaderOn(api),
    write: (request) => writeItems(api, request),
    members,
    patience: api.patience,
  };
}
