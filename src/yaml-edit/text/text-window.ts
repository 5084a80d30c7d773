/**
 * A long text without the entries that do not matter, which reads like the whole: a few hundred of
 * thousands are parsed, and what changes in it is put into the whole.
 */
import { splitText } from '../../yaml-source/split-text.ts';
import type { Splice } from './splice.ts';

export interface TextWindow {
  readonly text: string;
  /** Null for what is not in it. */
  readonly toWindow: (offset: number) => number | null;
  readonly toWhole: (offset: number) => number;
  /** The same change of the whole; null for one that reaches over what is left out. */
  readonly spliceOfWhole: (splice: Splice) => Splice | null;
}

/** The same text as its own window. */
export function wholeWindow(text: string): TextWindow {
  const same = (offset: number) => offset;
  return { text, toWindow: same, toWhole: same, spliceOfWhole: (splice) => splice };
}

/** A part of the text; one after the other they are all of it. */
interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Whether a top-level key begins or ends with it, so that it is needed in any case. */
  readonly isEdge: boolean;
}

export type OpenWindow = (offsets: readonly number[], neighbours: number) => TextWindow;

/** Null for a text that has to be read in one piece, or is short enough for it. */
export function createWindows(text: string): OpenWindow | null {
  const chunks = cutText(text);
  if (chunks === null) return null;
  const edges = [...chunks.keys()].filter((at) => chunks[at]?.isEdge);
  return (offsets, neighbours) => {
    const wanted = new Set(edges);
    for (const offset of offsets) {
      const at = indexOfChunk(chunks, offset);
      for (let near = at - neighbours; near <= at + neighbours; near += 1) wanted.add(near);
    }
    const inOrder = [...wanted].sort((a, b) => a - b);
    return joinChunks(
      text,
      inOrder.flatMap((at) => chunks[at] ?? []),
    );
  };
}

const minLength = 32_768;

function cutText(text: string): readonly Chunk[] | null {
  const split = splitText(text, { minLength, partLength: 1 });
  if (split === null || split.cutBetween !== 'items') return null;
  const sections = split.parts.map(({ toWhole }) => toWhole(0));
  const first = { start: 0, end: sections[0] ?? text.length, isEdge: true };
  let start = first.end;
  const chunks = split.parts.map(({ text: part, toWhole }, at): Chunk => {
    const end = toWhole(part.length);
    const isEdge = sections[at - 1] !== sections[at] || sections[at + 1] !== sections[at];
    const chunk = { start, end, isEdge };
    start = end;
    return chunk;
  });
  return [first, ...chunks];
}

function indexOfChunk(chunks: readonly Pick<Chunk, 'start'>[], offset: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function joinChunks(text: string, chunks: readonly Chunk[]): TextWindow {
  let length = 0;
  const placed = chunks.map(({ start, end }) => {
    const chunk = { start: length, whole: start, end };
    length += end - start;
    return chunk;
  });
  const wholes = chunks.map(({ start }) => ({ start }));
  const toWhole = (offset: number) => {
    const chunk = placed[indexOfChunk(placed, offset)];
    return chunk === undefined ? offset : offset - chunk.start + chunk.whole;
  };
  /** Where something ends, it is behind what it belongs to. */
  const endToWhole = (offset: number) => (offset === 0 ? 0 : toWhole(offset - 1) + 1);
  return {
    text: chunks.map(({ start, end }) => text.slice(start, end)).join(''),
    toWhole,
    toWindow: (offset) => {
      const chunk = placed[indexOfChunk(wholes, offset)];
      const isInside = chunk !== undefined && offset >= chunk.whole && offset < chunk.end;
      return isInside ? offset - chunk.whole + chunk.start : null;
    },
    spliceOfWhole: (splice) => {
      const end = endToWhole(splice.end);
      const start = splice.start === splice.end ? end : toWhole(splice.start);
      const isOne = end - start === splice.end - splice.start;
      return isOne ? { start, end, text: splice.text } : null;
    },
  };
}
