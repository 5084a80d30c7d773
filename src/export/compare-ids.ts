import { compareText } from '../diagnostics/diagnostic.ts';

/** IDs are digits of any length, and older entities have the smaller ones. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
