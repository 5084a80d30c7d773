import { createHash } from 'node:crypto';
import { compareIds } from '../entities/compare-ids.ts';
import { createDigestSet, type DigestSet } from './digest-set.ts';

/** One change of one list; for a data file, which would otherwise hold every member after each write. */
export interface MembersChange {
  readonly segmentId: string;
  readonly change: 'add' | 'remove' | 'clear';
  readonly digests: readonly string[];
}

/** Who is on which contact list: digests only, never an identifier. */
export interface MemberBook {
  /** Grows with each change. */
  revision(): number;
  count(segmentId: string): number;
  /** The count as of the last recomputation. */
  recomputedCount(segmentId: string): number;
  add(segmentId: string, digests: readonly string[]): void;
  remove(segmentId: string, digests: readonly string[]): void;
  clear(segmentId: string): void;
  /** As `clear`, for a segment that is gone. */
  forget(segmentId: string): void;
  /** Repeats a change that was reported earlier. */
  replay(change: MembersChange): void;
  recompute(): void;
  /** One value for the whole set, in any order of arrival: SHA-256 over its digests' first 32 hex digits, sorted. */
  fingerprint(segmentId: string): string;
  segmentIds(): readonly string[];
}

/** @param onChange called for every change, not for those that `replay` repeats. */
export function createMemberBook(onChange: (change: MembersChange) => void = () => {}): MemberBook {
  const lists = new Map<string, DigestSet>();
  const recomputed = new Map<string, number>();
  let revision = 0;

  function replay({ segmentId, change, digests }: MembersChange): void {
    if (change === 'clear') lists.delete(segmentId);
    const list = lists.get(segmentId) ?? createDigestSet();
    if (change === 'add') for (const digest of digests) list.add(digest);
    if (change === 'remove') for (const digest of digests) list.remove(digest);
    if (list.size() > 0) lists.set(segmentId, list);
    revision += 1;
  }

  function record(change: MembersChange): void {
    replay(change);
    onChange(change);
  }

  return {
    revision: () => revision,
    count: (segmentId) => lists.get(segmentId)?.size() ?? 0,
    recomputedCount: (segmentId) => recomputed.get(segmentId) ?? 0,
    add: (segmentId, digests) => record({ segmentId, change: 'add', digests }),
    remove: (segmentId, digests) => record({ segmentId, change: 'remove', digests }),
    clear: (segmentId) => record({ segmentId, change: 'clear', digests: [] }),
    forget: (segmentId) => {
      recomputed.delete(segmentId);
      if (lists.has(segmentId)) record({ segmentId, change: 'clear', digests: [] });
    },
    replay,
    recompute: () => {
      recomputed.clear();
      for (const [segmentId, list] of lists) recomputed.set(segmentId, list.size());
    },
    fingerprint: (segmentId) => {
      const hash = createHash('sha256');
      for (const digest of lists.get(segmentId)?.sorted() ?? []) hash.update(digest);
      return hash.digest('hex');
    },
    segmentIds: () => [...lists.keys()].sort(compareIds),
  };
}
