import { compareText } from '../../diagnostics/diagnostic.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';

/** Every ID once, ascending: digits of any length, in the order of the numbers they write. */
export function sortRows(rows: readonly RemoteRow[]): readonly RemoteRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => a.id.length - b.id.length || compareText(a.id, b.id));
}
