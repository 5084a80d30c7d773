/** Contact lists over HTTP, on a server that answers as a test says. */
import type {
  AmendRequest,
  ContactListTarget,
  MembersRemote,
} from '../../../src/model/remote/members-remote.ts';
import { sentTexts } from '../../../src/model/remote/sent-identifiers.ts';
import { createRemote } from '../../../src/remote/create-remote.ts';
import type { RemoteEvent } from '../../../src/remote/remote-event.ts';
import type { RemoteOptions } from '../../../src/remote/remote-options.ts';
import { remoteOptions } from '../connect.ts';
import { type Handler, type Reply, type Served, serve } from '../serve.ts';

let served: Served | undefined;

export const closeServer = async (): Promise<void> => served?.close();

export const person = 'ann.lee@example.com';
export const segment: ContactListTarget = { kind: 'segment', id: '738406688413290497' };
export const legacy: ContactListTarget = { kind: 'legacy-audience', id: '12' };

type Changes = Partial<Omit<AmendRequest, 'identifiers'>> & {
  readonly identifiers?: readonly string[];
};

export function request({ identifiers = [person], ...changes }: Changes = {}): AmendRequest {
  return {
    ...{ target: segment, operation: 'add', identifierType: 'Email', gumCallerId: null },
    identifiers: sentTexts(identifiers),
    ...changes,
  };
}

export const accepted: Reply = {
  json: {
    data: {
      attributes: {
        nbValidIdentifiers: 1,
        nbInvalidIdentifiers: 0,
        sampleInvalidIdentifiers: [person],
      },
    },
    errors: [],
  },
};

/** A remote on a server that answers as the handler says, and all that it told of it. */
export async function connect(
  handle: Handler,
  options: Partial<RemoteOptions> = {},
): Promise<{
  readonly members: MembersRemote;
  readonly events: readonly RemoteEvent[];
  readonly calls: Served['calls'];
}> {
  served = await serve(handle);
  const events: RemoteEvent[] = [];
  const onEvent = (event: RemoteEvent) => events.push(event);
  const { members } = createRemote(remoteOptions(served, { onEvent, ...options }));
  return { members, events, calls: served.calls };
}
