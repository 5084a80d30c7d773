/** Edge: a ledger from disk, to its end. Reading changes nothing, not even a torn end. */
import { encodingOf, type MemberEncoding } from '../identifiers/identifier-rule.ts';
import type { OpenFile } from './files/file-layer.ts';
import { readExactly } from './files/read-exactly.ts';
import {
  decodeFrameHead,
  type Frame,
  type FrameHead,
  frameHeadBytes,
  nextLink,
  openFrame,
} from './format/ledger-frame.ts';
import type { LedgerHeader } from './format/ledger-header.ts';
import { type LedgerState, replayLedger, type TakeMembers } from './format/replay-ledger.ts';
import { ledgerError } from './ledger-error.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { framesAt, type LedgerHead, withOpenLedger } from './open-ledger.ts';

/** A ledger on disk that was read to its end, without its members. */
export interface LedgerFile extends LedgerHead, LedgerState {}

/** Called before the members of a ledger are given; gives null where they are not wanted. */
export type WantMembers = (head: LedgerHead) => TakeMembers | null;

const nobody: WantMembers = () => null;

/**
 * @param path where it is; that of the place unless it is being written.
 * @returns null when there is none.
 * @throws DiagnosticError when there is one that cannot be relied on.
 */
export function readLedger(
  place: LedgerPlace,
  want: WantMembers = nobody,
  path?: string,
): Promise<LedgerFile | null> {
  return withOpenLedger(place, (head, file) => readAll(file, head, place, want), path);
}

async function readAll(
  file: OpenFile,
  head: LedgerHead,
  place: LedgerPlace,
  want: WantMembers,
): Promise<LedgerFile> {
  const { header, commit, cipher } = head;
  const replay = replayLedger(encodingFor(header), want(head) ?? (() => {}));
  let offset = framesAt;
  let written = 0;
  let { header: link } = commit;
  for (let count = 0; count < commit.frames; count += 1) {
    const frameHead = await readFrameHead(file, offset, commit.end);
    const bytes = frameHead && (await readExactly(file, offset + frameHeadBytes, frameHead.length));
    const frame: Frame | null = frameHead && bytes && openFrame(frameHead, bytes, link, cipher);
    if (frameHead === null || frame === null || !replay.apply(frame)) {
      throw ledgerError(place, 'damaged');
    }
    offset += frameHeadBytes + frameHead.length;
    written += frame.members;
    link = nextLink(link, frameHead.bytes);
  }
  const isWhole = offset === commit.end && written === commit.written && link.equals(commit.link);
  if (!isWhole) throw ledgerError(place, 'damaged');
  return { ...head, ...replay.finish() };
}

async function readFrameHead(
  file: OpenFile,
  offset: number,
  end: number,
): Promise<FrameHead | null> {
  const head = decodeFrameHead(await readExactly(file, offset, frameHeadBytes));
  return head !== null && offset + frameHeadBytes + head.length <= end ? head : null;
}

function encodingFor({ sentForm }: LedgerHeader): MemberEncoding {
  return encodingOf(sentForm ?? 'sha256');
}
