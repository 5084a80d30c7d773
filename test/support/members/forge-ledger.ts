import { encodeCommit } from '../../../src/members/ledger/format/ledger-commit.ts';
import {
  digestOf,
  encodeFrame,
  type Frame,
} from '../../../src/members/ledger/format/ledger-frame.ts';
import { framesAt } from '../../../src/members/ledger/open-ledger.ts';

export const frameKinds: readonly Frame['kind'][] = [
  'members',
  'adding',
  'removing',
  'accepted',
  'refused',
  'moment',
];

/** A ledger in the clear of which all digests and counts are right, whatever its frames say. */
export function forgeLedger(header: Buffer, frames: readonly Frame[], held = 0): Buffer {
  let link = digestOf(header);
  const parts = frames.map((frame) => {
    const encoded = encodeFrame(frame, link, null);
    link = encoded.link;
    return encoded.bytes;
  });
  const body = Buffer.concat(parts);
  const written = frames.reduce((sum, { members }) => sum + members, 0);
  const commit = encodeCommit(
    {
      ...{ number: 1, end: framesAt + body.length, frames: frames.length, written, held },
      ...{ time: 0, header: digestOf(header), link },
    },
    null,
  );
  return Buffer.concat([header, commit, body]);
}
