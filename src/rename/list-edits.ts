import type { JsonValue } from '../model/text/json.ts';
import type { EditPath, EntryEdit } from '../yaml-edit/text-edit.ts';

/** Texts behind one key, and what each of them becomes. */
export interface RenamedTexts {
  readonly path: EditPath;
  /** One text, which is not in a list. */
  readonly isSingle: boolean;
  readonly texts: readonly string[];
  /** For each text, what stands for it afterwards. */
  readonly after: readonly (readonly string[])[];
}

/** None where nothing changes. Each item is an edit of its own, unless their number changes. */
export function editTexts({ path, isSingle, texts, after }: RenamedTexts): readonly EntryEdit[] {
  const all = [...new Set(after.flat())];
  const set = (at: EditPath, value: JsonValue): EntryEdit => ({ kind: 'set', path: at, value });
  const changed = texts.flatMap((text, index) => {
    const now = after[index] ?? [text];
    return now.length === 1 && now[0] === text ? [] : [{ index, now }];
  });
  if (changed.length === 0) return [];
  const isSameNumber = changed.every(({ now }) => now.length === 1) && all.length === texts.length;
  if (!isSameNumber) return [set(path, isSingle && all.length === 1 ? (all[0] ?? '') : all)];
  return changed.map(({ index, now }) => set(isSingle ? path : [...path, index], now[0] ?? ''));
}
