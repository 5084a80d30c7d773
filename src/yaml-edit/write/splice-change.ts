/** A change as splices of the text. */
import type { CollectionChange, ValueChange } from '../plan/change.ts';
import { writeKey } from '../text/write-scalar.ts';
import type { Written } from '../text/written.ts';
import type { ChangeContext, Slot } from './change-context.ts';
import { replaceValue } from './replace-value.ts';
import { writeBlockChange } from './write-block-change.ts';
import { writeFlowChange } from './write-flow-change.ts';

/** @param slot null for the contents of the document. */
export function spliceChange(
  written: Written,
  change: CollectionChange,
  slot: Slot | null,
  context: ChangeContext,
): void {
  for (const [at, child] of written.children.entries()) {
    const inner = change.changed.get(at);
    const name = change.renamed.get(at);
    if (name !== undefined) {
      const text = writeKey(name, written.flow);
      context.splices.push({ start: child.keyStart, end: child.keyEnd, text });
    }
    const own = { child, inFlow: written.flow, key: child.key ?? slot?.key ?? null };
    if (inner !== undefined) writeInner(child.written, inner, own, context);
  }
  if (change.removed.size + change.added.length === 0) return;
  const key = slot?.key ?? null;
  if (written.flow) writeFlowChange(written, change, key, context);
  else writeBlockChange(written, change, { key, child: slot?.child ?? null }, context);
}

function writeInner(
  written: Written,
  change: ValueChange,
  slot: Slot,
  around: ChangeContext,
): void {
  const movables = around.scopes.get(written);
  const context = movables === undefined ? around : { ...around, movables };
  if (change.kind === 'replace') replaceValue(change.value, slot, context);
  else spliceChange(written, change, slot, context);
}
