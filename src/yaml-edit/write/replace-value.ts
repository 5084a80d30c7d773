/** A value in the place of another one, behind its key or its dash. */
import type { JsonValue } from '../../model/text/json.ts';
import { EditRefusal } from '../text/refusal.ts';
import {
  beforeLineEnd,
  columnOf,
  commentBehind,
  type LaidOutText,
  lineEnd,
  lineStart,
  trailOf,
} from '../text/text-layout.ts';
import type { Written } from '../text/written.ts';
import type { ChangeContext, Slot } from './change-context.ts';
import { hasMoved } from './movable.ts';
import type { MovedText } from './value-place.ts';
import { joinValue, writeValue } from './write-value.ts';

export function replaceValue(value: JsonValue, slot: Slot, context: ChangeContext): void {
  const { child, inFlow, key } = slot;
  const old = child.written;
  const { layout } = context;
  const isItem = child.key === null;
  const after = inFlow ? 'flow' : isItem ? 'dash' : 'key';
  const column = inFlow ? 0 : columnOf(layout, child.start);
  const place = { after, key, role: old.role, column, old, ...gapOf(slot, layout) } as const;
  const made = writeValue(value, place, context);
  const written = inFlow ? made : withCommentOfWhole(made, old, context);
  const take = (start: number, end: number, text: string) => {
    context.splices.push({ start, end, text });
    context.taken.push({ range: { start, end }, children: old.children, inFlow: old.flow, value });
  };
  if (old.start === old.end) {
    const at = child.markEnd === -1 ? child.keyEnd : child.markEnd;
    const colon = child.markEnd === -1 && !isItem ? ':' : '';
    if (written.isBelow) takeLine(at, at, written, layout, take);
    else take(at, at, `${colon}${joinValue(written, null, layout)}`);
    return;
  }
  if (inFlow) {
    take(old.body, old.end, written.text);
    return;
  }
  replaceInBlock(slot, written, layout, take);
}

/** What stands behind all that was there, is about what stays of it, too. */
function withCommentOfWhole(
  written: MovedText,
  old: Written,
  { layout, keptComments, moved }: ChangeContext,
): MovedText {
  const [only, ...others] = old.children;
  const isOneLine = written.behind === null && !written.text.includes('\n');
  if (only === undefined || old.flow || others.length > 0 || !isOneLine) return written;
  if (!hasMoved(old, moved)) return written;
  const comment = only.written.flow ? commentBehind(layout, only.end) : null;
  if (comment === null || keptComments.has(comment.start)) return written;
  keptComments.add(comment.start);
  const text = layout.text.slice(comment.start, comment.end);
  if (!written.isBelow) return { ...written, behind: text };
  return { ...written, text: `${written.text} ${text}` };
}

/** The width of the dash and what is behind it, where the value is in its line. */
function gapOf({ child, inFlow }: Slot, layout: LaidOutText): { readonly gap?: number } {
  const { body } = child.written;
  const isInLine = lineStart(layout, body) === lineStart(layout, child.start);
  const hasDash = child.key === null && !inFlow;
  return hasDash && isInLine ? { gap: Math.max(body - child.start, 2) } : {};
}

type Take = (start: number, end: number, text: string) => void;

function replaceInBlock(
  { child }: Slot,
  written: MovedText,
  layout: LaidOutText,
  take: Take,
): void {
  const old = child.written;
  const isBlock = (old.kind === 'map' || old.kind === 'list') && !old.flow;
  const end = isBlock ? endOfBlock(old, layout) : endOfInline(old, layout);
  const isBelow = lineStart(layout, old.body) !== lineStart(layout, child.markEnd);
  if (isBlock && isBelow) {
    const mark = old.start === old.body ? child.markEnd : endOfProps(old, layout);
    const line = lineEnd(layout, mark);
    if (written.isBelow) take(line, end, joinBelow(written, layout));
    else {
      refuseSecond(mark, written, layout);
      take(mark, mark, ` ${written.text}${noteOf(written)}`);
      take(line, end, '');
    }
  } else if (written.isBelow) takeLine(old.body, end, written, layout, take);
  else {
    if (!isBlock) refuseSecond(end, written, layout);
    take(old.body, end, `${written.text}${noteOf(written)}`);
  }
}

/** A line has room for one comment. */
function refuseSecond(at: number, { behind }: MovedText, layout: LaidOutText): void {
  const comment = behind === null ? null : commentBehind(layout, at);
  if (comment !== null) throw new EditRefusal('comment', comment);
}

/** The value goes to the lines below; the comment of the line stays in it. */
function takeLine(
  start: number,
  end: number,
  written: MovedText,
  layout: LaidOutText,
  take: Take,
): void {
  if (end > start) {
    const comment = commentBehind(layout, end);
    const before = layout.text.slice(0, start).trimEnd().length;
    take(before, comment?.start ?? end, comment === null ? '' : ' ');
  }
  const line = lineEnd(layout, end);
  take(line, line, joinBelow(written, layout));
}

function joinBelow(written: MovedText, layout: LaidOutText): string {
  return joinValue({ ...written, behind: null }, null, layout);
}

function noteOf({ behind }: MovedText): string {
  return behind === null ? '' : ` ${behind}`;
}

function endOfProps({ start, body }: Written, { text }: LaidOutText): number {
  return start + text.slice(start, body).replace(/\s*(?:#.*\s*)*$/u, '').length;
}

/** Before the line end behind all that belongs to it. */
function endOfBlock({ children, end }: Written, layout: LaidOutText): number {
  const last = children.at(-1);
  return last === undefined ? end : beforeLineEnd(layout, trailOf(layout, last));
}

function endOfInline({ end, body }: Written, layout: LaidOutText): number {
  return end > body ? beforeLineEnd(layout, end) : end;
}
