/** Whether what goes is meant by aliases that stay. */
import { isAlias } from 'yaml';
import type { ValueChange } from '../plan/change.ts';
import type { EditableDocument } from '../text/read-document.ts';
import { EditRefusal, rangeOf } from '../text/refusal.ts';
import type { Written } from '../text/written.ts';
import { innerChanges, removedOf } from './movable.ts';

export function checkAnchors({ root, anchors }: EditableDocument, change: ValueChange): void {
  const going = goingOf(root, change);
  const shared = going.flatMap((written) => sharedIn(written, anchors.isUsed));
  if (shared.length === 0) return;
  const ranges = going.map(rangeOf);
  const isGoing = ({ start }: Written) =>
    ranges.some((range) => range.start <= start && start < range.end);
  for (const alias of aliasesIn(root)) {
    if (!isAlias(alias.node) || isGoing(alias)) continue;
    const target = anchors.targetOf(alias.node);
    const found = shared.find(({ node }) => node === target);
    if (found !== undefined) throw new EditRefusal('anchor', rangeOf(found), alias.node.source);
  }
}

function goingOf(written: Written, change: ValueChange): readonly Written[] {
  if (change.kind === 'replace') return [written];
  return [
    ...removedOf(written, change).map((child) => child.written),
    ...innerChanges(written, change).flatMap((inner) => goingOf(inner.written, inner.change)),
  ];
}

function sharedIn(
  written: Written,
  isUsed: (node: NonNullable<Written['node']>) => boolean,
): readonly Written[] {
  const { node, children } = written;
  const own = node !== null && !isAlias(node) && isUsed(node) ? [written] : [];
  return [...own, ...children.flatMap((child) => sharedIn(child.written, isUsed))];
}

function aliasesIn(written: Written): readonly Written[] {
  if (written.kind === 'alias') return [written];
  return written.children.flatMap((child) => aliasesIn(child.written));
}
