import { maxChunkIdentifiers } from '../../model/remote/members-remote.ts';
import { createMemberQueue } from '../table/member-queue.ts';
import { type Sending, type SentChunks, sendChunks } from './send-chunks.ts';

/**
 * Whether the list can be filled again: adds the first chunk before the list is cleared, and judges the answer as it is
 * judged afterwards. Nothing less is proof, because no document says what the API answers to an addition without
 * identifiers. These people are to be on the list in any case.
 *
 * @returns what was sent; its `end` is null where the list may be cleared.
 */
export function proveAdding({
  journal: _,
  onProgress: __,
  ...tools
}: Sending): Promise<SentChunks> {
  const { members, sending, chunkSize = maxChunkIdentifiers } = tools;
  const { pieces } = members.queue('add').take(chunkSize);
  return sendChunks({
    ...tools,
    journal: null,
    sending: { ...sending, remove: null },
    members: { count: (which) => members.count(which), queue: () => createMemberQueue(pieces) },
  });
}
