import { compareText } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';

/** By file, then by place in it: an order that does not depend on the order of reading. */
export function comparePlaces({ source: a }: Declaration, { source: b }: Declaration): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
