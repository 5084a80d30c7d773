/**
 * As many blocks as fit, in their order, and a last one that counts the rest.
 *
 * @param room characters for all of them, a line end each included
 */
export function fitBlocks(
  blocks: readonly string[],
  room: number,
  more: (hidden: number) => string,
): readonly string[] {
  const total = blocks.reduce((sum, block) => sum + block.length + 1, 0);
  if (total <= room) return blocks;
  const last = more(blocks.length).length + 1;
  const shown: string[] = [];
  let used = last;
  for (const block of blocks) {
    used += block.length + 1;
    if (used > room) break;
    shown.push(block);
  }
  return [...shown, more(blocks.length - shown.length)];
}
