import type { Source } from '../../diagnostics/diagnostic.ts';
import type { AppendedEntry, EntryEdit } from '../../yaml-edit/text-edit.ts';
import type { PullUnit } from '../pull-unit.ts';

/** An edit and who asks for it: one unit, or several for a reference to what was renamed. */
export interface AskedEdit {
  readonly file: string;
  /** The entry; null for the root of the first document, and for an appended one. */
  readonly at: Source | null;
  readonly what: { readonly edit: EntryEdit } | { readonly appended: AppendedEntry };
  readonly units: readonly PullUnit[];
}

export function placeOfEdit(file: string, at: Source | null): string {
  return at === null ? file : `${file}:${at.line}:${at.column}`;
}
