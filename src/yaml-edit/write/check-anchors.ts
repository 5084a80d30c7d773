/** Whether what goes or changes is meant by aliases that stay. */
import { isAlias } from 'yaml';
import type { ValueChange } from '../plan/change.ts';
import type { EditableDocument } from '../text/read-document.ts';
import { EditRefusal, rangeOf } from '../text/refusal.ts';
import type { Written } from '../text/written.ts';
import { innerChanges, removedOf } from './movable.ts';

/** @param following aliases that are to say what their anchors will say. */
export function checkAnchors(
  { root, anchors }: EditableDocument,
  change: ValueChange,
  following: ReadonlySet<Written>,
): void {
  const going = goingOf(root, change);
  const isShared = ({ node }: Written) => node !== null && !isAlias(node) && anchors.isUsed(node);
  const shared = [
    ...going.flatMap((written) => sharedIn(written, isShared)),
    ...changedOf(root, change).filter(isShared),
  ];
  if (shared.length === 0) return;
  const ranges = going.map(rangeOf);
  const isGoing = ({ start }: Written) =>
    ranges.some((range) => range.start <= start && start < range.end);
  for (const alias of aliasesIn(root)) {
    if (!isAlias(alias.node) || isGoing(alias) || following.has(alias)) continue;
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

/** The collections in which something changes. */
function changedOf(written: Written, change: ValueChange): readonly Written[] {
  if (change.kind === 'replace') return [];
  const inner = innerChanges(written, change);
  return [written, ...inner.flatMap((each) => changedOf(each.written, each.change))];
}

function sharedIn(written: Written, isShared: (written: Written) => boolean): readonly Written[] {
  const inner = written.children.flatMap((child) => sharedIn(child.written, isShared));
  return isShared(written) ? [written, ...inner] : inner;
}

function aliasesIn(written: Written): readonly Written[] {
  if (written.kind === 'alias') return [written];
  return written.children.flatMap((child) => aliasesIn(child.written));
}
