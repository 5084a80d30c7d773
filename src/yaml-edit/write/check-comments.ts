/** Whether comments that are taken out belong to something that goes. */
import type { TextRange } from '../../yaml-source/line-positions.ts';
import { EditRefusal } from '../text/refusal.ts';
import { commentsIn, type LaidOutText, leadOf, lineStart, trailOf } from '../text/text-layout.ts';
import type { WrittenChild } from '../text/written.ts';
import type { ChangeContext, TakenText } from './change-context.ts';
import { hasMoved, type MovedParts } from './movable.ts';

/** @returns where the comments begin that go; one of something that stays is an obstacle. */
export function checkComments({
  layout,
  taken,
  keptComments,
  moved,
  newKeys,
}: ChangeContext): ReadonlySet<number> {
  const gone = new Set<number>();
  for (const text of taken) {
    for (const comment of commentsIn(layout, text.range)) {
      if (keptComments.has(comment.start)) continue;
      const owner = findOwner(comment, text.children, text.inFlow, layout);
      const stays =
        owner === null ||
        isAboutMoved(owner, moved) ||
        isAboutRest(owner, moved) ||
        isAboutKept(owner, text, moved) ||
        staysIn(owner, text, newKeys);
      if (stays) {
        throw new EditRefusal('comment', comment);
      }
      gone.add(comment.start);
    }
  }
  return gone;
}

/** Whether all that was replaced is its value, and a part of that stays. */
function isAboutKept(owner: WrittenChild, { children, value }: TakenText, moved: MovedParts) {
  return value !== undefined && children.length === 1 && children[0] === owner
    ? hasMoved(owner.written, moved)
    : false;
}

/** Whether it is a key of which a part stays, elsewhere: what is said of the whole may be true of that. */
function isAboutRest({ key, written }: WrittenChild, moved: MovedParts): boolean {
  return key !== null && hasMoved(written, moved);
}

/** Whether its value moved, or that which a `not` was in front of. */
function isAboutMoved({ written }: WrittenChild, moved: MovedParts): boolean {
  const [only, ...others] = written.children;
  const inner = only?.key === 'not' && others.length === 0 ? only.written : written;
  return moved.has(written) || moved.has(inner);
}

/** The innermost pair or item that a comment belongs to. */
function findOwner(
  comment: TextRange,
  children: readonly WrittenChild[],
  inFlow: boolean,
  layout: LaidOutText,
): WrittenChild | null {
  const found = inFlow
    ? ownerInFlow(comment, children, layout)
    : (children.find((child) => isOf(child, comment, layout)) ?? null);
  if (found === null) return null;
  const { written } = found;
  return findOwner(comment, written.children, written.flow, layout) ?? found;
}

function isOf(child: WrittenChild, { start }: TextRange, layout: LaidOutText): boolean {
  return leadOf(layout, child) <= start && start < trailOf(layout, child);
}

/** In brackets a comment belongs to what is before it in its line, else to what follows. */
function ownerInFlow(
  { start }: TextRange,
  children: readonly WrittenChild[],
  layout: LaidOutText,
): WrittenChild | null {
  const around = children.find((child) => child.start <= start && start < child.end);
  if (around !== undefined) return around;
  const line = lineStart(layout, start);
  const before = children.findLast(({ end }) => end <= start && end > line);
  return before ?? children.find((child) => child.start > start) ?? null;
}

/** Whether its key is written anew: then it was changed, and did not go. */
function staysIn(owner: WrittenChild, { value }: TakenText, newKeys: ReadonlySet<string>): boolean {
  if (value === undefined || owner.written.children.length === 0) return false;
  const key = owner.key ?? owner.written.children[0]?.key ?? null;
  return key !== null && newKeys.has(key);
}
